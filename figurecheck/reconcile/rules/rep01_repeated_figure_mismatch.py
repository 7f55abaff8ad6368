"""REP01: one metric of one subject at one date, stated twice with values that do not meet."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from figurecheck.reconcile.likeness import Mention, alike, digits, in_common, mentions, shared, slip
from figurecheck.reconcile.names import stem
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import factor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.model import Finding
    from figurecheck.reconcile.intervals import Interval

LONGEST_HEADLINE, OPENING = 250, 8
"""Characters of a headline, and sentences that it is held against."""

YEAR = 4
"""Letters of a date that are its year."""

SHARED = 2
"""Words that two statements have in common before a slip of the pen is suspected."""

ROUNDED_HEADLINE, EXACT = 20, 3
"""A headline rounds to this part of its figure, if it is not printed with so many digits."""


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
    left = one.amount.scaled(factor(one.figure, other.figure))
    right = other.amount.scaled(factor(other.figure, one.figure))
    if one.headline and digits(one.figure) < EXACT:
        left = _rounded(left)
    return not left.meets(right)


def _rounded(amount: Interval) -> Interval:
    ends = [abs(end) for end in amount if end is not None]
    return amount.widened(min(ends) / ROUNDED_HEADLINE)


def _of_one_thing(
    one: Mention, other: Mention, all_of_them: Sequence[Mention], published: str
) -> bool:
    first, second = one.figure, other.figure
    if (one.scopes, one.change, one.per) != (other.scopes, other.change, other.per):
        return False
    if _apart(one, other) or _looks_back(one, other, published):
        return False
    if (_differ(first.metric, second.metric) and not one.headline) or _differ(
        first.as_of, second.as_of
    ):
        return False
    if one.countries != other.countries and one.countries and other.countries:
        return False
    noun = first.kind == "count" and first.unit is not None and first.unit == second.unit
    common = shared(one, other) + noun
    dated = first.as_of is not None and first.as_of == second.as_of
    common += (noun and dated and digits(first) > 1) or (not noun and _counted_alike(one, other))
    if one.headline and common + _alike_told(one, other) >= SHARED and _only(other, all_of_them):
        return True
    if (
        _differ(first.attribution, second.attribution)
        or first.statement != second.statement
        or one.ahead != other.ahead
    ):
        return False
    needed = SHARED if one.people or other.people or digits(first) > 1 else SHARED + 1
    same = dated and first.metric is not None and first.metric == second.metric
    same = same or (first.kind == "percent" and _is_rate(one, other))
    common += same and one.qualifiers == other.qualifiers and one.looks_back == other.looks_back
    told_of = first.unit or first.metric or second.unit or second.metric
    if (
        slip(first, second)
        and told_of
        and common >= needed
        and not _contrasted(one, other)
        and not _qualified_apart(one, other)
        and (first.kind != "percent" or _is_rate(one, other))
    ):
        return True
    return (
        first.metric is not None
        and first.metric == second.metric
        and first.as_of is not None
        and first.as_of == second.as_of
        and one.looks_back == other.looks_back
        and one.qualifiers == other.qualifiers
        and one.countries == other.countries
        and not _differ(first.subject, second.subject)
    )


def _counted_alike(one: Mention, other: Mention) -> bool:
    """Whether the noun of one is told in the words of the other: employs 380 people, 830 employees."""
    left, right = ({stem(each.figure.unit or "")} - {""} for each in (one, other))
    people = one.people and other.people
    return people and (
        in_common(frozenset(left), other.words) or in_common(frozenset(right), one.words)
    )


def _is_rate(one: Mention, other: Mention) -> bool:
    """Whether a percentage is the level of a metric, printed so closely that a slip of it shows."""
    same = one.figure.metric is not None and one.figure.metric == other.figure.metric
    return same and digits(one.figure) >= EXACT and one.qualifiers == other.qualifiers


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
    dated = first.as_of is not None and first.as_of == second.as_of
    return (
        (first.metric is not None and first.metric == second.metric)
        + (one.change and other.change)
        + (dated and slip(first, second))
    )


def _contrasted(one: Mention, other: Mention) -> bool:
    """The north stand holds so many, the south stand so many: the same words but for one."""
    different = len(one.words - other.words), len(other.words - one.words)
    if one.leads and other.leads and in_common(one.verbs, other.verbs):
        told = in_common(one.leads, other.words) or in_common(other.leads, one.words)
    else:
        told = True
    return not told or (different == (1, 1) and abs(one.length - other.length) <= 1)


def _qualified_apart(one: Mention, other: Mention) -> bool:
    """Exports of wine, and of wine and spirits: one metric of two things."""
    same = one.figure.metric is not None and one.figure.metric == other.figure.metric
    return same and bool(one.qualifiers and other.qualifiers) and one.qualifiers != other.qualifiers


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
