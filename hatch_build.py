"""Build hook: compiles the reader, the word tables and the rates, and puts them into the wheel.

Run as a program (`python hatch_build.py`) it compiles, in the source tree, what is out of date.
"""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent
SUFFIXES = {"Darwin": "dylib", "Windows": "dll"}
LIBRARY = f"figurecheck/extract/kernel/libfigurecheck.{SUFFIXES.get(platform.system(), 'so')}"
# The oldest processors that may meet the wheel's platform tag; the kernel needs no newer ones.
BASELINES = {"x86_64": "x86_64_v2", "amd64": "x86_64_v2"}


class Product(NamedTuple):
    """A compiled file, the patterns of what it is made from, and what makes it under a root."""

    path: str
    sources: tuple[str, ...]
    make: Callable[[Path], None]

    def is_stale(self, root: Path) -> bool:
        """Whether it is missing or older than one of its sources."""
        made = root / self.path
        if not made.exists():
            return True
        time = made.stat().st_mtime_ns
        found = (path for pattern in self.sources for path in root.glob(pattern))
        return any(path.stat().st_mtime_ns >= time for path in found)


class NativeBuildHook(BuildHookInterface[Any]):
    """Makes the wheel a platform wheel that holds the compiled files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the results to hatch: git ignores them, the wheel carries them."""
        built = build(Path(self.root), afresh=version != "editable")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].extend(f"/{path}" for path in built)


def build(root: Path, *, afresh: bool = False) -> list[str]:
    """Compile what is older than its sources, or all `afresh`; returns paths relative to `root`."""
    for product in PRODUCTS:
        if afresh or product.is_stale(root):
            product.make(root)
    return [product.path for product in PRODUCTS]


def link_kernel(root: Path) -> None:
    """Compile the C files into one shared library, put in place whole."""
    library = root / LIBRARY
    unfinished = library.with_name(f"{library.name}.{os.getpid()}")
    flags = ["-O3", "-std=c11", "-Wall", "-Wextra", "-shared", "-s", "-fPIC", "-fvisibility=hidden"]
    sources = sorted(str(path) for path in library.parent.glob("*.c"))
    try:
        run(root, *compiler(), *flags, "-o", str(unfinished), *sources)
        unfinished.replace(library)
    finally:
        unfinished.unlink(missing_ok=True)


def compiler() -> list[str]:
    """The C compiler and its target: `$CC` where it is set, else the one in the ziglang wheel."""
    if chosen := os.environ.get("CC"):
        return shlex.split(chosen)
    baseline = BASELINES.get(platform.machine().lower())
    return [sys.executable, "-m", "ziglang", "cc", *([f"-mcpu={baseline}"] if baseline else [])]


def run(root: Path, *command: str) -> None:
    """Run a compiler in a process of its own that takes figurecheck from `root`.

    Zig keeps its cache in the home folder unless told, and fails where there is none.
    """
    environment = {"ZIG_GLOBAL_CACHE_DIR": str(root / "build" / "zig"), **os.environ}
    subprocess.run(command, cwd=root, env=environment, check=True)  # noqa: S603


PRODUCTS = (
    Product(
        LIBRARY,
        ("figurecheck/extract/kernel/*.c", "figurecheck/extract/kernel/*.h"),
        link_kernel,
    ),
    Product(
        "figurecheck/lexicon/lexicon.bin",
        (
            "figurecheck/lexicon/*.py",
            "figurecheck/lexicon/**/*.yaml",
        ),
        lambda root: run(root, sys.executable, "-m", "figurecheck.lexicon.compile"),
    ),
    Product(
        "figurecheck/rates/rates.bin",
        (
            "figurecheck/rates/*.py",
            "figurecheck/rates/data/*",
            "requirements.lock",  # it pins the packages that bring the rates
        ),
        lambda root: run(root, sys.executable, "-m", "figurecheck.rates.compile"),
    ),
)

if __name__ == "__main__":
    try:
        build(ROOT)
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)  # the compiler has said what is wrong
