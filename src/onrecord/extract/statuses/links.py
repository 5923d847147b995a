"""How a predicate hangs on the word above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.extract.statuses.conditions import is_condition
from onrecord.extract.statuses.forms import form_of, is_to, marks, past, shares
from onrecord.extract.statuses.lexicon import Role, effect_of, listed
from onrecord.language.grammar import Grammar

#: The roles that a governor's table knows, and: a result ("had it fixed"), a purpose, a condition, a clause that asks
#: `whether` or `why`, a time still to come, a description of any such thing, and what is joined to another word.
Kind = Literal[
    "infinitives",
    "gerunds",
    "clauses",
    "nouns",
    "subjects",
    "result",
    "purpose",
    "condition",
    "whether",
    "asked",
    "time",
    "described",
    "joined",
]
ROLES: dict[Kind, Role] = {
    "infinitives": "infinitives",
    "result": "infinitives",
    "purpose": "infinitives",
    "gerunds": "gerunds",
    "clauses": "clauses",
    "nouns": "nouns",
    "subjects": "subjects",
}


@dataclass(frozen=True, slots=True)
class Link:
    """The governing word, how the predicate hangs on it, and the prepositions and particles between them.

    `alone` is false where the governor counts only with one of the words beside it ("threatened them *with* eviction").
    """

    governor: int
    kind: Kind
    beside: tuple[str, ...] = ()
    alone: bool = True


def link_of(word: int, grammar: Grammar) -> Link | None:
    """How a predicate hangs on the word above it; None where it stands on its own."""
    head = grammar.head[word]
    if head < 0:
        return None
    relation = grammar.relation(word)
    if relation.split(":")[0] == "conj":
        return _joined(word, head, grammar)
    form = form_of(word, grammar)
    if form == "noun":
        return _of_noun(word, head, relation, grammar)
    if form == "finite":
        return _of_finite(word, head, relation, grammar)
    return _of_other(word, head, relation, form, grammar)


def particles(word: int, grammar: Grammar) -> tuple[str, ...]:
    """The particles of a governor ("call *off*"), and what makes one phrase with it ("take *place*")."""
    found = [grammar.form(child).lower() for child in grammar.dependants(word, "compound:prt", "advmod", "xcomp")]
    found += [grammar.lemma(child) for child in grammar.dependants(word, "obj", "cop")]
    return tuple(found)


def _joined(word: int, head: int, grammar: Grammar) -> Link | None:
    if shares(word, grammar):
        return Link(head, "joined")
    above = link_of(head, grammar) if grammar.relation(head) != "conj" else None
    if above is None or form_of(word, grammar) != "finite":
        return None
    return above if above.kind in ("clauses", "whether", "condition") and not marks(word, grammar) else None


def _of_noun(word: int, head: int, relation: str, grammar: Grammar) -> Link | None:
    base = relation.split(":")[0]
    before = marks(word, grammar)
    beside = (*before, *particles(head, grammar))
    if relation in ("nmod:poss", "obl:agent", "obl:tmod", "nmod:tmod"):
        return None
    if relation == "nsubj:pass" or base in ("obj", "iobj", "xcomp", "ccomp", "amod"):
        return Link(head, "nouns", beside)
    if base in ("obl", "nmod", "advmod"):
        return _of_oblique(head, beside, bool(before), grammar)
    if base == "nsubj":
        return Link(head, "subjects", (*particles(head, grammar), *marks(head, grammar)))
    if base == "compound" and grammar.tokens[head].upos == "NOUN":
        return Link(head, "nouns", ("of", "for", "to"), alone=False)
    return None


def _of_oblique(head: int, beside: tuple[str, ...], prepositional: bool, grammar: Grammar) -> Link:
    """A phrase behind a verb's object may belong to the verb: "threatened tenants with eviction"."""
    above = grammar.head[head]
    if prepositional and above >= 0 and grammar.relation(head) in ("obj", "nsubj:pass"):
        own = effect_of("nouns", head, beside, grammar, alone=False)
        if own is None and effect_of("nouns", above, beside, grammar, alone=False) is not None:
            return Link(above, "nouns", beside, alone=False)
    return Link(head, "nouns", beside, alone=not prepositional)


def _of_finite(word: int, head: int, relation: str, grammar: Grammar) -> Link | None:
    base = relation.split(":")[0]
    found = marks(word, grammar)
    asks = asking(word, grammar)
    if base == "advcl" and relation != "advcl:relcl":
        if is_condition(word, grammar):
            return Link(head, "condition", found)
        coming = any(mark in listed("times_to_come") for mark in (*found, *asks))
        return Link(head, "time", found) if coming and not past(word, grammar) else None
    if base in ("ccomp", "csubj", "xcomp") or relation == "acl":
        if any(mark in ("if", "whether") for mark in found):
            return Link(head, "whether", found)
        if asks and base != "xcomp":
            return Link(head, "asked", asks)
        return Link(head, "clauses", particles(head, grammar))
    if relation in ("acl:relcl", "advcl:relcl"):
        return Link(head, "described")
    return None


def asking(word: int, grammar: Grammar) -> tuple[str, ...]:
    """The question words that open a clause, in its first two words."""
    first = grammar.subtree(word)[0]
    opening = [grammar.form(n).lower() for n in range(first, min(first + 2, word))]
    return tuple(form for form in opening if form in listed("questions"))


def _of_other(word: int, head: int, relation: str, form: str, grammar: Grammar) -> Link | None:
    base = relation.split(":")[0]
    before = tuple(mark for mark in marks(word, grammar) if mark != "to" or form != "infinitive")
    beside = (*before, *particles(head, grammar))
    if form == "infinitive":
        return _of_infinitive(word, head, base, beside, grammar)
    if base == "advcl" and is_condition(word, grammar):
        return Link(head, "condition", beside)
    if form == "gerund":
        return _of_gerund(word, head, base, beside, grammar)
    if base in ("xcomp", "ccomp"):
        return Link(head, "result", beside)
    return None


_GOVERNED = ("xcomp", "ccomp", "csubj", "acl", "nsubj", "obj", "obl", "nmod", "advmod")


def _of_infinitive(word: int, head: int, base: str, beside: tuple[str, ...], grammar: Grammar) -> Link | None:
    if base == "advcl":
        return Link(head, "purpose", beside)
    if base not in _GOVERNED:
        return None
    return Link(head, "infinitives" if is_to(word, grammar) or base != "xcomp" else "result", beside)


def _of_gerund(word: int, head: int, base: str, beside: tuple[str, ...], grammar: Grammar) -> Link | None:
    if base in ("root", "parataxis", "amod", "compound"):
        return None
    if base == "acl" and not marks(word, grammar) and effect_of("gerunds", head, (), grammar) is None:
        return None
    above = grammar.head[head]
    if marks(word, grammar) and above >= 0 and grammar.relation(head) in ("obj", "nsubj:pass"):
        own = effect_of("gerunds", head, beside, grammar, alone=False)
        if own is None and effect_of("gerunds", above, beside, grammar, alone=False) is not None:
            return Link(above, "gerunds", beside, alone=False)
    return Link(head, "gerunds", beside)
