"""Quotations signed with a dash: "..." ― Ann Lee, in the same line or in the next."""

from __future__ import annotations

from functools import cache

from onrecord.extract.relations import Relation, Run
from onrecord.extract.speeches import Speech, speeches, spoken_words
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

_DASHES = frozenset(("-", "--", "–", "—", "―", "~"))
#: Words of a signature: the name, and what follows it up to the line's end (a place, a date, an office).
_NAME_WORDS, _REST_WORDS = 8, 12
_SPEECH_WORDS = 4
_ENDS = frozenset((",", "(", ".", "[", "|"))


def signed_relations(analysis: Analysis, grammar: Grammar, claimed: set[int]) -> list[Relation]:
    """One relation for each signed quotation; its dash is the cue."""
    found = []
    spoken = speeches(analysis, grammar)
    for index, speech in enumerate(spoken):
        if speech.first in claimed or spoken_words(speech, grammar) < _SPEECH_WORDS:
            continue
        signature = _signature(speech, analysis, grammar)
        if signature:
            dash, name = signature
            runs = _from_first_paragraph(index, spoken)
            why = Reason("structure.signed", f"signed with a dash: {grammar.words(*name)}")
            found.append(Relation((name,), ((dash, dash),), runs, 0.95, (why,)))
    return found


def _from_first_paragraph(index: int, spoken: list[Speech]) -> tuple[Run, ...]:
    """The runs of a quotation with those of the paragraphs before it that it goes on with."""
    begin = index
    while spoken[begin].continues and begin > 0:
        begin -= 1
    return tuple((speech.first, speech.last) for speech in spoken[begin : index + 1])


def _signature(speech: Speech, analysis: Analysis, grammar: Grammar) -> tuple[int, Run] | None:
    """The dash right behind a quotation and the name behind it, where nothing but the line's end follows."""
    dash = speech.last + 1
    number = grammar.sentence[speech.first]
    if speech.first != grammar.sentence_bounds(number)[0] and not speech.continues:
        return None
    if dash + 1 >= len(grammar.tokens) or grammar.form(dash) not in _DASHES:
        return None
    if analysis.paragraphs[grammar.sentence[dash]] - analysis.paragraphs[grammar.sentence[speech.last]] > 1:
        return None
    end = _line_end(dash, analysis, grammar)
    last = dash
    while last < end and last - dash < _NAME_WORDS and _names(last + 1, grammar):
        last += 1
    if last == dash or end - last > _REST_WORDS or (last < end and grammar.form(last + 1) not in _ENDS):
        return None
    verbs = any(grammar.tokens[n].upos == "VERB" for n in range(last + 1, end + 1))
    return None if verbs and grammar.form(last + 1) == "," else (dash, (dash + 1, last))


def _names(word: int, grammar: Grammar) -> bool:
    form = grammar.form(word)
    return form[0].isupper() or form[0] == "@" or form.lower() in _name_links()


def _line_end(word: int, analysis: Analysis, grammar: Grammar) -> int:
    """The last word of the paragraph, or the one before the next quotation's mark."""
    here = analysis.paragraphs[grammar.sentence[word]]
    while word + 1 < len(grammar.tokens) and analysis.paragraphs[grammar.sentence[word + 1]] == here:
        word += 1
    return word


@cache
def _name_links() -> frozenset[str]:
    return frozenset(table("english/tokens")["name_links"])
