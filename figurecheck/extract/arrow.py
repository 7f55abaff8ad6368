"""Hands buffers to polars, and takes texts of it, through the Arrow C interfaces: no copy, no pyarrow.

Source of the layouts: the Arrow specification, "The Arrow C data interface", "The Arrow C stream
interface", and "Variable-size Binary View Layout".
"""

from __future__ import annotations

import ctypes
import weakref
from typing import Any

import numpy as np
import polars as pl

from figurecheck.errors import EngineError

Array = np.ndarray[Any, Any]


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_ReleaseSchema = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_ReleaseArray = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))

_Next = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.c_void_p)
_ReleaseStream = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Stream))

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
_Stream._fields_ = [
    ("get_schema", _Next),
    ("get_next", _Next),
    ("get_last_error", ctypes.c_void_p),
    ("release", _ReleaseStream),
    ("private_data", ctypes.c_void_p),
]

_NULLABLE = 2
_alive: dict[int, Any] = {}
"""What a buffer handed out still needs, by the address of its structure, until it is released."""

_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]

_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype = ctypes.c_void_p
_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


def _let_go_schema(schema: ctypes._Pointer[_Schema]) -> None:
    _alive.pop(ctypes.addressof(schema.contents), None)
    schema.contents.release = _ReleaseSchema()


def _let_go_array(array: ctypes._Pointer[_Array]) -> None:
    _alive.pop(ctypes.addressof(array.contents), None)
    array.contents.release = _ReleaseArray()


_release_schema, _release_array = _ReleaseSchema(_let_go_schema), _ReleaseArray(_let_go_array)


class _Column:
    """One array for an importer of the interface."""

    def __init__(self, kind: str, length: int, buffers: list[Array | None]) -> None:
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


def strings(offsets: Array, data: Array, valid: Array) -> pl.Series:
    """UTF-8 strings: `offsets` int64 (one more than strings), their bytes, `valid` bits, least first."""
    return pl.Series(_Column("U", len(offsets) - 1, [valid, offsets, data]))


def decimals(halves: Array, valid: Array, scale: int) -> pl.Series:
    """Decimal(38, scale): `halves` uint64 (n, 2), low half first; `valid` bits, least first."""
    return pl.Series(_Column(f"d:38,{scale}", len(halves), [valid, halves]))


class Texts:
    """Where the texts of a column lie in memory: `addresses` uint64, `lengths` uint32, in bytes.

    They lie there for as long as this object lives.
    """

    def __init__(self, column: pl.Series) -> None:
        """Take the buffers of a column of strings without nulls."""
        capsule = column.__arrow_c_stream__()
        stream = _Stream.from_address(_pointer(capsule, b"arrow_array_stream"))
        schema = _Schema()
        held: list[_Array] = []
        weakref.finalize(self, _release_all, held)
        if stream.get_schema(stream, ctypes.byref(schema)):
            raise EngineError("the texts cannot be taken out of their column", source=column.name)
        form = schema.format
        schema.release(schema)
        if form != _VIEWS:
            raise EngineError(f"expected a column of strings, not {form!r}", source=column.name)
        addresses, lengths = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
        while True:
            array = _Array()
            if stream.get_next(stream, ctypes.byref(array)):
                raise EngineError(
                    "the texts cannot be read out of their column", source=column.name
                )
            if not array.release:
                break
            held.append(array)
            places, sizes = _placed(array)
            addresses.append(places)
            lengths.append(sizes)
        self.addresses = np.concatenate(addresses)
        self.lengths = np.concatenate(lengths)


_VIEWS = b"vu"
_VIEW = (
    16  # bytes: a length, and 12 of the text itself or its first 4, its buffer and its place there
)
_INLINE = 12


def _placed(array: _Array) -> tuple[Array, Array]:
    """Addresses and lengths of the strings of one array of views."""
    count, start = array.length, array.buffers[1] + array.offset * _VIEW
    if not count:
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
    views = np.frombuffer((ctypes.c_char * (count * _VIEW)).from_address(start), np.uint32)
    length, _, buffer, place = views.reshape(count, 4).T
    bases = np.array([0, *(array.buffers[2 : array.n_buffers - 1])], np.uint64)
    inside = length <= _INLINE
    own = np.arange(count, dtype=np.uint64) * np.uint64(_VIEW) + np.uint64(start + 4)
    there = bases[np.where(inside, 0, buffer + 1)] + place
    return np.where(inside, own, there), length.copy()


def _release_all(arrays: list[_Array]) -> None:
    for array in arrays:
        array.release(array)
