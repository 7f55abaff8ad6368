"""The compiled lexicon that is read with is the one that its sources give."""

from __future__ import annotations

from figurecheck.extract.kernel import LEXICON
from figurecheck.lexicon.compile import compile_lexicon
from figurecheck.lexicon.load import load


def test_the_compiled_lexicon_equals_its_sources() -> None:
    fresh, stored = compile_lexicon(load()), LEXICON.read_bytes()
    assert len(fresh) == len(stored), "run `make build`"
    differs = [
        at for at in range(0, len(fresh), 4096) if fresh[at : at + 4096] != stored[at : at + 4096]
    ]
    assert not differs, "run `make build`"
