"""Compiles the lexicon's YAML into `lexicon.bin`, the tables that the kernel maps into memory.

The file: a header (magic, version, number of sections, then offset and size of each), and the
sections, each a flat array in the byte order of the machine, aligned to 16 bytes.
"""

from __future__ import annotations

import json
import struct
import unicodedata
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figurecheck.lexicon.derived import derived
from figurecheck.lexicon.keys import MODIFIERS
from figurecheck.lexicon.load import FOLDER, Form, Lexicon, load, word_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAGIC, VERSION = b"FIGLEX", 1
TARGET = FOLDER / "lexicon.bin"
SEPARATOR = b"\x01"
FIRST_OF_THREE_BYTES = 0x800
UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x2E80, 0x2FFF),
    (0x3005, 0x3007), (0x3040, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF66, 0xFFDC),
    (0x20000, 0x3FFFF),
)  # fmt: skip

MOST_WORDS = 5
"""In a German phrase of up to so many words any may be a noun, which a capital begins: im Wert von."""

NUKTA = {
    unicodedata.normalize("NFD", chr(code)): chr(code)
    for code in (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF, 0xA33, 0xA36, *range(0xA59, 0xA5C), 0xA5E)
}  # fmt: skip


def unspaced(char: str) -> bool:
    """Whether a character belongs to a script that puts no space between words."""
    return any(low <= ord(char) <= high for low, high in UNSPACED)


def _composed(text: str) -> str:
    """Letters with a nukta as the single code points that Unicode's own forms never write."""
    for pair, single in NUKTA.items():
        text = text.replace(pair, single)
    return text


def _separated(text: str) -> bytes:
    """A form's bytes, a space or hyphen inside it as the separator; one at its end is itself."""
    last = len(text) - 1
    return b"".join(
        SEPARATOR if char in " -" and 0 < place < last else char.encode()
        for place, char in enumerate(text)
    )


def variants(form: Form) -> set[bytes]:
    """The ways of writing a form: its cases, composed and decomposed, spaces as separators."""
    text = form.text
    written = {text}
    if not form.exact:
        words = text.split(" ")
        title = " ".join(word[:1].upper() + word[1:] for word in words)
        but_last = " ".join([*(word[:1].upper() + word[1:] for word in words[:-1]), words[-1]])
        written |= {text[:1].upper() + text[1:], title, but_last, text.upper()}
        if form.language == "de" and len(words) <= MOST_WORDS:
            written |= {
                " ".join(each)
                for each in product(*({word, word[:1].upper() + word[1:]} for word in words))
            }
        if form.language == "tr":
            dotted = text.replace("i", "İ")
            written |= {dotted[:1] + text[1:], dotted.upper()}
    if not any(unspaced(char) for char in text):
        written |= {unicodedata.normalize("NFD", item) for item in written}
    written |= {_composed(item) for item in written}
    return {_separated(item.strip(" ")) for item in written}


class Trie:
    """Forms by their bytes, laid out level by level so that siblings stand side by side."""

    def __init__(self) -> None:
        self.tree: dict[int, dict[int, int]] = {0: {}}
        self.entry: dict[int, int] = {}

    def add(self, key: bytes) -> int:
        """The node of a key, made where it is new."""
        node = 0
        for byte in key:
            children = self.tree[node]
            if byte not in children:
                children[byte] = len(self.tree)
                self.tree[children[byte]] = {}
            node = children[byte]
        return node

    def layout(self) -> tuple[bytes, bytes, bytes, bytes]:
        """Labels (a byte a node), nodes (first child, form | number of children << 24), root, wide.

        Siblings stand side by side in the order of their labels, and a node's children right
        behind it where they can, so that a walk stays in one place of memory. The root is by the first two
        bytes: a node, or 0; forms of one byte and of longer ones share `root` at [byte][0]. `wide`
        is by the first character, for those that UTF-8 writes in three bytes.
        """
        order, place, waiting = [0], {0: 0}, [0]
        while waiting:
            children = self.tree[waiting.pop()]
            below = [children[byte] for byte in sorted(children)]
            for child in below:
                place[child] = len(order)
                order.append(child)
            waiting += reversed(below)
        labels, nodes, root = bytearray(len(order) + 16), [0] * (2 * len(order)), [0] * 65536
        for node in order[1:]:
            at, below = place[node], sorted(self.tree[node])
            if below:
                nodes[2 * at] = place[self.tree[node][below[0]]]
            nodes[2 * at + 1] = self.entry.get(node, 0) | len(below) << 24
        for parent in order:
            for byte, child in self.tree[parent].items():
                labels[place[child]] = byte
        for first, node in self.tree[0].items():
            root[first << 8] = place[node]
            for second, child in self.tree[node].items():
                root[first << 8 | second] = place[child]
        wide = [
            place.get(self.find(chr(char).encode(errors="surrogatepass")), 0)
            if char >= FIRST_OF_THREE_BYTES
            else 0
            for char in range(65536)
        ]
        return bytes(labels), _u32(nodes), _u32(root), _u32(wide)

    def find(self, key: bytes) -> int:
        """The node of a key, -1 where there is none."""
        node = 0
        for byte in key:
            node = self.tree.get(node, {}).get(byte, -1)
        return node


