"""Writes the results as the page `docs/benchmarks.md`: tables, and what each of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.report_accuracy import accuracy
from benchmarks.tables import failed, mb_per_s, table

if TYPE_CHECKING:
    from collections.abc import Callable

Results = dict[str, Any]


def page(results: Results) -> str:
    """The whole page in Markdown."""
    facts = results["machine"]
    head = [
        "# Benchmarks",
        (
            "Written by `make bench`; not to be edited. MB is 1,000,000 bytes of UTF-8 text. Each"
            " measurement runs in a process of its own, after one run to warm up; “best” and “median”"
            " are over several runs, and other work on the machine shows as the distance between them."
        ),
        table(["", ""], [[name, value] for name, value in facts.items()]),
        (
            f"The corpus: {results['size']} MB of documents of 3 KB with about ten figures each, made by"
            " `benchmarks/corpus.py`; six in ten are English, the others in twenty more languages."
        ),
    ]
    return "\n\n".join([*head, *(part for each in SECTIONS for part in each(results))]) + "\n"


def throughput(results: Results) -> list[str]:
    """Floor, reading and normalising on one and two cores, and peers, in MB/s."""
    rows = []
    if not (each := results["floor"]).get("failed"):
        rows.append(
            ["polars counting numbers with a regular expression, one core", *mb_per_s(each)]
        )
    for label in ("one core", "two cores"):
        if (each := results[label]).get("failed"):
            rows.append([f"figurecheck, {label}", failed(each)])
            continue
        rows += [
            [f"figurecheck reading, {label}", *mb_per_s(each["read"])],
            [f"figurecheck reading and normalising, {label}", *mb_per_s(each["both"])],
        ]
    figures = results["one core"].get("figures")
    told = (
        f"{figures:,} figures were read in {results['one core']['documents']:,} documents."
        if figures
        else ""
    )
    return [
        "## Throughput",
        table(["what", "MB/s, best", "MB/s, median", "MB per s of processor"], rows),
        told,
    ]


def peers(results: Results) -> list[str]:
    """Peers on a slice of the same text, and how many times slower they are."""
    if "peers" not in results:
        return []
    found = results["peers"]
    if found.get("failed"):
        return ["## Peers", f"Not measured: {failed(found)}."]
    ours = results["one core"]
    speed = ours["both"]["mb_per_s"]["median"] if not ours.get("failed") else None
    rows = []
    for each in found["peers"]:
        theirs = each["size"] / each["seconds"]
        times = f"{speed / theirs:,.0f}" if speed else ""
        rows.append([each["name"], f"{1000 * each['size']:.0f}", f"{1000 * theirs:.1f}", times])
    return [
        "## Peers",
        (
            "On English documents of the same corpus, in the same run, one core; loading left out. The"
            " last column is figurecheck's median of reading and normalising on one core, divided by"
            " theirs."
        ),
        table(["peer", "KB read", "KB/s", "times slower"], rows),
    ]


def stages(results: Results) -> list[str]:
    """What each stage of reading takes on one core, and judging."""
    each = results["stages"]
    if each.get("failed"):
        return ["## Stages", f"Not measured: {failed(each)}."]
    names = ("batching", "kernel", "columns", "normalise")
    whole = sum(each[name] for name in names)
    rows = [
        [name, f"{1000 * each[name] / each['size']:.2f}", f"{100 * each[name] / whole:.0f}",
         f"{each['size'] / each[name]:,.0f}" if each[name] else ""]
        for name in names
    ]  # fmt: skip
    return [
        "## Stages, one core",
        table(["stage", "ms per MB", "% of the whole", "MB/s alone"], rows),
        (
            "Batching finds where the texts lie; the kernel finds the figures; columns turns its"
            " records into polars columns; normalise brings money to dollars."
        ),
    ]


def judging(results: Results) -> list[str]:
    """What judging takes beside reading."""
    each = results["judging"]
    if each.get("failed"):
        return ["## Judging", f"Not measured: {failed(each)}."]
    size = each["size"]
    rows = [
        [name, f"{each[key]:.2f}", f"{size / each[key]:.2f}"]
        for name, key in (
            ("reading", "read"),
            ("judging", "judge"),
            ("judging, no rate worked out yet", "first"),
            ("`check`, all of it", "check"),
        )
    ]
    verdicts = ", ".join(f"{count:,} {name}" for name, count in each["verdicts"].items())
    return [
        "## Judging",
        (
            f"{each['documents']:,} documents, {size:.1f} MB; conversions: {verdicts}; {each['findings']:,}"
            f" findings. {each['closely']:,} documents were looked at one by one; one conversion in"
            " fifty of the corpus is spoilt. Reading takes all cores, judging one."
        ),
        table(["step", "seconds", "MB/s"], rows),
    ]


def growth(results: Results) -> list[str]:
    """How time grows with the corpus and with one document."""
    parts = ["## Growth"]
    for label, told in (
        ("growing corpus", "a corpus that grows, reading and normalising on one core"),
        ("growing document", "one document that grows, reading on one core"),
    ):
        each = results[label]
        if each.get("failed"):
            parts.append(f"{told}: not measured, {failed(each)}.")
            continue
        rows = [
            [f"{size:.1f}", f"{seconds:.3f}", f"{size / seconds:.1f}"]
            for size, seconds in zip(each["sizes"], each["seconds"], strict=True)
        ]
        parts += [
            f"Time = constant * size^**{each['exponent']:.3f}** for {told}.",
            table(["MB", "seconds", "MB/s"], rows),
        ]
    return parts


def memory(results: Results) -> list[str]:
    """Resident memory, and what a process pays once."""
    each, once, start = results["memory"], results["opening"], results["startup"]
    parts = ["## Memory and start"]
    if each.get("failed"):
        parts.append(f"Memory: not measured, {failed(each)}.")
    else:
        parts.append(
            f"Resident with {each['size']:.0f} MB of text loaded: {each['loaded']:.0f} MB; at most while"
            f" reading and normalising it: **{each['peak']:.0f} MB**."
        )
    if not once.get("failed"):
        parts.append(
            f"Paid once by a process: {1000 * once['reader']:.1f} ms to open the reader,"
            f" {1000 * once['rates']:.0f} ms for the rates of all currencies as a frame."
        )
    if start.get("failed"):
        parts.append(f"Start: not measured, {failed(start)}.")
    else:
        rows = [
            [name, f"{start[key]['median']:.0f}", f"{start[key]['best']:.0f}"]
            for name, key in (
                ("`figurecheck check` on one article", "check"),
                ("`python -c pass`", "python"),
            )
        ]
        parts.append(table(["command, warm", "ms, median of ten", "ms, best"], rows))
    return parts


def adversarial(results: Results) -> list[str]:
    """Time for a megabyte of each adversarial input, and the exponent of growth."""
    rows = []
    for name, each in results["adversarial"].items():
        if each.get("failed"):
            rows.append([name, failed(each)])
            continue
        rows.append(
            [name, *(f"{s * 1000:.0f}" for s in each["seconds"]), f"{each['exponent']:.2f}"]
        )
    return [
        "## Adversarial input",
        "One document of the same piece over and over. The exponent is that of growth from 1 to 4 MB.",
        table(["of", "1 MB, ms", "2 MB, ms", "4 MB, ms", "exponent"], rows),
    ]


SECTIONS: tuple[Callable[[Results], list[str]], ...] = (
    throughput, peers, stages, judging, growth, memory, adversarial, accuracy,
)  # fmt: skip
