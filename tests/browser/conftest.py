"""A real browser that notes what it asks for and is let out to no other machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

# Root may not use the browser's sandbox; nothing but pages of this checkout is opened.
_ARGUMENTS = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The installed browser, for one module: its event loop must not run beside those of other tests."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def asked_outside() -> list[str]:
    """Addresses on other machines that the page asked for; each was refused."""
    return []


@pytest.fixture
def page(browser: Browser, asked_outside: list[str]) -> Iterator[Page]:
    """A page in a context of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")

    def keep_inside(route: Route, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"file", "data"} or address.hostname in {"127.0.0.1", "localhost"}:
            route.continue_()
        else:
            asked_outside.append(request.url)
            route.abort()

    context.route("**/*", keep_inside)
    yield context.new_page()
    context.close()
