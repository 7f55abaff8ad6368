"""The native reader: its C sources, and its door for Python.

`Kernel` opens the shared library and the compiled lexicon once; `Scan` reads documents. Calls leave
the interpreter's lock, so scans of several threads run at once, each on a `Scan` of its own.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import sys
from array import array
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from figurecheck.errors import EngineError
from figurecheck.extract.records import FIGURE, NAME, PAIR, SAID, TOKEN, FigureRecord, PairRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    Array = np.ndarray[Any, Any]

HERE = Path(__file__).parent
LIBRARY = HERE / ("libfigurecheck." + {"darwin": "dylib", "win32": "dll"}.get(sys.platform, "so"))
LEXICON = HERE.parents[1] / "lexicon" / "lexicon.bin"
REMEDY = "run `make build`"


class Kernel:
    """The library with its tables. Read-only once made, so one serves all threads."""

    def __init__(self, library: Path = LIBRARY, lexicon: Path = LEXICON) -> None:
        """Open both files; `EngineError` where one is missing or does not fit the other."""
        for path in (library, lexicon):
            if not path.exists():
                raise EngineError("the compiled reader is missing", source=path.name, advice=REMEDY)
        self.lib = ctypes.CDLL(str(library))
        self._declare()
        with lexicon.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        self._tables = (ctypes.c_char * len(self._map)).from_buffer(self._map)
        self.handle = self.lib.fc_open(self._tables, len(self._map))
        lib = self.lib
        sizes = (lib.fc_figure_size(), lib.fc_pair_size(), lib.fc_token_size())
        mirrored = tuple(each.size for each in (FIGURE, PAIR, TOKEN))
        if not self.handle or sizes != mirrored:
            raise EngineError(
                "library and lexicon are of different versions", source=lexicon.name, advice=REMEDY
            )

    def _declare(self) -> None:
        pointer, u32, u64 = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint64
        out = ctypes.POINTER(pointer)
        signatures: dict[str, tuple[Any, list[Any]]] = {
            "fc_open": (pointer, [pointer, u64]),
            "fc_scan_new": (pointer, [pointer, u32]),
            "fc_scan_free": (None, [pointer]),
            "fc_scan_clear": (None, [pointer]),
            "fc_scan_batch": (
                None,
                [pointer, pointer, pointer, u32, *[pointer] * 3, ctypes.c_bool, pointer],
            ),
            "fc_gather": (ctypes.c_bool, [*[pointer] * 4, u64, pointer]),
            "fc_fields": (None, [pointer, u64, u64, pointer, pointer, u64, pointer]),
            "fc_figures": (u64, [pointer, out]),
            "fc_pairs": (u64, [pointer, out]),
            "fc_tokens": (u64, [pointer, out]),
            "fc_sentences": (u64, [pointer, out]),
            "fc_rules": (u64, [pointer, out]),
            "fc_names": (u64, [pointer, out]),
            "fc_said": (u64, [pointer, out]),
            "fc_token_size": (u64, []),
            "fc_figure_size": (u64, []),
            "fc_pair_size": (u64, []),
        }
        for name, (result, arguments) in signatures.items():
            function = getattr(self.lib, name)
            function.restype, function.argtypes = result, arguments

    @cached_property
    def names(self) -> dict[str, Any]:
        """The tables that record values point into, by name: languages, currencies, units."""
        head = self._map[: 16 + 16 * 32]
        sections = int.from_bytes(head[8:12], sys.byteorder)
        at = 16 + 16 * (sections - 1)
        begin, size = (int.from_bytes(head[at + k : at + k + 8], sys.byteorder) for k in (0, 8))
        names: dict[str, Any] = json.loads(self._map[begin : begin + size])
        return names

    @cached_property
    def class_names(self) -> list[str]:
        """The word classes by number."""
        return list(self.names["classes"])

    @lru_cache(maxsize=65536)  # noqa: B019  one kernel lives as long as its process
    def classes(self, bits: int) -> frozenset[str]:
        """The word classes whose bits are set, such as {"UP", "FUNCTION_WORD"}."""
        return frozenset(name for n, name in enumerate(self.class_names) if bits >> n & 1)


@lru_cache(maxsize=1)
def kernel() -> Kernel:
    """The one kernel of this process."""
    return Kernel()


class Text(NamedTuple):
    """A text in UTF-8, and places in the kernel's tables, -1 for none; `published` is yyyymmdd."""

    raw: bytes
    language: int = -1
    published: int = 0
    home: int = -1


