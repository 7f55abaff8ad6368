"""Reads the YAML files of the lexicon, and refuses what they may not say with file and line.

Shapes: a `Form` is one way of writing one meaning; `load()` gives them all, with the facts on
languages, currencies, places, units and aliases that the reader needs beside them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from figurecheck.errors import LexiconError
from figurecheck.lexicon.keys import Keys

FOLDER = Path(__file__).parent
CLASSES_H = FOLDER.parent / "extract" / "kernel" / "classes.h"

SYMBOL, CODE, LETTER, GLUED, JOINED = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: its number, the table it is read from, how keys become values."""

    number: int
    name: str
    table: str
    way: str


@dataclass(frozen=True, slots=True)
class Form:
    """One written form with one meaning. `value`/`second` as the class's way of a key says."""

    text: str
    exact: bool
    open_end: bool
    word_class: int
    value: int
    second: int
    flags: int
    language: str | None  # None: belongs to no language


@dataclass
class Lexicon:
    """All forms, and the tables that values point into."""

    forms: list[Form] = field(default_factory=list)
    languages: list[dict[str, Any]] = field(default_factory=list)
    currencies: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    aliases: dict[str, dict[str, Any]] = field(default_factory=dict)
    publishers: dict[str, str] = field(default_factory=dict)
    domains: dict[str, str | None] = field(default_factory=dict)  # top level; None: of no country
    nouns: dict[str, int] = field(default_factory=dict)


