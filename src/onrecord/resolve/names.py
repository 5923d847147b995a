"""Which names of an article mean the same person, body or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.language.analysis import Name
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Entity, entity_id, fold_name

_POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class NameTable:
    """The entities that the names of an article stand for; `of[n]` is the entity of the analysis' n-th name."""

    of: tuple[Entity, ...]
    runs: tuple[tuple[int, int], ...]
    by_word: dict[int, int]

    def at(self, word: int) -> Entity | None:
        """The entity whose name covers a word."""
        index = self.by_word.get(word)
        return None if index is None else self.of[index]

    def within(self, first: int, last: int) -> list[tuple[int, Entity]]:
        """The names that begin in a run of words, with their first words."""
        out = []
        seen = set()
        for word in range(first, last + 1):
            index = self.by_word.get(word)
            if index is not None and index not in seen:
                seen.add(index)
                out.append((word, self.of[index]))
        return out


def name_table(names: Sequence[Name], grammar: Grammar) -> NameTable:
    """Groups the names of an article: a short form means the one fuller name it is part of, never one of two.

    The type of a name is what most of its mentions were given; a name found once as a person and five times as a
    body is a body.
    """
    shown = [_shown(name, grammar) for name in names]
    types = _types(names, shown)
    people = [form for form in dict.fromkeys(shown) if types[fold_name(form)] == "PER"]
    fuller = {fold_name(form): _fuller(form, people) for form in people}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    keys = []
    for form in shown:
        folded = fold_name(form)
        kind = types[folded]
        key = (kind, fold_name(fuller.get(folded, form)) if kind == "PER" else _body_key(folded))
        keys.append(key)
        groups[key].append(form)
    entities = {key: _entity(key[0], forms) for key, forms in groups.items()}
    by_word = {word: n for n, name in enumerate(names) for word in range(name.first, name.last + 1)}
    return NameTable(tuple(entities[key] for key in keys), tuple((name.first, name.last) for name in names), by_word)


def person_names(forms: Sequence[str]) -> dict[str, Entity]:
    """The people that these forms name, short forms joined to the one fuller name they are part of."""
    people = list(dict.fromkeys(forms))
    groups: dict[str, list[str]] = defaultdict(list)
    for form in people:
        groups[fold_name(_fuller(form, people))].append(form)
    return {form: _entity("PER", listed) for listed in groups.values() for form in listed}


def _shown(name: Name, grammar: Grammar) -> str:
    last = name.last
    while last > name.first and grammar.form(last) in _POSSESSIVE:
        last -= 1
    first = name.first
    while name.type == "PER" and first < last and grammar.form(first).lower().rstrip(".") in _titles():
        first += 1
    span = grammar.span(first, last)
    return " ".join(span.of(grammar.text).split())


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("english/sources")["titles"])


def _types(names: Sequence[Name], shown: Sequence[str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, form in zip(names, shown, strict=True):
        votes[fold_name(form)][name.type] += 1
    return {folded: max(sorted(counts), key=lambda kind: counts[kind]) for folded, counts in votes.items()}


def _fuller(form: str, people: Sequence[str]) -> str:
    """The one longer name that ends (or begins) with this one; the form itself where there is none or more than one."""
    words = fold_name(form).split()
    best: dict[str, str] = {}
    for other in people:
        longer = fold_name(other).split()
        if len(longer) > len(words) and (longer[-len(words) :] == words or (len(words) == 1 and longer[0] == words[0])):
            best[" ".join(longer)] = other
    ends = {key: other for key, other in best.items() if key.split()[-len(words) :] == words}
    chosen = ends or best
    longest = max(chosen, key=len, default="")
    if chosen and all(_part_of(key.split(), longest.split()) for key in chosen):
        return chosen[longest]
    return form


def _part_of(short: list[str], long: list[str]) -> bool:
    return all(word in long for word in short)


def _body_key(folded: str) -> str:
    return folded.removeprefix("the ").replace(".", "")


def _entity(kind: str, forms: Sequence[str]) -> Entity:
    counts = Counter(forms)
    if kind == "PER":
        # The full name that is used most; a heading's "Brave Maria Example" is no name.
        name = max(counts, key=lambda form: (min(2, len(form.split())), counts[form], len(form.split()), form))
    else:
        name = max(counts, key=lambda form: (counts[form], form))
    name = name.removeprefix("the ").removeprefix("The ") if kind != "PER" else name
    return Entity(entity_id(kind, name), name, kind, tuple(dict.fromkeys(forms)))
