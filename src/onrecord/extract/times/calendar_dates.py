"""Dates of the calendar: days, months and weekdays, in digits or in words, with their years."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.line import Line
from onrecord.extract.times.years import YearReader
from onrecord.extract.words import ORDINAL_ENDS

_LAST_DAY, _LAST_MONTH = 31, 12


class DateReader:
    """Reads calendar dates at a word; each method gives the expression that begins there, or None."""

    def __init__(self, line: Line, years: YearReader) -> None:
        self.line, self.years = line, years

    def iso(self, at: int) -> Expression | None:
        """ "2022-03-24", and "24.03.2022" as one word."""
        line = self.line
        parts = line.word(at).split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[2]) == 4:
            return self._numeric(at, at, parts[2], parts[1], parts[0])
        glued = all(line.is_glued(at + n) for n in range(1, 5))
        if len(line.word(at)) == 4 and glued and line.word(at + 1) == "-" == line.word(at + 3):
            return self._numeric(at, at + 4, line.word(at), line.word(at + 2), line.word(at + 4))
        return None

    def slashed(self, at: int) -> Expression | None:
        """ "24/03/2022": only where one order alone makes a date of it."""
        line = self.line
        glued = all(line.is_glued(at + n) for n in range(1, 5))
        if not glued or line.word(at + 1) != "/" or line.word(at + 3) != "/":
            return None
        first, second, year = line.digits(at, 2), line.digits(at + 2, 2), line.word(at + 4)
        if first is None or second is None or len(year) != 4:
            return None
        if first > _LAST_MONTH:
            return self._numeric(at, at + 4, year, str(second), str(first))
        plain = second > _LAST_MONTH or first == second
        return self._numeric(at, at + 4, year, str(first), str(second)) if plain else None

    def _numeric(self, first: int, last: int, year: str, month: str, day: str) -> Expression | None:
        written = year + month + day
        if len(month) > 2 or len(day) > 2 or not (written.isascii() and written.isdigit()):
            return None
        if not (month and day and 1 <= int(month) <= _LAST_MONTH and 1 <= int(day) <= _LAST_DAY):
            return None
        return Expression("date", first, last, year=int(year), month=int(month), day=int(day))

    def month(self, at: int) -> int | None:
        """The month that a word names here; words such as "may" only where a date is meant."""
        line = self.line
        found: int | None = line.known.valued("months").get(line.word(at))
        if found is None or (line.is_in(at, "capital") and not line.is_capital(at)):
            return None
        if self._number_beside(at):
            return found
        if line.is_in(at, "name_months") and line.is_capital(at + 1) and not line.is_in(at - 1, "before_name_month"):
            return None
        if line.is_in(at, "beside_number"):
            return None
        doubtful = line.is_in(at, "doubtful_months") and not line.is_in(at - 1, "before_month")
        return None if doubtful else found

    def _number_beside(self, at: int) -> bool:
        line = self.line
        behind = at + 2 if line.word(at + 1) in (".", "-") else at + 1
        before = at - 2 if line.word(at - 1) in ORDINAL_ENDS or line.word(at - 1) in ("of", "-") else at - 1
        return line.word(behind)[:1].isdigit() or line.word(before)[:1].isdigit()

    def day_of_month(self, at: int) -> tuple[int, int] | None:
        """The last word and the number of a day ("3", "3rd", "third")."""
        line = self.line
        number = line.digits(at, 2)
        if number is not None and 1 <= number <= _LAST_DAY:
            ordinal = line.word(at + 1) in ORDINAL_ENDS and line.is_glued(at + 1)
            return (at + 1 if ordinal else at), number
        value = line.known.valued("ordinals").get(line.word(at))
        return (at, int(value)) if value is not None and value <= _LAST_DAY else None

    def day_first(self, at: int) -> Expression | None:
        """ "24 March 2022", "the 4th of July", "22 to 24 February" (the first day alone)."""
        line = self.line
        found = self.day_of_month(at)
        if found is None or (line.is_glued(at) and line.word(at - 1)[-1].isalnum()):
            return None
        last, day = found
        step = last + 1
        dashed = line.word(step) == "-" and line.is_glued(step + 1)
        if line.word(step) in ("of", ".") or dashed:
            step += 1
        month = self.month(step)
        if month is None:
            return self._first_of_range(at, last, day)
        if line.digits(at, 2) is None and line.word(last + 1) != "of":
            return None
        return self.with_year(Expression("date", at, step, month=month, day=day))

    def _first_of_range(self, at: int, last: int, day: int) -> Expression | None:
        """ "22 to 24 February": the day before the join takes the month behind it."""
        line = self.line
        second = self.day_of_month(last + 2)
        if not line.is_join(last + 1) or second is None or line.digits(at, 2) is None:
            return None
        step = second[0] + 2 if line.word(second[0] + 1) == "of" else second[0] + 1
        month = self.month(step)
        if month is None:
            return None
        year = self.years.year_at(step + 1)
        return Expression("date", at, last, month=month, day=day, year=year[1] if year else None)

    def with_year(self, found: Expression) -> Expression:
        """A day or month with the year behind it: "2022", ", 2022", "-2022", "420", "480 BC", "of that year"."""
        line = self.line
        if line.word(found.last + 1) == "-" and line.is_glued(found.last + 1):
            year = self.years.year_at(found.last + 2)
            return replace(found, last=year[0], year=year[1]) if year is not None else found
        at = found.last + (2 if self._is_dotted(found.last) else 1)
        year = self.years.year_at(at) or self.years.early_year_at(at)
        if year is not None:
            return self.years.era(replace(found, last=year[0], year=year[1]))
        same = line.known.same_year.at(line.lower, at)
        if same is not None:
            return replace(found, last=at + same[0] - 1, same_year=True)
        return self._with_early_year(found, at)

    def _with_early_year(self, found: Expression, at: int) -> Expression:
        number, last = self.line.digits(at, 4), self.years.era_end(at + 1)
        return found if number is None or last is None else replace(found, last=last, year=number, before_christ=True)

    def month_first(self, at: int) -> Expression | None:
        """ "March 24, 2022", "March 2022", "March"."""
        month = self.month(at)
        if month is None:
            return None
        step = at + 2 if self._is_dotted(at) else at + 1
        day = self.day_of_month(step) if self.line.word(step)[:1].isdigit() else None
        if day is not None and self.years.year_at(step) is None:
            return self.with_year(Expression("date", at, day[0], month=month, day=day[1]))
        whole = self.with_year(Expression("date", at, step - 1, month=month))
        return whole if whole.year is not None or whole.same_year else self._first_month(whole)

    def _is_dotted(self, at: int) -> bool:
        """Whether a month is cut short with a full stop behind it ("Sept. 11")."""
        return self.line.word(at + 1) == "." and self.line.is_in(at, "abbreviations")

    def _first_month(self, found: Expression) -> Expression:
        """ "August-September 1950": the year behind the second month is the first one's too."""
        second = self.month(found.last + 2) if self.line.is_join(found.last + 1) else None
        year = self.years.year_at(found.last + 3) if second is not None else None
        if year is None or second is None:
            return found
        return replace(found, year=year[1] - (second < (found.month or 0)))

    def weekday(self, at: int) -> Expression | None:
        """ "Monday", "Monday morning", "Thursday, March 24"; "Sat" only with its date."""
        line = self.line
        number = line.known.valued("weekdays").get(line.word(at))
        if number is None or not self._is_written_as_a_name(at) or self._is_in_a_name(at):
            return None
        step = at + 2 if line.word(at + 1) in (",", ".", "the") else at + 1
        date = self.day_first(step) or self.month_first(step)
        if date is not None and date.day is not None:
            return replace(date, first=at, weekday=number)
        if line.is_in(at, "beside_number"):
            return None
        part = line.known.valued("parts").get(line.word(at + 1))
        return Expression("weekday", at, at + 1 if part else at, weekday=number, part=part)

    def _is_written_as_a_name(self, at: int) -> bool:
        must = self.line.known.language == "en" or self.line.is_in(at, "capital")
        return self.line.is_capital(at) or not must

    def _is_in_a_name(self, at: int) -> bool:
        """ "Good Friday", "the Sunday Express", "The Sun", "Baltimore Sun": days of a name, or no days at all."""
        line = self.line
        if line.is_capital(at - 1) and line.is_in(at - 1, "name_days"):
            return True
        article = line.is_in(at - 1, "articles")
        if line.is_in(at, "beside_number"):
            return article or (line.is_capital(at - 1) and at > 1)
        return article and line.is_capital(at + 1) and self.month(at + 1) is None
