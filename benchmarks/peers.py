"""Peers on a slice of the same corpus, in an environment of their own made from `peers.lock`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from benchmarks.child import ROOT, MeasurementError
from benchmarks.timing import MEGABYTE

if TYPE_CHECKING:
    from benchmarks.child import Result

HERE = Path(__file__).parent
LOCK = HERE / "peers.lock"
PLACE = ROOT / "build" / "peers"
PYTHON = PLACE / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
NAMES = ("quantulum3", "Recognizers-Text, currency", "Recognizers-Text, four models")


def installed() -> None:
    """Make the environment where it is missing or older than its lock; `MeasurementError` if it fails."""
    mark = PLACE / ".installed"
    if mark.exists() and mark.stat().st_mtime >= LOCK.stat().st_mtime:
        return
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([sys.executable, "-m", "venv", "--clear", str(PLACE)])
    _run([*pip, "--no-deps", "--require-hashes", "--requirement", str(LOCK)])
    mark.touch()


def peers(path: str, kilobytes: int) -> Result:
    """KB/s and amounts found of each peer over English documents of the corpus."""
    installed()
    english = pl.scan_parquet(path).filter(pl.col("lang") == "en").head(kilobytes).collect()
    texts: list[str] = []
    for text in english["text"]:
        if sum(map(len, texts)) >= kilobytes * 1000:
            break
        texts.append(text)
    part = PLACE / "slice.jsonl"
    part.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    size = sum(len(text.encode()) for text in texts) / MEGABYTE
    results = []
    for name in NAMES:
        told = _run([str(PYTHON), str(HERE / "peer_run.py"), name, str(part)])
        answer = json.loads(told.splitlines()[-1])
        results.append({"name": name, "size": size, "documents": len(texts), **answer})
    return {"peers": results}


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise MeasurementError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout
