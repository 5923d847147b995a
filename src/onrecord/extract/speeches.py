"""What stands in quote marks, counted in words: the quotations of a text, and which of them go on over paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from onrecord.extract.relations import Run
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.language.quotes import Quotation


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation from its opening to its closing mark, within one paragraph.

    `continues` says that it goes on with the one before it by the printers' rule, `continued` that the next one does.
    """

    first: int
    last: int
    continues: bool = False
    continued: bool = False


def speeches(analysis: Analysis, grammar: Grammar) -> list[Speech]:
    """The quotations of a text in order. One that is neither closed nor goes on is left out: nobody knows its end."""
    starts = [token.start for token in grammar.tokens]
    found: list[Speech] = []
    waiting: Speech | None = None
    for quotation in analysis.quotations:
        run = _words_of(quotation, starts)
        if run is None:
            continue
        speech = Speech(*run)
        if waiting and quotation.continues and _goes_on(waiting, speech, analysis, grammar):
            found.append(replace(waiting, continued=True))
            speech = replace(speech, continues=True)
        waiting = None if quotation.closed else speech
        if quotation.closed:
            found.append(speech)
    return found


def _goes_on(before: Speech, speech: Speech, analysis: Analysis, grammar: Grammar) -> bool:
    """Whether two quotations stand in paragraphs that follow each other and open with the same mark."""
    left, right = (analysis.paragraphs[grammar.sentence[word]] for word in (before.last, speech.first))
    return right - left == 1 and grammar.form(before.first) == grammar.form(speech.first)


def _words_of(quotation: Quotation, starts: list[int]) -> Run | None:
    """The words of a quotation; None where its post is not read."""
    first = bisect_left(starts, quotation.span.start)
    last = bisect_right(starts, quotation.span.end - 1) - 1
    return (first, last) if first <= last else None


def is_whole(speech: Speech, grammar: Grammar) -> bool:
    """Whether the speech fills its sentences: nothing but it stands in them."""
    return (
        speech.first == grammar.sentence_bounds(grammar.sentence[speech.first])[0]
        and speech.last == grammar.sentence_bounds(grammar.sentence[speech.last])[1]
    )


def spoken_words(speech: Speech, grammar: Grammar) -> int:
    """How many words it has, its marks and stops not counted."""
    return sum(any(char.isalnum() for char in grammar.form(word)) for word in range(speech.first, speech.last + 1))
