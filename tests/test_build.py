"""What is compiled is compiled again when a source changed, and only then."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def builder(repository: Path) -> ModuleType:
    """`hatch_build.py`, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("hatch_build", repository / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_product_is_stale_without_its_file_and_after_a_change(
    builder: ModuleType, tmp_path: Path
) -> None:
    product = builder.Product("made", ("words/*.yaml",), lambda _root: None)
    (tmp_path / "words").mkdir()
    source = tmp_path / "words" / "en.yaml"
    source.touch()
    assert product.is_stale(tmp_path)
    (tmp_path / "made").touch()
    os.utime(source, ns=(0, 0))
    assert not product.is_stale(tmp_path)
    os.utime(source)
    os.utime(tmp_path / "made", ns=(0, 0))
    assert product.is_stale(tmp_path)


def test_every_source_pattern_finds_files(builder: ModuleType, repository: Path) -> None:
    missing = [
        pattern
        for product in builder.PRODUCTS
        for pattern in product.sources
        if not any(repository.glob(pattern))
    ]
    assert not missing


def test_a_failed_compilation_leaves_the_old_library_and_no_rest(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / builder.LIBRARY
    library.parent.mkdir(parents=True)
    library.write_bytes(b"old")
    (library.parent / "broken.c").write_text("this is not C")
    monkeypatch.setenv("CC", "false")
    with pytest.raises(builder.subprocess.CalledProcessError):
        builder.link_kernel(tmp_path)
    assert library.read_bytes() == b"old"
    assert sorted(path.name for path in library.parent.iterdir()) == ["broken.c", library.name]


def test_the_compiler_can_be_chosen(builder: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "clang --target=x86_64-linux-gnu")
    assert builder.compiler() == ["clang", "--target=x86_64-linux-gnu"]
    monkeypatch.delenv("CC")
    monkeypatch.setattr(builder.platform, "machine", lambda: "aarch64")
    assert builder.compiler()[-2:] == ["ziglang", "cc"]
    monkeypatch.setattr(builder.platform, "machine", lambda: "x86_64")
    assert builder.compiler()[-1] == "-mcpu=x86_64_v2"
