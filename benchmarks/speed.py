"""Speed of reading: the native floor, reading and normalising, its stages, its growth, its memory."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from benchmarks.timing import MEGABYTE, forget_peak, growth, resident, timed
from figurecheck.extract.columns import batches, read_columns
from figurecheck.extract.kernel import Scan, kernel
from figurecheck.normalise.base import to_base
from figurecheck.rates import table

if TYPE_CHECKING:
    from benchmarks.timing import Times

NUMBER = r"\d+(?:[.,]\d+)*"
STEPS = (0.05, 0.1, 0.25, 0.5, 1.0)
ONE_DOCUMENT = (300_000, 600_000, 1_200_000, 3_000_000)


def load(path: str, share: float = 1.0) -> tuple[pl.DataFrame, float]:
    """The first documents of a corpus, and their text in MB."""
    frame = pl.read_parquet(path)
    frame = frame.head(round(frame.height * share)).rechunk()
    return frame, megabytes(frame)


def megabytes(frame: pl.DataFrame) -> float:
    """MB of text in a frame of documents."""
    return int(frame["text"].str.len_bytes().sum()) / MEGABYTE


def normalised(frame: pl.DataFrame, threads: int, rates: pl.DataFrame) -> pl.DataFrame:
    """Figures of the documents, read and brought to one currency."""
    return with_base(frame, read_columns(frame, threads).figures, rates)


def with_base(frame: pl.DataFrame, figures: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """The figures of documents with their value in dollars."""
    published = frame["published"].gather(figures["_document"])
    return to_base(figures.with_columns(published=published), rates)


def needed_rates(frame: pl.DataFrame) -> pl.DataFrame:
    """The rates of the currencies that the documents' first figures are in, as `check` takes them."""
    figures = read_columns(frame.head(2000), 1).figures
    currencies = figures.filter(kind="money")["unit"].drop_nulls().unique()
    return table(currencies={*currencies, "USD"})


def floor(path: str, runs: int = 5) -> dict[str, Any]:
    """Counting numbers with polars' own regular expressions: no reader can be asked for more."""
    frame, size = load(path)
    times = timed(lambda: frame["text"].str.count_matches(NUMBER).sum(), runs)
    return _rate(size, times) | {"found": int(frame["text"].str.count_matches(NUMBER).sum())}


def reading(path: str, threads: int, runs: int = 3) -> dict[str, Any]:
    """Reading and normalising in memory, on some threads."""
    frame, size = load(path)
    rates = needed_rates(frame)
    read = timed(lambda: read_columns(frame, threads), runs)
    both = timed(lambda: normalised(frame, threads, rates), runs)
    figures = read_columns(frame, threads).figures
    facts = {"documents": frame.height, "figures": figures.height}
    return facts | {"read": _rate(size, read), "both": _rate(size, both)}


def stages(path: str, runs: int = 3) -> dict[str, Any]:
    """Seconds of each stage of reading on one core, each run by itself."""
    frame, size = load(path)
    rates, owner = needed_rates(frame), kernel()
    parts = list(batches(frame, owner))
    figures = read_columns(frame, 1).figures
    scan = Scan(owner)

    def scanned() -> None:
        for part in parts:
            scan.read_batch(
                part.addresses, part.lengths, part.languages, part.published, part.homes
            )

    batching = timed(lambda: list(batches(frame, owner)), runs)["best"]
    kernel_alone = timed(scanned, runs)["best"]
    read = timed(lambda: read_columns(frame, 1), runs)["best"]
    base = timed(lambda: with_base(frame, figures, rates), runs)["best"]
    return {
        "size": size,
        "batching": batching,
        "kernel": kernel_alone,
        "columns": max(read - batching - kernel_alone, 0.0),
        "normalise": base,
    }


def memory(path: str, threads: int) -> dict[str, float]:
    """Resident megabytes: with the corpus loaded, and at most while it is read and normalised."""
    frame, size = load(path)
    rates = needed_rates(frame)
    loaded = resident()
    forget_peak()
    normalised(frame, threads, rates)
    return {"size": size, "loaded": loaded, "peak": resident(peak=True)}


def growing_corpus(path: str, runs: int = 3) -> dict[str, Any]:
    """Seconds of reading and normalising for parts of the corpus, and the exponent of growth."""
    frame, whole = load(path)
    rates = needed_rates(frame)
    sizes, seconds = [], []
    for share in STEPS:
        part = frame.head(round(frame.height * share)).rechunk()
        sizes.append(whole * share)
        seconds.append(timed(partial(normalised, part, 1, rates), runs)["best"])
    return {"sizes": sizes, "seconds": seconds, "exponent": growth(sizes, seconds)}


def growing_document(path: str, runs: int = 9) -> dict[str, Any]:
    """Seconds of reading one document that grows, and the exponent of growth."""
    frame, _ = load(path)
    text = "\n\n".join(frame.filter(pl.col("lang") == "en")["text"].to_list()).encode()
    sizes, seconds = [], []
    for size in ONE_DOCUMENT:
        one = pl.DataFrame(
            {
                "id": ["one"],
                "text": [text[:size].decode(errors="ignore")],
                "lang": ["en"],
                "published": ["2022-12-31"],
            }
        )
        sizes.append(megabytes(one))
        seconds.append(timed(partial(read_columns, one, 1), runs)["best"])
    return {"sizes": sizes, "seconds": seconds, "exponent": growth(sizes, seconds)}


def opening() -> dict[str, float]:
    """Seconds that a process pays once: the reader's tables, and the rates as a frame."""
    begun = time.perf_counter()
    Scan(kernel())
    opened = time.perf_counter()
    table()
    return {"reader": opened - begun, "rates": time.perf_counter() - opened}


def _rate(size: float, times: Times) -> dict[str, Any]:
    names: tuple[Literal["best", "median", "processor"], ...] = ("best", "median", "processor")
    return {
        "size": size,
        "mb_per_s": {name: size / times[name] for name in names},
        "seconds": times,
    }
