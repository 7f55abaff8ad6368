"""Step: the report on what is flagged in the warehouse, by source."""

from typing import Any

import dagster as dg

from assets.common import CODE_VERSION, OWNERS
from assets.flagged_report import flagged_report
from orchestration.warehouse_resource import Warehouse
from warehouse import paths, statements


@dg.asset(
    deps=["market_metrics"],
    group_name="report",
    owners=OWNERS,
    kinds={"markdown"},
    code_version=CODE_VERSION,
)
def reports(warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """A Markdown page of what was flagged, with the sentence, the reason and the suggestion."""
    flagged = statements.select(warehouse.file, "read/flagged")
    scorecard = statements.select(warehouse.file, "read/scorecard")
    page = flagged_report(flagged, scorecard)
    folder = paths.reports(warehouse.file)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "flagged.md"
    target.write_text(page, encoding="utf-8")
    pages = paths.data_docs(warehouse.file) / "index.html"
    return dg.MaterializeResult(
        metadata={
            "findings": flagged["waived"].null_count(),
            "waived": flagged["waived"].count(),
            "report": dg.MetadataValue.path(str(target)),
            "preview": dg.MetadataValue.md(page),
            "data_docs": dg.MetadataValue.url(pages.as_uri()),
        }
    )
