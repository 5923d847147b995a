"""What the words beside a noun say of the act it names: "no talks", "the alleged fraud", "a planned strike"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statuses.clauses import told
from onrecord.extract.statuses.lexicon import listed, modality_of
from onrecord.extract.statuses.status import Status
from onrecord.language.grammar import Grammar
from onrecord.records import Certainty, EventModality

CERTAINTIES: dict[EventModality, Certainty] = {
    "hypothetical": "possible",
    "planned": "probable",
    "alleged": "unspecified",
    "denied": "unspecified",
    "called-for": "unspecified",
    "threatened": "unspecified",
    "offered": "unspecified",
    "conditional": "unspecified",
}


def noun_status(word: int, grammar: Grammar) -> Status:
    """How the act that a noun names stands by the words beside the noun; as happened where they say nothing."""
    status = Status()
    for child in grammar.dependants(word, "amod", "compound", "advmod"):
        modality = modality_of("modifiers", grammar.form(child).lower())
        if modality is not None:
            polarity = "negative" if modality == "failed" else status.polarity
            certainty = CERTAINTIES.get(modality, "certain")
            status = replace(status, modality=modality, polarity=polarity, certainty=certainty)
            status = told(status, "status.modifier", grammar.form(child))
    for child in grammar.dependants(word, "det", "advmod", "cc"):
        if grammar.form(child).lower() in listed("negating_determiners") | {"not", "never"}:
            status = told(replace(status, polarity="negative"), "status.negation", grammar.form(child))
    return status if status.why else told(status, "status.noun", grammar.form(word), 0.7)


def is_definite(word: int, grammar: Grammar) -> bool:
    """Whether a noun phrase speaks of something known: by its determiner or owner."""
    if grammar.dependants(word, "nmod:poss"):
        return True
    forms = {grammar.form(child).lower() for child in grammar.dependants(word, "det")}
    return bool(forms & {"the", "this", "that", "these", "those", "both", "all"})
