"""The wheel: for one platform, whole, nothing of the pipeline in it, and it works where it is unpacked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

BUILT_FROM = ("figurecheck", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE")
COMPILED = ("*.so", "*.dylib", "*.dll", "*.bin", "__pycache__")
pytestmark = pytest.mark.timeout(300)  # the first of them compiles everything afresh

READ = """
import sys
import figurecheck
from figurecheck.extract.kernel import Kernel
from figurecheck.rates.load import bundled
assert figurecheck.__file__.startswith(sys.argv[1]), figurecheck.__file__
print(type(Kernel()).__name__, type(bundled()).__name__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A wheel built from the sources alone, as a release is: nothing compiled lies about."""
    sources = tmp_path_factory.mktemp("sources")
    for name in BUILT_FROM:
        if (repository / name).is_dir():
            ignore = shutil.ignore_patterns(*COMPILED)
            shutil.copytree(repository / name, sources / name, ignore=ignore)
        else:
            shutil.copy(repository / name, sources / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(sources / "dist")],
        cwd=sources,
        env={"ZIG_GLOBAL_CACHE_DIR": str(repository / "build" / "zig"), **os.environ},
        check=True,
    )
    (made,) = (sources / "dist").glob("*.whl")
    return made


def test_wheel_is_for_one_platform(wheel: Path) -> None:
    assert not wheel.stem.endswith("-any")


def test_wheel_holds_what_was_compiled_and_no_pipeline(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.rpartition("/")[2] for name in names}
    assert {"lexicon.bin", "rates.bin", "py.typed"} <= inside
    assert any(name.startswith("libfigurecheck.") for name in inside)
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {
        "figurecheck"
    }


def test_wheel_works_where_it_is_unpacked(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    printed = subprocess.check_output(
        [sys.executable, "-c", READ, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        text=True,
    )
    assert printed.strip() == "Kernel History"
