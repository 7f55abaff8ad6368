"""Sentences of the corpus: templates of `prose/*.yaml` whose slots are filled at random."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from random import Random

FOLDER = Path(__file__).parent / "prose"
SYLLABLES = ("nor", "van", "tel", "mar", "qui", "sol", "bex", "dra", "hal", "kin", "lum", "ora", "pel",
             "ras", "tum", "vey", "zan", "cor", "fio", "gra")  # fmt: skip
COMPANY_ENDINGS = ("", "", "", " Holdings", " Group", " Foods", " Marine", " Energy", " Textiles")
SLIPS = 0.02  # share of conversions that are printed ten times too high or too low
FIGURES_IN = {
    "rise": 2,
    "conversion": 2,
    "money": 1,
    "percent": 1,
    "count": 1,
    "small": 1,
    "range": 1,
    "price": 1,
}
TAILED = 0.5  # share of plain sentences that go on, where the language has tails
GENITIVE_LINKS = (" de ", " di ", " d'")

Rates = dict[tuple[str, int, int], float]
"""Units of a currency per euro, by currency, year and month."""


@dataclass(frozen=True)
class Language:
    """One language's templates and habits of writing figures."""

    code: str
    data: Mapping[str, Any]

    @cached_property
    def magnitudes(self) -> list[tuple[int, str]]:
        """Exponent of ten and word, largest first."""
        return sorted(self.data["magnitudes"].items(), reverse=True)

    @cached_property
    def counted(self) -> list[tuple[str, int]]:
        """Sentences with figures, and how many figures each holds."""
        return [
            (each, sum(number * each.count(f"{{{slot}}}") for slot, number in FIGURES_IN.items()))
            for each in self.data["figures"]
        ]

    def plain(self, slots: Slots) -> str:
        """A sentence without a figure, now and then with a tail."""
        sentence = slots.pick("plain").format_map(slots)
        if "tails" in self.data and slots.random.random() < TAILED:
            return sentence.rstrip(".") + slots.pick("tails").format_map(slots)
        return sentence

    def number(self, value: Decimal) -> str:
        """A number with this language's grouping and decimal sign."""
        plain = f"{value:,f}"
        signs = {",": self.data["group"], ".": self.data["decimal"]}
        return "".join(signs.get(char, char) for char in plain)


def languages() -> list[Language]:
    """All languages of the folder, in the order of their codes."""
    return [
        Language(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.yaml"))
    ]


class Slots:
    """Fills the slots of one document; every look-up draws anew."""

    def __init__(self, language: Language, random: Random, published: date, rates: Rates) -> None:
        """Take what a document's sentences share: its language, its date and the rates of that time."""
        self.language, self.random, self.published, self.rates = language, random, published, rates
        self.data = language.data
        self.cities = random.sample(language.data["names"]["cities"], 2)

    def __getitem__(self, slot: str) -> str:
        return str(getattr(self, f"_{slot}")())

    def pick(self, key: str) -> str:
        """One entry of a list of the language's file."""
        chosen: str = self.random.choice(self.data[key])
        return chosen

    def _role(self) -> str:
        return self.pick("roles")

    def _thing(self) -> str:
        return self.pick("things")

    def _city(self) -> str:
        return str(self.random.choice(self.cities))

    def _company(self) -> str:
        name = "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 3))).capitalize()
        return name + self.random.choice(COMPANY_ENDINGS)

    def _past(self) -> int:
        return self.published.year - self.random.randint(2, 9)

    def _future(self) -> int:
        return self.published.year + self.random.randint(1, 5)

    def _month(self) -> str:
        return self.pick("months")

    def _day(self) -> int:
        return self.random.randint(1, 28)

    def _date(self) -> str:
        form = self.pick("date").replace("{year}", str(self.published.year))
        return form.format_map(self)

    def _percent(self) -> str:
        number = self.language.number(Decimal(self.random.randint(1, 999)).scaleb(-1))
        form = self.data.get("percent") or self.random.choice(("{n}%", "{n} %", "{n}%"))
        return str(form).format(n=number)

    def _count(self) -> str:
        value = self.random.randint(11, 10 ** self.random.randint(2, 5))
        return self.language.number(Decimal(value))

    def _small(self) -> int:
        return self.random.randint(3, 48)

    def _range(self) -> str:
        low = self.random.randint(2, 30)
        return f"{low} and {low + self.random.randint(1, 20)}"

    def _price(self) -> str:
        return f"${self.random.randint(101, 99999) / 100:.2f}"

    def _money(self) -> str:
        code = self.random.choice(list(self.data["money"]))
        return self.pick("modifiers") + self.amount(code, self.random_value(code))

    def _rise(self) -> str:
        code = self.random.choice(list(self.data["money"]))
        value = self.random_value(code)
        amounts = (self.amount(code, value), self.amount(code, value * self.random.uniform(1.1, 3)))
        form = self.pick("rise").replace("{past}", str(self._past()))
        return form.format(a=amounts[0], b=amounts[1])

    def _conversion(self) -> str:
        home, other = self.random.sample(list(self.data["money"]), 2)
        month = (self.published.year, self.published.month)
        value = self.random_value(home)
        rate = self.rates[other, *month] / self.rates[home, *month]
        slip = self.random.choice((10.0, 0.1)) if self.random.random() < SLIPS else 1.0
        printed = self.amount(other, float(value) * rate * slip)
        return self.pick("conversions").format(a=self.amount(home, value), b=printed)

    def random_value(self, code: str) -> float:
        """An amount of a size that print knows, in units of the currency."""
        dollars = float(10 ** self.random.uniform(5, 10.5))
        month = (self.published.year, self.published.month)
        return dollars * self.rates[code, *month] / self.rates["USD", *month]

    def amount(self, code: str, value: float) -> str:
        """An amount to three digits, with the largest magnitude that leaves a whole part."""
        form = self.random.choice(self.data["money"][code])
        linked = form.partition("{m}")[2].startswith(GENITIVE_LINKS)
        written = Decimal(f"{value:.2e}")
        fitting = [each for each in self.language.magnitudes if written >= Decimal(10) ** each[0]]
        if fitting and (linked or self.random.random() < 0.9):  # noqa: PLR2004  one in ten in full
            exponent, word = fitting[0]
            number = self.language.number(written.scaleb(-exponent).normalize() + 0)
            return str(form.format(n=number, m=word))
        plain = form.replace(" {m}", "").replace("{m}", "")
        return str(plain.format(n=self.language.number(written.quantize(Decimal(1)))))
