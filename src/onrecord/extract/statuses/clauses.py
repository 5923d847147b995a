"""What a clause itself says of its predicate: tense, aspect, auxiliaries, negation, adverbs, questions and commands."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statuses.conditions import condition_of
from onrecord.extract.statuses.forms import (
    Form,
    auxiliaries,
    form_of,
    is_to,
    is_to_be,
    marks,
    negations,
    past,
    perfect,
    shares,
)
from onrecord.extract.statuses.lexicon import grouped, lemma_of, listed, modality_of
from onrecord.extract.statuses.status import Status, opposite
from onrecord.language.grammar import Grammar
from onrecord.records import Certainty, EventModality, Reason


def clause_status(word: int, grammar: Grammar) -> Status:
    """How an act stands by the words of its own clause, were that clause on its own."""
    form = form_of(word, grammar)
    status = told(Status(), "status.form", form, 0.9)
    if form == "finite":
        status = _by_auxiliaries(word, grammar)
    status = _negated(status, word, grammar)
    status = _with_adverbs(status, word, grammar)
    if form in ("finite", "infinitive", "noun"):
        status = _by_command(status, word, form, grammar)
    status = _with_question(status, word, grammar)
    return _with_condition(status, word, grammar)


def told(status: Status, rule: str, detail: str, score: float = 1.0) -> Status:
    """The status with one more reason."""
    return replace(status, why=(*status.why, Reason(rule, detail, score)), score=min(status.score, score))


def _by_auxiliaries(word: int, grammar: Grammar) -> Status:
    words = auxiliaries(word, grammar)
    if is_to_be(word, grammar):
        return told(Status("planned"), "status.auxiliary", "is to")
    for auxiliary in words:
        form = grammar.form(auxiliary).lower()
        form = "would" if form in ("'d", "’d") and grammar.lemma(auxiliary) in ("would", "will") else form
        modality = modality_of("auxiliaries", form) or modality_of("auxiliaries", grammar.lemma(auxiliary))
        if modality is not None:
            return _by_modal(form, modality, word, grammar)
    if _is_progressive(word, words, grammar):
        if grammar.lemma(word) == "go" and any(is_to(n, grammar) for n in grammar.dependants(word, "xcomp")):
            return told(Status("planned"), "status.auxiliary", "going to")
        modality = "planned" if is_to_come(word, grammar) else "ongoing"
        return told(Status(modality), "status.aspect", grammar.words(min((*words, word)), word) if words else "")
    if not past(word, grammar) and not perfect(word, grammar) and is_to_come(word, grammar):
        return told(Status("planned"), "status.time", grammar.form(word), 0.8)
    return told(Status(), "status.tense", "past" if past(word, grammar) else "present")


def _is_progressive(word: int, words: list[int], grammar: Grammar) -> bool:
    being = any(grammar.lemma(n) == "be" and grammar.relation(n) != "cop" for n in words)
    token = grammar.tokens[word]
    if any(grammar.form(n).lower() == "being" for n in words):
        return True
    return being and token.upos == "VERB" and grammar.form(word).lower().endswith("ing")


def is_to_come(word: int, grammar: Grammar) -> bool:
    """Whether a word of the clause says that its time is still to come ("next Sunday", "tomorrow")."""
    for child in grammar.dependants(word, "obl", "advmod", "nmod"):
        if grammar.form(child).lower() in listed("coming"):
            return True
        if grammar.relation(child) != "advmod" and any(
            grammar.form(n).lower() in listed("coming") for n in grammar.dependants(child, "amod")
        ):
            return True
    return False


def _by_modal(form: str, modality: EventModality, word: int, grammar: Grammar) -> Status:
    rule = "status.auxiliary"
    if form == "would":
        return _by_would(word, grammar)
    if modality == "hypothetical":
        if form in ("can", "could", "ca", "cannot", "couldnt"):
            return _by_can(form, word, grammar)
        return told(Status(modality, certainty="possible"), rule, form)
    if modality == "called-for":
        if perfect(word, grammar):
            if form == "must":
                return told(Status(certainty="probable"), rule, "must have")
            return told(Status("hypothetical", "negative", "probable"), "status.counterfactual", f"{form} have")
        return told(Status(modality, certainty="unspecified"), rule, form)
    return told(Status(modality), rule, form)


def _by_would(word: int, grammar: Grammar) -> Status:
    if perfect(word, grammar):
        return told(Status("hypothetical", "negative", "probable"), "status.counterfactual", "would have")
    head = grammar.head[word]
    embedded = grammar.relation(word) in ("ccomp", "acl", "parataxis", "conj", "acl:relcl") and head >= 0
    if embedded and grammar.relation(word) in ("ccomp", "acl") and past(head, grammar):
        return told(Status("planned"), "status.auxiliary", "would, as seen from the past", 0.8)
    if lemma_of(word, grammar) in listed("held_politely"):
        return told(Status("occurred", certainty="possible"), "status.auxiliary", "would, politely", 0.8)
    return told(Status("hypothetical", certainty="probable"), "status.auxiliary", "would")


def _by_can(form: str, word: int, grammar: Grammar) -> Status:
    if lemma_of(word, grammar) in listed("perceived") and not grammar.dependants(word, "aux:pass"):
        return told(Status(), "status.auxiliary", f"{form}, of what is perceived", 0.8)
    if perfect(word, grammar):
        counter = condition_of(word, grammar) is not None
        status = Status("hypothetical", "negative" if counter else "positive", certainty="possible")
        return told(status, "status.auxiliary", f"{form} have")
    if "before" in marks(word, grammar) and form == "could":
        return told(Status("failed", "negative"), "status.auxiliary", "before ... could")
    if negations(word, grammar):
        return told(Status("failed"), "status.auxiliary", f"{form} not")
    return told(Status("hypothetical", certainty="possible"), "status.auxiliary", form)


def _negated(status: Status, word: int, grammar: Grammar) -> Status:
    found = negations(word, grammar)
    found = [n for n in found if grammar.form(n).lower() != "nor" or len(found) == 1]
    if (gone := _no_longer(word, grammar)) is not None:
        return told(replace(status, modality="ended", polarity="positive"), "status.no_longer", gone)
    without = [mark for mark in marks(word, grammar) if mark in listed("negating_marks")]
    if len(found) + len(without) == 0:
        return status
    if (len(found) + len(without)) % 2 == 0:
        return status
    words = ", ".join([grammar.form(n) for n in found] + without)
    return told(replace(status, polarity=opposite(status.polarity)), "status.negation", words)


def _no_longer(word: int, grammar: Grammar) -> str | None:
    for child in grammar.dependants(word, "advmod"):
        form = grammar.form(child).lower()
        before = grammar.form(child - 1).lower() if child else ""
        if (form, before) == ("longer", "no") or (form == "anymore" and negations(word, grammar)):
            return f"{before} {form}" if form == "longer" else form
    return None


def _with_adverbs(status: Status, word: int, grammar: Grammar) -> Status:
    groups = grouped("adverbs")
    for child in grammar.dependants(word, "advmod"):
        form = grammar.form(child).lower()
        kind = groups.get(form)
        if kind is None or grammar.dependants(child, "advmod"):
            continue
        status = _by_adverb(status, kind, form)
    return status


def _by_adverb(status: Status, kind: str, form: str) -> Status:
    rule = "status.adverb"
    if kind == "probable":
        return told(replace(status, certainty="probable"), rule, form)
    certainty: Certainty = "possible" if kind == "hypothetical" else "unspecified"
    if kind == "ended":
        return told(replace(status, modality="ended"), rule, form)
    if kind == "failed":
        return told(replace(status, modality="failed", polarity="negative"), rule, form)
    if kind == "alleged":
        return told(replace(status, modality="alleged", certainty=certainty), rule, form)
    return told(replace(status, modality="hypothetical", certainty=certainty), rule, form)


def _by_command(status: Status, word: int, form: Form, grammar: Grammar) -> Status:
    """A bare verb without subject at the top of a clause bids somebody to do it."""
    if not is_command(word, form, grammar):
        return status
    return told(replace(status, modality="called-for", certainty="unspecified"), "status.command", grammar.form(word))


#: What may stand before the first word of a command.
QUOTES = frozenset("\"“„«'‘`")


def is_command(word: int, form: Form, grammar: Grammar) -> bool:
    """Whether a verb is an imperative."""
    token = grammar.tokens[word]
    if grammar.dependants(word, "nsubj", "csubj", "mark", "expl", "det", "case", "cop"):
        return False
    if "Tense=Past" in token.features:
        return False
    if token.upos != "VERB":
        opens = word == grammar.sentence_bounds(grammar.sentence[word])[0] or grammar.form(word - 1) in QUOTES
        return opens and bool(grammar.dependants(word, "obj"))
    if any(grammar.lemma(n) not in ("do",) for n in auxiliaries(word, grammar)):
        return False
    relation = grammar.relation(word).split(":")[0]
    if relation == "conj" and shares(word, grammar):
        return is_command(grammar.head[word], form, grammar)
    if "Mood=Imp" in token.features:
        return relation in ("root", "conj", "parataxis", "ccomp", "advcl", "dep")
    bare = "VerbForm=Inf" in token.features and form == "infinitive"
    return bare and relation in ("root", "parataxis", "ccomp")


def _with_question(status: Status, word: int, grammar: Grammar) -> Status:
    """A question leaves open whether it is so, unless it asks who, why or when it was."""
    if grammar.relation(word).split(":")[0] not in ("root", "conj", "parataxis", "ccomp"):
        return status
    subjects = grammar.dependants(word, "nsubj", "expl")
    inverted = [n for n in auxiliaries(word, grammar) if subjects and n < subjects[0]]
    first = grammar.subtree(word)[0]
    opening = {grammar.form(n).lower() for n in range(first, min(word, first + 4))}
    if not inverted or opening & listed("inverting") or not _is_asked(inverted[0], word, grammar):
        return status
    if opening & listed("questions") and status.modality in ("occurred", "ongoing"):
        return status
    detail = grammar.words(inverted[0], subjects[0])
    return told(replace(status, modality="hypothetical", certainty="unspecified"), "status.question", detail)


def _is_asked(auxiliary: int, word: int, grammar: Grammar) -> bool:
    """Whether a sentence is a question: by its mark, or by "do you"."""
    last = grammar.sentence_bounds(grammar.sentence[word])[1]
    ends = any(grammar.form(n) == "?" for n in range(max(last - 1, word), last + 1))
    return ends or (grammar.lemma(auxiliary) == "do" and not negations(word, grammar))


def _with_condition(status: Status, word: int, grammar: Grammar) -> Status:
    found = condition_of(word, grammar)
    if found is None:
        return status
    if status.modality in ("planned", "hypothetical", "failed") or (
        status.modality == "occurred" and not past(word, grammar) and form_of(word, grammar) == "finite"
    ):
        polarity = status.polarity if status.modality != "failed" else "negative"
        status = replace(status, modality="conditional", certainty="unspecified", polarity=polarity, condition=found)
        return told(status, "status.condition", grammar.words(*found)[:80])
    return replace(status, condition=found)
