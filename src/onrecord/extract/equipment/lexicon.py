"""The classes, nouns and names of weapons and equipment, made ready for looking up by their first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from onrecord.knowledge.equipment import EquipmentRow, equipment_rows
from onrecord.ontology.tables import table

Found = TypeVar("Found")

#: A letter and a number that are one designation: "T-72" is also written "T72".
_DESIGNATION = re.compile(r"([A-Z][A-Za-z]*)-(\d+.*)")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class EquipmentClass:
    """A class; `classes` are itself and those above it, the narrowest first.

    With `behind_names` a name before the noun tells the class better ("S-300 missile systems"); `fires` are classes
    whose nouns a name may stand before ("Grad rockets").
    """

    name: str
    classes: tuple[str, ...]
    domain: str | None
    behind_names: bool = False
    fires: frozenset[str] = frozenset()

    def fits(self, other: EquipmentClass) -> bool:
        """Whether what has this class can be of the other, or be named by what it fires."""
        return other.name in self.classes or self.name in other.classes or other.name in self.fires


@dataclass(frozen=True, slots=True)
class ClassNoun:
    """A noun that means a class: its words, whether it needs context, behind which words it means something else.

    `verbs` are those that are context enough for it. A word in capitals ("MBT", "MBTs") is met in capitals alone.
    """

    words: tuple[str, ...]
    of: EquipmentClass
    in_context: bool
    not_behind: frozenset[str]
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class EquipmentName:
    """A name as it may be written, with its row and class.

    `nicknames` may stand behind it and its variant ("F-16" C "Fighting Falcon").
    """

    written: str
    row: EquipmentRow
    of: EquipmentClass
    nicknames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EquipmentLexicon:
    """All names and nouns by their first word, the longest first; nouns in small letters."""

    classes: Mapping[str, EquipmentClass]
    names: Mapping[str, tuple[EquipmentName, ...]]
    nouns: Mapping[str, tuple[ClassNoun, ...]]
    ships: frozenset[str]
    modifiers: frozenset[tuple[str, ...]]
    modifier_starts: frozenset[str]
    carriers: frozenset[str]
    not_before: frozenset[str]
    verbs: frozenset[str]
    military: frozenset[str]
    places: frozenset[str]
    settlements: frozenset[str]


@cache
def lexicon() -> EquipmentLexicon:
    """The lexicon, made once."""
    words = table("english/equipment")
    classes = _classes(words["classes"])
    modifiers = frozenset(tuple(split(modifier)) for modifier in words["modifiers"])
    return EquipmentLexicon(
        classes,
        _by_first_word((name.written, name) for row in equipment_rows() for name in _names(row, classes)),
        _by_first_word(
            (" ".join(noun.words).lower(), noun)
            for name, row in words["classes"].items()
            for noun in _nouns(row, classes[name], words)
        ),
        frozenset(words["ships"]),
        modifiers,
        frozenset(first for first, *_ in modifiers),
        frozenset(form for noun in words["carriers"] for form in (noun, plural(noun))),
        frozenset(words["not_before"]),
        frozenset(words["verbs"]),
        frozenset(words["military"]),
        frozenset(words["places"]),
        frozenset(words["settlements"]),
    )


def class_meant(asked: str) -> str | None:
    """The class that somebody's word means, in the singular or plural ("tanks", "MBT"), or None."""
    words = tuple(split(asked.lower()))
    if " ".join(words) in lexicon().classes:
        return " ".join(words)
    for noun in lexicon().nouns.get(words[0], ()) if words else ():
        if tuple(word.lower() for word in noun.words) == words:
            return noun.of.name
    return None


def split(surface: str) -> list[str]:
    """The words of a surface: letters and digits, without the marks between them."""
    return _WORDS.findall(surface)


def plural(noun: str) -> str:
    """The plural of a noun, by rule."""
    if noun.endswith("craft") or (noun.endswith("S") and noun.isupper()):
        return noun
    if re.search(r"[^aeiou]y\Z", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|ch|sh)\Z", noun) else "s")


def _classes(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, EquipmentClass]:
    made: dict[str, EquipmentClass] = {}
    for name, row in rows.items():
        above = made[row["above"]].classes if "above" in row else ()
        made[name] = EquipmentClass(
            name, (name, *above), row.get("domain"), "behind_names" in row, frozenset(row.get("fires", ()))
        )
    return made


def _names(row: EquipmentRow, classes: Mapping[str, EquipmentClass]) -> Iterator[EquipmentName]:
    for name in (row.name, *row.others):
        longer = sorted((other for other in row.others if other.startswith(f"{name} ")), key=len, reverse=True)
        nicknames = tuple(other[len(name) :] for other in longer)
        yield EquipmentName(name, row, classes[row.equipment_class], nicknames)
        found = _DESIGNATION.fullmatch(name)
        if found is not None and not row.in_context and len(found[1]) + len(found[2]) > 2:
            yield EquipmentName(found[1] + found[2], row, classes[row.equipment_class], nicknames)


def _nouns(row: Mapping[str, list[str]], of: EquipmentClass, words: Mapping[str, Any]) -> Iterator[ClassNoun]:
    verbs = (*words["verbs"], *words["verbs_of_nouns"])
    for kind in ("words", "in_context", "plural_only"):
        for noun in row.get(kind, ()):
            not_behind = frozenset(words["not_behind"].get(noun, ()))
            own_verbs = frozenset(words["verbs_of"].get(noun, verbs))
            for form in (noun,) if kind == "plural_only" else (noun, plural(noun)):
                yield ClassNoun(tuple(split(form)), of, kind == "in_context", not_behind, own_verbs)


def _by_first_word(entries: Iterable[tuple[str, Found]]) -> dict[str, tuple[Found, ...]]:
    unique: dict[str, Found] = {}
    for surface, found in entries:
        unique.setdefault(surface, found)
    out: dict[str, list[tuple[int, Found]]] = defaultdict(list)
    for surface, found in unique.items():
        out[split(surface)[0]].append((len(surface), found))
    return {
        first: tuple(found for _, found in sorted(entries, key=lambda pair: -pair[0])) for first, entries in out.items()
    }
