"""Reading in bulk: columns of documents in, columns of figures and pairs out.

Texts go to the kernel in batches of bounded size, on as many threads as there are processors; the
records come back as arrays and become polars columns without a Python object per figure.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

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
from figurecheck.extract.records import FIGURE, NAME, PAIR, SAID, Layout
from figurecheck.ingest.markdown import without_front_matter
from figurecheck.schema import FIGURES, MONEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Array = np.ndarray[Any, Any]
Fields = dict[str, Array]

BATCH_BYTES = 4 << 20
ANY_RULE = 0xFFFFFFFF
CODES_IN_A_TABLE = 1 << 22
READ_COLUMNS = [
    name for name in FIGURES if not name.endswith(("_usd", "_date", "_provider", "_rate"))
]


@dataclass(frozen=True)
class Batch:
    """Some documents in a row: ids, and where their texts lie; arrays have a value a document."""

    first: int  # which of all documents the first one is
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
            first=first,
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


class Columns(NamedTuple):
    """What was read in a frame of documents; see `read_columns`."""

    figures: pl.DataFrame
    pairs: pl.DataFrame
    names: pl.DataFrame
    said: pl.DataFrame
    documents: pl.DataFrame


def read_columns(
    documents: pl.DataFrame, threads: int | None = None, *, to_judge: bool = False
) -> Columns:
    """Figures and pairs of all documents, in their order, and the documents themselves.

    `documents` has `id`, `text` and may have `lang`, `published` (partial ISO date) and `home`
    (country of the publisher). Figures have the columns of `schema.FIGURES` up to `value_reason`,
    and those beginning with `_` that judging needs; pairs have `document_id`, `from_figure`,
    `to_figure`, `link`; `_document` in both is the place of the document. Names are of the sentences of
    dated figures, a row a word: `_document`, `figure_index`, `stem`, `sure` and `head` as the kernel gives
    them. Said is, a row for each dated figure, `names`, `of`, `behind`, `countries`, `aside` and `digits`,
    sets in 64 bits. Documents have `document_id` and `rules`: those that may speak of them, as bits in the
    order of `reading.SIEVED`. Only where they are read `to_judge` there are names, what is said, and rules
    that cannot speak.
    """
    owner = kernel()
    workers = threads or os.cpu_count() or 1
    scans = [Scan(owner) for _ in range(workers)]

    def work(batch: Batch) -> Columns:
        scan = scans.pop()
        try:
            return _read_batch(scan, batch, to_judge=to_judge)
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
        parts = [_read_batch(scans[0], next(batches(_NOTHING, owner)), to_judge=to_judge)]
    figures, pairs, names, said, read = map(pl.concat, zip(*parts, strict=True))
    return Columns(figures, pairs, names, said, read.head(documents.height))


_NOTHING = pl.DataFrame({"id": [""], "text": [""]})


def _read_batch(scan: Scan, batch: Batch, *, to_judge: bool) -> Columns:
    figures, pairs = scan.read_batch(
        batch.addresses,
        batch.lengths,
        batch.languages,
        batch.published,
        batch.homes,
        to_judge=to_judge,
    )
    names = scan.kernel.names
    records, stated = _fields(scan.kernel, figures, FIGURE), _fields(scan.kernel, pairs, PAIR)
    ids = batch.ids
    frame = _figure_frame(scan.kernel, records, batch, ids, names)
    pair_frame = pl.DataFrame(
        {
            "document_id": ids.gather(pl.Series(stated["document"])),
            "_document": pl.Series(stated["document"] + np.uint32(batch.first)),
            "from_figure": pl.Series(stated["from_figure"]).cast(pl.Int32),
            "to_figure": pl.Series(stated["to_figure"]).cast(pl.Int32),
            "link": _pick(_LINKS, stated["link"]),
        }
    )
    any_rule = np.full(len(ids), ANY_RULE, dtype=np.uint32)
    rules = pl.Series(np.frombuffer(scan.rules(), dtype=np.uint32) if to_judge else any_rule)
    read = pl.DataFrame({"document_id": ids, "rules": rules})
    return Columns(frame, pair_frame, _name_frame(scan, batch), _said_frame(scan, batch), read)


def _name_frame(scan: Scan, batch: Batch) -> pl.DataFrame:
    fields = _fields(scan.kernel, scan.names(), NAME)
    told = {
        "stem": fields["stem"],
        "sure": fields["sure"].astype(np.bool_),
        "head": fields["head"].astype(np.bool_),
    }
    return pl.DataFrame(_place_of(fields, batch) | told)


def _said_frame(scan: Scan, batch: Batch) -> pl.DataFrame:
    fields = _fields(scan.kernel, scan.said(), SAID)
    told = {
        name: fields[name] for name in ("names", "of", "behind", "countries", "aside", "digits")
    }
    return pl.DataFrame(_place_of(fields, batch) | told)


def _place_of(fields: Fields, batch: Batch) -> Fields:
    return {
        "_document": fields["document"] + np.uint32(batch.first),
        "figure_index": fields["figure"].astype(np.int32),
    }


def _fields(owner: Kernel, records: memoryview, layout: Layout[Any]) -> Fields:
    """The fields of records that lie in a row, a column each."""
    kind = np.dtype(layout.fields, align=True)
    data = np.frombuffer(records, dtype=kind)
    columns = {name: np.empty(len(data), dtype=kind[name]) for name in kind.names or ()}
    at = np.array([field[1] for field in (kind.fields or {}).values()], dtype=np.uint64)
    width = np.array([column.itemsize for column in columns.values()], dtype=np.uint64)
    places = np.array([column.ctypes.data for column in columns.values()], dtype=np.uint64)
    owner.lib.fc_fields(
        data.ctypes.data, len(data), kind.itemsize, at.ctypes.data, width.ctypes.data, len(columns),
        places.ctypes.data,
    )  # fmt: skip
    return columns


def _texts(
    owner: Kernel, batch: Batch, records: Fields, begin: str, end: str, *, words: bool = False
) -> pl.Series:
    """The slices of text that two fields of the records bound; empty ones are null.

    `words`: white space in them becomes single spaces.
    """
    starts, stops, document = records[begin], records[end], records["document"]
    count = len(document)
    lengths = (stops - starts).astype(np.int64)
    offsets = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    data = np.empty(int(offsets[-1]) or 1, dtype=np.uint8)
    odd = owner.lib.fc_gather(
        batch.addresses.ctypes.data, document.ctypes.data, starts.ctypes.data, stops.ctypes.data,
        count, data.ctypes.data,
    )  # fmt: skip
    texts = arrow.strings(offsets, data, np.packbits(lengths > 0, bitorder="little"))
    return texts.str.replace_all(r"\s+", " ") if words and odd else texts


def _amounts(records: Fields, name: str, bit: int) -> pl.Series:
    halves = np.empty((len(records["valid"]), 2), dtype=np.uint64)
    halves[:, 0] = records[f"{name}_lo"]
    halves[:, 1] = records[f"{name}_hi"].view(np.uint64)
    valid = np.packbits((records["valid"] & bit) != 0, bitorder="little")
    return arrow.decimals(halves, valid, 6)


def _pick(names: pl.Series, places: Array) -> pl.Series:
    return names.gather(pl.Series(places))


def _named(names: Iterable[str | None]) -> pl.Series:
    return pl.Series(list(names), dtype=pl.String)


_KINDS, _MODIFIERS, _STATEMENTS, _LINKS = map(_named, (KINDS, MODIFIERS, STATEMENTS, LINKS))
_REASONS = _named((None, "too large for DECIMAL(38, 6)"))


@lru_cache(maxsize=8)
def _known(owner: Kernel, table: str) -> pl.Series:
    """The names of a table of the kernel, and none behind them."""
    return _named((*owner.names[table], None))


def _figure_frame(
    owner: Kernel, records: Fields, batch: Batch, ids: pl.Series, names: dict[str, Any]
) -> pl.DataFrame:
    document = records["document"]
    first = np.searchsorted(document, np.arange(len(ids)))
    index = np.arange(len(document)) - first[document]
    flags = records["flags"]
    frame = pl.DataFrame(
        {
            "document_id": ids.gather(pl.Series(document)),
            "figure_index": pl.Series(index).cast(pl.Int32),
            "start": pl.Series(records["cbegin"]).cast(pl.Int32),
            "end": pl.Series(records["cend"]).cast(pl.Int32),
            "surface": _texts(owner, batch, records, "begin", "end"),
            "kind": _pick(_KINDS, records["kind"]),
            "low": _amounts(records, "low", 1),
            "value": _amounts(records, "value", 2),
            "high": _amounts(records, "high", 4),
            "unit": _units(owner, batch, records, names),
            "unit_candidates": _candidates(records, names),
            "modifier": _pick(_MODIFIERS, records["modifier"]),
            "as_of": _as_of(records),
            "subject": _subjects(owner, batch, records, names),
            "metric": _pick(_known(owner, "nouns"), _place(records["metric"], len(names["nouns"]))),
            "attribution": _texts(owner, batch, records, "source_begin", "source_end", words=True),
            "statement": _pick(_STATEMENTS, records["statement"]),
            "value_reason": _pick(_REASONS, ((flags & TOO_LARGE) != 0).astype(np.uint32)),
            "_document": pl.Series(document + np.uint32(batch.first)),
            "_flags": pl.Series(flags),
            "_place": pl.Series(records["place"]),
            "_place2": pl.Series(records["place2"]),
        }
    )
    return frame.with_columns(pl.col("low", "value", "high").cast(MONEY))


def _place(values: Array, none: int) -> Array:
    return np.where(values < 0, none, values).astype(np.uint32)


def _subjects(owner: Kernel, batch: Batch, records: Fields, names: dict[str, Any]) -> pl.Series:
    places = _place(records["subject"], len(names["aliases"]))
    known = _pick(_known(owner, "aliases"), places)
    return pl.select(
        pl.coalesce(
            known, _texts(owner, batch, records, "subject_begin", "subject_end", words=True)
        )
    ).to_series()


def _spelled(codes: Array, spell: Callable[[int], str | None]) -> pl.Series:
    """One text per code, spelled once for each code that occurs."""
    if not len(codes):
        return pl.Series([], dtype=pl.String)
    low = int(codes.min())
    codes = codes - low
    if codes.max() < CODES_IN_A_TABLE:
        occurs = np.zeros(int(codes.max()) + 1, dtype=np.bool_)
        occurs[codes] = True
        known = np.flatnonzero(occurs)
        place = np.empty(len(occurs), dtype=np.uint32)
        place[known] = np.arange(len(known), dtype=np.uint32)
        places = place[codes]
    else:
        known, places = np.unique(codes, return_inverse=True)
    return _pick(_named(spell(code + low) for code in known.tolist()), places.astype(np.uint32))


def _units(owner: Kernel, batch: Batch, records: Fields, names: dict[str, Any]) -> pl.Series:
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


def _candidates(records: Fields, names: dict[str, Any]) -> pl.Series:
    unsettled = (records["candidates"] != 0) & (records["group"] >= 0)
    place = np.zeros(len(unsettled), dtype=np.uint32)
    sets: dict[tuple[int, int], int] = {}
    codes: list[list[str] | None] = [None]
    for at in np.flatnonzero(unsettled):
        group, bits = int(records["group"][at]), int(records["candidates"][at])
        if (group, bits) not in sets:
            sets[group, bits] = len(codes)
            shared = names["candidates"][group]
            codes.append([code for n, code in enumerate(shared) if bits >> n & 1])
        place[at] = sets[group, bits]
    return pl.Series(codes, dtype=pl.List(pl.String)).gather(pl.Series(place))


def _as_of(records: Fields) -> pl.Series:
    period, packed = records["period"].astype(np.int64), records["as_of"].astype(np.int64)
    month = packed // 10_000 * MONTHS + packed // 100 % 100
    codes = (month * DAYS + packed % 100) * PERIODS + period
    known = period > 0
    nearest = codes[known].min(initial=codes.max(initial=0)) // PERIODS * PERIODS
    return _spelled(np.where(known, codes, nearest), _when)


@lru_cache(maxsize=65536)
def _when(code: int) -> str | None:
    days, period = divmod(code, PERIODS)
    month, day = divmod(days, DAYS)
    return when(period, month // MONTHS * 10_000 + month % MONTHS * 100 + day)


MONTHS, DAYS, PERIODS = 13, 32, 6  # one more than there are: 0 is one that is not said
