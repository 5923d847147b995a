"""Conditions: the words on which an act is said to depend."""

from __future__ import annotations

from onrecord.extract.statuses.forms import auxiliaries, marks
from onrecord.extract.statuses.lexicon import listed
from onrecord.language.grammar import Grammar

#: Words of the longest phrase for a condition.
_LONGEST_PHRASE = 5


def is_condition(clause: int, grammar: Grammar) -> bool:
    """Whether an adverbial clause is a condition: by its subordinator, or by inversion ("had the alarm worked")."""
    found = marks(clause, grammar)
    if "as" in found or "as if" in found or before_is(clause, "as", grammar):
        return False
    if any(mark in listed("conditions") or mark in listed("condition_phrases") for mark in found):
        return True
    if found and found[0] in listed("times_to_come") and _only(clause, grammar):
        return True
    if _opens_so(grammar.subtree(clause)[0], grammar):
        return True
    if any(grammar.form(child).lower() in listed("conditions") for child in grammar.dependants(clause, "advmod")):
        return True
    return not found and is_inverted(clause, grammar)


def _only(clause: int, grammar: Grammar) -> bool:
    """Whether a clause is the only time or case: "only after the troops have left"."""
    first = grammar.subtree(clause)[0]
    return grammar.form(first).lower() == "only" or (first > 0 and grammar.form(first - 1).lower() == "only")


def _opens_so(first: int, grammar: Grammar) -> bool:
    """Whether the words from here are a set phrase for a condition ("on condition that", "subject to")."""
    last = min(first + _LONGEST_PHRASE, len(grammar.tokens))
    opening = " ".join(grammar.form(n).lower() for n in range(first, last))
    return any(f"{opening} ".startswith(f"{phrase} ") for phrase in listed("condition_phrases"))


def before_is(clause: int, form: str, grammar: Grammar) -> bool:
    """Whether a clause has this word right before its first mark ("*as* if")."""
    first = min((*grammar.dependants(clause, "mark"), clause))
    return first > 0 and grammar.form(first - 1).lower() == form


def is_inverted(clause: int, grammar: Grammar) -> bool:
    """Whether `had`, `were` or `should` opens a clause before its subject."""
    subjects = grammar.dependants(clause, "nsubj", "csubj")
    opening = [n for n in auxiliaries(clause, grammar) if subjects and n < subjects[0]]
    return bool(opening) and grammar.form(opening[0]).lower() in ("had", "were", "should")


def condition_of(word: int, grammar: Grammar) -> tuple[int, int] | None:
    """The run of words of the condition that a predicate's clause carries, the first one."""
    for clause in grammar.dependants(word, "advcl"):
        if is_condition(clause, grammar):
            return grammar.subtree(clause)
    for phrase in grammar.dependants(word, "obl", "advmod"):
        first, last = grammar.subtree(phrase)
        if _opens_so(first, grammar):
            return first, last
    return None
