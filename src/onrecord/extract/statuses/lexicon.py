"""What the table says a word does to the status of the act that it governs, describes or stands beside."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from onrecord.language.grammar import Grammar
from onrecord.language.lemmas import regular_forms
from onrecord.ontology.tables import table
from onrecord.records import EventModality

Role = Literal["infinitives", "gerunds", "clauses", "nouns", "subjects"]
#: What a governor does: it gives a modality, or passes on, reports, believes, presupposes or leaves open its clause.
Effect = Literal[
    "planned",
    "called-for",
    "threatened",
    "offered",
    "hypothetical",
    "failed",
    "excluded",
    "tried",
    "ongoing",
    "ended",
    "alleged",
    "denied",
    "believed",
    "reported",
    "factual",
    "open",
    "condition",
    "same",
]


_ROLES: tuple[Role, ...] = ("infinitives", "gerunds", "clauses", "nouns", "subjects")


@cache
def listed(key: str) -> frozenset[str]:
    """A list of the table."""
    return frozenset(table("english/statuses")[key])


@cache
def _effects(role: Role) -> dict[str, Effect]:
    groups = table("english/statuses")[role]
    return {word: cast(Effect, effect) for effect, words in groups.items() for word in words}


@cache
def grouped(key: str) -> dict[str, str]:
    """What each word of a group of lists stands for: `will` → planned."""
    return {word: name for name, words in table("english/statuses")[key].items() for word in words}


@cache
def _lemmas() -> dict[str, str]:
    """The governing word that a form belongs to, for lemmas that the lemma head gets wrong ("declin")."""
    irregular = table("english/irregular")["verbs"]
    words = {entry.split()[0] for role in _ROLES for entry in _effects(role)}
    found: dict[str, str] = {}
    for word in sorted(words):
        for form in (*regular_forms(word), *irregular.get(word, ())) if len(word) > 2 else ():
            found.setdefault(form, word)
    return found


def lemma_of(word: int, grammar: Grammar) -> str:
    """The lemma of a governing word; by its form where the lemma is none that the table has."""
    lemma, form = grammar.lemma(word), grammar.form(word).lower()
    known = _lemmas()
    return lemma if lemma in known or form not in known else known[form]


def effect_of(role: Role, word: int, beside: tuple[str, ...], grammar: Grammar, alone: bool = True) -> Effect | None:
    """What a word does to the act it governs in this role; words `beside` it (prepositions, particles) come first.

    Without `alone` only what the table has with one of those words counts.
    """
    effects = _effects(role)
    lemma = lemma_of(word, grammar)
    for other in beside:
        if (found := effects.get(f"{lemma} {other}")) is not None:
            return found
    form = grammar.form(word).lower()
    return effects.get(lemma) or effects.get(form) if alone else None


def modality_of(key: str, word: str) -> EventModality | None:
    """The modality that a word of a group gives, where it gives one."""
    found = grouped(key).get(word)
    return cast(EventModality, found) if found else None