class Scanned(NamedTuple):
    """What a text holds: records, the rules that may speak of it, and where its sentences start in tokens.

    `rules` are bits as in `sieve.c`; `tokens` are the bytes of `records.TOKEN`.
    """

    figures: list[FigureRecord]
    pairs: list[PairRecord]
    rules: int
    tokens: bytes
    sentences: array[int]


def _address(raw: bytes) -> int:
    return ctypes.cast(ctypes.c_char_p(raw), ctypes.c_void_p).value or 0


def _place(numbers: array[int]) -> int:
    return numbers.buffer_info()[0]


class Scan:
    """Reads documents one by one or in batches. Not for several threads at once."""

    def __init__(self, owner: Kernel | None = None) -> None:
        """Take room for the records; it grows with the text and is kept between calls."""
        self.kernel = owner or kernel()
        self._lib = self.kernel.lib
        self._scan = self._lib.fc_scan_new(self.kernel.handle, len(self.kernel.names["currencies"]))

    def __del__(self) -> None:
        if getattr(self, "_scan", None):
            self._lib.fc_scan_free(self._scan)

    def read(self, texts: Sequence[Text]) -> Iterator[Scanned]:
        """What some texts hold, one by one, with their tokens."""
        count = len(texts)
        addresses = array("Q", (_address(each.raw) for each in texts))
        lengths = array("I", (len(each.raw) for each in texts))
        languages = array("i", (each.language for each in texts))
        published = array("i", (each.published for each in texts))
        homes = array("i", (each.home for each in texts))
        kept = array("Q", bytes(4 * addresses.itemsize * count))
        self._lib.fc_scan_clear(self._scan)
        self._lib.fc_scan_batch(
            self._scan, _place(addresses), _place(lengths), count, _place(languages),
            _place(published), _place(homes), *(True, _place(kept)),
        )  # fmt: skip
        figures: list[list[FigureRecord]] = [[] for _ in texts]
        for figure in FIGURE.records(self._raw("fc_figures", FIGURE.size)):
            figures[figure.document].append(figure)
        pairs: list[list[PairRecord]] = [[] for _ in texts]
        for pair in PAIR.records(self._raw("fc_pairs", PAIR.size)):
            pairs[pair.document].append(pair)
        rules = array("I", self._raw("fc_rules", lengths.itemsize))
        tokens = self._raw("fc_tokens", TOKEN.size)
        sentences = array("I", self._raw("fc_sentences", lengths.itemsize))
        for at in range(count):
            begin, end, first, last = kept[4 * at : 4 * at + 4]
            yield Scanned(
                figures[at],
                pairs[at],
                rules[at],
                tokens[begin * TOKEN.size : end * TOKEN.size],
                sentences[first:last],
            )

    def read_batch(
        self,
        addresses: Array,
        lengths: Array,
        languages: Array,
        published: Array,
        homes: Array,
        *,
        to_judge: bool = False,
    ) -> tuple[memoryview, memoryview]:
        """Figure and pair records of documents, as bytes of their structures, valid until the next call.

        Arrays are NumPy's, a value a document: addresses of UTF-8 uint64, lengths uint32, the
        others int32. Only `to_judge` gives `names`, `said` and `rules`.
        """
        self._lib.fc_scan_clear(self._scan)
        self._lib.fc_scan_batch(
            self._scan, addresses.ctypes.data, lengths.ctypes.data, len(lengths),
            languages.ctypes.data, published.ctypes.data, homes.ctypes.data, to_judge, None,
        )  # fmt: skip
        return self._seen("fc_figures", FIGURE.size), self._seen("fc_pairs", PAIR.size)

    def _seen(self, function: str, size: int) -> memoryview:
        data = ctypes.c_void_p()
        count = getattr(self._lib, function)(self._scan, ctypes.byref(data))
        if not count:
            return memoryview(b"")
        return memoryview((ctypes.c_char * (count * size)).from_address(data.value or 0))

    def _raw(self, function: str, size: int) -> bytes:
        data = ctypes.c_void_p()
        count = getattr(self._lib, function)(self._scan, ctypes.byref(data))
        return ctypes.string_at(data, count * size) if count else b""

    def rules(self) -> array[int]:
        """For each text read by the last call, the rules that may speak of it, as bits (`sieve.c`)."""
        return array("I", self._raw("fc_rules", array("I").itemsize))

    def names(self) -> memoryview:
        """The words of names beside dated figures (`records.NAME`), valid until the next call."""
        return self._seen("fc_names", NAME.size)

    def said(self) -> memoryview:
        """What is said of dated figures (`records.SAID`), valid until the next call."""
        return self._seen("fc_said", SAID.size)
