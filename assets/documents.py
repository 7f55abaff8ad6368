"""Step: the documents as received, and what could not be read."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl
from pydantic import Field

from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import ingest
from figurecheck.schema import DOCUMENTS
from warehouse.paths import ROOT

SAMPLES = "examples/articles"


class Articles(dg.Config):
    """What to read."""

    paths: list[str] = Field(
        default=[SAMPLES],
        description="Files and folders of articles; relative ones lie in the checkout.",
    )
    published: str | None = Field(
        default=None,
        description="Publication date of documents that carry none: YYYY, YYYY-MM or YYYY-MM-DD.",
    )


@dg.multi_asset(
    outs={
        "documents": dg.AssetOut(
            group_name="ingest",
            owners=OWNERS,
            kinds={"polars", "duckdb"},
            description="Documents as received, one row each; they are the batch of the run.",
            metadata=table_metadata("documents", "raw.documents"),
            code_version=CODE_VERSION,
        ),
        "read_failures": dg.AssetOut(
            group_name="ingest",
            owners=OWNERS,
            kinds={"polars", "duckdb"},
            description="Files, and lines of files, that could not be read, with the reason.",
            metadata=table_metadata("read_failures", "raw.read_failures"),
            code_version=CODE_VERSION,
        ),
    },
    pool=POOL,
)
def documents(context: dg.AssetExecutionContext, config: Articles) -> Iterator[dg.Output[Any]]:
    """Read the files; stop where none of them can be read."""
    found, failures = ingest.load([ROOT / path for path in config.paths], config.published)
    told = [str(failure) for failure in failures]
    if not found:
        raise dg.Failure("no document could be read", metadata={"failures": told})
    for line in told:
        context.log.warning(line)
    columns = (*DOCUMENTS, "path")
    rows = [{column: getattr(document, column) for column in columns} for document in found]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))
    yield dg.Output(
        frame, "documents", metadata={"characters": int(frame["text"].str.len_chars().sum())}
    )
    yield dg.Output(
        pl.DataFrame(
            [
                {"input": failure.source, "place": failure.place, "problem": str(failure)}
                for failure in failures
            ],
            schema=dict.fromkeys(("input", "place", "problem"), pl.String),
        ),
        "read_failures",
        metadata={"failures": told},
    )
