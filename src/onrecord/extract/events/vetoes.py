"""Signs that a verb of the lexicon tells of no act here: the act as such, a manner, what is one's own."""

from __future__ import annotations

from onrecord.extract.events.frames import Frame
from onrecord.extract.events.parties import Parties
from onrecord.language.grammar import Grammar

_OWN = frozenset({"its", "his", "her", "their", "our", "my"})


def is_topic(frame: Frame, last: int, grammar: Grammar) -> bool:
    """Whether an act whose words end at `last` is what is spoken about ("blaming the referee is easy")."""
    if grammar.relation(frame.predicate).startswith("csubj"):
        return not grammar.dependants(frame.predicate, "nsubj")
    behind = last + 1
    if "VerbForm=Ger" not in grammar.tokens[frame.predicate].features or behind >= len(grammar.tokens):
        return False
    judged = grammar.head[behind]
    copula = judged >= 0 and grammar.relation(behind) in ("cop", "aux")
    return copula and not grammar.dependants(judged, "nsubj", "csubj", "expl")


def is_manner(predicate: int, grammar: Grammar) -> bool:
    """Whether a participle only says how ("as promised", "as planned")."""
    marks = [grammar.lemma(mark) for mark in grammar.dependants(predicate, "mark")]
    bare = not grammar.dependants(predicate, "nsubj", "obj", "xcomp", "ccomp")
    return marks == ["as"] and bare and "VerbForm=Part" in grammar.tokens[predicate].features


def is_own(frame: Frame, grammar: Grammar, parties: Parties) -> bool:
    """Whether what is defended or backed is the subject's own ("defend its land"), and nobody."""
    owned = [n for n in frame.objects if not parties.is_actor(n)]
    return any(grammar.form(it).lower() in _OWN for n in owned for it in grammar.dependants(n, "nmod:poss"))
