"""Times told in words: "last year", "three days later", "the 19th century", "every Monday", "tomorrow night"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.times.calendar_dates import DateReader
from onrecord.extract.times.expressions import Direction, Expression
from onrecord.extract.times.lexicon import TimeWords
from onrecord.extract.times.numerals import Numerals
from onrecord.extract.words import DASHES, ORDINAL_ENDS, Word

_SPANS = frozenset(
    {
        "for",
        "in",
        "within",
        "than",
        "over",
        "about",
        "nearly",
        "almost",
        "after",
        "during",
        "least",
        "another",
        "lasted",
        "spent",
        "takes",
        "took",
        "around",
        "under",
        "every",
        "half",
        "of",
        "entire",
        "whole",
        "full",
    }
)


class PhraseReader:
    """Reads times in words; each method gives the expression that begins at a word, or None."""

    def __init__(
        self, words: Sequence[Word], lower: Sequence[str], known: TimeWords, numerals: Numerals, dates: DateReader
    ) -> None:
        self.words, self.lower, self.known, self.numerals, self.dates = words, lower, known, numerals, dates

    def named_day(self, at: int) -> Expression | None:
        """A holiday with a fixed date, with its year; a day known by its date ("9/11")."""
        found = self.known.named_days.at(self.lower, at)
        if found is None or not (self.words[at].text[0].isupper() or self.words[at].text[0].isdigit()):
            return None
        length, day = found
        if self._in_name(at, at + length - 1):
            return None
        parts = [int(part) for part in day.split("-")]
        if len(parts) == 3:
            return Expression("date", at, at + length - 1, year=parts[0], month=parts[1], day=parts[2])
        year = self.dates.year_at(at + length)
        last = year[0] if year else at + length - 1
        return Expression("date", at, last, year=year[1] if year else None, month=parts[0], day=parts[1])

    def _in_name(self, first: int, last: int) -> bool:
        """Whether capitalised words beside it make it part of a name ("the Christmas Cottage", "Summer Olympics")."""
        before = self.words[first - 1].text if first > 1 else ""
        behind = self.words[last + 1].text if last + 1 < len(self.words) else ""
        return behind[:1].isupper() or (
            before[:1].isupper() and before.isalpha() and before.lower() not in ("on", "the", "in", "last", "by")
        )

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        if at >= len(self.lower):
            return None
        text = self.lower[at]
        if (
            text.isdigit()
            and len(text) <= 2
            and text.isascii()
            and self.lower[at + 1 : at + 2]
            and self.lower[at + 1] in ORDINAL_ENDS
        ):
            return at + 1, int(text)
        if self.lower[at : at + 3] == ["twenty", "-", "first"]:
            return at + 2, 21
        value = self.known.valued("ordinals").get(text)
        return (at, int(value)) if value is not None else None

    def century(self, at: int) -> Expression | None:
        """ "The 19th century", "the ninth century BC", "21st-century"."""
        found = self._ordinal(at)
        if found is None:
            return None
        last, number = found
        step = last + 1
        if self.lower[step : step + 1] in (["and"], ["or"], ["to"]):
            second = self._ordinal(step + 1 + (self.lower[step + 1 : step + 2] == ["the"]))
            if second and self.lower[second[0] + 1 : second[0] + 2] in (["centuries"], ["century"]):
                return Expression("century", at, last, number=number)
        if step < len(self.words) and self.words[step].text in DASHES:
            step += 1
        if self.lower[step : step + 1] not in (["century"], ["centuries"]):
            return None
        before = self.lower[step + 1 : step + 2]
        christ = bool(before) and before[0] in self.known.listed("eras_before")
        return Expression("century", at, step + christ, number=number, before_christ=christ)

    def decade(self, at: int) -> Expression | None:
        """ "The 1930s", "the 80s", "the nineties"."""
        word = self.lower[at]
        if word in self.known.valued("decades_in_words"):
            determined = at > 0 and self.lower[at - 1] in ("the", "early", "late", "mid", "-")
            return (
                Expression("decade", at, at, year=1900 + self.known.valued("decades_in_words")[word])
                if determined
                else None
            )
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        if not (word.isdigit() and word.isascii() and behind is not None and behind.glued and word[-1] == "0"):
            return None
        last = (
            at + 1
            if behind.text == "s"
            else at + 2
            if behind.text in "'’" and self.lower[at + 2 : at + 3] == ["s"]
            else None
        )
        if last is None:
            return None
        determined = at > 0 and self.lower[at - 1] in ("the", "early", "late", "mid", "-", "'", "’")
        if len(word) == 4 and 1000 <= int(word) <= 2100 and (determined or last == at + 1):
            return Expression("decade", at, last, year=int(word))
        aged = at > 0 and self.lower[at - 1] in ("his", "her", "their", "my", "our", "your")
        if len(word) == 2 and (determined or last == at + 1) and not aged:
            return Expression("decade", at, last, year=1900 + int(word) if int(word) >= 20 else 2000 + int(word))
        return None

    def quarter(self, at: int) -> Expression | None:
        """ "The first quarter of 2022", "Q3 2021", "the second half of the year"."""
        if (
            self.lower[at] == "q"
            and at + 1 < len(self.words)
            and self.words[at + 1].glued
            and self.lower[at + 1] in ("1", "2", "3", "4")
        ):
            return self._of_year(Expression("quarter", at, at + 1, number=int(self.lower[at + 1])))
        found = self._ordinal(at)
        if found is None:
            return None
        last, number = found
        step = last + 1
        if step < len(self.words) and self.words[step].text in DASHES:
            step += 1
        following = self.lower[step : step + 1]
        if following == ["quarter"] and number <= 4:
            return self._of_year(Expression("quarter", at, step, number=number))
        if following == ["half"] and number <= 2:
            half = self._of_year(Expression("half", at, step, number=number))
            return half if half.last > step else None
        return None

    def _of_year(self, found: Expression) -> Expression:
        year = self.dates.year_at(found.last + 1)
        if year is not None:
            return replace(found, last=year[0], year=year[1])
        rest = self.lower[found.last + 1 : found.last + 4]
        for words, direction in (
            (["of", "last", "year"], "last"),
            (["of", "this", "year"], "this"),
            (["of", "the", "year"], "this"),
            (["of", "next", "year"], "next"),
        ):
            if rest == words:
                return replace(found, last=found.last + 3, direction=direction)  # type: ignore[arg-type]
        return found

    def _direction(self, word: str) -> Direction | None:
        for name in ("last", "next", "this", "same"):
            if word in self.known.listed(name):
                return name
        return None

    def relative(self, at: int) -> Expression | None:
        """ "Last year", "the following day", "this Monday", "the past three months", "that night"."""
        direction = self._direction(self.lower[at])
        if direction is None or at + 1 >= len(self.lower):
            return None
        step = at + 1
        if self.lower[at] == "this" and self.lower[step] in self.known.listed("last"):
            direction, step = "last", step + 1
        if self.lower[at] == "that" and self.lower[step : step + 1] == ["same"]:
            step += 1
        if step >= len(self.lower):
            return None
        counted = self._counted_relative(at, step, direction)
        if counted is not None:
            return counted
        told = self.lower[at] in self.known.listed("narrative")
        return self._relative_word(Expression("relative", at, step, direction=direction, narrative=told))

    def _relative_word(self, made: Expression) -> Expression | None:
        """What "last", "next" or "that" stands before: a weekday, a month, a season, a part of the day or a unit."""
        step, word, known = made.last, self.lower[made.last], self.known
        capital = self.words[step].text[0].isupper()
        if word in known.valued("weekdays") and capital:
            part = self._part_behind(step)
            return replace(made, weekday=known.valued("weekdays")[word], last=step + bool(part), part=part)
        if word in known.valued("months") and capital:
            return replace(made, month=known.valued("months")[word])
        if word in known.valued("seasons") and not (word == "fall" and made.direction == "same"):
            return replace(made, unit=known.valued("seasons")[word])
        if word in known.valued("parts"):
            return replace(made, part=known.valued("parts")[word])
        unit = known.valued("units").get(word)
        if unit is None or word in ("second", "minute", "generation") or word.endswith("s"):
            return None
        return replace(made, unit=unit)

    def _part_behind(self, at: int) -> str | None:
        found: str | None = self.known.valued("parts").get(self.lower[at + 1]) if at + 1 < len(self.lower) else None
        return found

    def _counted_relative(self, at: int, step: int, direction: Direction) -> Expression | None:
        """ "The past three months", "the next few days": as long as they last, counted from now."""
        count = self.numerals.count(step)
        if count is None or self.lower[at] in ("that", "same", "this", "current"):
            return None
        unit = self._unit(count[0] + 1)
        if unit is None:
            return None
        return Expression("duration", at, count[0] + 1, unit=unit, count=count[1], direction=direction)

    def _unit(self, at: int) -> str | None:
        found: str | None = self.known.valued("units").get(self.lower[at]) if at < len(self.lower) else None
        return found

    def offset(self, at: int) -> Expression | None:
        """ "Two years ago", "six days later", "a year earlier"; "two years" alone is a duration."""
        bare = self._unit(at)
        if (bare is not None and self.lower[at].endswith(("s", "ies"))) or bare in ("CE",):
            return self._bare_units(at, bare) if bare else None
        if self.lower[at] == "the":
            unit = self._unit(at + 1)
            return self._directed(Expression("duration", at, at + 1, unit=unit, count=1.0)) if unit else None
        count = self.numerals.count(at)
        if count is None:
            return None
        step = count[0] + 1
        if self.lower[step : step + 1] in (
            ["more"],
            ["full"],
            ["long"],
            ["consecutive"],
            ["straight"],
            ["short"],
            ["whole"],
            ["calendar"],
            ["further"],
        ):
            step += 1
        if step < len(self.words) and self.words[step].text in DASHES:
            step += 1
        unit = self._unit(step)
        if unit is None or self._is_other(at, step):
            return None
        made = Expression("duration", at, step, unit=unit, count=count[1])
        directed = self._directed(made)
        if directed is not None:
            return directed
        if self.lower[at] in ("a", "an") and not (at and self.lower[at - 1] in _SPANS):
            return None
        return made

    def _is_other(self, at: int, unit: int) -> bool:
        """Ages ("45-year-old"), ordinal "second" and the quarter that is a fourth."""
        rest = self.lower[unit + 1 : unit + 3]
        if rest[:1] == ["old"] or (rest[:1] and rest[0] in DASHES and rest[1:] == ["old"]) or rest == ["of", "age"]:
            return True
        if (
            self.lower[unit] in ("second", "minute")
            and not self.lower[at][0].isdigit()
            and self.lower[at] in ("a", "the", "one", "an")
        ):
            return True
        if self.lower[unit] in ("quarter", "quarters", "generation") and self.lower[at][0] in "a1234567890":
            return True
        return (
            self.lower[at] == "half"
            and self.lower[unit] != "year"
            and not self.lower[unit].endswith(("hour", "century", "decade", "day"))
        )

    def _bare_units(self, at: int, unit: str) -> Expression | None:
        """ "Weeks later", "years ago", "for decades"."""
        made = Expression("duration", at, at, unit=unit)
        directed = self._directed(made)
        if directed is not None:
            return directed
        before = self.lower[at - 1] if at else ""
        return (
            made
            if before in ("for", "in", "within", "after", "over", "of")
            and unit not in ("S",)
            and self.lower[at] != "quarters"
            else None
        )

    def _directed(self, found: Expression) -> Expression | None:
        step = found.last + 1
        if step >= len(self.lower):
            return None
        length = self.known.from_now.at(self.lower, step)
        if length is not None:
            return replace(found, kind="offset", last=step + length[0] - 1, direction="from-now")
        word = self.lower[step]
        if word in self.known.listed("ago"):
            return replace(found, kind="offset", last=step, direction="ago")
        if word in self.known.listed("earlier") and not self._has_object(step, word):
            return replace(found, kind="offset", last=step, direction="earlier")
        if word in self.known.listed("later") and not self._has_object(step, word):
            return replace(found, kind="offset", last=step, direction="later")
        return None

    def _has_object(self, at: int, word: str) -> bool:
        """ "Two days after the vote" counts from the vote, which nobody dates; "two days after" from the last date."""
        if word not in ("before", "after", "prior"):
            return False
        return at + 1 < len(self.lower) and self.lower[at + 1][0].isalpha()

    def season(self, at: int) -> Expression | None:
        """ "Summer 2019", "the spring of 1789", "winter"."""
        code = self.known.valued("seasons").get(self.lower[at])
        if code is None:
            return None
        if self.words[at].text[0].isupper() and self._in_name(at, at):
            return None
        year = self.dates.year_at(at + 1)
        made = Expression("season", at, at, unit=code)
        if year is not None:
            return replace(made, last=year[0], year=year[1])
        early = self.dates.year(at + 2) if self.lower[at + 1 : at + 2] == ["of"] and at + 2 < len(self.lower) else None
        if early is not None:
            return replace(made, last=early.last, year=early.year, before_christ=early.before_christ)
        before = self.lower[at - 1] if at else ""
        if self.lower[at] in self.known.listed("season_doubtful"):
            known = before in ("in", "late", "early", "mid", "this", "by", "during") or (
                before == "the" and at > 1 and self.lower[at - 2] in ("in", "during", "by", "of", "until")
            )
            return made if known and self.lower[at + 1 : at + 2] not in (["of"],) else None
        return made

    def relative_day(self, at: int) -> Expression | None:
        """ "Today", "yesterday evening", "tomorrow night"."""
        word = self.lower[at]
        away = self.known.valued("days").get(word)
        if away is None:
            return None
        if word in self.known.listed("capital") and (self.words[at].text[0].isupper() or at == 0):
            return None
        part = self.known.valued("part_of_days").get(word) or self._part_behind(at)
        last = at + 1 if self._part_behind(at) and word not in self.known.valued("part_of_days") else at
        return Expression("day", at, last, count=float(away), part=part)

    def set_of_times(self, at: int) -> Expression | None:
        """ "Daily", "every Monday", "each year", "every two weeks"."""
        ready = self.known.valued("sets").get(self.lower[at])
        if ready is not None:
            return Expression("set", at, at, value=str(ready))
        if self.lower[at] not in self.known.listed("every") or self.lower[at] == "per" or at + 1 >= len(self.lower):
            return None
        weekday = self.known.valued("weekdays").get(self.lower[at + 1])
        if weekday is not None and self.words[at + 1].text[0].isupper():
            return Expression("set", at, at + 1, value=f"XXXX-WXX-{weekday}", weekday=weekday)
        count = self.numerals.count(at + 1)
        step = count[0] + 1 if count else at + 1
        unit = self._unit(step)
        if unit is not None:
            return Expression("set", at, step, unit=unit, count=count[1] if count else 1.0)
        part = self.known.valued("parts").get(self.lower[step]) if step < len(self.lower) else None
        return Expression("set", at, step, value=f"XXXX-XX-XXT{part}") if part else None

    def part_of_day(self, at: int) -> Expression | None:
        """ "In the morning", "at noon", "overnight"."""
        part = self.known.valued("parts").get(self.lower[at])
        if part is None or (at and self.lower[at - 1] in ("good", "opening", "school", "one", "a", "first", "closing")):
            return None
        if self.words[at].text[0].isupper() and at:
            return None
        clock = self.known.valued("clock").get(self.lower[at])
        if self.lower[at + 1 : at + 2] == ["of"] and at + 2 < len(self.lower):
            dated = self.dates.day_first(at + 2) or self.dates.month_first(at + 2)
            if dated is not None and dated.day is not None:
                return replace(dated, first=at, part=part)
        first = at - 1 if at and self.lower[at - 1] == "the" else at
        return Expression("part", first, at, part=None if clock else part, clock=clock)

    def reference(self, at: int) -> Expression | None:
        """ "Now", "recently", "the future"."""
        found = self.known.references.at(self.lower, at)
        if found is None:
            return None
        length, value = found
        if (
            value == "FUTURE_REF"
            and self.lower[at] == "future"
            and at
            and self.lower[at - 1] not in ("the", "any", "their", "its", "a")
        ):
            return None
        return Expression("reference", at, at + length - 1, value=value)
