"""Times told in words: "last year", "three days later", "every Monday", "tomorrow night", "in the morning"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.times.clocks import ClockReader
from onrecord.extract.times.eras import EraReader
from onrecord.extract.times.expressions import Direction, Expression
from onrecord.extract.times.line import Line
from onrecord.extract.times.numerals import Numerals

_DIRECTIONS: tuple[Direction, ...] = ("last", "next", "this", "same")


class PhraseReader:
    """Reads times in words; each method gives the expression that begins at a word, or None."""

    def __init__(self, line: Line, numerals: Numerals, clocks: ClockReader, eras: EraReader) -> None:
        self.line, self.numerals, self.clocks, self.eras = line, numerals, clocks, eras
        self.dates, self.years = clocks.dates, clocks.dates.years

    def _unit(self, at: int) -> str | None:
        found: str | None = self.line.known.valued("units").get(self.line.word(at))
        return found

    def _part(self, at: int) -> str | None:
        found: str | None = self.line.known.valued("parts").get(self.line.word(at))
        return found

    def relative(self, at: int) -> Expression | None:
        """ "Last year", "the following day", "this Monday", "the past three months", "that night"."""
        line = self.line
        direction = next((name for name in _DIRECTIONS if line.is_in(at, name)), None)
        if direction is None or line.is_in(at - 1, "possessives"):
            return None  # "our last day" is not the day before this one
        step = at + 1
        if line.word(at) == "this" and line.is_in(step, "last"):
            direction, step = "last", step + 1
        if line.run(at, "that", "same"):
            step += 1
        counted = self._counted_relative(at, step, direction)
        if counted is not None:
            return counted
        told = line.is_in(at, "narrative")
        return self._relative_word(Expression("relative", at, step, direction=direction, narrative=told))

    def _relative_word(self, made: Expression) -> Expression | None:
        """What "last", "next" or "that" stands before: a weekday, a month, a season, a part of the day or a unit."""
        step, known = made.last, self.line.known
        word, capital = self.line.word(step), self.line.is_capital(step)
        if word in known.valued("weekdays") and capital:
            part = self._part(step + 1)
            return replace(made, weekday=known.valued("weekdays")[word], last=step + bool(part), part=part)
        if word in known.valued("months") and capital:
            return replace(made, month=known.valued("months")[word])
        if word in known.valued("seasons") and not (word == "fall" and made.direction == "same"):
            return replace(made, unit=known.valued("seasons")[word])
        part = self._part(step)
        if part is not None:
            return replace(made, part=part)
        unit = self._unit(step)
        if unit is None or unit in ("S", "M", "G") or word.endswith("s"):
            return None
        if unit == "DE" and self.line.is_in(step - 1, "up_to_now"):
            return replace(made, kind="duration", unit=unit, count=1.0)  # "the past decade" is ten years, not the 2010s
        return replace(made, unit=unit)

    def _counted_relative(self, at: int, step: int, direction: Direction) -> Expression | None:
        """ "The past three months", "the next few days": as long as they last, counted from now."""
        count = self.numerals.count(step) if direction in ("last", "next") else None
        unit = self._unit(count[0] + 1) if count is not None else None
        if count is None or unit is None:
            return None
        return Expression("duration", at, count[0] + 1, unit=unit, count=count[1], direction=direction)

    def offset(self, at: int) -> Expression | None:
        """ "Two years ago", "six days later", "a year earlier"; "two years" alone is a duration."""
        line = self.line
        bare = self._unit(at)
        if bare is not None and (bare == "CE" or line.word(at).endswith("s")):
            return self._bare_units(at, bare)
        if line.word(at) == "the":
            unit = self._unit(at + 1)
            return self._directed(Expression("duration", at, at + 1, unit=unit, count=1.0)) if unit else None
        count = self.numerals.count(at)
        if count is None:
            return None
        step = count[0] + 2 if line.is_in(count[0] + 1, "before_unit") else count[0] + 1
        step = line.past_dash(step)
        unit = self._unit(step)
        if unit is None or self._is_age(step) or self._is_fraction(at, step):
            return None
        made = Expression("duration", at, step, unit=unit, count=count[1])
        directed = self._directed(made)
        if directed is not None:
            return directed
        alone = line.word(at) in ("a", "an") and not line.is_in(at - 1, "before_duration")
        return None if alone else made

    def _is_age(self, unit: int) -> bool:
        """ "45-year-old", "45 years of age"."""
        line = self.line
        return line.word(line.past_dash(unit + 1)) == "old" or line.run(unit + 1, "of", "age")

    def _is_fraction(self, at: int, unit: int) -> bool:
        """The ordinal "second", the quarter that is a fourth, and half of what has no half ("half days")."""
        line = self.line
        count, word = line.word(at), line.word(unit)
        digits = count[0].isdigit()
        if word in ("second", "minute"):
            return not digits and count in ("a", "the", "one", "an")
        if word in ("quarter", "generation"):
            return digits or count[0] == "a"
        if word == "quarters":
            return line.word(unit + 1) in ("of", "to") or count in ("some", "many")
        return count == "half" and not line.is_in(unit, "halved")

    def _bare_units(self, at: int, unit: str) -> Expression | None:
        """ "Weeks later", "years ago", "for decades"."""
        made = Expression("duration", at, at, unit=unit)
        directed = self._directed(made)
        if directed is not None:
            return directed
        plain = self.line.is_in(at - 1, "before_units") and unit not in ("S", "Q")
        return made if plain else None

    def _directed(self, found: Expression) -> Expression | None:
        """The duration with "ago", "later" or "from now" behind it."""
        line, step = self.line, found.last + 1
        length = line.known.from_now.at(line.lower, step)
        if length is not None:
            return replace(found, kind="offset", last=step + length[0] - 1, direction="from-now")
        if line.is_in(step, "ago"):
            return replace(found, kind="offset", last=step, direction="ago")
        for direction in ("earlier", "later"):
            if line.is_in(step, direction) and not self._has_object(step):
                return replace(found, kind="offset", last=step, direction=direction)
        return None

    def _has_object(self, at: int) -> bool:
        """ "Two days after the vote" counts from the vote, which nobody dates; "two days after" from the last date."""
        return self.line.is_in(at, "with_object") and self.line.word(at + 1)[:1].isalpha()

    def season(self, at: int) -> Expression | None:
        """ "Summer 2019", "the spring of 1789", "winter"."""
        line = self.line
        code = line.known.valued("seasons").get(line.word(at))
        if code is None or (line.is_capital(at) and self.eras.is_in_name(at, at)):
            return None
        year = self.years.year_at(at + 1)
        made = Expression("season", at, at, unit=code)
        if year is not None:
            return replace(made, last=year[0], year=year[1])
        early = self.years.year(at + 2) if line.word(at + 1) == "of" and line.word(at + 2) else None
        if early is not None:
            return replace(made, last=early.last, year=early.year, before_christ=early.before_christ)
        return made if not line.is_in(at, "season_doubtful") or self._is_season(at) else None

    def _is_season(self, at: int) -> bool:
        """Whether "fall" or "spring" is the season, by the words beside it."""
        line = self.line
        opened = line.word(at - 1) == "the" and line.is_in(at - 2, "before_the_season")
        return (opened or line.is_in(at - 1, "before_season")) and line.word(at + 1) != "of"

    def relative_day(self, at: int) -> Expression | None:
        """ "Today", "yesterday evening", "tomorrow night"; "morgen", but not "Morgen"."""
        line = self.line
        away = line.known.valued("days").get(line.word(at))
        if away is None or (line.is_in(at, "never_capital") and (line.is_capital(at) or at == 0)):
            return None
        own = line.known.valued("part_of_days").get(line.word(at))
        behind = None if own else self._part(at + 1)
        return Expression("day", at, at + bool(behind), count=float(away), part=own or behind)

    def set_of_times(self, at: int) -> Expression | None:
        """ "Daily", "every Monday", "each year", "every two weeks"."""
        line = self.line
        ready = line.known.valued("sets").get(line.word(at))
        if ready is not None:
            return Expression("set", at, at, value=str(ready))
        if not line.is_in(at, "every") or not line.word(at + 1):
            return None
        weekday = line.known.valued("weekdays").get(line.word(at + 1))
        if weekday is not None and line.is_capital(at + 1):
            return Expression("set", at, at + 1, value=f"XXXX-WXX-{weekday}", weekday=weekday)
        count = self.numerals.count(at + 1)
        step = count[0] + 1 if count else at + 1
        unit, part = self._unit(step), self._part(step)
        if unit is not None:
            return Expression("set", at, step, unit=unit, count=count[1] if count else 1.0)
        return Expression("set", at, step, value=f"XXXX-XX-XXT{part}") if part else None

    def times_a(self, at: int) -> Expression | None:
        """ "Once a week", "three times a year"."""
        line = self.line
        step = at + 1
        if line.word(at) not in line.known.listed("frequencies"):
            count = self.numerals.count(at)
            if count is None or line.word(count[0] + 1) != "times":
                return None
            step = count[0] + 2
        unit = self._unit(step + 1) if line.is_in(step, "per") else None
        return Expression("set", at, step + 1, unit=unit, count=1.0) if unit is not None else None

    def part_of_day(self, at: int) -> Expression | None:
        """ "In the morning", "overnight", "at noon (on Friday)", "the evening of 3 May"."""
        line = self.line
        part = self._part(at)
        if part is None or line.is_in(at - 1, "not_before_part") or (line.is_capital(at) and at):
            return None
        clock = line.known.valued("clock").get(line.word(at))
        if line.word(at + 1) == "of":
            dated = self.dates.day_first(at + 2) or self.dates.month_first(at + 2)
            if dated is not None and dated.day is not None:
                return replace(dated, first=at, part=part)
        first = at - 1 if line.word(at - 1) == "the" else at
        if clock is not None:
            return self.clocks.on_day(Expression("part", first, at, clock=clock))
        return Expression("part", first, at, part=part)

    def reference(self, at: int) -> Expression | None:
        """ "Now", "recently", "the future"."""
        line = self.line
        found = line.known.references.at(line.lower, at)
        if found is None:
            return None
        last = at + found[0] - 1
        if line.is_in(last, "last") and self._counts_behind(last + 1):
            return None
        adjective = line.word(at) == "future" and at > 0 and not line.is_in(at - 1, "before_future")
        return None if adjective else Expression("reference", at, last, value=found[1])

    def _counts_behind(self, at: int) -> bool:
        """Whether a unit of time stands here, alone or counted: "the past" is then no more than its "last"."""
        count = self.numerals.count(at)
        return self._unit(count[0] + 1 if count is not None else at) is not None
