"""Who "the French president" is on the day of the article: the holder of an office, by the tables of leaders."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.relations import Run
from onrecord.knowledge import gazetteer
from onrecord.knowledge.actors import Actors
from onrecord.language.grammar import Grammar
from onrecord.records import Entity, Reason
from onrecord.resolve.entities.linking import GOVERNMENTS, government_entity
from onrecord.resolve.entities.people import leader_entity
from onrecord.resolve.nouns import is_possessive

#: Words for whoever leads a body.
_LEADING = frozenset({"chief", "head", "leader", "boss"})


@dataclass(frozen=True, slots=True)
class Holders:
    """The offices of the world on one article's day."""

    grammar: Grammar
    actors: Actors
    day: str | None

    def holder(self, run: Run, head: int, noun: str) -> tuple[Entity, Reason] | None:
        """Who surely holds the office that a noun phrase names; None where the words or the tables leave it open.

        The country or body must be told by the phrase itself ("the French president", "Nato's chief", "the president
        of Peru"), and nothing else may narrow it ("the former French president").
        """
        if self.day is None or (self.actors.office(noun) is None and noun not in _LEADING):
            return None
        around = [word for word in range(run[0], run[1] + 1) if not head - len(noun.split()) < word <= head]
        where_of = {word: self._where(word) for word in around}
        wheres = {where for where in where_of.values() if where is not None}
        rest = any(where is None and not self._is_small(word) for word, where in where_of.items())
        if len(wheres) != 1 or rest:
            return None
        term = self.actors.holder(noun, wheres.pop(), self.day)
        if term is None or " " not in term.person:
            return None
        told = f"{self.grammar.words(*run)} on {self.day}: {term.row}"
        return leader_entity(term), Reason("speaker.holder", told)

    def government(self, run: Run, head: int, noun: str) -> tuple[Entity, Reason] | None:
        """Whose government "the government in Riverton" is, by the country or the seat named; None where more is said.

        A government of the past or of a part of a country is another one.
        """
        if noun not in GOVERNMENTS:
            return None
        around = [word for word in range(run[0], run[1] + 1) if word != head and not self._is_small(word)]
        countries = {self._where(word) or self._seat(word, head) for word in around}
        country = countries.pop() if len(countries) == 1 else None
        row = gazetteer().by_alpha3(country) if country is not None else None
        if row is None:
            return None
        words = self.grammar.words(*run)
        told = Reason("entity.government", words)
        return government_entity(row, told), Reason("speaker.body", f"'{words}' is that of {row.name}")

    def _seat(self, word: int, head: int) -> str | None:
        """The country (alpha-3) whose seat a word names, behind "in"."""
        brought = word > head and self.grammar.form(word - 1).lower() == "in"
        seat = self.actors.seat(self.grammar.form(word)) if brought else None
        return seat.country if seat is not None else None

    def _where(self, word: int) -> str | None:
        """The country (alpha-3) or body of the tables that a word names, or is the adjective of."""
        form = self.grammar.form(word)
        if not form[:1].isupper():
            return None
        country = self.actors.country_by_word(form)
        body = self.actors.body(form) if country is None else None
        return country or (body.id if body is not None else None)

    def _is_small(self, word: int) -> bool:
        return self.grammar.tokens[word].upos in ("DET", "ADP", "PUNCT") or is_possessive(word, self.grammar)
