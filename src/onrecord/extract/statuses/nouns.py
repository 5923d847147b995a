"""What the words beside a noun say of the act it names: "no talks", "the alleged fraud", "a planned strike"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statuses.clauses import told
from onrecord.extract.statuses.forms import marks
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
        if not _negates_the_verb(word, child, grammar) and grammar.form(child).lower() in listed(
            "negating_determiners"
        ) | {"not", "never"}:
            status = told(replace(status, polarity="negative"), "status.negation", grammar.form(child))
    for mark in marks(word, grammar):
        if mark in listed("negating_marks"):
            status = told(replace(status, polarity="negative"), "status.negation", mark)
    return status if status.why else told(status, "status.noun", grammar.form(word), 0.7)


def _negates_the_verb(word: int, child: int, grammar: Grammar) -> bool:
    """Whether a determiner negates the clause rather than the noun, as before a verb's subject or object."""
    if grammar.relation(child) != "det" or grammar.relation(word).split(":")[0] not in ("nsubj", "obj"):
        return False
    return grammar.tokens[grammar.head[word]].upos in ("VERB", "AUX")


def is_definite(word: int, grammar: Grammar) -> bool:
    """Whether a noun phrase speaks of something known: by its determiner or owner."""
    if grammar.dependants(word, "nmod:poss"):
        return True
    forms = {grammar.form(child).lower() for child in grammar.dependants(word, "det")}
    return bool(forms & {"the", "this", "that", "these", "those", "both", "all"})
