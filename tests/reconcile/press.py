"""Short invented press texts with conversions, sound or spoilt in a known way, in every language.

Templates and forms of amounts are in `tests/cases/conversions/press`, one file a language; amounts are
drawn at random and converted at the bundled rates, the same for the same seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from figurecheck.rates import History

FOLDER = Path(__file__).parents[1] / "cases" / "conversions" / "press"
FIRST_DAY, DAYS = date(2008, 3, 1), 6200
TRIES, MOST_TRIES = 60, 10_000
LEAST, MOST = Decimal(2_000_000), Decimal(4 * 10**14)
PRINTED = 3
"""A spoilt amount is printed with so many digits."""

MARGIN = Decimal("1.08")
"""A spoilt amount lies further than this beyond every rate that could account for it."""

MARKS = (("..", "."), ("  ", " "))


class Draw(NamedTuple):
    """An amount, the currencies that it is told in, the day, and the rate of the day."""

    source: str
    to: str
    day: date
    rate: Decimal
    first: Decimal
    digits: int


class Spoilt(NamedTuple):
    """A second amount that is wrong, and by what factor, where it is one of ten."""

    second: Decimal
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """One text. `slip` is None where its conversion is sound, "none" where nothing is converted.

    `first` and `second` are the amounts as printed, `factor` what the second is too high by.
    """

    id: str
    lang: str
    text: str
    published: str
    units: tuple[str, str]
    first: Decimal
    second: Decimal
    slip: str | None
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """The templates of one language."""

    code: str
    table: dict[str, Any]

    def printed(self, form: str, value: Decimal, digits: int) -> tuple[str, Decimal]:
        """A money form filled with a value rounded to so many digits, and the value as printed."""
        value = rounded(value, digits)
        name = next(name for name in self.table["scales"] if f"{{{name}}}" in form)
        scales = self.table["scales"][name]
        if self.table.get("composite"):
            number, word = _composite(value, scales), ""
        else:
            power, word = next((each for each in scales if value >= 10 ** each[0]), (0, ""))
            number = self._number(value.scaleb(-power))
            if not word:  # 35.000 euros, without the preposition that a scale word asks for
                form = form.replace(" de ", " ").replace(" di ", " ").replace(" d'", " ")
        text = form.replace("{n}", number).replace(f"{{{name}}}", word)
        return " ".join(text.split()), value

    def _number(self, mantissa: Decimal) -> str:
        whole, _, part = f"{mantissa.normalize():f}".partition(".")
        mark = self.table.get("group", "," if self.table["decimal"] == "." else ".")
        if len(whole) > (4 if mark == " " else 3):
            whole = f"{int(whole):,}".replace(",", mark)
        text = whole + (self.table["decimal"] + part if part else "")
        return text.translate(str.maketrans("0123456789", self.table.get("digits", "0123456789")))


def languages() -> list[Language]:
    """Every language that templates are written in."""
    return [
        Language(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.yaml"))
    ]


def press(rates: History, seed: int) -> Iterator[Press]:
    """A sound and a spoilt text of every template, and one of every template that converts nothing."""
    slips = list(SLIPS)
    for language in languages():
        writer = Writer(language, Random(f"{seed} {language.code}"), rates)  # noqa: S311 - no secret
        for place, frame in enumerate(language.table["conversions"]):
            yield writer.sound(frame, f"{language.code}-{place}-sound")
            yield writer.spoilt(
                frame, f"{language.code}-{place}", slips[(place + seed) % len(slips)]
            )
        for place, frame in enumerate(language.table["others"]):
            yield writer.other(frame, f"{language.code}-{place}-other")


@dataclass(frozen=True, slots=True)
class Writer:
    """Fills the templates of one language."""

    language: Language
    random: Random
    rates: History

    def sound(self, frame: str, name: str) -> Press:
        """A conversion at the rate of the day, rounded as the press rounds."""
        drawn = self._drawn()
        digits = max(2, drawn.digits - self.random.choice((0, 0, 1)))
        return self._text(frame, name, drawn, drawn.first * drawn.rate, digits, None)

    def spoilt(self, frame: str, name: str, slip: str) -> Press:
        """A wrong conversion; ten times too high or low where the slip cannot happen in the language."""
        for attempt in range(MOST_TRIES):
            chosen = slip if attempt < TRIES else "ten_times"
            drawn = self._drawn()
            found = SLIPS[chosen](drawn, self.random, self.rates)
            if found and found.second >= LEAST / 100 and self._is_wrong(chosen, drawn, found):
                digits = 4 if chosen == "not_converted" else PRINTED
                text = self._text(
                    frame, f"{name}-{chosen}", drawn, found.second, digits, chosen, found.factor
                )
                if text.second >= LEAST / 100:
                    return text
        message = f"no amounts for {name} {slip}"
        raise AssertionError(message)

    def other(self, frame: str, name: str) -> Press:
        """Two amounts in two currencies that are not one amount."""
        drawn = self._drawn()
        part = Decimal(self.random.choice(("0.13", "0.4", "2.3", "17")))
        return self._text(frame, name, drawn, drawn.first * drawn.rate * part, drawn.digits, "none")

    def _drawn(self) -> Draw:
        while True:
            source, to = self.random.choice(self.language.table["pairs"])
            day = FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
            rate = self.rates.on(source, to, day)
            digits = self.random.choice((2, 2, 3, 3, 4))
            first = rounded(Decimal(self.random.randint(1100, 9899)), digits)
            first = first.scaleb(self.random.randint(3, 8))
            if rate and LEAST <= first < MOST and LEAST <= first * rate.rate < MOST:
                return Draw(source, to, day, rate.rate, first, digits)

    def _text(
        self,
        frame: str,
        name: str,
        drawn: Draw,
        second: Decimal,
        digits: int,
        slip: str | None,
        factor: Decimal | None = None,
    ) -> Press:
        money = self.language.table["money"]
        a, first = self.language.printed(self.random.choice(money[drawn.source]), drawn.first, 4)
        b, second = self.language.printed(self.random.choice(money[drawn.to]), second, digits)
        text = frame.replace("{a}", a).replace("{b}", b)
        for double, single in MARKS:
            text = text.replace(double, single)
        units = drawn.source, drawn.to
        day = drawn.day.isoformat()
        return Press(name, self.language.code, text, day, units, first, second, slip, factor)

    def _is_wrong(self, slip: str, drawn: Draw, found: Spoilt) -> bool:
        """Whether the amount is off by more than the rates that its slip is not about account for."""
        days = 40 if slip == "stale" else 780
        around = timedelta(days=40)
        band = self.rates.band(
            drawn.source, drawn.to, drawn.day - timedelta(days=days), drawn.day + around
        )
        ratio = rounded(found.second, PRINTED) / drawn.first
        return band is not None and not band.low / MARGIN <= ratio <= band.high * MARGIN


def rounded(value: Decimal, digits: int) -> Decimal:
    """The value at so many significant digits."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), rounding=ROUND_HALF_UP)


