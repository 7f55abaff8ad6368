"""The kernel's records as Python sees them: the one place that repeats the layout of `kernel.h`."""

# No `from __future__ import annotations` here: the types of the fields are read when the classes are made.

import struct
from collections.abc import Iterator
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

U64 = Annotated[int, "Q"]
I64 = Annotated[int, "q"]
U32 = Annotated[int, "I"]
I32 = Annotated[int, "i"]
U16 = Annotated[int, "H"]
I16 = Annotated[int, "h"]
U8 = Annotated[int, "B"]


class FigureRecord(NamedTuple):
    """One figure as the kernel writes it."""

    low_lo: U64
    value_lo: U64
    high_lo: U64
    low_hi: I64
    value_hi: I64
    high_hi: I64
    first_lo: U64
    first_hi: U64
    second_lo: U64
    second_hi: U64
    candidates: U64
    document: U32
    sentence: U32
    begin: U32
    end: U32
    cbegin: U32
    cend: U32
    first_token: U32
    last_token: U32
    as_of: I32
    unit: I32
    group: I32
    per: I32
    noun: I32
    noun_begin: U32
    noun_end: U32
    subject: I32
    metric: I32
    subject_begin: U32
    subject_end: U32
    metric_begin: U32
    metric_end: U32
    source_begin: U32
    source_end: U32
    exponent: I16
    place: I16
    exponent2: I16
    place2: I16
    flags: U16
    kind: U8
    modifier: U8
    unit_kind: U8
    statement: U8
    period: U8
    valid: U8
    classes_low: U64
    classes_high: U64


class PairRecord(NamedTuple):
    """One candidate pair as the kernel writes it."""

    document: U32
    from_figure: U32
    to_figure: U32
    link: U16
    flags: U16


class NameRecord(NamedTuple):
    """A word of a name in the sentence of a dated figure: `stem` is a mark of how it begins."""

    document: U32
    figure: U32
    stem: U32
    sure: U8
    head: U8
    pad1: U8
    pad2: U8


class SaidRecord(NamedTuple):
    """What is said of a dated figure, as sets of stems, countries and digits (`said.c`)."""

    names: U64
    of: U64
    behind: U64
    countries: U64
    aside: U64
    digits: U64
    document: U32
    figure: U32


class TokenRecord(NamedTuple):
    """One word, number or mark of a text."""

    classes_low: U64
    classes_high: U64
    begin: U32
    end: U32
    cbegin: U32
    cend: U32
    entry: U32
    number: U32
    type: U8
    gap: U8
    upper: U8
    mark: U8
    role: U8
    foreign: U8
    pad1: U8
    pad2: U8


Record = TypeVar("Record", FigureRecord, PairRecord, NameRecord, SaidRecord, TokenRecord)


class Layout(Generic[Record]):
    """Where the fields of a record lie: `fields` by name and `struct` code, in the machine's own order."""

    def __init__(self, record: type[Record]) -> None:
        self.record: type[Record] = record
        self.fields = [
            (name, kind.__metadata__[0]) for name, kind in record.__annotations__.items()
        ]
        longest = "0Q" if any(code in "Qq" for _, code in self.fields) else "0I"
        self._struct = struct.Struct("@" + "".join(code for _, code in self.fields) + longest)

    @property
    def size(self) -> int:
        """Bytes of one record."""
        return self._struct.size

    def offset(self, name: str) -> int:
        """Where a field lies in a record, in bytes."""
        place = [each for each, _ in self.fields].index(name)
        before = "".join(code for _, code in self.fields[: place + 1])
        return struct.calcsize("@" + before) - struct.calcsize(before[-1])

    def some(self, *names: str) -> struct.Struct:
        """What takes some fields of a record alone, in their own order, the others skipped."""
        codes = "".join(
            code if name in names else f"{struct.calcsize(code)}x" for name, code in self.fields
        )
        return struct.Struct("=" + codes + f"{self.size - struct.calcsize('=' + codes)}x")

    def records(self, data: bytes) -> Iterator[Record]:
        """The records that lie one behind the other in `data`."""
        make: Any = self.record._make
        return map(make, self._struct.iter_unpack(data))


FIGURE, PAIR = Layout(FigureRecord), Layout(PairRecord)
NAME, SAID, TOKEN = Layout(NameRecord), Layout(SaidRecord), Layout(TokenRecord)
