"""The kernel's records as figures: exact decimals, unit names, dates in words of ISO 8601."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from figurecheck.model import Figure

if TYPE_CHECKING:
    from figurecheck.extract.records import FigureRecord
    from figurecheck.model import Kind, Modifier

RANGE, NEGATIVE, PREFIX, SUFFIX, BARE, WORDS, AGE, PER, UNDETERMINED = (1 << n for n in range(9))
TOO_LARGE, FISCAL, IMPLIED_UNIT, RATE = (1 << n for n in range(9, 13))

KINDS: tuple[Kind, ...] = ("count", "money", "count", "percent", "measure", "ratio")
MODIFIERS: tuple[Modifier, ...] = (
    "exact", "about", "more_than", "less_than", "at_least", "up_to", "nearly", "between",
)  # fmt: skip
STATEMENTS = ("actual", "estimate", "forecast")
PERCENT_UNITS = {1: "percent", 2: "percentage_point", 3: "basis_point"}
BASIS_POINT, CURRENCY, MEASURE, NOUN = 3, 4, 5, 6


def decimal(mantissa: int, exponent: int) -> Decimal:
    """The number mantissa * 10**exponent, exactly, whatever the context's precision."""
    return Decimal(mantissa).scaleb(exponent, _EXACT)


with localcontext() as _EXACT:
    _EXACT.prec = 400
    _EXACT.Emax = 10_000
    _EXACT.Emin = -10_000


@lru_cache(maxsize=256)
def _places(place: int) -> tuple[Decimal, Decimal]:
    """One in the last place that is printed, and a half."""
    return decimal(1, place), decimal(5, place - 1)


def interval(record: FigureRecord) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """low, value, high as the digits and the modifier leave them open; no value for a range."""
    first = decimal(record.first_lo | record.first_hi << 64, record.exponent)
    if record.flags & RANGE:
        last = decimal(record.second_lo | record.second_hi << 64, record.exponent2)
        return first.copy_negate() if record.flags & NEGATIVE else first, None, last
    last_place, half = _places(record.place)
    low: Decimal | None
    high: Decimal | None
    match MODIFIERS[record.modifier]:
        case "about":
            low, high = _EXACT.subtract(first, last_place), _EXACT.add(first, last_place)
        case "more_than" | "at_least":
            low, high = first, None
        case "less_than" | "up_to":
            low, high = None, first
        case "nearly":
            low, high = _EXACT.subtract(first, last_place), first
        case _:
            low, high = _EXACT.subtract(first, half), _EXACT.add(first, half)
    if low is not None and low < 0:
        low = Decimal(0)
    if record.flags & NEGATIVE:
        low, high = (
            None if high is None else high.copy_negate(),
            None if low is None else low.copy_negate(),
        )
        first = first.copy_negate()
    return low, first, high


def when(period: int, packed: int) -> str | None:
    """A date or period: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn or YYYY-Hn, from yyyymmdd."""
    year, month, day = packed // 10000, packed // 100 % 100, packed % 100
    match period:
        case 1:
            return f"{year:04}"
        case 2:
            return f"{year:04}-{month:02}"
        case 3:
            return f"{year:04}-{month:02}-{day:02}"
        case 4:
            return f"{year:04}-Q{month}"
        case 5:
            return f"{year:04}-H{month}"
        case _:
            return None


@lru_cache(maxsize=65536)
def singular(noun: str) -> str:
    """An English noun in the singular; other words are given back in small letters."""
    word = noun.lower()
    if not word.isascii() or len(word) < SHORTEST or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > SHORTEST:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("ves") and word[:-3] in _F_NOUNS:
        return word[:-3] + "f"
    return word[:-1]


SHORTEST = 4  # letters of a plural: "cars"
_F_NOUNS = frozenset(("hal", "cal", "lea", "shel", "sel", "loa", "thie", "whar"))


def unit(record: FigureRecord, raw: bytes, names: dict[str, Any]) -> str | None:
    """The unit's name as the contract spells it."""
    kind = record.unit_kind
    if kind in PERCENT_UNITS:
        return PERCENT_UNITS[kind]
    if kind == CURRENCY:
        return str(names["currencies"][record.unit])
    if kind == MEASURE:
        name = "year" if record.unit < 0 else str(names["units"][record.unit])
        return f"{name}/{names['units'][record.per]}" if record.per >= 0 else name
    if kind == NOUN:
        if record.noun >= 0:
            return str(names["nouns"][record.noun])
        return singular(raw[record.noun_begin : record.noun_end].decode("utf-8", "surrogatepass"))
    return None


def candidates(record: FigureRecord, names: dict[str, Any]) -> tuple[str, ...] | None:
    """What else a shared sign may stand for, where the text does not settle it."""
    if not record.candidates or record.group < 0:
        return None
    codes = names["candidates"][record.group]
    return tuple(code for place, code in enumerate(codes) if record.candidates >> place & 1)


def figure(
    record: FigureRecord, index: int, text: str, raw: bytes, names: dict[str, Any]
) -> Figure:
    """One record as a figure of its document."""
    low, value, high = interval(record)

    def words(begin: int, end: int) -> str | None:
        return (
            " ".join(raw[begin:end].decode("utf-8", "surrogatepass").split())
            if end > begin
            else None
        )

    subject = (
        names["aliases"][record.subject]
        if record.subject >= 0
        else words(record.subject_begin, record.subject_end)
    )
    return Figure(
        index=index,
        start=record.cbegin,
        end=record.cend,
        surface=text[record.cbegin : record.cend],
        kind=KINDS[record.kind],
        low=low,
        value=value,
        high=high,
        unit=unit(record, raw, names),
        unit_candidates=candidates(record, names),
        modifier=MODIFIERS[record.modifier],
        as_of=when(record.period, record.as_of),
        subject=subject,
        metric=names["nouns"][record.metric] if record.metric >= 0 else None,
        attribution=words(record.source_begin, record.source_end),
        statement=STATEMENTS[record.statement],  # type: ignore[arg-type]  # same order as the kernel's
    )
