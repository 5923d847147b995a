"""Periods of a longer one: "the end of the year", "the first nine months of 2021", "fiscal 2022", "H1 2021"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.extract.times.calendar_dates import DateReader
from onrecord.extract.times.eras import EraReader
from onrecord.extract.times.expressions import Direction, Expression
from onrecord.extract.times.line import Line
from onrecord.extract.times.numerals import Numerals
from onrecord.extract.times.phrases import PhraseReader

#: Units that a piece may be of ("the first week of May"); a place beyond the twelfth is no piece.
_PIECES = frozenset({"D", "W", "MO", "Y", "Q", "DE"})
_LAST_PLACE = 12
_OF_YEAR: tuple[tuple[str, Direction], ...] = (("last", "last"), ("this", "this"), ("the", "this"), ("next", "next"))
_FIRST_FISCAL_YEAR, _LAST_FISCAL_YEAR = 1900, 2100


class PeriodReader:
    """Reads periods by their place in a longer one; each method gives the expression that begins at a word, or None."""

    def __init__(
        self, line: Line, numerals: Numerals, dates: DateReader, eras: EraReader, phrases: PhraseReader
    ) -> None:
        self.line, self.numerals, self.dates, self.years, self.eras = line, numerals, dates, dates.years, eras
        self._bases: tuple[Callable[[int], Expression | None], ...] = (
            dates.month_first,
            eras.decade,
            dates.years.year,
            phrases.relative,
        )
        known = line.known
        self._parts = known.listed("early") | known.listed("mid") | known.listed("late")

    def the_period(self, at: int) -> Expression | None:
        """ "(The end of) the year", "(later in) the week", "the quarter (ended ...)": the one that is told of."""
        line = self.line
        made = self._bounded(at)
        if made is None:
            return None
        inside = line.word(at - 1) in ("of", "in") and line.word(at - 2) in self._parts
        return made if inside or self._is_dated(at) else None

    def _bounded(self, at: int) -> Expression | None:
        """ "The year", but not "the year of ..."."""
        line = self.line
        if line.word(at) != "the" or not line.is_in(at + 1, "bounded") or line.word(at + 2) == "of":
            return None
        unit = line.known.valued("units")[line.word(at + 1)]
        return Expression("relative", at, at + 1, unit=unit, direction="this", bounded=True)

    def _is_dated(self, at: int) -> bool:
        """Whether the day on which a period ends stands behind it ("the quarter ended 31 March")."""
        if not self.line.is_in(at + 2, "ended"):
            return False
        return (self.dates.month_first(at + 3) or self.dates.day_first(at + 3)) is not None

    def year_end(self, at: int) -> Expression | None:
        """ "Year-end", "year end"."""
        line = self.line
        step = line.past_dash(at + 1)
        if line.word(at) != "year" or line.word(step) != "end" or line.is_in(at - 1, "every"):
            return None
        year = self.years.year_at(step + 1)
        if year is not None:
            return Expression("date", at, year[0], year=year[1])
        return Expression("relative", at, step, unit="Y", direction="this", bounded=True)

    def piece(self, at: int) -> Expression | None:
        """ "First nine months of the year", "last week of August", "first day of 2021", "second Monday of May"."""
        line = self.line
        number = self._place(at)
        if number is None:
            return None
        count = self.numerals.count(at + 1)
        if count is not None and count[1] is None:
            return None
        last = count[0] + 1 if count is not None else at + 1
        unit = line.known.valued("units").get(line.word(last))
        weekday = line.known.valued("weekdays").get(line.word(last)) if count is None else None
        fits = (unit in _PIECES or weekday is not None) and line.word(last + 1) in ("of", "in")
        base = self._base(last + 2) if fits else None
        if base is None:
            return None
        if weekday is not None:
            return Expression("piece", at, base.last, weekday=weekday, number=number, base=base)
        many = count[1] if count is not None else None
        return Expression("piece", at, base.last, unit=unit, count=many, number=number, base=base)

    def _place(self, at: int) -> int | None:
        """Which one is meant: 1 for the first, -1 for the last."""
        line = self.line
        if line.is_in(at, "last_parts"):
            return -1
        if line.is_in(at, "first_parts"):
            return 1
        found = line.known.valued("ordinals").get(line.word(at))
        return int(found) if found is not None and found <= _LAST_PLACE else None

    def _base(self, at: int) -> Expression | None:
        """The longer period: a month, a year, "this year", "the year"."""
        bounded = self._bounded(at)
        if bounded is not None:
            return bounded
        step = at + 1 if self.line.word(at) == "the" else at
        if not self.line.word(step):
            return None
        found = next((made for read in self._bases if (made := read(step)) is not None), None)
        return found if found is not None and found.day is None and found.kind != "duration" else None

    def quarter(self, at: int) -> Expression | None:
        """ "The first quarter of 2022", "Q3 2021", "2Q", "the second half of the year", "H1 2021"."""
        return self._coded(at) or self._in_words(at)

    def _coded(self, at: int) -> Expression | None:
        line = self.line
        if not line.is_glued(at + 1):
            return None
        first, second = line.word(at), line.word(at + 1)
        if first == "q" and second in ("1", "2", "3", "4"):
            return self._of_year(Expression("quarter", at, at + 1, number=int(second)))
        if first in ("1", "2", "3", "4") and line.words[at + 1].text == "Q":
            return self._of_year(Expression("quarter", at, at + 1, number=int(first)))
        if first == "h" and second in ("1", "2"):
            half = self._of_year(Expression("half", at, at + 1, number=int(second)))
            return half if half.year is not None else None
        return None

    def _in_words(self, at: int) -> Expression | None:
        found = self.eras.ordinal(at)
        if found is None:
            return None
        step, number = self.line.past_dash(found[0] + 1), found[1]
        if self.line.word(step) == "quarter" and number <= 4:
            return self._of_year(Expression("quarter", at, step, number=number))
        if self.line.word(step) == "half" and number <= 2:
            half = self._of_year(Expression("half", at, step, number=number))
            return half if half.last > step else None
        return None

    def _of_year(self, found: Expression) -> Expression:
        year = self.years.year_at(found.last + 1)
        if year is not None:
            return replace(found, last=year[0], year=year[1])
        for word, direction in _OF_YEAR:
            if self.line.run(found.last + 1, "of", word, "year"):
                return replace(found, last=found.last + 3, direction=direction)
        return found

    def fiscal(self, at: int) -> Expression | None:
        """ "Fiscal 2021", "fiscal year 2022", "FY2023": whose days depend on who counts."""
        line = self.line
        if line.word(at) == "fy":
            year = self._fiscal_year(at + 1)
            return Expression("fiscal", at, at + 1, year=year) if year is not None else None
        if not line.is_in(at, "fiscal"):
            return None
        last = at + 1 if line.word(at + 1) in ("year", "years") else at
        year = self._fiscal_year(last + 1)
        if year is not None:
            return Expression("fiscal", at, last + 1, year=year)
        return Expression("fiscal", at, last) if last > at else None

    def _fiscal_year(self, at: int) -> int | None:
        number = self.line.digits(at, 4)
        return number if number is not None and _FIRST_FISCAL_YEAR <= number <= _LAST_FISCAL_YEAR else None
