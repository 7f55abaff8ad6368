"""Reading in bulk: columns of documents in, columns of figures and pairs out.

Texts go to the kernel in batches of bounded size, on as many threads as there are processors; the
records come back as arrays and become polars columns without a Python object per figure.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from figurecheck.extract import arrow
from figurecheck.extract.arrow import Texts
from figurecheck.extract.figures import (
    BASIS_POINT,
    CURRENCY,
    KINDS,
    MEASURE,
    MODIFIERS,
    NOUN,
    PERCENT_UNITS,
    STATEMENTS,
    TOO_LARGE,
    singular,
    when,
)
from figurecheck.extract.kernel import Kernel, Scan, kernel
from figurecheck.extract.reading import LINKS
from figurecheck.extract.records import FIGURE, PAIR
from figurecheck.ingest.markdown import without_front_matter
from figurecheck.schema import FIGURES, MONEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Array = np.ndarray[Any, Any]

FIGURE_DTYPE = np.dtype(FIGURE.fields, align=True)
PAIR_DTYPE = np.dtype(PAIR.fields, align=True)

BATCH_BYTES = 8 << 20
READ_COLUMNS = [
    name for name in FIGURES if not name.endswith(("_usd", "_date", "_provider", "_rate"))
]


@dataclass(frozen=True)
class Batch:
    """Some documents in a row: ids, and where their texts lie; arrays have a value a document."""

    ids: pl.Series
    texts: Texts  # whose memory the addresses point into
    addresses: Array
    lengths: Array
    languages: Array
    published: Array
    homes: Array


def batches(documents: pl.DataFrame, owner: Kernel, size: int = BATCH_BYTES) -> Iterator[Batch]:
    """Cut a frame of documents into batches of about `size` bytes each."""
    texts = Texts(_body(documents["text"]))
    ends = np.cumsum(texts.lengths, dtype=np.int64)
    codes = {code: place for place, code in enumerate(owner.names["languages"])}
    countries = {code: place for place, code in enumerate(owner.names["countries"])}
    languages, homes = _codes(documents, "lang", codes), _codes(documents, "home", countries)
    published = _published(documents)
    first = 0
    while first < documents.height:
        begun = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, begun + size, side="right")))
        yield Batch(
            ids=documents["id"][first:last],
            texts=texts,
            addresses=texts.addresses[first:last],
            lengths=texts.lengths[first:last],
            languages=languages[first:last],
            published=published[first:last],
            homes=homes[first:last],
        )
        first = last


def _body(texts: pl.Series) -> pl.Series:
    """Texts with front matter and comments blanked: what they hold is no figure of the text."""
    texts = texts.fill_null("")
    marked = texts.str.contains("<!--", literal=True)
    marked |= texts.str.starts_with("---") | texts.str.starts_with("\ufeff---")
    places = marked.arg_true()
    if not len(places):
        return texts
    blanked = [without_front_matter(text) for text in texts.gather(places)]
    return texts.scatter(places, pl.Series(blanked, dtype=pl.String))


def _codes(part: pl.DataFrame, column: str, codes: dict[str, int]) -> Array:
    if column not in part.columns:
        return np.full(part.height, -1, dtype=np.int32)
    known = part[column].replace_strict(codes, default=-1, return_dtype=pl.Int32).fill_null(-1)
    return np.ascontiguousarray(known.to_numpy())


def _published(part: pl.DataFrame) -> Array:
    if "published" not in part.columns:
        return np.zeros(part.height, dtype=np.int32)
    digits = part["published"].str.replace_all("-", "").str.pad_end(8, "0")
    return np.ascontiguousarray(digits.cast(pl.Int32).fill_null(0).to_numpy())


def read_columns(
    documents: pl.DataFrame, threads: int | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Figures and pairs of all documents, in their order.

    `documents` has `id`, `text` and may have `lang`, `published` (partial ISO date) and `home`
    (country of the publisher). Figures have the columns of `schema.FIGURES` up to `value_reason`,
    and those beginning with `_` that judging needs; pairs have `document_id`, `from_figure`,
    `to_figure`, `link`.
    """
    owner = kernel()
    workers = threads or os.cpu_count() or 1
    scans = [Scan(owner) for _ in range(workers)]

    def work(batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame]:
        scan = scans.pop()
        try:
            return _read_batch(scan, batch)
        finally:
            scans.append(scan)

    parts = []
    with ThreadPoolExecutor(workers) as pool:
        waiting = []
        for batch in batches(documents, owner):
            waiting.append(pool.submit(work, batch))
            if len(waiting) > 2 * workers:
                parts.append(waiting.pop(0).result())
        parts += [future.result() for future in waiting]
    if not parts:
        parts = [_read_batch(scans[0], next(batches(_NOTHING, owner)))]
    figures, pairs = zip(*parts, strict=True)
    return pl.concat(figures), pl.concat(pairs)


