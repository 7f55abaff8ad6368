"""The part of the page that tells of accuracy."""

from __future__ import annotations

from typing import Any

from benchmarks.tables import failed, table


def accuracy(results: dict[str, Any]) -> list[str]:
    """Precision, recall and F1 on the sets at hand."""
    each = results["accuracy"]
    parts = ["## Accuracy"]
    if each.get("failed"):
        parts.append(f"Not measured: {failed(each)}.")
    else:
        rows = [
            [name, *(f"{100 * scores[key]:.1f}" for key in ("precision", "recall", "f1"))]
            for name, scores in sorted(each["kinds"].items())
        ]
        parts += [
            f"Our {each['sentences']} news sentences (`tests/cases/news/dev.jsonl`):",
            table(["kind", "precision", "recall", "F1"], rows),
        ]
    sets = results.get("sets") or {}
    if sets.get("failed"):
        parts.append(f"Other sets: not measured, {failed(sets)}.")
        return parts
    rows = [
        row for name, told in sets.items() if isinstance(told, list) for row in _rows(name, told)
    ]
    if rows:
        parts += [
            "Other sets, by the scorer that lies with them; P and R in percent:",
            table(["set", "of", "P", "R", "F1"], rows),
        ]
    for name, told in sets.items():
        if isinstance(told, str):
            parts += [
                f"`{name}`, in the words of its own scorer:",
                f"```text\n{told.rstrip()}\n```",
            ]
    return parts


def _rows(name: str, told: list[dict[str, Any]]) -> list[list[str]]:
    """The rows of one set: money and all kinds over all, by language where there are several."""
    languages = {each["name"] for each in told if each["axis"] == "lang"}
    shown = []
    for each in told:
        by_language = each["axis"] == "lang" and each["metric"] == "all" and len(languages) > 1
        if by_language or (each["axis"] == "ALL" and each["metric"] in {"money", "all"}):
            of = each["name"] if by_language else f"**{each['metric']}**"
            scores = (f"{100 * each[key]:.1f}" for key in ("precision", "recall", "f1"))
            shown.append([f"`{name}`", of, *scores])
    return shown
