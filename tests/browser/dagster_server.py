"""Starts the Dagster UI as `make ui` does, with an instance and a warehouse of the test's own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 120  # seconds; some ten on an idle machine


@contextmanager
def served(repository: Path, folder: Path, warehouse: Path) -> Iterator[str]:
    """Give the address of the UI, and end all its processes afterwards.

    `folder` gets the instance, whose log says why a server did not come up.
    """
    shutil.copyfile(repository / "orchestration" / "dagster.yaml", folder / "dagster.yaml")
    port = _free_port()
    log = folder / "server.log"
    command = [sys.executable, "-m", "dagster", "dev", "--host", "127.0.0.1", "--port", str(port)]
    settings = {"DAGSTER_HOME": str(folder), "FIGURECHECK_WAREHOUSE": str(warehouse)}
    with log.open("wb") as told:
        server = subprocess.Popen(
            command,
            cwd=repository,
            env={**os.environ, **settings},
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _await(f"{address}/server_info", server, log)
        yield address
    finally:
        _end(server)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - an address on this machine
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"the server did not come up:\n{log.read_text(encoding='utf-8')}")


def _end(server: subprocess.Popen[bytes]) -> None:
    """Ask the server and the processes that it started to stop, then make them."""
    for request in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, request)
            server.wait(30)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