_NOTHING = pl.DataFrame({"id": [""], "text": [""]})


def _read_batch(scan: Scan, batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame]:
    figures, pairs = scan.read_batch(
        batch.addresses, batch.lengths, batch.languages, batch.published, batch.homes
    )
    names = scan.kernel.names
    records = np.frombuffer(figures, dtype=FIGURE_DTYPE)
    stated = np.frombuffer(pairs, dtype=PAIR_DTYPE)
    ids = batch.ids
    frame = _figure_frame(scan.kernel, records, batch, ids, names)
    pair_frame = pl.DataFrame(
        {
            "document_id": ids.gather(pl.Series(stated["document"])),
            "from_figure": pl.Series(stated["from_figure"]).cast(pl.Int32),
            "to_figure": pl.Series(stated["to_figure"]).cast(pl.Int32),
            "link": _pick(list(LINKS), stated["link"]),
        }
    )
    return frame, pair_frame


def _texts(
    owner: Kernel, batch: Batch, records: Array, begin: str, end: str, *, words: bool = False
) -> pl.Series:
    """The slices of text that two fields of the records bound; empty ones are null.

    `words`: white space in them becomes single spaces.
    """
    count = len(records)
    starts, stops = (np.ascontiguousarray(records[name]) for name in (begin, end))
    document = np.ascontiguousarray(records["document"])
    lengths = stops - starts
    offsets = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:], dtype=np.int64)
    data = np.empty(int(offsets[-1]) or 1, dtype=np.uint8)
    odd = owner.lib.fc_gather(
        batch.addresses.ctypes.data, document.ctypes.data, starts.ctypes.data, stops.ctypes.data,
        count, data.ctypes.data,
    )  # fmt: skip
    texts = arrow.strings(offsets, data, np.packbits(lengths > 0, bitorder="little"))
    return texts.str.replace_all(r"\s+", " ") if words and odd else texts


def _amounts(records: Array, name: str, bit: int) -> pl.Series:
    halves = np.empty((len(records), 2), dtype=np.uint64)
    halves[:, 0] = records[f"{name}_lo"]
    halves[:, 1] = records[f"{name}_hi"].view(np.uint64)
    valid = np.packbits((records["valid"] & bit) != 0, bitorder="little")
    return arrow.decimals(halves, valid, 6)


def _pick(names: list[str | None], places: Array) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(pl.Series(places))


def _figure_frame(
    owner: Kernel, records: Array, batch: Batch, ids: pl.Series, names: dict[str, Any]
) -> pl.DataFrame:
    document = records["document"]
    starts = np.flatnonzero(
        np.diff(document, prepend=-1 if len(document) == 0 else document[0] + 1)
    )
    index = np.arange(len(records)) - np.repeat(starts, np.diff(np.append(starts, len(records))))
    flags = records["flags"]
    frame = pl.DataFrame(
        {
            "document_id": ids.gather(pl.Series(document)),
            "figure_index": pl.Series(index).cast(pl.Int32),
            "start": pl.Series(records["cbegin"]).cast(pl.Int32),
            "end": pl.Series(records["cend"]).cast(pl.Int32),
            "surface": _texts(owner, batch, records, "begin", "end"),
            "kind": _pick(list(KINDS), records["kind"]),
            "low": _amounts(records, "low", 1),
            "value": _amounts(records, "value", 2),
            "high": _amounts(records, "high", 4),
            "unit": _units(owner, batch, records, names),
            "unit_candidates": _candidates(records, names),
            "modifier": _pick(list(MODIFIERS), records["modifier"]),
            "as_of": _as_of(records),
            "subject": _subjects(owner, batch, records, names),
            "metric": _pick(
                [*names["nouns"], None], _place(records["metric"], len(names["nouns"]))
            ),
            "attribution": _texts(owner, batch, records, "source_begin", "source_end", words=True),
            "statement": _pick(list(STATEMENTS), records["statement"]),
            "value_reason": _pick(
                [None, "too large for DECIMAL(38, 6)"], ((flags & TOO_LARGE) != 0).astype(np.uint32)
            ),
            "_flags": pl.Series(flags.copy()),  # what the records stand in is used again
            "_place": pl.Series(records["place"].copy()),
            "_place2": pl.Series(records["place2"].copy()),
        }
    )
    return frame.with_columns(pl.col("low", "value", "high").cast(MONEY))


