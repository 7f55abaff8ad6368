"""A YAML list of mappings with the lines that its values stand on, for messages that name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from figurecheck.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of the list: its values as text, the line of each, and where it begins."""

    source: str
    line: int
    values: dict[str, str]
    lines: dict[str, int]

    def wrong(self, problem: str, told: str | None = None, *, key: str = "") -> SettingsError:
        """An error that names the line of a key, or that of the entry."""
        line = self.lines.get(key, self.line)
        return SettingsError(problem, source=self.source, place=f"line {line}", advice=told)


def entries(file: Path, name: str) -> list[Entry]:
    """The mappings of the list `name` at the top of a file. Raises `SettingsError`."""
    source = str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}", source=source, advice="check the path"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else None
        raise SettingsError("is no YAML", source=source, place=place) from None
    if root is None:
        return []
    top = _mapping(source, root)
    if list(top) != [name] or not isinstance(top[name], yaml.SequenceNode):
        raise SettingsError(f"expected one list, `{name}:`", source=source, place="line 1")
    return [_entry(source, each) for each in top[name].value]


def _entry(source: str, node: yaml.Node) -> Entry:
    values, lines = {}, {}
    for key, value in _mapping(source, node).items():
        if not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            raise SettingsError(f"expected `{key}` to be text", source=source, place=_line(value))
        values[key] = str(value.value).strip()
        lines[key] = value.start_mark.line + 1
    return Entry(source, node.start_mark.line + 1, values, lines)


def _mapping(source: str, node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise SettingsError("expected `key: value` pairs", source=source, place=_line(node))
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if str(key.value) in found:
            raise SettingsError(f"`{key.value}` is given twice", source=source, place=_line(key))
        found[str(key.value)] = value
    return found


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"
