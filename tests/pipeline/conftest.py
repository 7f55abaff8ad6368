"""One run of the pipeline, which the tests of this folder look at."""

from __future__ import annotations

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.pipeline.project import Project, written


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, CompletedProcess[str]]:
    """Return a project whose articles were run, and what the command said."""
    project = written(tmp_path_factory.mktemp("project"))
    return project, project.command("run", project.articles, "--published", "2021-12")


@pytest.fixture
def project(first_run: tuple[Project, CompletedProcess[str]], tmp_path: Path) -> Project:
    """Return a copy of that project, to change at will."""
    shutil.copytree(first_run[0].folder, tmp_path / "copy")
    return Project(tmp_path / "copy")
