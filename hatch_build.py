"""Build hook: compiles the reader and the lexicon, and puts both into the wheel.

Run as a program (`python hatch_build.py`) it does the same in the source tree, for `make build`.
"""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
KERNEL = Path("figurecheck", "extract", "kernel")
LEXICON = Path("figurecheck", "lexicon", "lexicon.bin")
SUFFIXES = {"Darwin": "dylib", "Windows": "dll"}
# The oldest processors that the wheel's platform tag promises; the kernel asks for no newer ones.
BASELINES = {"x86_64": "x86_64_v2", "amd64": "x86_64_v2"}


class NativeBuildHook(BuildHookInterface[Any]):
    """Makes the wheel a platform wheel that holds the compiled reader and lexicon."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile both, and name them to hatch as files that git ignores but the wheel carries."""
        del version
        built = build(Path(self.root))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].extend(f"/{path.as_posix()}" for path in built)


def build(root: Path) -> list[Path]:
    """Compile reader and lexicon under `root`; returns their paths, relative to it."""
    built = []
    if any((root / KERNEL).glob("*.c")):
        built.append(compile_kernel(root))
    if (root / "figurecheck/lexicon/compile.py").exists():
        built.append(compile_lexicon(root))
    return built


def compile_kernel(root: Path) -> Path:
    """Compile every C file of the kernel into one shared library."""
    suffix = SUFFIXES.get(platform.system(), "so")
    library = KERNEL / f"libfigurecheck.{suffix}"
    made = root / library.with_suffix(f".{suffix}.{os.getpid()}")
    sources = sorted(str(path) for path in (root / KERNEL).glob("*.c"))
    flags = ["-O3", "-std=c11", "-Wall", "-Wextra", "-shared", "-fPIC"]
    command = [*compiler(), *flags, "-fvisibility=hidden", "-o", str(made), *sources]
    subprocess.run(command, check=True)  # noqa: S603
    made.replace(root / library)
    return library


def compiler() -> list[str]:
    """The C compiler and its target: `$CC` where it is set, else the one of the ziglang wheel."""
    if chosen := os.environ.get("CC"):
        return shlex.split(chosen)
    baseline = BASELINES.get(platform.machine().lower())
    return [sys.executable, "-m", "ziglang", "cc", *([f"-mcpu={baseline}"] if baseline else [])]


def compile_lexicon(root: Path) -> Path:
    """Compile the word tables.

    In a process of its own: the build must not leave `figurecheck` imported from the source tree.
    """
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "figurecheck.lexicon.compile"], cwd=root, check=True
    )
    return LEXICON


if __name__ == "__main__":
    build(ROOT)
