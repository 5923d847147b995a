"""The lexicon of event types: which verbs and nouns say which act, by what stands with them.

One reviewed table a type in ontology/events (docs/events.md has the keys). The more a phrase asks for, the more it
says: of the entries that fit a predicate the most specific decides, and two types equally specific are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology.tables import table

#: PLOVER 2.0's sixteen types.
TYPES = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb that says an act of a type, with what must stand with it; empty sets ask for nothing.

    `with_` are the nouns that a preposition must bring in ("withdraw from the treaty"), `inner`
    the verbs of what is done to do ("prepare to attack").
    """

    type: str
    verb: str
    particle: str = ""
    objects: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    clause: bool = False
    inner: frozenset[str] = frozenset()

    @property
    def asks(self) -> int:
        """How much must stand with the verb."""
        return (
            3 * bool(self.objects)
            + 2 * bool(self.particle)
            + 2 * bool(self.prepositions)
            + 2 * bool(self.with_)
            + 2 * self.clause
            + 2 * bool(self.inner)
        )

    def told(self) -> str:
        """The entry as a reason shows it."""
        return f"{self.type} {self.verb}{f' {self.particle}' if self.particle else ''}"


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """The entries by verb, the nouns by type, and where a type's recipients stand, the likeliest first."""

    verbs: Mapping[str, Sequence[Entry]]
    nouns: Mapping[str, str]
    recipients: Mapping[str, Sequence[str]]
    modes: Mapping[str, Mapping[str, frozenset[str]]]


@cache
def event_lexicon() -> EventLexicon:
    """The tables of ontology/events, read once."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, str] = {}
    recipients, modes = {}, {}
    for type_ in TYPES:
        rows = table(f"events/{type_.lower()}")
        for entry in _entries(type_, rows):
            verbs[entry.verb].append(entry)
        nouns |= dict.fromkeys(rows["nouns"], type_)
        recipients[type_] = tuple(rows["recipients"])
        modes[type_] = {mode: frozenset(words) for mode, words in rows.get("modes", {}).items()}
    return EventLexicon(verbs, nouns, recipients, modes)


def _entries(type_: str, rows: Mapping[str, Any]) -> list[Entry]:
    plain = [Entry(type_, verb) for verb in rows["verbs"]]
    phrases = [
        Entry(
            type_,
            phrase["verb"],
            phrase.get("particle", ""),
            _objects(phrase.get("objects", ())),
            frozenset(phrase.get("prepositions", ())),
            frozenset(phrase.get("with", ())),
            phrase.get("clause", False),
            frozenset(phrase.get("inner", ())),
        )
        for phrase in rows["phrases"]
    ]
    return [*plain, *phrases]


def _objects(listed: Iterable[str]) -> frozenset[str]:
    """The nouns of an entry; one that begins with "=" is a list of the table english/events ("=goods")."""
    named = [word[1:] for word in listed if word.startswith("=")]
    return frozenset(word for word in listed if not word.startswith("=")).union(*(words(name) for name in named))


@cache
def words(name: str) -> frozenset[str]:
    """A list of the table english/events."""
    return frozenset(table("english/events")[name])


@cache
def asked_by_nouns() -> Mapping[str, frozenset[str]]:
    """Nouns that say an act only with one of these prepositions, an infinitive, or ("owner") with whose it is."""
    return {noun: frozenset(listed) for noun, listed in table("english/events")["asking_nouns"].items()}
