"""The status of an act, composed from its own clause outwards over the words that govern it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statuses.clauses import clause_status, told
from onrecord.extract.statuses.effects import applied
from onrecord.extract.statuses.forms import form_of, is_to, past
from onrecord.extract.statuses.governing import effect
from onrecord.extract.statuses.links import Link, link_of
from onrecord.extract.statuses.nouns import noun_status
from onrecord.extract.statuses.reports import told_beside
from onrecord.extract.statuses.status import Status
from onrecord.language.grammar import Grammar

#: Steps up the tree at most: deep nesting ends somewhere.
MOST_STEPS = 12


def status_of(word: int, grammar: Grammar) -> Status:
    """How the text says that the act at this predicate word stands.

    The predicate's own clause is read first; then each word that governs it, at most `MOST_STEPS` of them.
    """
    if grammar.relation(word).split(":")[0] in ("aux", "cop") and grammar.head[word] >= 0:
        word = grammar.head[word]
    return _status(word, grammar, MOST_STEPS)


def view_of(word: int, grammar: Grammar) -> Status:
    """How the text takes the clause at this word, whatever the clause itself says: as told, believed, denied, open."""
    link = link_of(word, grammar)
    if link is None:
        return told_beside(Status(), word, grammar)
    return told_beside(_linked(Status(), word, link, grammar, MOST_STEPS), word, grammar)


def _status(word: int, grammar: Grammar, steps: int) -> Status:
    noun = form_of(word, grammar) == "noun"
    own = noun_status(word, grammar) if noun else clause_status(word, grammar)
    link = link_of(word, grammar)
    if steps > 0 and link is not None:
        own = _linked(own, word, link, grammar, steps)
    elif link is None:
        own = _alone(own, word, grammar)
    return told_beside(own, word, grammar)


def _linked(own: Status, word: int, link: Link, grammar: Grammar, steps: int) -> Status:
    outer = _status(link.governor, grammar, steps - 1)
    found = effect(word, link, own, outer, grammar)
    return own if found is None else applied(found, own, outer, link, grammar)


def _alone(own: Status, word: int, grammar: Grammar) -> Status:
    """An infinitive that nothing governs is what a heading announces: "Mayor to open bridge"."""
    form = form_of(word, grammar)
    if form == "infinitive" and own.modality == "occurred" and is_to(word, grammar):
        return told(replace(own, modality="planned"), "status.heading", grammar.form(word), 0.7)
    if form == "gerund" and own.modality == "occurred" and grammar.relation(word) == "acl":
        head = grammar.head[word]
        if not past(head, grammar):
            return told(replace(own, modality="ongoing"), "status.aspect", grammar.form(word), 0.8)
    return own
