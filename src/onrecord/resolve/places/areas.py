"""Regions that a text names: seas, groups of countries, disputed lands; the longest name of the table wins.

Some names mean a region only in an article that speaks of what it belongs to: "our eastern flank" is NATO's where the
article names NATO and its sentence, or the one before, does or says "the alliance", and where nobody else owns it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.knowledge import Gazetteer
from onrecord.knowledge.areas import Area
from onrecord.language.analysis import Analysis, Name
from onrecord.language.grammar import Grammar
from onrecord.resolve.places.finding import GENITIVES, PlaceName

#: How many words behind "the eastern flank of" may name whose it is.
_OWNER = 4


def area_names(analysis: Analysis, grammar: Grammar, known: Gazetteer) -> list[PlaceName]:
    """The names of regions, in the order of the text; none overlaps another."""
    return list(_Finder(analysis, grammar, known).found())


class _Finder:
    def __init__(self, analysis: Analysis, grammar: Grammar, known: Gazetteer) -> None:
        self.grammar, self.known, self.areas = grammar, known, known.areas
        self.name_at: Mapping[int, Name] = {
            word: name for name in analysis.names for word in range(name.first, name.last + 1)
        }
        self.forms = {token.form for token in grammar.tokens}

    def found(self) -> Iterator[PlaceName]:
        at, size = 0, len(self.grammar.tokens)
        while at < size:
            reach = self.areas.reach(self.grammar.form(at))
            place = self._longest(at, reach) if reach else None
            if place is None:
                at += 1
            else:
                yield place
                at = place.last + 1

    def _longest(self, at: int, reach: int) -> PlaceName | None:
        end = min(at + reach, self.grammar.sentence_bounds(self.grammar.sentence[at])[1] + 1) - 1
        for last in range(end, at - 1, -1):
            form = self.grammar.words(at, last)
            if self.areas.called(form) is not None and not self._is_in_a_name(at, last):
                first = at + (last > at and self.grammar.form(at).lower() == "the")
                return PlaceName(first, last, form, self.known.named(form), rule="place.area")
            area = self.areas.called_in_context(form)
            if area is not None and self._is_meant(area, at, last):
                first = at + (self.grammar.form(at).lower() == "the")
                return PlaceName(first, last, area.name, (self.known.area(area),), rule="place.in_context")
            area = self.areas.adjective(form)
            if area is not None and not self._is_in_a_name(at, last):
                return PlaceName(at, last, form, (self.known.area(area),), True, "place.adjective")
        return None

    def _is_in_a_name(self, first: int, last: int) -> bool:
        """Whether a longer name goes on outside ("Black Sea Fleet"), or the very words are a person's."""
        for word in (first, last):
            name = self.name_at.get(word)
            if name is not None and (name.first < first or name.last > last or name.type == "PER"):
                end = name.last - (self.grammar.form(name.last) in GENITIVES)
                return name.type == "PER" or name.first < first or end > last
        return False

    def _is_meant(self, area: Area, first: int, last: int) -> bool:
        grammar = self.grammar
        if not any(self._names(word) for word in area.article):
            return False
        number = grammar.sentence[first]
        begin = grammar.sentence_bounds(max(0, number - 1))[0]
        near = {grammar.form(word) for word in range(begin, grammar.sentence_bounds(number)[1] + 1)}
        return not near.isdisjoint(area.near) and not self._has_another_owner(area, first, last)

    def _names(self, words: str) -> bool:
        """Whether the article has these words."""
        return words in (self.grammar.text if " " in words else self.forms)

    def _has_another_owner(self, area: Area, first: int, last: int) -> bool:
        """ "Ukraine's eastern flank", "the eastern flank of the city", "the Gulf War"."""
        grammar, size = self.grammar, len(self.grammar.tokens)
        if first > 0 and grammar.form(first - 1) in GENITIVES:
            return grammar.form(first - 2) not in area.near if first > 1 else True
        if first > 0 and grammar.tokens[first - 1].upos == "PROPN" and grammar.form(first - 1) not in area.near:
            return True
        if last + 1 >= size or grammar.sentence[last + 1] != grammar.sentence[last]:
            return False
        if grammar.form(last + 1) == "of":
            behind = {grammar.form(word) for word in range(last + 2, min(size, last + 2 + _OWNER))}
            return behind.isdisjoint(area.near)
        return grammar.tokens[last + 1].upos == "PROPN" and grammar.form(last + 1)[:1].isupper()
