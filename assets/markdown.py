"""Shows rows as a Markdown table, for previews in the Dagster UI."""

from __future__ import annotations

import polars as pl


def table(frame: pl.DataFrame, most: int = 20) -> str:
    """Return the first rows as a Markdown table, and how many there are where some are left out."""
    if frame.is_empty():
        return "None."
    lines = [_line(frame.columns), _line(["---"] * frame.width)]
    lines += [_line([_cell(value) for value in row]) for row in frame.head(most).iter_rows()]
    if frame.height > most:
        lines.append(f"\nThe first {most} of {frame.height}.")
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