def _composite(value: Decimal, scales: list[tuple[int, str]]) -> str:
    """1兆3540億: what is left of each scale is told in the next."""
    rest, parts = int(value), ""
    for power, word in scales:
        count, rest = divmod(rest, 10**power)
        parts += f"{count}{word}" if count else ""
    return parts + (str(rest) if rest else "")


def _times(power: int) -> Callable[[Draw, Random, History], Spoilt | None]:
    """Ten to `power` times too high or too low."""

    def slip(drawn: Draw, random: Random, _: History) -> Spoilt:
        factor = Decimal(1).scaleb(random.choice((power, -power)))
        return Spoilt(rounded(drawn.first * drawn.rate, max(2, drawn.digits - 1)) * factor, factor)

    return slip


def _not_converted(drawn: Draw, _: Random, __: History) -> Spoilt:
    return Spoilt(drawn.first)


def _inverted(drawn: Draw, _: Random, __: History) -> Spoilt | None:
    over = max(drawn.rate, 1 / drawn.rate)
    return Spoilt(drawn.first / drawn.rate) if Decimal("1.12") < over < 15 else None


def _other_currency(drawn: Draw, random: Random, rates: History) -> Spoilt | None:
    meant = random.choice([each for each in ("USD", "EUR", "GBP") if each not in drawn[:2]])
    rate = rates.on(drawn.source, meant, drawn.day)
    return Spoilt(drawn.first * rate.rate) if rate else None


def _at_rate_of(least: int, most: int) -> Callable[[Draw, Random, History], Spoilt | None]:
    """The rate of so many days before."""

    def slip(drawn: Draw, random: Random, rates: History) -> Spoilt | None:
        day = drawn.day - timedelta(days=random.randint(least, most))
        rate = rates.on(drawn.source, drawn.to, day)
        return Spoilt(drawn.first * rate.rate) if rate else None

    return slip


def _transposed(drawn: Draw, random: Random, _: History) -> Spoilt | None:
    second = rounded(drawn.first * drawn.rate, PRINTED)
    one, two, three = second.as_tuple().digits[:PRINTED]
    swapped = (two, one, three) if random.random() < 0.5 else (one, three, two)
    if not swapped[0] or swapped == (one, two, three):
        return None
    return Spoilt(Decimal((0, swapped, 0)).scaleb(second.adjusted() - PRINTED + 1))


SLIPS: dict[str, Callable[[Draw, Random, History], Spoilt | None]] = {
    "ten_times": _times(1),
    "thousand_times": _times(3),
    "ten_thousand_times": _times(4),
    "not_converted": _not_converted,
    "inverted": _inverted,
    "other_currency": _other_currency,
    "stale": _at_rate_of(380, 640),
    "old": _at_rate_of(1500, 3600),
    "transposed": _transposed,
}
