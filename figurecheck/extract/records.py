"""The kernel's records as Python sees them: the one place that repeats the layout of `kernel.h`."""

from __future__ import annotations

import ctypes

_C = {
    "u64": ctypes.c_uint64,
    "i64": ctypes.c_int64,
    "u32": ctypes.c_uint32,
    "i32": ctypes.c_int32,
    "u16": ctypes.c_uint16,
    "i16": ctypes.c_int16,
    "u8": ctypes.c_uint8,
}


def _fields(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, kind) for kind, names in rows for name in names.split()]


FIGURE = _fields(
    ("u64", "low_lo value_lo high_lo"),
    ("i64", "low_hi value_hi high_hi"),
    ("u64", "first_lo first_hi second_lo second_hi candidates"),
    ("u32", "document sentence begin end cbegin cend first_token last_token"),
    ("i32", "as_of unit group per noun"),
    ("u32", "noun_begin noun_end"),
    ("i32", "subject metric"),
    ("u32", "subject_begin subject_end metric_begin metric_end source_begin source_end"),
    ("i16", "exponent place exponent2 place2"),
    ("u16", "flags"),
    ("u8", "kind modifier unit_kind statement period valid"),
    ("u64", "classes_low classes_high"),
)
PAIR = _fields(
    ("u32", "document from_figure to_figure"),
    ("u16", "link flags"),
)

TOKEN = _fields(
    ("u64", "classes_low classes_high"),
    ("u32", "begin end cbegin cend entry number"),
    ("u8", "type gap upper mark role foreign pad1 pad2"),
)


class FigureRecord(ctypes.Structure):
    """One figure as the kernel writes it."""

    _fields_ = [(name, _C[kind]) for name, kind in FIGURE]


class PairRecord(ctypes.Structure):
    """One candidate pair as the kernel writes it."""

    _fields_ = [(name, _C[kind]) for name, kind in PAIR]


class TokenRecord(ctypes.Structure):
    """One word, number or mark of the text read last."""

    _fields_ = [(name, _C[kind]) for name, kind in TOKEN]
