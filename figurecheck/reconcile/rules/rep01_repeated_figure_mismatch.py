"""REP01: one metric of one subject at one date, stated twice with values that do not meet."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from figurecheck.reconcile.likeness import (
    ROUNDED,
    Mention,
    alike,
    digits,
    in_common,
    meet,
    mentions,
    shared,
    slip,
)
from figurecheck.reconcile.names import stem
from figurecheck.reconcile.rules.context import Context, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.model import Finding
    from figurecheck.reconcile.intervals import Interval

LONGEST_HEADLINE, OPENING = 250, 8
"""Characters of a headline, and sentences that it is held against."""

YEAR = 4
"""Letters of a date that are its year."""

AGREED = 2
"""Words of a verb, as in set aside: that two do the same does not make them one."""

SHARED = 2
"""Words that two statements have in common before a slip of the pen is suspected."""

EXACT = 3
"""A headline rounds its figure, if it is not printed with so many digits."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every two statements of one thing that disagree, from the first to the second."""
    found = list(mentions(context, sorted(_doubtful(context)), per=True))
    told: set[int] = set()
    for one, other in combinations(found, 2):
        if one.sentence == other.sentence or told & {one.figure.index, other.figure.index}:
            continue
        if (
            _disagree(one, other)
            and _of_one_thing(one, other, found, context.reading.document.published or "")
            and not _told(one, other, found)
        ):
            told |= {one.figure.index, other.figure.index}
            yield finding(
                "REP01",
                (one.figure, other.figure),
                f"“{one.figure.surface}” and then “{other.figure.surface}” are stated of the same",
                suggestion="check which of the two is right, or say how they differ",
            )


def _doubtful(context: Context) -> set[int]:
    """The sentences with a figure that could be another's repetition, by what is cheap to see."""
    reading = context.reading
    alike: dict[tuple[object, ...], set[int]] = {}
    for figure in context.figures:
        number = reading.sentence_of[figure.index]
        if figure.value is not None:
            printed = tuple(sorted(filter(None, figure.value.as_tuple().digits)))
            alike.setdefault((figure.kind, printed), set()).add(number)
        if figure.metric and figure.as_of:
            alike.setdefault((figure.kind, figure.metric, figure.as_of), set()).add(number)
    doubtful = {number for group in alike.values() if len(group) > 1 for number in group}
    if 0 in reading.figures_of and reading.document.text.find("\n", 0, LONGEST_HEADLINE) > 0:
        doubtful |= {number for number in reading.figures_of if number < OPENING}
    return doubtful if len(doubtful) > 1 else set()


def _disagree(one: Mention, other: Mention) -> bool:
    if not alike(one.figure, other.figure, people=one.people and other.people):
        return False
    if one.headline and digits(one.figure) < EXACT:
        one = replace(one, amount=_rounded(one.amount))
    return not meet(one, other)


def _rounded(amount: Interval) -> Interval:
    ends = [abs(end) for end in amount if end is not None]
    return amount.widened(min(ends) / ROUNDED)


def _of_one_thing(
    one: Mention, other: Mention, all_of_them: Sequence[Mention], published: str
) -> bool:
    if _told_apart(one, other) or _looks_back(one, other, published):
        return False
    common = _in_common(one, other)
    if one.headline and common + _alike_told(one, other) >= SHARED and _only(other, all_of_them):
        return True
    first, second = one.figure, other.figure
    if _differ(first.attribution, second.attribution):
        return False
    if first.statement != second.statement or one.ahead != other.ahead:
        return _is_slip(one, other) and _counted(one, other) and common > SHARED
    return (_is_slip(one, other) and common + _level(one, other) >= _needed(one, other)) or (
        _of_one_metric(one, other)
        and first.as_of is not None
        and first.as_of == second.as_of
        and one.looks_back == other.looks_back
        and one.qualifiers == other.qualifiers
        and one.countries == other.countries
        and not _differ(first.subject, second.subject)
    )


def _told_apart(one: Mention, other: Mention) -> bool:
    """Whether what was read of two statements says that they are of two things."""
    first, second = one.figure, other.figure
    return bool(
        (one.scopes, one.change, one.per) != (other.scopes, other.change, other.per)
        or _apart(one, other)
        or (other.compares and not one.compares and not one.headline)
        or (not one.headline and _is_of_others(one, other))
        or (_differ(first.metric, second.metric) and not one.headline)
        or _differ(first.as_of, second.as_of)
        or (one.countries and other.countries and one.countries != other.countries)
    )


def _in_common(one: Mention, other: Mention) -> int:
    """How many words two statements have in common, what they count and its date included."""
    first, second = one.figure, other.figure
    dated = first.as_of is not None and first.as_of == second.as_of
    if _counted(one, other):
        return shared(one, other) + 1 + (dated and digits(first) > 1)
    return shared(one, other) + _counted_alike(one, other)