def _u32(numbers: Iterable[int]) -> bytes:
    values = list(numbers)
    return struct.pack(f"={len(values)}I", *values)


def _i16(numbers: Iterable[int]) -> bytes:
    values = list(numbers)
    return struct.pack(f"={len(values)}h", *values)


def compile_lexicon(lexicon: Lexicon) -> bytes:
    """The file's bytes; the same lexicon always gives the same."""
    bit = {facts["code"]: place for place, facts in enumerate(lexicon.languages)}
    meanings: dict[bytes, dict[tuple[int, int, int], tuple[int, int, bool]]] = {}
    for form in (*lexicon.forms, *derived(lexicon)):
        spoken = (1 << bit[form.language]) if form.language else (1 << 64) - 1
        key = (form.word_class, form.value, form.second)
        for written in variants(form):
            readings = meanings.setdefault(written, {})
            langs, flags, open_end = readings.get(key, (0, 0, False))
            readings[key] = (langs | spoken, flags | form.flags, open_end or form.open_end)
    trie, entries, reading = Trie(), bytearray(32), bytearray()
    known: dict[tuple[object, ...], int] = {}
    for written in sorted(meanings):
        readings = meanings[written]
        last = written.decode()[-1]
        letter = last.isalpha() or unicodedata.category(last) in {"Mn", "Mc"}
        closed = letter and not unspaced(last) and not any(facts[2] for facts in readings.values())
        signature = tuple(sorted(readings.items()))
        if signature not in known:
            known[signature] = len(entries) // 32
            masks = [0, 0]
            for word_class, *_ in readings:
                masks[word_class >> 6] |= 1 << (word_class & 63)
            shared = all(langs & 1 for langs, _, _ in readings.values())
            entries += struct.pack("=QQIIB7x", *masks, len(reading) // 24, len(readings), shared)
            for (word_class, value, second), (langs, flags, _) in sorted(readings.items()):
                reading += struct.pack("=QiiHH4x", langs, value, second, word_class, flags)
        trie.entry[trie.add(written)] = known[signature] | closed << 22 | letter << 23
    sections = [*trie.layout(), bytes(entries), bytes(reading), *_tables(lexicon, bit)]
    return _pack(sections)


def _tables(lexicon: Lexicon, bit: dict[str, int]) -> list[bytes]:
    currencies = {code: place for place, code in enumerate(lexicon.currencies)}
    groups, candidates, by_language = bytearray(), bytearray(), bytearray()
    for facts in lexicon.groups.values():
        codes = facts["candidates"][:64]
        fallback = facts.get("default")
        groups += struct.pack(
            "=IIiI",
            len(candidates) // 2,
            len(codes),
            currencies[fallback] if fallback else -1,
            bool(facts.get("habit")),
        )
        candidates += _i16(currencies[code] for code in codes)
        preferred = facts.get("by_language") or {}
        by_language += _i16(
            currencies[preferred[code]] if code in preferred else -1 for code in bit
        )
    languages = b"".join(
        struct.pack(
            "=cxhBBBB",
            facts["decimal"].encode(),
            currencies.get(spoken or "", -1),
            bool(facts.get("short_tail")),
            bool(facts.get("capital_nouns")),
            bool(facts.get("bare_fractions")),
            bool(facts.get("ordinal_stop")),
        )
        for facts in lexicon.languages
        for spoken in [_home_currency(lexicon, facts)]
    )
    places = _i16(
        currencies.get(str(facts.get("currency")), -1) for facts in lexicon.places.values()
    )
    country = {code: place for place, code in enumerate(lexicon.places)}
    aliases = _i16(country.get(str(facts.get("country")), -1) for facts in lexicon.aliases.values())
    unit_kind = _i16(2 * (facts.get("needs") == "glued") for facts in lexicon.units.values())
    names = {
        "languages": list(bit),
        "currencies": list(lexicon.currencies),
        "groups": list(lexicon.groups),
        "candidates": [facts["candidates"][:64] for facts in lexicon.groups.values()],
        "units": list(lexicon.units),
        "nouns": list(lexicon.nouns),
        "aliases": list(lexicon.aliases),
        "countries": list(lexicon.places),
        "publishers": lexicon.publishers,
        "domains": lexicon.domains,
        "classes": [cls.name for cls in word_classes().values()],
        "word_values": _word_values(lexicon),
        "in_use": {
            code: [str(facts.get(key) or "") for key in ("from", "to", "successor")]
            for code, facts in lexicon.currencies.items()
        },
    }
    minor = bytes(
        int(facts.get("digits", 2)) if facts.get("minor") else 0
        for facts in lexicon.groups.values()
    )
    return [
        bytes(groups), bytes(candidates), bytes(by_language), languages, places, unit_kind, aliases,
        minor, struct.pack("=ii", currencies["USD"], currencies["EUR"]),
        json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode(),
    ]  # fmt: skip


def _word_values(lexicon: Lexicon) -> dict[str, dict[str, Any]]:
    """What the words of some classes mean, by class and form: rules weigh them beside a figure."""
    kinds = {cls.number: cls.name for cls in word_classes().values()}
    nouns, units = list(lexicon.nouns), list(lexicon.units)
    meaning: dict[str, Callable[[Form], Any]] = {
        "FRACTION": lambda form: [form.value, form.second],
        "MODIFIER": lambda form: MODIFIERS[form.value],
        "MULTIPLIED": lambda form: form.value,
        "NUMBER": lambda form: form.value,
        "SCOPE": lambda form: nouns[form.value],
        "TIME_UNIT": lambda form: units[form.value],
        "UNIT": lambda form: units[form.value],
    }
    found: dict[str, dict[str, Any]] = {name: {} for name in meaning}
    for form in lexicon.forms:
        name = kinds[form.word_class]
        if name in meaning:
            found[name].setdefault(form.text.lower(), meaning[name](form))
        elif name == "MAGNITUDE":  # every scale that a word has in some language
            scales = found.setdefault(name, {}).setdefault(form.text.lower(), [])
            if form.value not in scales:
                scales.append(form.value)
    return found


def _home_currency(lexicon: Lexicon, language: dict[str, Any]) -> str | None:
    """The currency an amount without one is in; English is spoken in too many places to say."""
    countries = language.get("countries") or []
    if language["code"] == "en" or not countries:
        return None
    return str(lexicon.places[countries[0]]["currency"])


def _pack(sections: list[bytes]) -> bytes:
    head = struct.calcsize("=6sHI4x") + 16 * len(sections)
    at = -(-head // 16) * 16
    table, body = bytearray(), bytearray()
    for section in sections:
        body += bytes(-len(body) % 16)
        table += struct.pack("=QQ", at + len(body), len(section))
        body += section
    header = struct.pack("=6sHI4x", MAGIC, VERSION, len(sections)) + bytes(table)
    return header + bytes(at - len(header)) + bytes(body)


def main(target: Path = TARGET) -> None:
    """Write the compiled lexicon, whole or not at all."""
    data = compile_lexicon(load())
    made = target.with_suffix(".tmp")
    made.write_bytes(data)
    made.replace(target)


if __name__ == "__main__":
    main()
