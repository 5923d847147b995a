"""Days that lean on another date: "May 4 and 5", "April 6-7, 1915", "the 20th"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.times.calendar_dates import DateReader
from onrecord.extract.times.eras import EraReader
from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.line import Line
from onrecord.extract.words import ORDINAL_ENDS


class RangeReader:
    """Reads the second days of ranges and lists, and days that name no month."""

    def __init__(self, line: Line, dates: DateReader, eras: EraReader) -> None:
        self.line, self.dates, self.years, self.eras = line, dates, dates.years, eras

    def with_years_of_their_ends(self, found: Sequence[Expression]) -> list[Expression]:
        """The expressions, with the year of the second of two joined ones for both ("3 May to 9 June 2014")."""
        out = list(found)
        for n in range(len(out) - 2, -1, -1):
            first, second = out[n], out[n + 1]
            joined = second.first == first.last + 2 and self.line.is_join(first.last + 1)
            if joined and _lacks_year(first) and second.year is not None and second.month is not None:
                year = second.year - (second.month < (first.month or 0))
                out[n] = replace(first, year=year, before_christ=second.before_christ)
        return out

    def and_on(self, found: Expression) -> tuple[Expression, Expression] | None:
        """The expression and the day that follows it in the same month, both with the year that stands behind."""
        line, at = self.line, found.last + 2
        if found.kind != "date" or found.day is None or found.month is None or found.before_christ:
            return None
        joined = line.is_join(at - 1) or line.word(at - 1) == ","
        if not joined or line.word(found.last) in line.known.valued("months"):
            return None
        second = self.dates.day_of_month(at)
        if second is None or line.digits(at, 2) is None or second[1] <= found.day:
            return None
        if self.dates.month(second[0] + 1) is not None or not self.years.counts_nothing(second[0]):
            return None
        year = self.years.year_at(second[0] + 1) if found.year is None else None
        last, number = year if year is not None else (second[0], found.year)
        following = Expression("date", at, last, month=found.month, day=second[1], year=number)
        return replace(found, year=number), following

    def day_alone(self, at: int) -> Expression | None:
        """ "(On) the 20th": the day of the month that is told of."""
        line = self.line
        if line.word(at) != "the" or not line.is_in(at - 1, "before_day") or line.word(at + 2) not in ORDINAL_ENDS:
            return None
        day = self.dates.day_of_month(at + 1)
        if day is None or day[0] != at + 2 or not self.years.counts_nothing(day[0]):
            return None
        if self.eras.century(at + 1) is not None or self.dates.day_first(at + 1) is not None:
            return None  # "from the 15th to the 19th century", "on the 4th of July"
        return Expression("date", at, day[0], day=day[1])


def _lacks_year(found: Expression) -> bool:
    return found.kind == "date" and found.month is not None and found.year is None and not found.same_year
