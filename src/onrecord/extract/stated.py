"""What is no statement although it looks like one: scare quotes, nicknames, titles, and cues that say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.extract.acts import cue_lemma, reporting_verbs
from onrecord.extract.relations import Relation, Run
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.language.quotes import Quotation, overlapping
from onrecord.ontology.tables import table
from onrecord.records import Reason, Span

#: So few words in quote marks are distance or a name, not speech, unless a cue says that somebody spoke.
_SCARE_WORDS = 2
_ENDING = frozenset((".", "!", "?", "…", "..."))
_STOPS = frozenset((",", ".", "!", "?", "…", "..."))


def is_statement(relation: Relation, grammar: Grammar, analysis: Analysis) -> Reason | None:
    """The reason why a relation is no statement; None where it is one."""
    words = [word for run in relation.content for word in range(run[0], run[1] + 1) if _is_word(word, grammar)]
    if not words:
        return Reason("no-statement.empty", "the content has no words")
    if any(reason.rule.startswith("structure.") for reason in relation.why):
        return None
    said = grammar.words(relation.content[0][0], relation.content[-1][1])
    quotation = _sole_quotation(relation, words, grammar, analysis)
    if quotation is not None and is_name(quotation, grammar):
        return Reason("no-statement.name", f"the quoted words are a nickname or a title: {said}")
    if not relation.source and not _has_verb(relation, grammar):
        return Reason("no-statement.unsourced", "a noun names speech, and nobody speaks: " + said)
    if _says(relation, grammar):
        return None
    if quotation is not None:
        short = len(words) <= _SCARE_WORDS or is_noun_phrase(range(quotation[0], quotation[1] + 1), grammar)
        scare = Reason("no-statement.scare-quote", f"a name for something in quote marks, no cue of speech: {said}")
        return scare if short else None
    if _is_auxiliary(relation, grammar):
        return Reason("no-statement.cue", "the cue is nothing but an auxiliary verb")
    if len(words) == 1:
        return Reason("no-statement.weak", f"a single word and no cue of speech: {said}")
    return None


def _has_verb(relation: Relation, grammar: Grammar) -> bool:
    """Whether the cue has a verb, an adverb ("reportedly") or a preposition of its own ("according to")."""
    words = [word for first, last in relation.cue for word in range(first, last + 1)]
    return not words or grammar.tokens[grammar.top(words[0], words[-1])].upos != "NOUN"


def is_name(quotation: Run, grammar: Grammar) -> bool:
    """Whether a quotation is a nickname inside a name, or the title of a work or a body named just before it."""
    first, last = quotation
    number = grammar.sentence[first]
    begin, end = grammar.sentence_bounds(number)
    if first > begin and last < end and last - first < 6:
        around = [grammar.tokens[word] for word in (first - 1, last + 1)]
        if all(token.upos == "PROPN" and token.form[0].isupper() for token in around):
            return True
    before = first - 1
    while before > begin and grammar.form(before) == ",":
        before -= 1
    if before < begin or not is_title(quotation, grammar):
        return False
    named = {grammar.lemma(before), grammar.form(before).lower()}
    return bool(named & (_works() | _naming()))


def is_noun_phrase(words: Sequence[int], grammar: Grammar) -> bool:
    """Whether words name something and tell nothing of it: a noun is their head, and no verb and no stop is theirs."""
    inside = [word for word in words if _is_word(word, grammar)]
    if not inside or grammar.tokens[grammar.top(inside[0], inside[-1])].upos not in ("NOUN", "PROPN"):
        return False
    told = any(grammar.tokens[word].upos in ("VERB", "AUX", "PRON", "INTJ") for word in inside)
    return not told and not any(grammar.form(word) in _ENDING for word in words)


def is_title(quotation: Run, grammar: Grammar) -> bool:
    """Whether quoted words are written as a title: all but the small ones with a capital, and no stop between them."""
    words = [word for word in range(quotation[0], quotation[1] + 1) if _is_word(word, grammar)]
    large = [word for word in words if grammar.form(word).lower() not in _title_links()]
    inside = [grammar.form(word) for word in range(quotation[0], quotation[1] + 1) if grammar.form(word) in _STOPS]
    return bool(large) and all(not grammar.form(word)[0].islower() for word in large) and "." not in inside[:-1]


def _is_word(word: int, grammar: Grammar) -> bool:
    return any(char.isalnum() for char in grammar.form(word))


def _sole_quotation(relation: Relation, words: Sequence[int], grammar: Grammar, analysis: Analysis) -> Run | None:
    """The words of the one quotation that holds the whole content."""
    span = Span(grammar.tokens[words[0]].start, grammar.tokens[words[-1]].end)
    around = [quotation for quotation in overlapping(analysis.quotations, span) if quotation.span.covers(span)]
    if len(around) != 1:
        return None
    return _run(around[0], words, grammar)


def _run(quotation: Quotation, words: Sequence[int], grammar: Grammar) -> Run:
    first, last = words[0], words[-1]
    while first > 0 and grammar.tokens[first - 1].start >= quotation.span.start:
        first -= 1
    while last + 1 < len(grammar.tokens) and grammar.tokens[last + 1].end <= quotation.span.end:
        last += 1
    return first, last


def _says(relation: Relation, grammar: Grammar) -> bool:
    """Whether a word of the cue tells of speech or thought, or the cue is a colon, a dash or "according to"."""
    lemmas = {cue_lemma(word, grammar) for first, last in relation.cue for word in range(first, last + 1)}
    forms = {grammar.form(word) for first, last in relation.cue for word in range(first, last + 1)}
    return bool(lemmas & _saying()) or not any(char.isalnum() for form in forms for char in form)


def _is_auxiliary(relation: Relation, grammar: Grammar) -> bool:
    return all(grammar.tokens[word].upos in ("AUX", "PART") for a, b in relation.cue for word in range(a, b + 1))


@cache
def _saying() -> frozenset[str]:
    return reporting_verbs().union(table("english/structure")["voices"])


@cache
def _works() -> frozenset[str]:
    return frozenset(table("english/structure")["works"])


@cache
def _title_links() -> frozenset[str]:
    return frozenset(table("english/structure")["title_links"])


@cache
def _naming() -> frozenset[str]:
    return frozenset(table("english/structure")["naming"])
