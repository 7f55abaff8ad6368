"""What the tests of rates share: the compiled history, and a server on this machine that misbehaves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from figurecheck.rates import History, bundled
from figurecheck.rates.load import BUNDLE
from figurecheck.rates.store import read

Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own, so that no updated history of the user's is read."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("FIGURECHECK_CACHE", str(folder))
    bundled.cache_clear()
    yield folder
    bundled.cache_clear()


@pytest.fixture(scope="session")
def history() -> History:
    """The bundled history without what the user may have fetched; built once."""
    return History(read(BUNDLE))


class Service:
    """A web server on the loopback whose answer each test sets."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Answer = lambda request: request.send_error(404)
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                service.answer(self)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        self._thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


def sends(body: bytes, status: int = 200, kind: str = "application/json") -> Answer:
    """An answer of one body."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    yield running
    running.close()
