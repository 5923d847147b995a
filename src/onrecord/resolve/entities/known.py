"""Names of bodies, leaders and countries that the tables know and the name head passed over or cut short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.knowledge import Gazetteer
from onrecord.knowledge.actors import Actors
from onrecord.knowledge.areas import folded
from onrecord.language.analysis import Analysis, Name
from onrecord.language.grammar import Grammar
from onrecord.resolve.places import ResolvedPlaces


def with_known_names(analysis: Analysis, grammar: Grammar, known: Actors) -> Analysis:
    """The analysis with the names that the tables add; a longer name of the tables takes the place of its parts."""
    found = list(_names(analysis, grammar, known))
    if not found:
        return analysis
    covered = {word for name in found for word in range(name.first, name.last + 1)}
    kept = [name for name in analysis.names if name.first not in covered and name.last not in covered]
    return replace(analysis, names=tuple(sorted((*kept, *found), key=lambda name: name.first)))


def with_countries(analysis: Analysis, grammar: Grammar, placed: ResolvedPlaces, known: Gazetteer) -> Analysis:
    """The analysis with the countries that the tables found in words which the name head took for no name."""
    countries = {place.id for place in placed.places if place.precision == "country"}
    taken = {word for name in analysis.names for word in range(name.first, name.last + 1)}
    begins = {token.start: word for word, token in enumerate(grammar.tokens)}
    ends = {token.end: word for word, token in enumerate(grammar.tokens)}
    added = []
    for mention in placed.mentions:
        form = mention.span.of(grammar.text)
        first, last = begins.get(mention.span.start), ends.get(mention.span.end)
        if mention.place not in countries or not known.named(form) or first is None or last is None:
            continue
        if taken.isdisjoint(range(first, last + 1)):
            added.append(Name(mention.span, "LOC", first, last))
    if not added:
        return analysis
    return replace(analysis, names=tuple(sorted((*analysis.names, *added), key=lambda name: name.first)))


def with_areas(analysis: Analysis, grammar: Grammar, placed: ResolvedPlaces) -> Analysis:
    """The analysis with the names of regions whole where the name head saw a part ("Horn of" before "Africa")."""
    begins = {token.start: word for word, token in enumerate(grammar.tokens)}
    ends = {token.end: word for word, token in enumerate(grammar.tokens)}
    at = {word: name for name in analysis.names for word in range(name.first, name.last + 1)}
    added, covered = [], set()
    for mention in placed.mentions:
        if all(reason.rule != "place.area" for reason in mention.why) or _is_small(mention.span.of(grammar.text)):
            continue
        first, last = begins[mention.span.start], ends[mention.span.end]
        inside = {at[word] for word in range(first, last + 1) if word in at}
        if any((name.first, name.last) == (first, last) or name.type != "LOC" for name in inside):
            continue
        if mention.use == "literal" or inside:
            added.append(Name(mention.span, "LOC", first, last))
            covered |= inside
    if not added:
        return analysis
    kept = [name for name in analysis.names if name not in covered]
    return replace(analysis, names=tuple(sorted((*kept, *added), key=lambda name: name.first)))


def _is_small(form: str) -> bool:
    """Whether a name is written like a description: "its eastern flank"."""
    return folded(form) == form.lower()


def _names(analysis: Analysis, grammar: Grammar, known: Actors) -> Iterator[Name]:
    """Names of the tables that are no names of the head, none overlapping another."""
    whole = {(name.first, name.last) for name in analysis.names}
    beyond = {word: name for name in analysis.names for word in range(name.first, name.last + 1)}
    at, size = 0, len(grammar.tokens)
    while at < size:
        name = _longest(at, grammar, known) if known.reach(grammar.form(at)) else None
        if name is None:
            at += 1
            continue
        if (name.first, name.last) not in whole and not _reaches_over(name, beyond):
            yield name
        at = name.last + 1


def _longest(at: int, grammar: Grammar, known: Actors) -> Name | None:
    end = min(at + known.reach(grammar.form(at)), grammar.sentence_bounds(grammar.sentence[at])[1] + 1) - 1
    for last in range(end, at - 1, -1):
        kind = known.kind_of_name(grammar.words(at, last))
        if kind is not None:
            return Name(grammar.span(at, last), kind, at, last)
    return None


def _reaches_over(name: Name, beyond: dict[int, Name]) -> bool:
    """Whether a name of the head goes on outside it ("Boston Reuters Cup"); the head is right then."""
    for word in (name.first, name.last):
        other = beyond.get(word)
        if other is not None and (other.first < name.first or other.last > name.last):
            return True
    return False
