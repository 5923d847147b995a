"""Which noun phrases can act or be acted upon: names, pronouns, and nouns for people, bodies, states and forces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.knowledge import gazetteer
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table

Run = tuple[int, int]

_INSIDE = frozenset({"det", "amod", "compound", "flat", "nmod", "nummod", "fixed", "goeswith", "case"})
_LONGEST_MODIFIER = 10
_LONGEST = 25
_PERSONAL = frozenset(
    {
        "i",
        "we",
        "he",
        "she",
        "they",
        "it",
        "you",
        "who",
        "us",
        "them",
        "him",
        "her",
        "me",
        "himself",
        "themselves",
        "itself",
    }
)


@cache
def _actor_nouns() -> frozenset[str]:
    people, sources, sectors = table("english/people"), table("english/sources"), table("english/sectors")
    listed = [*people["persons"], *sources["groups"], *sources["body_nouns"]]
    for nouns in sectors["sectors"].values():
        listed += nouns
    return frozenset(listed) | frozenset(table("english/events")["actor_nouns"])


@cache
def _calendar() -> frozenset[str]:
    """Names of days and months: proper nouns that nobody is called by alone."""
    times = table("times/en")
    return frozenset((*times["months"], *times["weekdays"]))


class Parties:
    """The names of an analysis by word, and what may take part in an act."""

    def __init__(self, analysis: Analysis, grammar: Grammar) -> None:
        self.grammar = grammar
        self.named = {
            word: name.type
            for name in analysis.names
            for word in range(name.first, name.last + 1)
            if name.type in ("PER", "ORG", "LOC", "GPE", "MISC")
        }

    def is_actor(self, word: int) -> bool:
        """Whether the phrase of this head can act or be acted upon."""
        token = self.grammar.tokens[word]
        if word in self.named or token.form.lower() in _PERSONAL:
            return True
        if token.form.lower() in _calendar():
            return False
        if token.upos == "PROPN" and token.form[:1].isupper():
            return True
        lemma = token.lemma.lower()
        if token.upos in ("NOUN", "ADJ", "PROPN") and (lemma in _actor_nouns() or token.form.lower() in _actor_nouns()):
            return True
        return self.country(word) is not None

    def has_name(self, word: int) -> bool:
        """Whether a phrase contains a name or a country's adjective ("Iraqi warplanes")."""
        first, last = self.phrase(word)
        return any(inner in self.named or self.country(inner) is not None for inner in range(first, last + 1))

    def country(self, word: int) -> str | None:
        """The country (alpha-3) that a word names, as its name or its adjective."""
        form = self.grammar.form(word)
        if not form[:1].isupper():
            return None
        row = gazetteer().adjective(form) or next(iter(gazetteer().named(form)), None)
        return row.alpha3 if row is not None and row.kind == "country" else None

    def phrase(self, word: int) -> Run:
        """The words of a noun phrase without relative clauses, appositions and what is joined to it."""
        first = last = word
        for child in self.grammar.children[word]:
            relation = self.grammar.relation(child)
            if relation.split(":")[0] not in _INSIDE or (relation == "case" and child > word):
                continue
            if relation == "case" and child < word:
                continue
            low, high = self.grammar.subtree(child)
            if high - low <= _LONGEST_MODIFIER:
                first, last = min(first, low), max(last, high)
        if last - first > _LONGEST:
            return word, word
        while first < word and self._is_no_part(first):
            first += 1
        return first, self._before_quotes(word, last)

    def _is_no_part(self, word: int) -> bool:
        """Whether a word at the head of a phrase is none of it: prepositions, "no", the rest of "at least"."""
        token = self.grammar.tokens[word]
        return token.upos in ("ADP", "PUNCT") or token.form.lower() in ("no", "least", "most")

    def _before_quotes(self, head: int, last: int) -> int:
        """The end of a phrase that a quotation is attached to: "the city | of “inventing money”"."""
        opened = next((n for n in range(head + 1, last + 1) if self.grammar.form(n) in ("“", '"', "„", "«")), None)
        if opened is None:
            return last
        last = opened - 1
        while last > head and self.grammar.tokens[last].upos in ("ADP", "PUNCT", "SCONJ"):
            last -= 1
        return last

    def is_somebody(self, word: int) -> bool:
        """Whether a word inside a phrase can act; "it" there is mostly a thing, and "no soldiers" are nobody."""
        nobody = any(self.grammar.lemma(it) == "no" for it in self.grammar.dependants(word, "det"))
        return self.grammar.form(word).lower() != "it" and not nobody and self.is_actor(word)

    def inside(self, word: int) -> Iterator[int]:
        """Actors named in a phrase whose head is none: owners, adjectives, and what prepositions bring in."""
        grammar = self.grammar
        for child in grammar.children[word]:
            relation = grammar.relation(child)
            base = relation.split(":")[0]
            small = base in ("compound", "amod") and not grammar.form(child)[:1].isupper()
            if base in ("nmod", "compound", "amod", "obl", "nsubj") and not small and self.is_somebody(child):
                yield child
                yield from (n for n in grammar.dependants(child, "conj") if self.is_actor(n))
            elif base in ("nmod", "obl", "acl"):
                for inner in grammar.children[child]:
                    beside = grammar.relation(inner).split(":")[0]
                    small = beside in ("compound", "amod") and not grammar.form(inner)[:1].isupper()
                    if beside in ("nmod", "compound", "amod", "obj", "obl") and not small and self.is_somebody(inner):
                        yield inner
