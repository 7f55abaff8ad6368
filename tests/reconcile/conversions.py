"""Stated pairs as the case files describe them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from figurecheck.model import Figure
from figurecheck.reconcile.pairs import StatedPair
from figurecheck.reconcile.stated import StatedRate
from figurecheck.reconcile.tolerance import EXACT

FOLDER = Path(__file__).parents[1] / "cases" / "conversions"


def cases(*names: str) -> list[dict[str, Any]]:
    """The entries of some case files."""
    return [
        case
        for name in names
        for case in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


def figure(
    index: int,
    printed: list[Any],
    modifier: str = "exact",
    *,
    as_of: object = None,
    candidates: list[str] | None = None,
) -> tuple[Figure, int]:
    """The figure of `[surface, digits, power of ten, currency]`, and the place of its last digit."""
    surface, digits, power, unit = printed
    ends = [Decimal(each) for each in ([digits] if isinstance(digits, str) else digits)]
    place = int(ends[0].as_tuple().exponent) + power
    low, high = (each.scaleb(power, EXACT) for each in (ends[0], ends[-1]))
    single = isinstance(digits, str)
    half = Decimal(5).scaleb(place - 1)
    return (
        Figure(
            index=index,
            start=40 * index,
            end=40 * index + len(surface),
            surface=surface,
            kind="money",
            low=low - half if single else low,
            value=low if single else None,
            high=high + half if single else high,
            unit=unit,
            unit_candidates=tuple(candidates) if candidates else None,
            modifier=modifier if single else "between",  # type: ignore[arg-type]
            as_of=None if as_of is None else str(as_of),
            subject=None,
            metric=None,
            attribution=None,
        ),
        place,
    )


def pair(case: dict[str, Any]) -> StatedPair:
    """The stated pair of a case."""
    modifiers, dates = case.get("as", ["exact", "exact"]), case.get("as_of", [None, None])
    still_open = case.get("open", [None, None])
    shared = case.get("candidates", still_open)
    (source, from_place), (to, to_place) = (
        figure(n, case[side], modifiers[n], as_of=dates[n], candidates=still_open[n])
        for n, side in enumerate(("from", "to"))
    )
    others = [
        figure(2 + n, each[:4], as_of=each[4] if len(each) > 4 else None)[0]
        for n, each in enumerate(case.get("others", []))
    ]
    implied = case.get("implied", [False, False])
    published, day = case.get("published"), case.get("at_rate_of")
    return StatedPair(
        from_figure=source,
        to_figure=to,
        from_place=from_place,
        to_place=to_place,
        published=None if published is None else str(published),
        from_candidates=tuple(shared[0]) if shared[0] else None,
        to_candidates=tuple(shared[1]) if shared[1] else None,
        from_implied=implied[0],
        to_implied=implied[1],
        stated_rates=tuple(
            StatedRate(each[0], each[1], Decimal(each[2])) for each in case.get("stated_rates", [])
        ),
        at_rate_of=None if day is None else str(day),
        at_past_rate=case.get("at_past_rate", False),
        says_more=case.get("says_more", False),
        basis=case.get("basis"),
        others=(source, to, *others),
    )
