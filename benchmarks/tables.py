"""Tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; columns after the first are set to the right, short rows are filled up."""
    width = len(head)
    lines = [list(head), ["---", *["---:"] * (width - 1)]]
    lines += [[*row, *[""] * (width - len(row))] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def mb_per_s(each: dict[str, Any]) -> list[str]:
    """Best and median speed, and that by time of the processor, which other work hardly touches."""
    return [f"{each['mb_per_s'][name]:.1f}" for name in ("best", "median", "processor")]


def failed(each: dict[str, Any]) -> str:
    """Why a measurement has no result."""
    return str(each["failed"])
