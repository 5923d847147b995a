"""Attributions that the page's structure gives: turns, signatures, labels, and the marks around quotations."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.joining import joined
from onrecord.extract.labels import label_relations
from onrecord.extract.mending import mended, without_links
from onrecord.extract.quoted import quoted_relations
from onrecord.extract.relations import Relation
from onrecord.extract.signed import signed_relations
from onrecord.extract.stated import is_statement
from onrecord.extract.turns import turn_relations
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar

__all__ = ["explicit_relations", "joined", "structured"]


def explicit_relations(analysis: Analysis, grammar: Grammar, learned: list[Relation]) -> list[Relation]:
    """All relations with a cue: the outermost statements in the order of the text, then those inside them.

    `learned` is what the role head found. What is no statement is left out (see stated.py).
    """
    both = joined(mended(learned, grammar), structured(analysis, grammar))
    both = [without_links(relation, grammar) for relation in both]
    kept = [n for n, relation in enumerate(both) if is_statement(relation, grammar, analysis) is None]
    place = {n: at for at, n in enumerate(n for n in kept if both[n].parent is None)}
    outermost = [both[n] for n in place]
    inner = [(both[n], both[n].parent) for n in kept]
    return outermost + [
        replace(relation, parent=place[parent]) for relation, parent in inner if parent is not None and parent in place
    ]


def structured(analysis: Analysis, grammar: Grammar) -> list[Relation]:
    """The relations that the structure of a text gives, in the order of the text; no two share a content.

    Turns of a transcript come first, then signatures, labels and quotations beside their cue: what one has taken, the
    next ones leave alone.
    """
    found = turn_relations(analysis, grammar)
    found += signed_relations(analysis, grammar, _words(found))
    found += label_relations(analysis, grammar, _words(found))
    found += quoted_relations(analysis, grammar, _words(found))
    return sorted(found, key=lambda relation: relation.words())


def _words(found: list[Relation]) -> set[int]:
    return {word for relation in found for first, last in relation.words() for word in range(first, last + 1)}
