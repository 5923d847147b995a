"""Years and eras: "2019", "AD 211", "480 BC", "1894-96", "about 373"."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.line import Line

_FIRST_YEAR, _FIRST_LIKELY_YEAR, _LAST_YEAR = 1000, 1400, 2100


class YearReader:
    """Reads years; each method gives what begins at a word, or None."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def year_at(self, at: int) -> tuple[int, int] | None:
        """The last word and the number of a year written in four digits, after "of" or a comma where need be."""
        line = self.line
        if line.word(at) == "," or line.is_in(at, "before_own_year"):
            at += 1
        number = line.digits(at, 4)
        if number is None or not _FIRST_YEAR <= number <= _LAST_YEAR:
            return None
        counts = line.word(at + 1) == "%" or line.is_in(at + 1, "counted")
        return None if counts else (at, number)

    def early_year_at(self, at: int) -> tuple[int, int] | None:
        """A year of three digits behind a month: "30 September 420", "December of 384"."""
        line = self.line
        if line.word(at) == "of":
            at += 1
        number = line.digits(at, 3)
        if number is None or number < 100:
            return None
        behind = line.word(at + 1)
        counts = (
            behind != "" and (behind[0].isalnum() or behind in "%$€£°/:-") and not line.is_in(at + 1, "never_nouns")
        )
        return None if counts else (at, number)

    def era(self, found: Expression) -> Expression:
        """The expression with "BC" behind it."""
        last = self.era_end(found.last + 1)
        return replace(found, last=last, before_christ=True) if last is not None else found

    def era_end(self, at: int) -> int | None:
        """The last word of "BC", "B.C." or "BCE" here, or None."""
        line = self.line
        if line.is_in(at, "eras_before"):
            return at
        if line.run(at, "b", ".", "c"):
            return at + 3 if line.word(at + 3) == "." and line.is_glued(at + 3) else at + 2
        return None

    def year(self, at: int) -> Expression | None:
        """ "2019", "AD 211", "480 BC", "the year 1500"."""
        line = self.line
        number = line.digits(at, 4)
        if number is None:
            return None
        ending = self._end_of_range(at)
        if ending is not None:
            return ending
        made = Expression("date", at, at, year=number)
        era = self.era(made)
        if era.before_christ:
            return era
        if self._before_christ_behind(at):
            return replace(made, before_christ=True)
        if line.is_in(at - 1, "eras_after") or line.is_in(at + 1, "eras_after") or self._early(at):
            return made
        if self.year_at(at) is None or self._is_no_year(at):
            return None
        likely = number >= _FIRST_LIKELY_YEAR or line.is_in(at - 1, "before_early_year")
        return made if likely else None

    def _early(self, at: int) -> bool:
        """Whether a number of three digits is a year by the words before it ("circa 373", "in the year 373")."""
        line = self.line
        if len(line.word(at)) != 3:
            return False
        cut_short = line.word(at - 1) == "." and line.is_in(at - 2, "circa")
        return line.is_in(at - 1, "circa") or cut_short or line.run(at - 3, "in", "the", "year")

    def _before_christ_behind(self, at: int) -> bool:
        """ "490-480 BC": the era of the second year is the first one's too."""
        line = self.line
        if not line.is_join(at + 1):
            return False
        first, second = line.digits(at, 4), line.digits(at + 2, 4)
        return first is not None and second is not None and second < first and self.era_end(at + 3) is not None

    def _is_no_year(self, at: int) -> bool:
        """Whether what stands beside four digits makes them a price, a page, a part of a code or a time of day."""
        line = self.line
        before, behind = line.word(at - 1), line.word(at + 1)
        if line.is_in(at - 1, "before_number") or (before and unicodedata.category(before[-1]) == "Sc"):
            return not line.is_dash(at + 1)
        if line.is_in(at - 1, "before_count") and not self.counts_nothing(at):
            return True
        if line.is_glued(at) and (before[-1].isalnum() or before in "./:_"):
            return True
        if line.is_glued(at + 1) and (behind[0].isalnum() or behind in "%_"):
            return True
        return behind == ":" and line.is_glued(at + 2) and line.word(at + 2)[0].isdigit()

    def _end_of_range(self, at: int) -> Expression | None:
        """ "1894-96": the last two digits of the second year."""
        line = self.line
        ending = line.digits(at, 2)
        if ending is None or len(line.word(at)) != 2 or not line.is_dash(at - 1):
            return None
        first = self.year_at(at - 2) if line.digits(at - 2, 4) is not None else None
        if first is None or ending <= first[1] % 100:
            return None
        return Expression("date", at, at, year=first[1] - first[1] % 100 + ending)

    def early_year(self, at: int) -> Expression | None:
        """ "(About) 373": a year of two or three digits, which only a text about such years means as one."""
        line = self.line
        number = line.digits(at, 3)
        if number is None or number < 10 or line.word(at)[0] == "0" or not self.counts_nothing(at):
            return None
        if line.run(at - 2, "the", "year"):
            return Expression("date", at, at, year=number)
        dashed = line.is_dash(at - 1) and len(line.word(at - 2)) == 3 and line.digits(at - 2, 3) is not None
        if number >= 100 and (dashed or line.is_in(at - 1, "before_early")):
            return Expression("date", at, at, year=number, doubtful=True)
        return None

    def counts_nothing(self, at: int) -> bool:
        """Whether no noun stands behind a number that it could count."""
        line = self.line
        behind = line.word(at + 1)
        if not behind:
            return True
        if line.is_dash(at + 1) or behind in "%°/:" or (line.is_glued(at + 1) and behind[0].isalnum()):
            return False
        return not behind[0].isalpha() or line.is_in(at + 1, "never_nouns")
