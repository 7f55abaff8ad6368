"""`rates update` against a server on this machine: newer rates are kept, everything else is refused."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from importlib.util import find_spec
from pathlib import Path

import pytest

from figurecheck.errors import RatesError
from figurecheck.rates import bundled
from figurecheck.rates.load import updated_file
from figurecheck.rates.update import Update, update
from figurecheck.rates.web import Web
from tests.rates.conftest import Service, sends

QUICK = Web(connect_timeout=1, deadline=0.5, back_off=0, sleep=lambda _seconds: None)


def history_lines() -> list[list[str]]:
    """The newest 300 lines of the bundled history, header first."""
    spec = find_spec("currency_converter")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "eurofxref-hist.zip"
    with zipfile.ZipFile(path) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    return list(csv.reader(io.StringIO(text)))[:301]


def zipped(lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", text.getvalue())
    return buffer.getvalue()


def with_a_newer_day(lines: list[list[str]]) -> list[list[str]]:
    newest = ["2027-01-04", *lines[1][1:]]
    newest[1] = "1.2000"
    return [lines[0], newest, *lines[1:]]


def test_newer_rates_are_kept_and_used(service: Service) -> None:
    service.answer = sends(zipped(with_a_newer_day(history_lines())))
    before = bundled_end()
    done = update(service.url, web=QUICK)
    assert done == Update(before, date(2027, 1, 4), updated_file())
    rate = bundled().on("EUR", "USD", date(2027, 1, 5))
    assert rate is not None
    assert (rate.rate, rate.date) == (Decimal("1.2"), date(2027, 1, 4))
    # What the fetched file does not reach back to is still known.
    assert bundled().on("EUR", "USD", date(1999, 1, 4)) is not None
    assert update(service.url, web=QUICK) == Update(date(2027, 1, 4), date(2027, 1, 4), None)


def bundled_end() -> date:
    book = bundled().rates.books[0]
    return date.fromordinal(book.last_day())


def test_nothing_newer_writes_nothing(service: Service) -> None:
    service.answer = sends(zipped(history_lines()))
    done = update(service.url, web=QUICK)
    assert done.path is None
    assert done.last_after == done.last_before == bundled_end()
    assert not updated_file().exists()


def test_rates_that_disagree_with_the_known_ones_are_refused(service: Service) -> None:
    lines = with_a_newer_day(history_lines())
    for line in lines[2:]:
        line[1] = "2.5"
    for line in lines[2:]:
        line[2] = "99.5"
    service.answer = sends(zipped(lines))
    with pytest.raises(RatesError, match="differ from the bundled ones"):
        update(service.url, web=QUICK)
    assert not updated_file().exists()


def test_a_web_page_in_place_of_the_file_is_refused(service: Service) -> None:
    service.answer = sends(b"<html>moved</html>", kind="text/html")
    with pytest.raises(RatesError, match="expected a zip") as caught:
        update(service.url, web=QUICK)
    assert service.url in str(caught.value)


@pytest.mark.parametrize(("status", "asked"), [(500, 3), (503, 3), (404, 1), (403, 1)])
def test_a_status_is_told_and_only_a_failing_server_is_asked_again(
    service: Service, status: int, asked: int
) -> None:
    service.answer = sends(b"", status)
    with pytest.raises(RatesError, match=f"status {status}"):
        update(service.url, web=QUICK)
    assert len(service.asked) == asked


def test_a_server_that_recovers_is_believed(service: Service) -> None:
    body = zipped(with_a_newer_day(history_lines()))

    def answer(request: BaseHTTPRequestHandler) -> None:
        (sends(b"", 503) if len(service.asked) == 1 else sends(body))(request)

    service.answer = answer
    assert update(service.url, web=QUICK).last_after == date(2027, 1, 4)


def test_waits_grow_between_tries(service: Service) -> None:
    waits: list[float] = []
    service.answer = sends(b"", 500)
    with pytest.raises(RatesError):
        update(service.url, web=Web(tries=4, back_off=0.5, sleep=waits.append))
    assert waits == [0.5, 1.0, 2.0]


def test_nobody_there(service: Service) -> None:
    service.close()
    with pytest.raises(RatesError, match="no answer"):
        update(service.url, web=QUICK)


def test_a_server_that_drips_is_given_up(service: Service) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        for _ in range(30):
            try:
                request.wfile.write(b".")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    service.answer = answer
    start = time.monotonic()
    with pytest.raises(RatesError, match="no answer"):
        update(service.url, web=Web(deadline=0.4, tries=1))
    assert time.monotonic() - start < 2


def test_an_endless_answer_is_cut_off(service: Service) -> None:
    service.answer = sends(b"x" * 5000)
    with pytest.raises(RatesError, match="larger than 1000 bytes"):
        update(service.url, web=Web(largest=1000))


def test_a_folder_that_cannot_be_written_is_named(service: Service, tmp_path: Path) -> None:
    service.answer = sends(zipped(with_a_newer_day(history_lines())))
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(RatesError, match="FIGURECHECK_CACHE"):
        update(service.url, target=blocked / "ecb.rates", web=QUICK)
