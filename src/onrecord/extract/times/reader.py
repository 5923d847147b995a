"""Finds the expressions of time in one sentence by a grammar over its words.

Only a few hundred words can begin one, so most words are looked at once. At each such word the constructions are tried
in turn, the fullest first; the first that fits is taken with all its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.times.calendar_dates import DateReader
from onrecord.extract.times.clocks import ClockReader
from onrecord.extract.times.eras import EraReader
from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.lexicon import TimeWords
from onrecord.extract.times.line import Line
from onrecord.extract.times.numerals import Numerals
from onrecord.extract.times.periods import PeriodReader
from onrecord.extract.times.phrases import PhraseReader
from onrecord.extract.times.ranges import RangeReader
from onrecord.extract.times.years import YearReader
from onrecord.extract.words import ORDINAL_ENDS, Word
from onrecord.records import Span

#: "The late", "the end of the", "the very early": words before a time that are taken with it, at most so many times.
_MOST_BEFORE = 3


class TimeReader:
    """Reads the expressions of one sentence, in the order of the text, none overlapping another."""

    def __init__(self, scanned: Sequence[Word], known: TimeWords) -> None:
        words = [_without_genitive(word, scanned[n - 1].text if n else "", known) for n, word in enumerate(scanned)]
        self.line = line = Line(words, known)
        self.words, self.lower, self.known = words, line.lower, known
        self._parts = known.listed("early") | known.listed("mid") | known.listed("late")
        numerals, years = Numerals(line), YearReader(line)
        dates, eras = DateReader(line, years), EraReader(line, years)
        clocks = ClockReader(line, dates)
        phrases = PhraseReader(line, numerals, clocks, eras)
        periods = PeriodReader(line, numerals, dates, eras, phrases)
        self._ranges = ranges = RangeReader(line, dates, eras)
        self._tried: tuple[Callable[[int], Expression | None], ...] = (
            eras.named_day,
            eras.moving_day,
            eras.named_period,
            dates.iso,
            dates.slashed,
            clocks.clock,
            periods.piece,
            periods.year_end,
            dates.day_first,
            dates.month_first,
            dates.weekday,
            eras.century,
            eras.decade,
            periods.quarter,
            periods.fiscal,
            periods.the_period,
            ranges.day_alone,
            phrases.relative,
            phrases.offset,
            phrases.season,
            phrases.relative_day,
            phrases.times_a,
            phrases.set_of_times,
            phrases.part_of_day,
            years.year,
            years.early_year,
            phrases.reference,
        )

    def span(self, found: Expression) -> Span:
        """The characters of an expression, without a genitive's ending ("today's")."""
        return Span(self.words[found.first].start, self.words[found.last].end)

    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the sentence."""
        return tuple(self._ranges.with_years_of_their_ends(list(self._in_order())))

    def _in_order(self) -> Iterator[Expression]:
        at, free = 0, 0
        starts = self.known.starts
        while at < len(self.words):
            if self.lower[at] not in starts and not self.lower[at][0].isdigit():
                at += 1
                continue
            found = next((found for read in self._tried if (found := read(at)) is not None), None)
            if found is None:
                at += 1
                continue
            for one in self._with_those_that_follow(found):
                yield self._extended(one, free)
                at = free = one.last + 1

    def _with_those_that_follow(self, found: Expression) -> Iterator[Expression]:
        """The expression, and the days of the same month behind it ("4, 5 and 6 May")."""
        both = self._ranges.and_on(found)
        while both is not None:
            yield both[0]
            found = both[1]
            both = self._ranges.and_on(found)
        yield found

    def _extended(self, found: Expression, free: int) -> Expression:
        """The expression with "the end of", "early", "the" before it, back to the first word that is free."""
        line, first = self.line, found.first
        for _ in range(_MOST_BEFORE):
            before = self._begin_before(first)
            if before is None or before < free:
                break
            first = before
        if line.word(first) == "the" and first == found.first - 1 and self._is_of_a_noun(found):
            first = found.first
        return replace(found, first=first)

    def _begin_before(self, first: int) -> int | None:
        line = self.line
        of = line.word(first - 1) == "of" and line.word(first - 2) in self._parts
        if of or (line.word(first - 1) == "in" and line.is_in(first - 2, "directly")):
            return first - 2
        if line.word(first - 1) == "the" or line.is_in(first - 1, "directly"):
            return first - 1
        return first - 2 if line.is_dash(first - 1) and line.is_in(first - 2, "directly") else None

    def _is_of_a_noun(self, found: Expression) -> bool:
        """Whether "the" before a date is another noun's: "the 2009 election", "the 24 March attack"."""
        if found.kind not in ("date", "weekday"):
            return False
        day_is_plain = (
            self.line.digits(found.first, 2) is not None and self.line.word(found.first + 1) not in ORDINAL_ENDS
        )
        return found.day is None or day_is_plain or self.line.word(found.first) in self.known.valued("months")


def _without_genitive(word: Word, before: str, known: TimeWords) -> Word:
    """ "Today's" as "today"; "New Year's Day" keeps its own."""
    text = word.text
    if len(text) <= 4 or text[-2] not in "'’" or text[-1] not in "sS":
        return word
    if before.lower() in known.listed("before_genitive") or text[:-2].lower() in known.listed("kept_genitives"):
        return word
    return Word(text[:-2], word.start, word.end - 2, word.glued)
