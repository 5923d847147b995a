"""Decades, centuries, holidays and wars: times with a name or a number of their own."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.line import Line
from onrecord.extract.times.years import YearReader
from onrecord.extract.words import ORDINAL_ENDS

#: Two digits from here on are of the twentieth century ("the 20s", "the 90s"); below, of ours.
_FIRST_SHORT_DECADE = 20
_CENTURIES = frozenset({"century", "centuries"})


class EraReader:
    """Reads times known by name or number; each method gives the expression that begins at a word, or None."""

    def __init__(self, line: Line, years: YearReader) -> None:
        self.line, self.years = line, years

    def named_day(self, at: int) -> Expression | None:
        """A holiday with a fixed date, with its year; a day known by its date ("9/11")."""
        line = self.line
        found = line.known.named_days.at(line.lower, at)
        if found is None or not (line.is_capital(at) or line.word(at)[0].isdigit()):
            return None
        last = at + found[0] - 1
        if self.is_in_name(at, last):
            return None
        *year, month, day = (int(part) for part in found[1].split("-"))
        if year:
            return Expression("date", at, last, year=year[0], month=month, day=day)
        return self._with_year(Expression("date", at, last, month=month, day=day))

    def moving_day(self, at: int) -> Expression | None:
        """A holiday that moves from year to year ("Easter Sunday", "Thanksgiving 2021")."""
        found = self.line.known.moving_days.at(self.line.lower, at)
        if found is None or not self.line.is_capital(at):
            return None
        last = at + found[0] - 1
        return None if self.is_in_name(at, last) else self._with_year(Expression("holiday", at, last, holiday=found[1]))

    def _with_year(self, found: Expression) -> Expression:
        year = self.years.year_at(found.last + 1)
        return replace(found, last=year[0], year=year[1]) if year is not None else found

    def named_period(self, at: int) -> Expression | None:
        """A war known by name, where it stands for its time ("during World War II", not "a World War II veteran")."""
        line = self.line
        found = line.known.named_periods.at(line.lower, at)
        if found is None or not line.is_capital(at):
            return None
        last = at + found[0] - 1
        before = at - 2 if line.word(at - 1) == "the" else at - 1
        in_front_of_a_noun = line.word(last + 1)[:1].isalpha() and not line.is_in(last + 1, "never_nouns")
        if in_front_of_a_noun or not line.is_in(before, "before_period"):
            return None
        return Expression("period", at, last, value=found[1])

    def is_in_name(self, first: int, last: int) -> bool:
        """Whether capitalised words beside it make it part of a name ("the Christmas Cottage", "Summer Olympics")."""
        line = self.line
        before = line.is_capital(first - 1) and first > 1 and line.words[first - 1].text.isalpha()
        return line.is_capital(last + 1) or (before and not line.is_in(first - 1, "outside_names"))

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """The last word and the number of an ordinal ("19th", "twenty-first")."""
        line = self.line
        number = line.digits(at, 2)
        if number is not None and line.word(at + 1) in ORDINAL_ENDS:
            return at + 1, number
        if line.run(at, "twenty", "-", "first"):
            return at + 2, 21
        value = line.known.valued("ordinals").get(line.word(at))
        return (at, int(value)) if value is not None else None

    def century(self, at: int) -> Expression | None:
        """ "The 19th century", "the ninth century BC", "21st-century", "the 15th (to the 19th century)"."""
        line = self.line
        found = self.ordinal(at)
        if found is None:
            return None
        last, number = found
        if line.is_join(last + 1):
            second = self.ordinal(last + 3 if line.word(last + 2) == "the" else last + 2)
            if second and line.word(line.past_dash(second[0] + 1)) in _CENTURIES:
                return Expression("century", at, last, number=number)
        step = line.past_dash(last + 1)
        if line.word(step) not in _CENTURIES:
            return None
        made = Expression("century", at, step, number=number)
        return self.years.era(made)

    def decade(self, at: int) -> Expression | None:
        """ "The 1930s", "the 80s", "the nineties", "the 1800s" (a century)."""
        in_words = self.line.known.valued("decades_in_words").get(self.line.word(at))
        if in_words is not None:
            made = Expression("decade", at, at, year=1900 + in_words)
            return made if self.line.is_in(at - 1, "before_decade") else None
        number, last = self.line.digits(at, 4), self._plural_end(at + 1)
        if number is None or number % 10 or last is None:
            return None
        return self._decade_of(number, Expression("decade", at, last, year=number))

    def _plural_end(self, at: int) -> int | None:
        """The last word of "s" or "'s" right behind a number."""
        line = self.line
        if not line.is_glued(at):
            return None
        if line.word(at) == "s":
            return at
        return at + 1 if line.word(at) in ("'", "’") and line.word(at + 1) == "s" else None

    def _decade_of(self, number: int, made: Expression) -> Expression | None:
        line = self.line
        plain = line.is_in(made.first - 1, "before_decade") or made.last == made.first + 1
        era = self.years.era(made)
        if era.before_christ:
            return era
        if len(line.word(made.first)) == 4 and 1000 <= number <= 2100 and plain:
            if number % 100 == 0 and number < 2000:
                return replace(made, kind="century", number=number // 100 + 1, year=None)
            return made
        if len(line.word(made.first)) != 2 or not plain or line.is_in(made.first - 1, "possessives"):
            return None
        return replace(made, year=number + (1900 if number >= _FIRST_SHORT_DECADE else 2000))
