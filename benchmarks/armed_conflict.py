"""Names, nationalities, times, amounts, weapons of armed-conflict reports: predictions for score_spans.py (task span).

    python benchmarks/armed_conflict.py ../shared/data/ner/re3d.dev.jsonl OUT [--score]

re3d marks names, pronouns and descriptions alike. Its types are written from what a reading has: who is named, taken up
by a pronoun, speaks or takes part in an act (Person, Organisation; a country's name that means those who act from it is
an Organisation, unless it owns or describes something); Location for the other names of places; Nationality for the
adjectives of countries; Temporal for times; Quantity and Money for quantities; Weapon and MilitaryPlatform for
equipment by its widest class. Spans are drawn as re3d draws them: a party's noun with its "of" but without clauses and
appositions, a number without "about" and "more than", no possessive pronouns and no "now". Coordinates, documents and
the type Vehicle, most of whose spans are pieces of words ("st ISIL"), are not written and count as missed.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from common import run_scorer

import onrecord
from onrecord.knowledge import gazetteer
from onrecord.records import PlaceMention, Quantity, Reading, Sentence, Span, TimeMention, Token

_KINDS = {"PER": "Person", "ORG": "Organisation", "GROUP": "Organisation", "LOC": "Location"}
_PLATFORMS = frozenset({"vehicle", "aircraft", "vessel"})
_WE = frozenset({"we", "us", "ourselves"})
#: Times that name no time of their own.
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def main() -> None:
    """Reads GOLD's texts, writes OUT, and scores it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for line in options.gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            reading = onrecord.read(row["text"], language="en")
            unique = {(found["start"], found["end"]): found for found in _mentions(reading)}
            out.write(json.dumps({"id": row["id"], "mentions": list(unique.values())}) + "\n")
    if options.score:
        scorer = options.gold.parent.parent / "score_spans.py"
        run_scorer(scorer, options.gold, options.out, "--task", "span")


def _mentions(reading: Reading) -> Iterator[dict[str, Any]]:
    """What later comes at the same characters counts: names before parties of acts, places before both."""
    grammar = _Words(reading.sentences)
    yield from _actors(reading, grammar)
    for item in reading.equipment:
        yield _found(item.span, "MilitaryPlatform" if item.classes[-1] in _PLATFORMS else "Weapon")
    for time in reading.times:
        if _is_told(time):
            yield _found(time.span, "Temporal")
    for quantity in reading.quantities:
        yield _found(_number(quantity, grammar), "Money" if quantity.quantity_kind == "money" else "Quantity")
    for place in reading.place_mentions:
        yield _place(place, reading.article.text, grammar)


def _actors(reading: Reading, grammar: _Words) -> Iterator[dict[str, Any]]:
    """Those who act, are named or are taken up by a pronoun."""
    kinds = {entity.id: _KINDS.get(entity.type) for entity in reading.entities}
    for event in reading.events:
        for party in (*event.actors, *event.recipients):
            person = party.sector in ("CVL", "REF") or kinds.get(party.entity or "") == "Person"
            if party.span is not None and not grammar.is_dependent_pronoun(party.span):
                yield _found(grammar.noun_phrase(party.span), "Person" if person else "Organisation")
    for mention in reading.mentions:
        kind = _KINDS.get(mention.type)
        if kind is not None and not grammar.is_dependent_pronoun(mention.span):
            yield _found(mention.span, kind)
    for token in grammar.tokens:
        if token.upos == "PRON" and token.form.lower() in _WE:
            yield _found(Span(token.start, token.end), "Organisation")


def _is_told(time: TimeMention) -> bool:
    return time.value not in _VAGUE and time.type != "set"


def _number(quantity: Quantity, grammar: _Words) -> Span:
    """The number with its unit, without the words that bound it."""
    inside = grammar.inside(quantity.span)
    first = next((token for token in inside if token.upos in ("NUM", "SYM") or token.form[0].isdigit()), None)
    return quantity.span if first is None else Span(first.start, quantity.span.end)


def _place(place: PlaceMention, text: str, grammar: _Words) -> dict[str, Any]:
    form = place.span.of(text)
    last = next(iter(grammar.inside(place.span)[-1:]), None)
    if gazetteer().adjective(form) is not None and not gazetteer().named(form):
        people = last is not None and last.upos in ("NOUN", "PROPN") and form.endswith("s")
        return _found(place.span, "Organisation" if people else "Nationality")
    owns = last is not None and last.deprel in ("nmod:poss", "compound")
    if place.use != "metonym" or owns:
        return _found(place.span, "Location")
    article = text[max(0, place.span.start - 4) : place.span.start].lower() == "the "
    return _found(Span(place.span.start - 4 * article, place.span.end), "Organisation")


class _Words:
    """The tokens of a reading's sentences, by their characters."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.tokens = [token for sentence in sentences for token in sentence.tokens]
        self._heads = [(token, sentence.tokens) for sentence in sentences for token in sentence.tokens]
        self._starts = [token.start for token in self.tokens]

    def inside(self, span: Span) -> list[Token]:
        """The tokens of a span."""
        return [token for token in self._from(span) if token.end <= span.end]

    def is_dependent_pronoun(self, span: Span) -> bool:
        """Whether a span is a possessive or relative pronoun."""
        tokens = self.inside(span)
        features = tokens[0].features if len(tokens) == 1 and tokens[0].upos in ("PRON", "DET") else ""
        return "Poss=Yes" in features or "PronType=Rel" in features

    def noun_phrase(self, span: Span) -> Span:
        """A span up to its head noun, with the rest of its name and the noun behind "of"."""
        tokens = self.inside(span)
        if not tokens:
            return span
        sentence = self._heads[bisect_left(self._starts, tokens[0].start)][1]
        run = range(sentence.index(tokens[0]), sentence.index(tokens[-1]) + 1)
        head = next((n for n in run if sentence[n].head not in run), run[-1])
        last = head
        for n in run:
            parts = sentence[n].deprel.split(":")[0]
            of = parts == "nmod" and any(sentence[m].head == n and sentence[m].lemma == "of" for m in run)
            if n > last and head <= sentence[n].head <= last and (parts in ("flat", "goeswith", "fixed") or of):
                last = n
        return Span(span.start, sentence[last].end)

    def _from(self, span: Span) -> Iterator[Token]:
        for token in self.tokens[bisect_left(self._starts, span.start) :]:
            if token.start >= span.end:
                return
            yield token


def _found(span: Span, kind: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "type": kind}


if __name__ == "__main__":
    main()
