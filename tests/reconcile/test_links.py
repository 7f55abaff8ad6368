"""Which amounts of a text are tied to each other as one amount, and which are not."""

from __future__ import annotations

from typing import Any

import pytest

from figurecheck.extract.reading import Reader
from figurecheck.model import Document
from tests.reconcile.conversions import cases

READER = Reader()


@pytest.mark.parametrize("case", cases("links"), ids=lambda case: case["text"][:60])
def test_amounts_are_tied_as_the_text_says(case: dict[str, Any]) -> None:
    reading = READER.read(Document("d", case["text"], None, case["lang"]))
    surface = [figure.surface for figure in reading.figures]
    found = [[surface[link.from_index], surface[link.to_index]] for link in reading.links]
    assert found == case["pairs"], surface
