"""Which names of an article mean the same person, body or place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.analysis import Name
from onrecord.language.grammar import Grammar
from onrecord.records import Entity, entity_id, fold_name
from onrecord.resolve.lexicon import Gender, lexicon
from onrecord.resolve.people import PersonName, persons_of

_POSSESSIVE = ("'s", "’s", "'", "’")
#: "Example Broadcasting Corp." and "Example Broadcasting" are one firm.
_FIRM = re.compile(r",? (?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|ag|gmbh|sa|nv)\.?$")
#: Letters of a word that an abbreviation such as "HarFire" keeps at least.
_BEGINNING = 3
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "in", "on", "to", "de", "&"})

#: A name's type and what brings its forms together: a person's number, or a body's folded name.
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NameTable:
    """The entities that the names of an article stand for; `of[n]` is the entity of the analysis' n-th name.

    `runs[n]` are its first and last word without title and possessive; `honorifics[n]` is the gender its title shows.
    """

    of: tuple[Entity, ...]
    runs: tuple[tuple[int, int], ...]
    by_word: dict[int, int]
    honorifics: tuple[Gender | None, ...] = ()
    by_form: dict[str, Entity | None] | None = None

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

    def called(self, form: str) -> Entity | None:
        """The one entity that this form names anywhere in the article."""
        return (self.by_form or {}).get(_body_key(fold_name(form)))


def name_table(names: Sequence[Name], grammar: Grammar) -> NameTable:
    """Groups the names of an article: a short form means the one fuller name it is part of, never one of two.

    The type of a name is what most of its mentions were given; a name found once as a person and five times as a
    body is a body. An abbreviation in brackets behind a name is another form of it.
    """
    runs = [_bare(name, grammar) for name in names]
    shown = [grammar.words(*run) for run in runs]
    honorifics = [_honorific(name.first, run[0], grammar) for name, run in zip(names, runs, strict=True)]
    types = _types(names, shown)
    kinds = [types[fold_name(form)] for form in shown]
    persons = _numbered(shown, kinds, honorifics, [grammar.sentence[run[0]] for run in runs])
    long_forms = _abbreviated(runs, shown, grammar)
    keys: list[_Key] = []
    for form, kind, person in zip(shown, kinds, persons, strict=True):
        body = _body_key(fold_name(form))
        keys.append((kind, f"{person}") if kind == "PER" else (kind, long_forms.get(body, body)))
    entities = _entities(keys, shown)
    return NameTable(
        tuple(entities[key] for key in keys),
        tuple(runs),
        {word: n for n, name in enumerate(names) for word in range(name.first, name.last + 1)},
        tuple(honorifics),
        _by_form(keys, shown, entities),
    )


def person_names(forms: Sequence[str]) -> dict[str, Entity]:
    """The people that these forms name, short forms joined to the one fuller name they are part of."""
    listed = list(dict.fromkeys(forms))
    groups: dict[int, list[str]] = defaultdict(list)
    for form, person in zip(listed, persons_of([PersonName(form) for form in listed]), strict=True):
        groups[person].append(form)
    return {form: named_entity("PER", group) for group in groups.values() for form in group}


def named_entity(kind: str, forms: Sequence[str]) -> Entity:
    """The entity of these forms of a name; its own name is the fullest one that is used most."""
    counts = Counter(forms)
    if kind == "PER":
        # A heading's "Brave Maria Example" is no name.
        name = max(counts, key=lambda form: (min(2, len(form.split())), counts[form], len(form.split()), form))
    else:
        name = max(counts, key=lambda form: (counts[form], form))
    name = name.removeprefix("the ").removeprefix("The ") if kind != "PER" else name
    return Entity(entity_id(kind, name), name, kind, tuple(dict.fromkeys(forms)))


def _bare(name: Name, grammar: Grammar) -> tuple[int, int]:
    """A name without its possessive; a person's without titles and offices before it ("firm spokesman A. Example")."""
    first, last = name.first, name.last
    while last > first and grammar.form(last) in _POSSESSIVE:
        last -= 1
    if name.type != "PER":
        return first, last
    for word in range(first, last):
        if grammar.form(word) in lexicon().persons:
            first = word + 1
    while first < last and grammar.form(first).lower().rstrip(".") in lexicon().titles:
        first += 1
    return first, last


