"""Accuracy: our own news sentences by a small scorer, and other sets by the scorers that lie with them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.child import ROOT
from figurecheck.engine import check_documents
from figurecheck.model import Document
from figurecheck.report.rows import checks_row

if TYPE_CHECKING:
    from collections.abc import Callable

NEWS = ROOT / "tests" / "cases" / "news" / "dev.jsonl"
OURS = {"percent": "%", "percentage_point": "%", "basis_point": "%"}
KINDS = {"measure": "quantity", "duration": "quantity", "ratio": "count"}
NEAR = 1e-6

Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def checked(rows: list[Row]) -> list[Row]:
    """The contract's rows for documents; those of one `group` are checked together."""
    groups: dict[object, list[Document]] = defaultdict(list)
    alone = count()
    for row in rows:
        document = Document(row["id"], row["text"], row.get("published"), row.get("lang"))
        groups[row.get("group") or next(alone)].append(document)
    return [checks_row(each) for group in groups.values() for each in check_documents(group)]


def prediction(row: Row) -> Row:
    """A row as the scorers of reading take it: numbers, and % for all percentages."""
    figures = [
        {
            "start": each["start"],
            "end": each["end"],
            "kind": KINDS.get(each["kind"], each["kind"]),
            "unit": OURS.get(each["unit"], each["unit"]),
            "value": _number(each["value"]),
            "low": None if each["value"] else _number(each["low"]),
            "high": None if each["value"] else _number(each["high"]),
        }
        for each in row.get("figures", ())
    ]
    return {"id": row["id"], "figures": figures}


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def news() -> dict[str, Any]:
    """Precision, recall and F1 on `tests/cases/news/dev.jsonl`, by kind and over all."""
    gold = lines(NEWS)
    found = {row["id"]: prediction(row)["figures"] for row in checked(gold)}
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold:
        free = list(found[row["id"]])
        for figure in row["figures"]:
            kind = KINDS.get(figure["kind"], figure["kind"])
            hit = next((each for each in free if _same(figure, each)), None)
            if hit:
                free.remove(hit)
            for name in (kind, "all"):
                tally[name]["right" if hit else "missed"] += 1
        for each in free:
            for name in (each["kind"], "all"):
                tally[name]["false"] += 1
    return {"sentences": len(gold), "kinds": {name: _scores(c) for name, c in tally.items()}}


def _same(gold: Row, figure: Row) -> bool:
    """Whether the spans overlap and the value, or both ends, and the unit of money and shares agree."""
    if min(gold["end"], figure["end"]) <= max(gold["start"], figure["start"]):
        return False
    if gold["kind"] in {"money", "percent"} and gold["unit"] not in {None, figure["unit"]}:
        return False
    if gold["value"] is None and None not in (gold["low"], gold["high"]):
        return _near(gold["low"], figure["low"]) and _near(gold["high"], figure["high"])
    printed = next(x for x in (gold["value"], gold["low"], gold["high"]) if x is not None)
    return any(_near(each, figure["value"]) for each in (printed, *gold.get("alts", ())))


def _near(wanted: float, got: float | None) -> bool:
    return got is not None and abs(wanted - got) <= NEAR * max(abs(wanted), abs(got))


def _scores(tally: Counter[str]) -> dict[str, float]:
    right = tally["right"]
    precision = right / max(1, right + tally["false"])
    recall = right / max(1, right + tally["missed"])
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def outside(folder: str) -> dict[str, Any]:
    """What each scorer in a folder of sets says of each set: rows, or the scorer's own words."""
    home, told = Path(folder), {}
    work = ROOT / "build" / "bench" / "sets"
    work.mkdir(parents=True, exist_ok=True)
    for gold in sorted(home.glob("*.jsonl")):
        scorer, documents, rows, options = _scorer(home, gold)
        answer = work / gold.name
        answer.write_text(
            "".join(json.dumps(rows(row)) + "\n" for row in checked(documents)), encoding="utf-8"
        )
        done = subprocess.run(  # noqa: S603  a scorer that whoever runs this has put there
            [sys.executable, scorer, gold, answer, *options],
            capture_output=True,
            text=True,
            check=True,
        )
        told[gold.stem] = json.loads(done.stdout) if options else done.stdout
    return told


def _scorer(home: Path, gold: Path) -> tuple[Path, list[Row], Callable[[Row], Row], list[str]]:
    """The scorer of a set, the set's documents, what makes an answer of a row, and its options."""
    rows = lines(gold)
    if gold.stem.startswith("quotes"):
        documents = [row | {"text": row["context"]} for row in rows]
        return home / "score_quotes.py", documents, dict, []
    if gold.stem.startswith("rules"):
        return home / "score_rules.py", rows, dict, []
    return home / "score.py", rows, prediction, ["--json"]
