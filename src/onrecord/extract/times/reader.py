"""Finds the expressions of time in one sentence by a grammar over its words.

Only a few hundred words can begin one, so most words are looked at once. At each such word the constructions are tried
in turn, the fullest first; the first that fits is taken with all its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.times.calendar_dates import DateReader
from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.lexicon import TimeWords
from onrecord.extract.times.numerals import Numerals
from onrecord.extract.times.phrases import PhraseReader
from onrecord.extract.words import Word
from onrecord.records import Span


class TimeReader:
    """Reads the expressions of one sentence, in the order of the text, none overlapping another."""

    def __init__(self, scanned: Sequence[Word], known: TimeWords) -> None:
        words = [_without_genitive(word, scanned[n - 1].text if n else "") for n, word in enumerate(scanned)]
        self.words, self.known = words, known
        self.lower = [word.text.lower() for word in words]
        self._parts = known.listed("early") | known.listed("mid") | known.listed("late")
        numerals = Numerals(words, self.lower, known)
        dates = DateReader(words, self.lower, known)
        phrases = PhraseReader(words, self.lower, known, numerals, dates)
        self._tried: tuple[Callable[[int], Expression | None], ...] = (
            phrases.named_day,
            dates.iso,
            dates.slashed,
            dates.clock,
            dates.day_first,
            dates.month_first,
            dates.weekday,
            phrases.century,
            phrases.decade,
            phrases.quarter,
            phrases.relative,
            phrases.offset,
            phrases.season,
            phrases.relative_day,
            phrases.set_of_times,
            phrases.part_of_day,
            dates.year,
            phrases.reference,
        )

    def span(self, found: Expression) -> Span:
        """The characters of an expression, without a genitive's ending ("today's")."""
        return Span(self.words[found.first].start, self.words[found.last].end)

    def expressions(self) -> Iterator[Expression]:
        """Every expression of the sentence."""
        at = 0
        starts = self.known.starts
        while at < len(self.words):
            if self.lower[at] not in starts and not self.lower[at][0].isdigit():
                at += 1
                continue
            found = next((found for read in self._tried if (found := read(at)) is not None), None)
            if found is None:
                at += 1
                continue
            yield self._extended(found)
            at = found.last + 1

    def _extended(self, found: Expression) -> Expression:
        """The expression with "the end of", "early", "about" before it."""
        first, lower = found.first, self.lower
        parts, direct = self._parts, self.known.listed("directly")
        for _ in range(3):
            if first >= 2 and lower[first - 1] == "of" and lower[first - 2] in parts:
                first -= 2
            elif first and (lower[first - 1] in direct or lower[first - 1] == "the"):
                first -= 1
            elif first >= 2 and lower[first - 1] in "-–" and lower[first - 2] in direct:
                first -= 2
            else:
                break
        return replace(found, first=first)


def _without_genitive(word: Word, before: str) -> Word:
    """ "Today's" as "today"; "New Year's Day" keeps its own."""
    text = word.text
    kept = before.lower() in _BEFORE_KEPT or text[:-2].lower() in _KEEP_GENITIVE
    if len(text) > 4 and text[-2] in "'’" and text[-1] in "sS" and not kept:
        return Word(text[:-2], word.start, word.end - 2, word.glued)
    return word


_BEFORE_KEPT = frozenset({"new", "st", "."})
_KEEP_GENITIVE = frozenset({"valentine", "mother", "father", "veteran"})
