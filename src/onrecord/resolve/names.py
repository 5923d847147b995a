"""Which names of an article mean the same person, body or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
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
    listed = [form for form in dict.fromkeys(shown) if types[fold_name(form)] == "PER"]
    people = _People(listed)
    fuller = {fold_name(form): people.fuller(form) for form in listed}
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
    people = _People(dict.fromkeys(forms))
    groups: dict[str, list[str]] = defaultdict(list)
    for form in dict.fromkeys(forms):
        groups[fold_name(people.fuller(form))].append(form)
    return {form: _entity("PER", listed) for listed in groups.values() for form in listed}


def _shown(name: Name, grammar: Grammar) -> str:
    last = name.last
    while last > name.first and grammar.form(last) in _POSSESSIVE:
        last -= 1
    first = name.first
    while name.type == "PER" and first < last and grammar.form(first).lower().rstrip(".") in _titles():
        first += 1
    return grammar.words(first, last)


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("english/sources")["titles"])


def _types(names: Sequence[Name], shown: Sequence[str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, form in zip(names, shown, strict=True):
        votes[fold_name(form)][name.type] += 1
    return {folded: max(sorted(counts), key=lambda kind: counts[kind]) for folded, counts in votes.items()}


class _People:
    """The names of people in one article, found by their first and last words."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {form: _without_suffix(fold_name(form).split()) for form in forms}
        self._at: dict[str, list[str]] = defaultdict(list)
        for form, words in self._words.items():
            for word in {words[0], words[-1]} if words else ():
                self._at[word].append(form)

    def fuller(self, form: str) -> str:
        """The one longer name that ends (or begins) with this one; the form itself where there is none, or several."""
        words = self._words[form]
        longer = (
            [other for other in self._at.get(words[-1], ()) if len(self._words[other]) > len(words)] if words else []
        )
        ends = [other for other in longer if self._words[other][-len(words) :] == words]
        chosen = ends or [other for other in longer if len(words) == 1 and self._words[other][0] == words[0]]
        longest = max(chosen, key=lambda other: len(" ".join(self._words[other])), default=form)
        parts = set(self._words[longest])
        return longest if all(parts.issuperset(self._words[other]) for other in chosen) else form


def _without_suffix(words: list[str]) -> list[str]:
    """ "James Example Jr." is spoken of as "Example"."""
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".") in ("jr", "sr", "ii", "iii", "iv") else words


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
