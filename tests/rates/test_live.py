"""The live provider against a server that fails in each way its users have reported."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from figurecheck.errors import RatesError
from figurecheck.rates import History, Rate
from figurecheck.rates.live import LiveRates
from figurecheck.rates.live_cache import FolderCache, LiveDay, MemoryCache
from figurecheck.rates.live_history import LiveHistory
from figurecheck.rates.web import Web
from tests.rates.conftest import Answer, Service, sends

DAY = date(2022, 6, 15)
TODAY = date(2026, 11, 20)
QUICK = Web(connect_timeout=1, deadline=0.5, tries=2, back_off=0, sleep=lambda _seconds: None)


def rates(day: str, **found: str) -> bytes:
    """A sound body: the numbers are written as the service writes them, without quotes."""
    inner = ", ".join(f'"{code}": {rate}' for code, rate in found.items())
    return f'{{"base": "EUR", "date": "{day}", "rates": {{{inner}}}}}'.encode()


def live(service: Service, history: History) -> LiveHistory:
    return LiveHistory(history, LiveRates(web=QUICK, source_url=service.url), TODAY)


def of_the_day_asked(**found: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        sends(rates(urlsplit(request.path).path.strip("/"), **found))(request)

    return answer


def test_a_sound_answer_is_exact_and_asked_for_once(service: Service, history: History) -> None:
    service.answer = sends(rates("2022-06-15", USD="1.0431", CNY="7.0001"))
    checked = live(service, history)
    rate = checked.on("USD", "CNY", DAY)
    assert rate is not None
    assert rate == Rate(rate.rate, DAY, "forex-python")
    assert abs(rate.rate - Decimal("7.0001") / Decimal("1.0431")) < Decimal("1e-26")
    assert checked.on("CNY", "USD", DAY) is not None
    assert len(service.asked) == 1
    parts = urlsplit(service.asked[0])
    assert parts.path == "/2022-06-15"
    assert parse_qs(parts.query) == {"base": ["EUR"], "rtype": ["fpy"]}
    assert checked.notes == []


def test_the_friday_before_is_the_answer_for_a_sunday(service: Service, history: History) -> None:
    service.answer = sends(rates("2022-06-10", USD="1.0578"))
    rate = live(service, history).on("EUR", "USD", date(2022, 6, 12))
    assert rate == Rate(Decimal("1.0578"), date(2022, 6, 10), "forex-python")


def slow(request: BaseHTTPRequestHandler) -> None:
    time.sleep(0.8)
    try:
        sends(rates("2022-06-15", USD="1.0431"))(request)
    except OSError:
        return


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (sends(b"", 500), "status 500"),
        (sends(b"<html>for sale</html>", kind="text/html"), "is not rates with their date"),
        (sends(b""), "is not rates with their date"),
        (sends(b"[]"), "is not rates with their date"),
        (sends(b'{"rates": {"USD": 1.04}}'), "is not rates with their date"),
        (sends(b'{"date": "2022-06-15", "rates": null}'), "is not rates with their date"),
        (sends(b'{"date": "2022-06-15", "rates": {}}'), "not one rate"),
        (sends(b'{"date": "2022-06-15", "rates": {"USD": "n/a", "CNY": 0}}'), "not one rate"),
        (sends(rates("2022-06-01", USD="1.0712")), "the answer is of 2022-06-01"),
        (sends(rates("2022-06-16", USD="1.0400")), "the answer is of 2022-06-16"),
        (slow, "no answer"),
    ],
    ids=[
        "status 500",
        "a web page with status 200",
        "empty",
        "a list",
        "no date",
        "null rates",
        "no rates",
        "no numbers",
        "an old date",
        "a later date",
        "slow",
    ],
)
def test_a_failure_falls_back_on_the_history_and_says_so(
    service: Service, history: History, answer: Answer, told: str
) -> None:
    service.answer = answer
    checked = live(service, history)
    assert checked.on("EUR", "USD", DAY) == history.on("EUR", "USD", DAY)
    (note,) = checked.notes
    assert told in note
    assert note.endswith("the bundled history is used instead")


def test_nobody_there(service: Service, history: History) -> None:
    service.close()
    checked = live(service, history)
    month = (date(2022, 6, 1), date(2022, 6, 30))
    assert checked.band("USD", "CNY", *month) == history.band("USD", "CNY", *month)
    assert "no answer (ConnectionError)" in checked.notes[0]


def test_a_service_that_is_down_is_not_asked_for_every_figure(
    service: Service, history: History
) -> None:
    service.answer = sends(b"", 503)
    checked = live(service, history)
    for number in range(50):
        day = DAY + timedelta(days=number)
        assert checked.on("EUR", "USD", day) == history.on("EUR", "USD", day)
    assert len(service.asked) == 2 * QUICK.tries
    assert any("not asked again after 2 failures" in note for note in checked.notes)
    assert len(checked.notes) == 2


def test_a_currency_that_the_service_lacks(service: Service, history: History) -> None:
    service.answer = sends(rates("2022-06-15", USD="1.0431"))
    checked = live(service, history)
    assert checked.on("USD", "RUB", DAY) == history.on("USD", "RUB", DAY)
    assert checked.notes == [
        "no live rate of USD/RUB on 2022-06-15; the bundled history is used instead"
    ]


def test_a_live_rate_far_from_the_printed_one_is_not_believed(
    service: Service, history: History
) -> None:
    service.answer = sends(rates("2022-06-15", USD="10.431"))
    checked = live(service, history)
    assert checked.on("EUR", "USD", DAY) == history.on("EUR", "USD", DAY)
    assert "10.431, is far from 1.0431 of ECB" in checked.notes[0]


def test_a_band_holds_the_history_and_the_live_rates(service: Service, history: History) -> None:
    service.answer = of_the_day_asked(USD="1.0500", CNY="7.2000")
    month = (date(2022, 6, 1), date(2022, 6, 30))
    known = history.band("USD", "CNY", *month)
    band = live(service, history).band("USD", "CNY", *month)
    assert band is not None
    assert known is not None
    assert band.provider == "ECB and forex-python"
    assert band.low == known.low
    assert band.high == Decimal("7.2000") / Decimal("1.0500") > known.high
    assert len(service.asked) <= 7


def test_live_rates_take_the_place_of_carried_ones(service: Service, history: History) -> None:
    service.answer = of_the_day_asked(USD="1.1300", CNY="7.5000")
    first, last = date(2026, 11, 12), date(2026, 12, 12)
    carried = history.band("USD", "CNY", first, last)
    assert carried is not None
    assert carried.note
    band = live(service, history).band("USD", "CNY", first, last)
    assert band is not None
    assert band.provider == "forex-python"
    assert band.low == band.high
    assert band.note is None
    asked = [urlsplit(path).path.strip("/") for path in service.asked]
    assert max(asked) == str(TODAY)


def test_no_day_after_today_is_asked_for(service: Service, history: History) -> None:
    checked = live(service, history)
    assert checked.days(date(2027, 1, 1), date(2027, 2, 1)) == []
    assert checked.days(date(1996, 1, 1), date(1997, 1, 1)) == []
    assert checked.days(date(2020, 1, 1), date(2026, 12, 1))[-1] == TODAY
    assert len(checked.days(date(2000, 1, 1), date(2026, 1, 1))) <= 7


def test_the_whole_history_asks_nobody(service: Service, history: History) -> None:
    checked = live(service, history)
    assert checked.whole("USD", "CNY") == history.whole("USD", "CNY")
    assert service.asked == []


def test_one_currency_needs_no_service(service: Service, history: History) -> None:
    checked = live(service, history)
    assert checked.on("EUR", "EUR", DAY) is not None
    assert checked.band("EUR", "EUR", DAY, DAY) == history.band("EUR", "EUR", DAY, DAY)
    assert service.asked == []


def test_answers_are_kept_from_run_to_run(
    service: Service, history: History, tmp_path: Path
) -> None:
    service.answer = sends(rates("2022-06-15", USD="1.0431"))
    for _ in range(2):
        asked = LiveRates(web=QUICK, cache=FolderCache(tmp_path / "live"), source_url=service.url)
        rate = LiveHistory(history, asked, TODAY).on("EUR", "USD", DAY)
        assert rate is not None
        assert str(rate.rate) == "1.0431"
    assert len(service.asked) == 1
    assert [path.name for path in (tmp_path / "live").iterdir()] == ["2022-06-15.json"]


def test_a_damaged_file_of_kept_rates_is_named(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    (tmp_path / f"{DAY}.json").write_text(json.dumps({"date": "x"}), encoding="utf-8")
    with pytest.raises(RatesError, match="delete the file"):
        cache.get(DAY)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(RatesError, match="FIGURECHECK_CACHE"):
        FolderCache(blocked / "live").put(DAY, LiveDay(DAY, {"USD": Decimal(1)}))


def test_any_cache_will_do(service: Service) -> None:
    cache = MemoryCache()
    service.answer = sends(rates("2022-06-15", USD="1.0431"))
    LiveRates(web=QUICK, cache=cache, source_url=service.url).day(DAY)
    assert cache.days == {DAY: LiveDay(DAY, {"USD": Decimal("1.0431")})}


def test_the_services_own_address_is_the_default() -> None:
    address = LiveRates()._source_url()  # noqa: SLF001 - forex-python's own name for it
    assert address.startswith("https://")
    assert address.endswith("/")
