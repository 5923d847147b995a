"""The form of a word in its clause: finite, infinitive, gerund or noun; its auxiliaries, marks and negations."""

from __future__ import annotations

from typing import Literal

from onrecord.extract.statuses.lexicon import listed
from onrecord.language.grammar import Grammar

Form = Literal["finite", "infinitive", "gerund", "participle", "noun"]


def form_of(word: int, grammar: Grammar) -> Form:
    """How a predicate stands in its clause. A noun or adjective with a copula is a finite clause."""
    token = grammar.tokens[word]
    if grammar.dependants(word, "cop") or (token.upos not in ("VERB", "AUX") and grammar.dependants(word, "aux")):
        return "infinitive" if is_to(word, grammar) and not is_to_be(word, grammar) else "finite"
    if token.upos not in ("VERB", "AUX"):
        return _form_of_name(word, grammar)
    if is_to(word, grammar):
        return "finite" if is_to_be(word, grammar) else "infinitive"
    if helped := auxiliaries(word, grammar):
        return "gerund" if grammar.form(min(helped)).lower() == "having" else "finite"
    if "VerbForm=Ger" in token.features or ("VerbForm=Part" in token.features and "Tense=Pres" in token.features):
        return "gerund"
    if "VerbForm=Part" in token.features:
        return "gerund" if word and grammar.form(word - 1).lower() == "having" else "participle"
    if "VerbForm=Inf" in token.features:
        return "infinitive"
    return "finite"


def _form_of_name(word: int, grammar: Grammar) -> Form:
    token = grammar.tokens[word]
    if "VerbForm=Ger" in token.features or "VerbForm=Part" in token.features:
        return "gerund" if grammar.form(word).lower().endswith("ing") else "participle"
    if grammar.dependants(word, "nsubj") and token.upos != "NOUN":
        return "finite"
    return "infinitive" if is_to(word, grammar) else "noun"


def is_to(word: int, grammar: Grammar) -> bool:
    """Whether the word is an infinitive with `to`."""
    return any(grammar.form(child).lower() in ("to", "na") for child in grammar.dependants(word, "mark"))


def is_to_be(word: int, grammar: Grammar) -> bool:
    """Whether a finite `be` stands before the infinitive: "is to be signed"."""
    before = [n for n in grammar.dependants(word, "mark") if grammar.form(n).lower() == "to"]
    return any(
        grammar.lemma(n) == "be" and "VerbForm=Fin" in grammar.tokens[n].features and n < before[0]
        for n in grammar.dependants(word, "aux", "cop")
        if before
    )


def auxiliaries(word: int, grammar: Grammar) -> list[int]:
    """The auxiliaries and copulas of a word; of a second verb under the first one's auxiliaries those of the first."""
    own = grammar.dependants(word, "aux", "cop")
    if own or not shares(word, grammar):
        return own
    return grammar.dependants(grammar.head[word], "aux", "cop")


def shares(word: int, grammar: Grammar) -> bool:
    """Whether a word is a second one in the clause of the first ("will not confirm or deny", "to send and train")."""
    if grammar.relation(word) != "conj" or grammar.dependants(word, "nsubj", "aux", "cop", "mark", "csubj"):
        return False
    first = grammar.tokens[grammar.head[word]]
    token = grammar.tokens[word]
    if token.upos not in ("VERB", "AUX"):
        return token.upos == first.upos
    if "VerbForm=Fin" in token.features and "Mood=Imp" not in token.features:
        return False
    return first.upos in ("VERB", "AUX", "ADJ", "NOUN")


def marks(word: int, grammar: Grammar) -> tuple[str, ...]:
    """The subordinators and prepositions before a word, those of several words whole ("in case of")."""
    found = []
    for child in grammar.dependants(word, "mark", "case"):
        parts = [child, *grammar.dependants(child, "fixed")]
        found.append(" ".join(grammar.form(part).lower() for part in sorted(parts)))
    return tuple(found)


def negations(word: int, grammar: Grammar) -> list[int]:
    """The words that negate a predicate: its own, those of its auxiliaries, `no` before its subject or object."""
    holders = [word, *grammar.dependants(word, "aux", "cop")]
    if shares(word, grammar):
        first = grammar.head[word]
        if grammar.dependants(first, "aux", "mark"):
            holders += [first, *grammar.dependants(first, "aux", "cop")]
    found = [child for holder in holders for child in grammar.children[holder] if _is_negation(child, grammar)]
    return list(dict.fromkeys((*found, *_negating_names(word, grammar))))


def _is_negation(word: int, grammar: Grammar) -> bool:
    form = grammar.form(word).lower()
    if form not in listed("negations") or grammar.relation(word).split(":")[0] not in (
        "advmod",
        "neg",
        "aux",
        "cc",
        "det",
    ):
        return False
    return word + 1 >= len(grammar.tokens) or grammar.form(word + 1).lower() not in listed("not_negated_by")


def _negating_names(word: int, grammar: Grammar) -> list[int]:
    found: list[int] = []
    names = grammar.dependants(word, "nsubj", "obj")
    for name in names:
        if grammar.form(name).lower() in listed("negating_subjects"):
            found.append(name)
        found += [
            child
            for child in grammar.dependants(name, "det", "advmod")
            if grammar.form(child).lower() in listed("negating_determiners")
        ]
    return found


def perfect(word: int, grammar: Grammar) -> bool:
    """Whether a form of `have` stands before a predicate ("has sent", "to have sent")."""
    return any(grammar.lemma(child) == "have" for child in grammar.dependants(word, "aux"))


def past(word: int, grammar: Grammar) -> bool:
    """Whether a finite predicate stands in the past."""
    finite = [child for child in auxiliaries(word, grammar) if "VerbForm=Fin" in grammar.tokens[child].features]
    first = finite[0] if finite else word
    return "Tense=Past" in grammar.tokens[first].features or perfect(word, grammar)
