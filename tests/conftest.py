"""What all tests share: no network, settings of the property tests, the installed browser."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from pathlib import Path

import hypothesis
import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


class OutsideWorldError(BaseException):
    """A test reached for another machine.

    No `Exception`: code that falls back when the network fails must not hide that it was tried.
    """


def _refuse_the_outside(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and not _is_this_machine(name):
        message = f"{event} to {name}: tests talk to this machine only; serve what they need on it"
        raise OutsideWorldError(message)


def _is_this_machine(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_refuse_the_outside)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of an installed browser; without one the test is skipped, or fails if one is required."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    message = "no browser found; install one (Debian and Ubuntu: apt-get install chromium)"
    if os.environ.get("FIGURECHECK_REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)