def _counted(one: Mention, other: Mention) -> bool:
    """Whether two figures count the same, or measure the same in a time: barrels a day."""
    first = one.figure
    named = first.kind == "count" or (first.kind == "measure" and "/" in (first.unit or ""))
    return named and first.unit is not None and first.unit == other.figure.unit


def _is_slip(one: Mention, other: Mention) -> bool:
    """Whether one number is the other misprinted, and nothing shows that it is of something else."""
    first, second = one.figure, other.figure
    told_of = first.unit or first.metric or second.unit or second.metric
    return bool(
        slip(first, second)
        and told_of
        and not _contrasted(one, other)
        and not _qualified_apart(one, other)
        and (first.kind != "percent" or _is_rate(one, other))
    )


def _needed(one: Mention, other: Mention) -> int:
    return SHARED if one.people or other.people or digits(one.figure) > 1 else SHARED + 1


def _level(one: Mention, other: Mention) -> bool:
    """Whether both say of one metric where it stood, on one date or in percent."""
    first, second = one.figure, other.figure
    dated = first.as_of is not None and first.as_of == second.as_of
    alike_told = one.qualifiers == other.qualifiers and one.looks_back == other.looks_back
    return (dated or first.kind == "percent") and _of_one_metric(one, other) and alike_told


def _of_one_metric(one: Mention, other: Mention) -> bool:
    return one.figure.metric is not None and one.figure.metric == other.figure.metric


def _counted_alike(one: Mention, other: Mention) -> bool:
    """Whether the noun of one is told in the words of the other: employs 380 people, 830 employees."""
    left, right = ({stem(each.figure.unit or "")} - {""} for each in (one, other))
    people = one.people and other.people
    return people and (
        in_common(frozenset(left), other.words) or in_common(frozenset(right), one.words)
    )


def _is_rate(one: Mention, other: Mention) -> bool:
    """Whether a percentage is the level of a metric, printed so closely that a slip of it shows."""
    close = digits(one.figure) >= EXACT and one.qualifiers == other.qualifiers
    return close and _of_one_metric(one, other)


def _looks_back(one: Mention, other: Mention, published: str) -> bool:
    """Whether the second is told of an earlier year and the first of none: the last one, in 2019, drew."""
    when = other.figure.as_of
    earlier = when is not None and when[:YEAR] < published[:YEAR]
    return one.figure.as_of is None and earlier and other.dated and not one.headline


def _told(one: Mention, other: Mention, all_of_them: Sequence[Mention]) -> bool:
    """Whether the paragraph of the second says the first again: then the second is something else."""
    return any(
        each is not other
        and each.sentence != one.sentence
        and each.paragraph == other.paragraph
        and alike(each.figure, one.figure, people=each.people and one.people)
        and not _disagree(one, each)
        for each in all_of_them
    )


def _alike_told(one: Mention, other: Mention) -> int:
    """What else a headline has in common with a statement: metric, verb of change, date and digits."""
    first, second = one.figure, other.figure
    return (
        (first.metric is not None and first.metric == second.metric)
        + (one.change and other.change)
        + slip(first, second)
    )


def _contrasted(one: Mention, other: Mention) -> bool:
    """The north stand holds so many, the south stand so many: the same words but for one."""
    different = len(one.words - other.words), len(other.words - one.words)
    return _is_of_others(one, other) or (
        different == (1, 1) and abs(one.length - other.length) <= 1
    )


def _is_of_others(one: Mention, other: Mention) -> bool:
    """Whether two do the same: the novel has sold so many, the yearbook has sold so many."""
    if one.owners and other.owners and not in_common(one.owners, other.owners):
        return True
    if not one.leads or not other.leads:
        return False
    if one.leads[0] != other.leads[0]:
        acts = len(other.leads) > 1  # the orchestra played, the choir sang
        return acts and not shared(one, other)
    left, right = (frozenset(each.leads) for each in (one, other))
    left, right = left - right, right - left
    alike = len(one.leads) - len(left) > AGREED
    return bool(left and right) and not (
        alike or in_common(left, other.words) or in_common(right, one.words)
    )


def _qualified_apart(one: Mention, other: Mention) -> bool:
    """Exports of wine, and of wine and spirits: one metric of two things."""
    both = one.qualifiers and other.qualifiers and one.qualifiers != other.qualifiers
    return bool(both) and _of_one_metric(one, other)


def _apart(one: Mention, other: Mention) -> bool:
    """Whether both name a day, a place in a row or a kind of what they count, and not the same."""
    return any(
        left and right and left != right
        for left, right in zip((*one.apart, one.kind), (*other.apart, other.kind), strict=True)
    )


def _only(mention: Mention, all_of_them: Sequence[Mention]) -> bool:
    """Whether it is the one figure of its kind in the text's opening paragraph."""
    opening = min((each.paragraph for each in all_of_them if not each.headline), default=-1)
    return mention.paragraph == opening and not any(
        each is not mention
        and not each.headline
        and each.paragraph == opening
        and alike(each.figure, mention.figure, people=each.people and mention.people)
        for each in all_of_them
    )


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