def word_classes() -> dict[str, WordClass]:
    """The classes by table, from the kernel's own list."""
    rows = re.findall(
        r'^WORD_CLASS\((\w+), "([\w.]+)", "(\w+)"\)',
        CLASSES_H.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {
        table: WordClass(number, name, table, way) for number, (name, table, way) in enumerate(rows)
    }


class _Node:
    """A YAML mapping that remembers on which line each key stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        self.root = yaml.compose(path.read_text(encoding="utf-8"))

    def line(self, *keys: object) -> int:
        node = self.root
        line = 1
        for key in keys:
            if not isinstance(node, yaml.MappingNode):
                return line
            for name, value in node.value:
                if name.value == str(key):
                    line, node = name.start_mark.line + 1, value
                    break
        return line

    def error(self, message: str, *keys: object) -> LexiconError:
        return LexiconError(f"{self.path.name}, line {self.line(*keys)}: {message}")


def load(folder: Path = FOLDER) -> Lexicon:
    """Read and check every file of the lexicon. English comes first: it is language 0."""
    lexicon = Lexicon()
    classes = word_classes()
    paths = sorted(
        (folder / "languages").glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem)
    )
    nodes = [_Node(path) for path in paths]
    for node in nodes:
        if node.data.get("language", {}).get("code") != node.path.stem:
            raise node.error("`language: code` must be the name of the file", "language")
        lexicon.languages.append(node.data["language"])
    _load_currencies(lexicon, _Node(folder / "currencies.yaml"), classes)
    _load_units(lexicon, _Node(folder / "units.yaml"), classes)
    _load_places(lexicon, _Node(folder / "places.yaml"), classes)
    _load_aliases(lexicon, _Node(folder / "aliases.yaml"), classes)
    for name in _Node(folder / "names.yaml").data["names"]:
        lexicon.forms.append(_form(str(name), classes["names"], 0, 0, 0, None))
    for node in nodes:
        _load_language(lexicon, node, classes)
    return lexicon


def _form(
    text: str,
    cls: WordClass,
    value: int,
    second: int,
    flags: int,
    language: str | None,
) -> Form:
    exact = text.startswith("=") and len(text) > 1
    body = text[1:] if exact else text
    open_end = len(body) > 1 and body.endswith("*")
    body = unicodedata.normalize("NFC", body.rstrip("*") if open_end else body)
    body = body.removeprefix("-") if len(body) > 1 else body
    if body.startswith("*") and len(body) > 1:
        body = body[1:]
    return Form(body, exact, open_end, cls.number, value, second, flags, language)


def _load_language(lexicon: Lexicon, node: _Node, classes: dict[str, WordClass]) -> None:
    tables = {"unit": lexicon.units, "country": lexicon.places, "currency": lexicon.currencies}
    words = _Words(
        node.path.stem, node.data["language"], Keys(tables, lexicon.groups, lexicon.nouns)
    )
    groups = {table.split(".")[0] for table in classes if "." in table}
    for table, content in node.data.items():
        if table == "language":
            continue
        if table in groups:
            for key, forms in (content or {}).items():
                name = f"{table}.{key}"
                if name not in classes:
                    raise node.error(f"unknown table `{name}`", table, key)
                _load_table(lexicon, node, words, classes[name], forms, table, key)
        elif table in classes:
            _load_table(lexicon, node, words, classes[table], content, table)
        else:
            raise node.error(f"unknown table `{table}`", table)


def _load_table(
    lexicon: Lexicon,
    node: _Node,
    words: _Words,
    cls: WordClass,
    content: object,
    *keys: object,
) -> None:
    if not content:
        return
    if cls.way == "none":
        content = {None: content}
    if not isinstance(content, dict):
        raise node.error("expected `key: [forms]`", *keys)
    for key, forms in content.items():
        try:
            value, second = words.keys.value(cls.way, key)
        except KeyError as error:
            raise node.error(str(error.args[0]), *keys, key) from None
        if not isinstance(forms, list):
            raise node.error("expected a list of forms", *keys, key)
        for text in forms:
            if not isinstance(text, str) or not text:
                raise node.error(f"a form must be text, not {text!r}", *keys, key)
            for written in words.written(cls, text):
                flags = words.flags(cls, value) | (JOINED if written != text else 0)
                lexicon.forms.append(_form(written, cls, value, second, flags, words.code))


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language's facts say of all its tables."""

    code: str
    facts: dict[str, Any]
    keys: Keys

    def flags(self, cls: WordClass, value: int) -> int:
        """A scale that its language also writes without a number before it: mil, hundert, 百."""
        largest = self.facts.get("bare_scales_up_to", 3)
        return GLUED if cls.name == "MAGNITUDE" and value <= largest else 0

    def written(self, cls: WordClass, text: str) -> list[str]:
        """The form, and with the "and" that its language writes in one with number words."""
        joined = self.facts.get("joined_and")
        if joined and cls.name in {"NUMBER", "MAGNITUDE"}:
            return [text, joined + text]
        return [text]


def _load_currencies(lexicon: Lexicon, node: _Node, classes: dict[str, WordClass]) -> None:
    lexicon.currencies = node.data["currencies"]
    lexicon.groups = dict(node.data["groups"])
    for name, minor in (node.data.get("minor") or {}).items():
        key = name if name not in lexicon.groups else f"{name}_minor"
        lexicon.groups[key] = {**minor, "minor": True}
    currency, minor_unit = classes["currencies"], classes["minor_units"]
    for place, (code, facts) in enumerate(lexicon.currencies.items()):
        weak = set(facts.get("weak") or [])
        for text in {code, *(facts.get("codes") or [])} - weak:
            lexicon.forms.append(_form("=" + text.lstrip("="), currency, place, 0, CODE, None))
        for text in {*weak, *(facts.get("letters") or [])}:
            lexicon.forms.append(_form("=" + text, currency, place, 0, CODE | LETTER, None))
        for text in facts.get("symbols") or []:
            lexicon.forms.append(_form(text, currency, place, 0, SYMBOL, None))
        for text in facts.get("words") or []:
            lexicon.forms.append(_form(text, currency, place, 0, 0, "en"))
    for place, facts in enumerate(lexicon.groups.values()):
        cls = minor_unit if facts.get("minor") else currency
        for text in facts.get("symbols") or []:
            lexicon.forms.append(_form(text, cls, place, 1, SYMBOL, None))
        for text in facts.get("words") or []:
            lexicon.forms.append(_form(text, cls, place, 1, 0, "en"))
        for candidate in facts["candidates"]:
            if candidate not in lexicon.currencies:
                raise node.error(f"`{candidate}` is no currency of this file", "groups")


def _load_units(lexicon: Lexicon, node: _Node, classes: dict[str, WordClass]) -> None:
    lexicon.units = node.data["units"]
    for place, facts in enumerate(lexicon.units.values()):
        for text in facts.get("symbols") or []:
            lexicon.forms.append(_form(text, classes["units"], place, 0, SYMBOL, None))
        for text in facts.get("glued") or []:
            lexicon.forms.append(_form(text, classes["units"], place, 0, SYMBOL | GLUED, None))


def _load_places(lexicon: Lexicon, node: _Node, classes: dict[str, WordClass]) -> None:
    lexicon.places = node.data["places"]
    lexicon.publishers = node.data.get("publishers") or {}
    lexicon.domains = dict(node.data.get("top_level_domains") or {})
    lexicon.domains |= dict.fromkeys(node.data.get("not_a_country") or [])
    for place, facts in enumerate(lexicon.places.values()):
        for kind in ("names", "adjectives", "cities", "regions"):
            for text in facts.get(kind) or []:
                lexicon.forms.append(_form(text, classes["countries"], place, 0, 0, "en"))


def _load_aliases(lexicon: Lexicon, node: _Node, classes: dict[str, WordClass]) -> None:
    lexicon.aliases = node.data["aliases"]
    for place, (name, facts) in enumerate(lexicon.aliases.items()):
        for text in {name: 0, **dict.fromkeys(facts.get("forms") or [], 0)}:
            exact = text if text.startswith("=") else "=" + text
            lexicon.forms.append(_form(exact, classes["aliases"], place, 0, 0, None))
