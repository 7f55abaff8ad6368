"""Reads random documents with a kernel that checks its own memory: `python -m tests.extract.fuzz`.

Needs a C compiler with AddressSanitizer (gcc or clang, `$CC`); the one in the ziglang wheel has none.
What brings the kernel down is left in `build/fuzz/found.txt`.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shlex
import subprocess
import sys
from pathlib import Path

from figurecheck.extract.kernel import LEXICON
from figurecheck.lexicon.load import load

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
KERNEL = ROOT / "figurecheck" / "extract" / "kernel"
WORK = ROOT / "build" / "fuzz"
CHECKS = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]


def build() -> Path:
    """Compile the kernel together with the driver, checks on."""
    program = WORK / "fuzz"
    sources = [HERE / "drive.c", *sorted(KERNEL.glob("*.c"))]
    compiler = shlex.split(os.environ.get("CC", "cc"))
    command = [
        *compiler,
        *CHECKS,
        "-std=gnu11",
        f"-I{KERNEL}",
        "-o",
        str(program),
        *map(str, sources),
        "-lm",
    ]
    subprocess.run(command, check=True)
    return program


def fragments() -> Path:
    """Every form of the lexicon, a line each."""
    path = WORK / "fragments.txt"
    forms = sorted({form.text for form in load().forms if len(form.text.encode()) < 200})
    path.write_text("\n".join(forms), encoding="utf-8")
    return path


def keep(document: Path) -> Path:
    """The document that was under way, without its length in front."""
    data = document.read_bytes()
    size = int.from_bytes(data[:4], sys.byteorder)
    found = WORK / "found.txt"
    found.write_bytes(data[4 : 4 + size])
    return found


def main() -> int:
    """Build, run for the seconds asked for, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.extract.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    chosen = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    document = WORK / "under_way.bin"
    files = (build(), LEXICON, fragments(), document)
    command = [*map(str, files), str(chosen.seconds), str(chosen.seed)]
    status = subprocess.run(command, check=False).returncode
    if status:
        found = keep(document)
        sys.stderr.write(f"fuzz: seed {chosen.seed} brought the reader down with {found}\n")
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
