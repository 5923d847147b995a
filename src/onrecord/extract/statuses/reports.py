"""Whose view it is: who says, claims, denies or believes; also where the saying stands beside what is said."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statuses.clauses import told
from onrecord.extract.statuses.lexicon import Effect, effect_of, listed
from onrecord.extract.statuses.status import Status
from onrecord.language.grammar import Grammar

#: Words of an aside that says who says so ("the mayor of the town said on Monday") at most.
LONGEST_ASIDE = 12


def holder_of(governor: int, grammar: Grammar) -> int | None:
    """The head of the one whose view a governing word gives: its subject or agent, or the owner of a noun."""
    if grammar.tokens[governor].upos == "NOUN":
        return _owner(governor, grammar)
    if grammar.dependants(governor, "aux:pass", "nsubj:pass"):
        return _agent(governor, grammar)
    subject = grammar.subject(governor)
    if subject is None or grammar.form(subject).lower() in ("it", "there"):
        return None
    if grammar.form(subject).lower() in ("who", "which", "that"):
        return grammar.head[governor] if grammar.relation(governor) == "acl:relcl" else None
    return subject


def in_own_voice(governor: int, grammar: Grammar) -> bool:
    """Whether the one who speaks says so of himself: "I do not think", "we doubt"."""
    subject = grammar.subject(governor)
    return subject is not None and grammar.form(subject).lower() in listed("own_voice")


def _agent(word: int, grammar: Grammar) -> int | None:
    for child in grammar.dependants(word, "obl", "nmod"):
        if any(grammar.form(case).lower() == "by" for case in grammar.dependants(child, "case")):
            return child
    return None


def _owner(noun: int, grammar: Grammar) -> int | None:
    """Whose a claim is: by its owner, by "by", or by the verb whose subject or object it is."""
    owners = grammar.dependants(noun, "nmod:poss")
    if owners:
        return owners[0]
    agent = _agent(noun, grammar)
    head = grammar.head[noun]
    if agent is not None or head < 0:
        return agent
    if grammar.relation(noun) == "obj":
        return holder_of(head, grammar) if grammar.tokens[head].upos == "VERB" else None
    return _agent(head, grammar) if grammar.relation(noun) == "nsubj:pass" else None


def told_beside(status: Status, word: int, grammar: Grammar) -> Status:
    """The status with the one who says it beside it ("..., police said", "according to the coastguard")."""
    beside = _sayer_beside(word, grammar)
    if beside is None or beside[0] in status.holders:
        return status
    holder, effect = beside
    certainty = "unspecified" if status.certainty == "certain" else status.certainty
    status = replace(status, certainty=certainty, holders=(holder, *status.holders))
    if effect == "alleged" and status.modality in ("occurred", "ongoing"):
        status = replace(status, modality="alleged")
    return told(status, "status.reported", grammar.form(holder))


def _sayer_beside(word: int, grammar: Grammar) -> tuple[int, Effect] | None:
    for child in grammar.dependants(word, "parataxis"):
        effect = effect_of("clauses", child, (), grammar)
        first, last = grammar.subtree(child)
        if (
            effect in ("reported", "alleged", "believed")
            and last - first < LONGEST_ASIDE
            and (found := holder_of(child, grammar)) is not None
        ):
            return found, effect
    for child in grammar.dependants(word, "obl"):
        for case in grammar.dependants(child, "case"):
            if grammar.lemma(case) in ("accord", "according"):
                return child, "reported"
    return None
