"""Settings choose the same findings in columns as they do of one document after the other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from polars.testing import assert_frame_equal

from figurecheck.api import check_each, read_and_judge
from figurecheck.frames import findings_frame
from figurecheck.review import Review
from figurecheck.selected import selected_findings
from figurecheck.settings import Choice, Settings

TEXTS = {
    "new/mill.md": "The mill cost 640 million euros ($64 million) in January 2024.",
    "old/weir.md": "The weir cost 320 million euros ($390 million) in January 2024."
    " It had 12, 15 and 20 gates, 50 in all.",
    "old/lock.md": "Lock fees rose 25 percent, from 40 million to 60 million euros.",
}
DOCUMENTS = [{"id": path, "text": text, "published": "2024-02-10"} for path, text in TEXTS.items()]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(choice=Choice(ignore=frozenset({"FX01"}))),
        Settings(choice=Choice(severity={"FX01": "note", "CHG01": "warning"})),
        Settings(per_path=(("*old/*", Choice(select=frozenset({"FX01", "FX02"}))),)),
        Settings(tolerance=Decimal("0.2")),
    ],
    ids=["none", "ignored", "severities", "by path", "tolerance"],
)
def test_columns_are_chosen_from_as_documents_are(settings: Settings) -> None:
    review = Review(settings)
    one_by_one = [
        review.selected(replace(each, document=replace(each.document, path=each.document.id)))
        for each in check_each(DOCUMENTS)
    ]
    judged = read_and_judge(DOCUMENTS)
    found = selected_findings(
        judged.findings, judged.conversions, settings, {path: path for path in TEXTS}
    )
    assert_frame_equal(found, findings_frame(one_by_one))
    assert found.height > 0
    assert (found.height == judged.findings.height) == (
        settings == Settings() or bool(settings.choice.severity)
    )
