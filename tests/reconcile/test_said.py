"""What the kernel says of dated figures, held against the stems that SRC01 compares."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import polars as pl

from figurecheck import api
from figurecheck.engine import Engine
from figurecheck.reconcile.closer import may_be_alike
from figurecheck.reconcile.rules import Context
from figurecheck.reconcile.rules.src01_sources_disagree import apart, gather
from tests.reconcile.test_sieve import own_documents

if TYPE_CHECKING:
    from figurecheck.reconcile.likeness import Mention

MOST = 500_000
"""Pairs of statements that are looked at."""


def test_statements_that_the_kernel_tells_apart_are_apart() -> None:
    documents = [each for each in own_documents() if "document-" not in each.id]
    frame = api.documents_frame(
        pl.DataFrame(
            {
                "id": [str(number) for number in range(len(documents))],
                "text": [each.text for each in documents],
                "published": [each.published for each in documents],
                "lang": [each.lang for each in documents],
            }
        )
    )
    said = {
        (row["_document"], row["figure_index"]): row
        for row in api.read_documents(frame, to_judge=True).said.iter_rows(named=True)
    }
    engine = Engine()
    told: list[tuple[int, Mention]] = []
    for number, document in enumerate(documents):
        context = Context(engine.read(document), (), (), engine)
        told += [(number, each) for each in gather(context).mentions]
    pairs = [
        (one, other)
        for one, other in combinations(told, 2)
        if one[1].figure.metric == other[1].figure.metric and not apart(one[1], other[1])
    ][:MOST]
    rows = [
        {f"{name}{suffix}": value for suffix, (number, mention) in (("", one), ("_too", other))
         for name, value in said[number, mention.figure.index].items()} | {"metric": one[1].figure.metric}
        for one, other in pairs
    ]  # fmt: skip
    assert len(rows) > len(told)
    assert pl.DataFrame(rows, infer_schema_length=None).filter(~may_be_alike()).is_empty()