def _place(values: Array, none: int) -> Array:
    return np.where(values < 0, none, values).astype(np.uint32)


def _subjects(owner: Kernel, batch: Batch, records: Array, names: dict[str, Any]) -> pl.Series:
    aliases = names["aliases"]
    known = _pick([*aliases, None], _place(records["subject"], len(aliases)))
    return pl.select(
        pl.coalesce(
            known, _texts(owner, batch, records, "subject_begin", "subject_end", words=True)
        )
    ).to_series()


def _spelled(codes: Array, spell: Callable[[int], str | None]) -> pl.Series:
    """One text per code, spelled once for each code that occurs."""
    known, place = np.unique(codes, return_inverse=True)
    return _pick([spell(int(code)) for code in known], place.astype(np.uint32))


def _units(owner: Kernel, batch: Batch, records: Array, names: dict[str, Any]) -> pl.Series:
    kind, unit, per, noun = (records[name] for name in ("unit_kind", "unit", "per", "noun"))
    currencies, units, nouns = names["currencies"], names["units"], names["nouns"]
    table = [None, *PERCENT_UNITS.values(), *currencies, *units, *nouns]
    at_currency = 1 + len(PERCENT_UNITS)
    at_unit = at_currency + len(currencies)
    at_noun = at_unit + len(units)
    year = units.index("year")
    place = np.select(
        [kind <= BASIS_POINT, kind == CURRENCY, kind == MEASURE, (kind == NOUN) & (noun >= 0)],
        [kind, at_currency + unit, at_unit + np.where(unit < 0, year, unit), at_noun + noun],
        default=0,
    ).astype(np.int64)

    def spell(code: int) -> str | None:
        name, each = table[code % len(table)], code // len(table)
        return f"{name}/{units[each - 1]}" if each else name

    named = _spelled((per.astype(np.int64) + 1) * len(table) + place, spell)
    counted = (kind == NOUN) & (noun < 0)
    if not counted.any():
        return named
    raw = _texts(owner, batch, records, "noun_begin", "noun_end")
    words = raw.drop_nulls().unique()
    nouns_as_written = pl.Series([singular(word) for word in words.to_list()], dtype=pl.String)
    single = raw.replace_strict(words, nouns_as_written, default=None)
    return pl.select(pl.when(pl.Series(counted)).then(single).otherwise(named)).to_series()


def _candidates(records: Array, names: dict[str, Any]) -> pl.Series:
    unsettled = (records["candidates"] != 0) & (records["group"] >= 0)
    if not unsettled.any():
        return pl.Series([None], dtype=pl.List(pl.String)).new_from_index(0, len(records))
    sets: dict[tuple[int, int], list[str] | None] = {(0, 0): None}
    keys = [(0, 0)] * len(records)
    for at in np.flatnonzero(unsettled):
        keys[at] = (int(records["group"][at]), int(records["candidates"][at]))
    for group, bits in set(keys) - {(0, 0)}:
        codes = names["candidates"][group]
        sets[group, bits] = [code for n, code in enumerate(codes) if bits >> n & 1]
    order = {key: n for n, key in enumerate(sets)}
    return pl.Series(list(sets.values()), dtype=pl.List(pl.String)).gather(
        pl.Series([order[key] for key in keys], dtype=pl.UInt32)
    )


def _as_of(records: Array) -> pl.Series:
    codes = records["period"].astype(np.int64) * 100_000_000 + records["as_of"]
    return _spelled(codes, lambda code: when(code // 100_000_000, code % 100_000_000))
