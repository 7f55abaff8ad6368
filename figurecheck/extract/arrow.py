"""Hands buffers to polars through the Arrow C data interface, without a copy and without pyarrow.

Source of the layout: the Arrow specification, "The Arrow C data interface".
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import numpy as np


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


_ReleaseSchema = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_ReleaseArray = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))

_Schema._fields_ = [  # ctypes wants self-referring structures filled in afterwards
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", _ReleaseSchema),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", _ReleaseArray),
    ("private_data", ctypes.c_void_p),
]

_NULLABLE = 2
_alive: dict[int, Any] = {}
"""What a buffer handed out still needs, by the address of its structure, until it is released."""

_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


def _let_go_schema(schema: ctypes._Pointer[_Schema]) -> None:
    _alive.pop(ctypes.addressof(schema.contents), None)
    schema.contents.release = _ReleaseSchema()


def _let_go_array(array: ctypes._Pointer[_Array]) -> None:
    _alive.pop(ctypes.addressof(array.contents), None)
    array.contents.release = _ReleaseArray()


_release_schema, _release_array = _ReleaseSchema(_let_go_schema), _ReleaseArray(_let_go_array)


class _Column:
    """One array for an importer of the interface."""

    def __init__(self, kind: str, length: int, buffers: list[np.ndarray[Any, Any] | None]) -> None:
        self.kind, self.length, self.buffers = kind, length, buffers

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        del requested_schema
        schema = _Schema(
            format=self.kind.encode(), name=b"", flags=_NULLABLE, release=_release_schema
        )
        pointers = (ctypes.c_void_p * len(self.buffers))(
            *(None if buffer is None else buffer.ctypes.data for buffer in self.buffers)
        )
        array = _Array(
            length=self.length,
            null_count=0 if self.buffers[0] is None else -1,
            n_buffers=len(self.buffers),
            buffers=pointers,
            release=_release_array,
        )
        _alive[ctypes.addressof(schema)] = schema
        _alive[ctypes.addressof(array)] = (array, pointers, self.buffers)
        return (
            _capsule(ctypes.addressof(schema), b"arrow_schema", None),
            _capsule(ctypes.addressof(array), b"arrow_array", None),
        )


def strings(
    offsets: np.ndarray[Any, Any], data: np.ndarray[Any, Any], valid: np.ndarray[Any, Any]
) -> pl.Series:
    """UTF-8 strings: `offsets` int64 (one more than strings), their bytes, `valid` bits, least first."""
    return pl.Series(_Column("U", len(offsets) - 1, [valid, offsets, data]))


def decimals(halves: np.ndarray[Any, Any], valid: np.ndarray[Any, Any], scale: int) -> pl.Series:
    """Decimal(38, scale): `halves` uint64 (n, 2), low half first; `valid` bits, least first."""
    return pl.Series(_Column(f"d:38,{scale}", len(halves), [valid, halves]))
