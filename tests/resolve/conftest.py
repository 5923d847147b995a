"""Speakers of sources that a test names itself: only the trees come from the model, names and sources from the test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from onrecord.extract.relations import Relation, Run
from onrecord.language.analysis import Analysis, Name, analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import Span
from onrecord.resolve.entities import link_entities
from onrecord.resolve.places import resolve_places
from onrecord.resolve.speakers import Speaker, SpeakerResolver
from onrecord.sources import article_from_text

#: From a text, its sources in order, and the names in it by type, to a speaker for each source. A source with ">" in
#: front lies in the words of the one before it in the list; `authors` sign the article.
Resolve = Callable[..., list[Speaker]]


@pytest.fixture
def resolve() -> Resolve:
    return speakers_of


def speakers_of(
    text: str, sources: Sequence[str], names: Mapping[str, str] | None = None, authors: Sequence[str] = ()
) -> list[Speaker]:
    article = replace(article_from_text(text), authors=tuple(authors))
    analysis = analyse(text, default_parts(text))
    analysis = replace(analysis, names=tuple(_names(analysis, names or {})))
    grammar = Grammar(analysis)
    relations: list[Relation] = []
    at = 0
    for source in sources:
        inner = source.startswith(">")
        wanted = source.removeprefix(">")
        start = _found(text, wanted, at)
        at = start if inner else start + len(wanted)
        parent = len(relations) - 1 if inner else None
        run = _run(grammar, start, start + len(wanted))
        relations.append(Relation((run,), (), _quoted_beside(analysis, grammar, run), 1.0, (), parent=parent))
    linked = link_entities(article, analysis, grammar, resolve_places(article, analysis, grammar))
    return SpeakerResolver(article, analysis, grammar, linked, relations).speakers()


def _found(text: str, words: str, at: int) -> int:
    """Where these words stand next, whole."""
    match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
    assert match is not None, words
    return match.start()


def _quoted_beside(analysis: Analysis, grammar: Grammar, run: Run) -> tuple[Run, ...]:
    """The quotations that end or begin in the sentence of a source and do not hold it."""
    sentence = analysis.sentences[grammar.sentence[run[0]]].span
    runs = [
        _run(grammar, quotation.span.start, quotation.span.end)
        for quotation in analysis.quotations
        if quotation.span.overlaps(sentence)
    ]
    return tuple((first, last) for first, last in runs if not first <= run[0] <= last)


def _names(analysis: Analysis, types: Mapping[str, str]) -> list[Name]:
    grammar = Grammar(analysis)
    taken: list[Span] = []
    for form in sorted(types, key=len, reverse=True):
        start = analysis.text.find(form)
        while start >= 0:
            span = Span(start, start + len(form))
            whole = not analysis.text[span.end : span.end + 1].isalnum()
            if whole and not any(span.overlaps(other) for other in taken):
                taken.append(span)
            start = analysis.text.find(form, span.end)
    return [Name(span, types[span.of(analysis.text)], *_run(grammar, span.start, span.end)) for span in sorted(taken)]


def _run(grammar: Grammar, start: int, end: int) -> Run:
    words = [n for n, token in enumerate(grammar.tokens) if token.start < end and token.end > start]
    return words[0], words[-1]
