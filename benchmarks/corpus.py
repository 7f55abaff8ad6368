"""The generated corpus: documents of 3 KB with ten figures each, the same for the same size and seed."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import polars as pl

from benchmarks.prose import FOLDER, Language, Rates, Slots, languages
from figurecheck.rates import table

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
BUILD = HERE.parent / "build" / "bench"
SEED = 20221231
DOCUMENT_BYTES = 3072
FIGURES_PER_DOCUMENT = 10
PARAGRAPH = 5  # sentences
FIRST_DAY, DAYS = date(2010, 1, 4), 4600
MEGABYTE = 1_000_000
PART_ROWS = 20_000


def corpus(megabytes: int, seed: int = SEED) -> Path:
    """The Parquet file of a corpus with `id, text, lang, published`, made where it is missing."""
    sources = [HERE / "prose.py", HERE / "corpus.py", *sorted(FOLDER.glob("*.yaml"))]
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    path = BUILD / f"corpus-{megabytes}-{seed}-{mark}.parquet"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        frame = pl.concat(frames(megabytes * MEGABYTE, seed), rechunk=True)
        frame.write_parquet(unfinished, row_group_size=PART_ROWS)
        unfinished.replace(path)
    return path


def frames(size: int, seed: int) -> Iterator[pl.DataFrame]:
    """Documents of `size` bytes in all, in frames of some thousand rows."""
    rows: list[dict[str, str]] = []
    written = 0
    for document in documents(seed):
        rows.append(document)
        written += len(document["text"].encode())
        if len(rows) == PART_ROWS or written >= size:
            yield pl.DataFrame(rows)
            rows = []
        if written >= size:
            return


def documents(seed: int) -> Iterator[dict[str, str]]:
    """Documents without end."""
    random = Random(seed)  # noqa: S311  to be repeated, not to be secret
    known = languages()
    shares = [each.data["share"] for each in known]
    rates = monthly_rates({code for each in known for code in each.data["money"]})
    number = 0
    while True:
        language = random.choices(known, shares)[0]
        published = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        yield {
            "id": f"document-{number:06}",
            "text": text(language, Slots(language, random, published, rates)),
            "lang": language.code,
            "published": published.isoformat(),
        }
        number += 1


def text(language: Language, slots: Slots) -> str:
    """One document: plain sentences, and figures spread evenly among them."""
    parts: list[str] = []
    size = figures = 0
    stop = language.data.get("stop", " ")
    while size < DOCUMENT_BYTES:
        if figures * DOCUMENT_BYTES < FIGURES_PER_DOCUMENT * size:
            template, held = slots.random.choice(language.counted)
            figures += held
            sentence = template.format_map(slots)
        else:
            sentence = language.plain(slots)
        sentence = sentence[:1].upper() + sentence[1:] + stop
        if len(parts) % PARAGRAPH == PARAGRAPH - 1:
            sentence = sentence.rstrip() + "\n\n"
        parts.append(sentence)
        size += len(sentence.encode())
    return "".join(parts)


def monthly_rates(currencies: set[str]) -> Rates:
    """The mean rate of each month, per euro."""
    month = [pl.col("rate_date").dt.year().alias("y"), pl.col("rate_date").dt.month().alias("m")]
    wanted = table().filter(
        pl.col("currency").is_in(sorted({*currencies, "USD"})) & (pl.col("rate_date") >= FIRST_DAY)
    )
    means = wanted.group_by("currency", *month).agg(pl.col("rate").cast(pl.Float64).mean())
    rates: Rates = {(code, y, m): rate for code, y, m, rate in means.iter_rows()}
    euro = {("EUR", y, m): 1.0 for code, y, m in rates if code == "USD"}
    return rates | euro