def _honorific(outer: int, first: int, grammar: Grammar) -> Gender | None:
    for word in range(max(outer - 1, 0), first):
        gender = lexicon().honorifics.get(grammar.form(word).lower().rstrip("."))
        if gender and grammar.sentence[word] == grammar.sentence[first]:
            return gender
    return None


def _types(names: Sequence[Name], shown: Sequence[str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, form in zip(names, shown, strict=True):
        votes[fold_name(form)][name.type] += 1
    return {folded: max(sorted(counts), key=lambda kind: counts[kind]) for folded, counts in votes.items()}


def _numbered(
    shown: Sequence[str], kinds: Sequence[str], honorifics: Sequence[Gender | None], sentences: Sequence[int]
) -> list[int]:
    """The number of the person that each name stands for; -1 for what is no person."""
    people = [n for n, kind in enumerate(kinds) if kind == "PER"]
    numbers = persons_of([PersonName(shown[n], honorifics[n], sentences[n]) for n in people])
    out = [-1] * len(shown)
    for n, number in zip(people, numbers, strict=True):
        out[n] = number
    return out


def _abbreviated(runs: Sequence[tuple[int, int]], shown: Sequence[str], grammar: Grammar) -> dict[str, str]:
    """Abbreviations that stand in brackets behind the name whose initials they are, with that name's key."""
    out: dict[str, str] = {}
    for (first, last), form in zip(runs, shown, strict=True):
        if last + 3 >= len(grammar.tokens) or grammar.form(last + 1) != "(" or grammar.form(last + 3) != ")":
            continue
        short = grammar.form(last + 2)
        shortened = _initials_are(short, form) if short.isupper() else _beginnings_are(short, form)
        if len(short) > 1 and first < last and shortened:
            out.setdefault(_body_key(fold_name(short)), _body_key(fold_name(form)))
    return out


def _initials_are(short: str, form: str) -> bool:
    """Whether the letters of an abbreviation begin the words of a name, in order; small words may be left out."""
    letters = short.lower().replace(".", "")
    at = 0
    for word in re.findall(r"\w+", fold_name(form)):
        if at < len(letters) and word[0] == letters[at]:
            at += 1
        elif word not in _SMALL_WORDS:
            return False
    return at == len(letters)


def _beginnings_are(short: str, form: str) -> bool:
    """Whether an abbreviation is made of the beginnings of a name's words, in order ("HarFire", Harbour Office of Fire
    Prevention): the first word's, and at least one more, each of three letters or more."""
    words = re.findall(r"\w+", fold_name(form))
    rest, parts = fold_name(short), 0
    for number, word in enumerate(words):
        length = next((n for n in range(len(word), _BEGINNING - 1, -1) if rest.startswith(word[:n])), 0)
        if number == 0 and not length:
            return False
        rest, parts = rest[length:], parts + (length > 0)
    return short[:1].isupper() and not rest and parts > 1


def _body_key(folded: str) -> str:
    key = folded.removeprefix("the ").replace(".", "")
    return _FIRM.sub("", key) or key


def _entities(keys: Sequence[_Key], shown: Sequence[str]) -> dict[_Key, Entity]:
    groups: dict[_Key, list[str]] = defaultdict(list)
    for key, form in zip(keys, shown, strict=True):
        groups[key].append(form)
    return {key: named_entity(key[0], forms) for key, forms in groups.items()}


def _by_form(keys: Sequence[_Key], shown: Sequence[str], entities: dict[_Key, Entity]) -> dict[str, Entity | None]:
    """Every form with its entity, for words that the name head passed over; None where it names several."""
    out: dict[str, Entity | None] = {}
    for key, form in zip(keys, shown, strict=True):
        folded = _body_key(fold_name(form))
        entity = entities[key]
        out[folded] = entity if folded not in out or out[folded] == entity else None
    for entity in entities.values():
        surname = fold_name(entity.name).split()[-1]
        if entity.type == "PER" and surname not in out:
            out[surname] = entity
    return out
