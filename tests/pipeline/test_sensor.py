"""New and changed files of the inbox are asked to be checked once."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import pytest

from orchestration.sensors import VARIABLE, new_articles

pytestmark = pytest.mark.pipeline


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def asked_for(cursor: str | None) -> tuple[list[str], str | None]:
    """Return the paths of the run that is asked for, and where the sensor stands afterwards."""
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(instance, cursor=cursor)
        requests = [each for each in new_articles(context) or () if isinstance(each, dg.RunRequest)]
        paths = [
            path
            for each in requests
            for path in each.run_config["ops"]["documents"]["config"]["paths"]
        ]
        return [Path(path).name for path in paths], context.cursor


def test_an_empty_inbox_asks_for_nothing(inbox: Path) -> None:
    assert inbox.is_dir()
    assert asked_for(None) == ([], None)


def test_a_file_is_asked_for_once_and_again_when_it_changed(inbox: Path) -> None:
    (inbox / "a.txt").write_text("It cost $5 million.", encoding="utf-8")
    os.utime(inbox / "a.txt", ns=(1, 1_000))
    paths, cursor = asked_for(None)
    assert paths == ["a.txt"]
    assert asked_for(cursor) == ([], cursor)
    os.utime(inbox / "a.txt", ns=(1, 2_000))
    (inbox / "b.txt").write_text("It cost $6 million.", encoding="utf-8")
    assert asked_for(cursor)[0] == ["a.txt", "b.txt"]
