"""Speakers named before a colon: headlines ("Lee: Bridge Is Safe", "Bridge Is Safe: Poll"), and labels of quotations
("From Ann Lee:", "Lee's statement:")."""

from __future__ import annotations

from functools import cache

from onrecord.extract.phrases import trimmed
from onrecord.extract.relations import Relation, Run
from onrecord.extract.speeches import Speech, speeches
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

_LABEL_WORDS = 6
_DASHES = frozenset(("-", "--", "–", "—", "―", "|"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
#: A headline is a line of its own of at most so many words.
_HEADLINE_WORDS = 30


def label_relations(analysis: Analysis, grammar: Grammar, claimed: set[int]) -> list[Relation]:
    """One relation for each speaker who stands before (or, at a headline's end, behind) a colon."""
    free = [number for number in _headlines(analysis, grammar) if grammar.starts[number] not in claimed]
    found = [_headline(number, analysis, grammar) for number in free]
    inside = {word for relation in found if relation for first, last in relation.words() for word in range(first, last)}
    for speech in speeches(analysis, grammar):
        if speech.first not in claimed and speech.first not in inside and not speech.continues:
            found.append(_labelled(speech, analysis, grammar))
    return [relation for relation in found if relation is not None]


def _headlines(analysis: Analysis, grammar: Grammar) -> list[int]:
    """The first line of each post where it is one sentence."""
    found = []
    post = -1
    for number, sentence in enumerate(analysis.sentences):
        if sentence.post != post:
            post = sentence.post
            first, last = grammar.sentence_bounds(number)
            alone = number + 1 == len(grammar.starts) or analysis.paragraphs[number + 1] != analysis.paragraphs[number]
            if alone and last - first < _HEADLINE_WORDS:
                found.append(number)
    return found


def _headline(number: int, analysis: Analysis, grammar: Grammar) -> Relation | None:
    first, last = grammar.sentence_bounds(number)
    colons = [word for word in range(first + 1, last) if grammar.form(word) == ":"]
    if not colons:
        return None
    end = last - (grammar.form(last) == ".")
    forward = (first, colons[0] - 1), colons[0], (colons[0] + 1, last)
    backward = (colons[-1] + 1, end), colons[-1], (first, colons[-1] - 1)
    for source, colon, content in (forward, backward):
        if _speaks(source, analysis, grammar) and _says(content, analysis, grammar):
            why = Reason("structure.headline", f"a headline that names its speaker: {grammar.words(*source)}")
            said = trimmed(_first_line(content, grammar), grammar)
            return Relation((source,), ((colon, colon),), (said,), 0.8, (why,))
    return None


def _first_line(run: Run, grammar: Grammar) -> Run:
    """A headline and the line under it may come as one sentence; the label speaks for the first."""
    first, last = run
    cut = grammar.text.find("\n", grammar.tokens[first].start, grammar.tokens[last].end)
    while cut >= 0 and last > first and grammar.tokens[last].start > cut:
        last -= 1
    return first, last


def _speaks(run: Run, analysis: Analysis, grammar: Grammar) -> bool:
    """Whether a headline's label is a name of somebody who can speak, or a noun that speaks ("Poll", "Officials")."""
    first, last = run
    if last - first >= _LABEL_WORDS or grammar.words(first, last).lower() in _rubrics():
        return False
    kinds = {grammar.tokens[word].upos for word in range(first, last + 1)}
    if grammar.lemma(last) in _headline_sources() and (first == last or not kinds & {"VERB", "AUX", "PUNCT"}):
        return True
    names = [name for name in analysis.names if first <= name.first <= name.last <= last]
    edges = any(name.type in ("PER", "ORG") and (name.first == first or name.last == last) for name in names)
    return edges and kinds <= {"PROPN", "NOUN", "ADJ", "CCONJ", "DET"} and grammar.tokens[last].upos == "PROPN"


def _says(run: Run, analysis: Analysis, grammar: Grammar) -> bool:
    """Whether what stands across the colon is a clause or a quotation: 'The harbour: a history' is none."""
    span = grammar.span(*run)
    return any(grammar.tokens[n].upos in ("VERB", "AUX") for n in range(run[0], run[1] + 1)) or any(
        quotation.span.overlaps(span) for quotation in analysis.quotations
    )


def _labelled(speech: Speech, analysis: Analysis, grammar: Grammar) -> Relation | None:
    """A quotation right behind a label and a colon, in its line or in the next."""
    colon = speech.first - 1
    if colon < 1 or grammar.form(colon) != ":":
        return None
    if analysis.paragraphs[grammar.sentence[speech.first]] - analysis.paragraphs[grammar.sentence[colon]] > 1:
        return None
    first = grammar.sentence_bounds(grammar.sentence[colon])[0]
    label = _name_before(first, colon, analysis, grammar)
    if label:
        source, cue = label, (colon, colon)
    else:
        owned = _owned_artefact(first, colon, grammar)
        if owned is None:
            return None
        source, cue = owned
    why = Reason("structure.label", f"a label before the quotation: {grammar.words(*source)}")
    return Relation((source,), (cue,), ((speech.first, speech.last),), 0.9, (why,))


def _name_before(first: int, colon: int, analysis: Analysis, grammar: Grammar) -> Run | None:
    """ "From Ann Lee:", "- Ann Lee:", "Lee:" - a name with nothing but a dash, a preposition or the line's edge before
    it."""
    begin = colon
    while begin > first and colon - begin < _LABEL_WORDS and _is_name(begin - 1, analysis, grammar):
        begin -= 1
    if begin == colon or grammar.words(begin, colon - 1).lower() in _rubrics():
        return None
    before = begin - 1
    lead = before < first or grammar.form(before) in _DASHES or grammar.form(before).lower() in _leads()
    return (begin, colon - 1) if lead else None


def _is_name(word: int, analysis: Analysis, grammar: Grammar) -> bool:
    if grammar.tokens[word].upos == "PROPN" or grammar.form(word) in ("and", "&"):
        return True
    return any(name.type in ("PER", "ORG") and name.first <= word <= name.last for name in analysis.names)


def _owned_artefact(first: int, colon: int, grammar: Grammar) -> tuple[Run, Run] | None:
    """ "Here is Ann Lee's full statement:" - the source with its possessive mark, and the noun that holds the words."""
    marks = [n for n in range(first + 1, colon) if grammar.form(n) in _POSSESSIVE]
    if not marks or colon - marks[-1] > _LABEL_WORDS or grammar.lemma(colon - 1) not in _words_said():
        return None
    if any(grammar.tokens[n].upos == "VERB" for n in range(first, colon)):
        return None
    begin = marks[-1]
    while begin > first and grammar.tokens[begin - 1].upos in ("PROPN", "NOUN", "ADJ", "DET"):
        begin -= 1
    return ((begin, marks[-1]), (marks[-1] + 1, colon)) if begin < marks[-1] else None


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(table("english/structure")["rubrics"])


@cache
def _leads() -> frozenset[str]:
    return frozenset(table("english/structure")["label_leads"])


@cache
def _words_said() -> frozenset[str]:
    return frozenset(table("english/structure")["words_said"])


@cache
def _headline_sources() -> frozenset[str]:
    return frozenset(table("english/structure")["headline_sources"])
