"""Times of day: "5:25 a.m.", "1800 GMT", "5 o'clock", "noon on Friday", each with the day beside it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.times.calendar_dates import DateReader
from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.line import Line

#: Words between a time of day and its day, at most.
_MOST_BETWEEN = 2


class ClockReader:
    """Reads times of day; each method gives the expression that begins at a word, or None."""

    def __init__(self, line: Line, dates: DateReader) -> None:
        self.line, self.dates = line, dates

    def clock(self, at: int) -> Expression | None:
        """ "5:25 a.m.", "2 pm", "14:00 GMT", "1800 GMT", "5 o'clock", each with the day that follows it."""
        read = self._of_four_digits(at) or self._of_hours(at)
        if read is None:
            return None
        last, hour, minute = read
        if hour > 24 or (minute or 0) > 59:
            return None
        if self.line.is_in(last + 1, "zones"):
            last += 1
        clock = f"{hour:02d}:{minute or 0:02d}"
        time = Expression("part", at, self._named_zone(last), clock=clock, to_minute=minute is not None)
        return self.on_day(time)

    def _of_four_digits(self, at: int) -> tuple[int, int, int] | None:
        """ "1800 GMT": four digits are a time of day where a zone follows."""
        number = self.line.digits(at, 4)
        if number is None or len(self.line.word(at)) != 4 or not self.line.is_in(at + 1, "zones"):
            return None
        return at, number // 100, number % 100

    def _of_hours(self, at: int) -> tuple[int, int, int | None] | None:
        """The last word, the hour, and the minute where one is written."""
        line = self.line
        hour = line.digits(at, 2)
        if hour is None:
            return None
        minute, last = None, at
        if line.word(at + 1) == ":" and line.is_glued(at + 1) and len(line.word(at + 2)) == 2:
            minute = line.digits(at + 2, 2)
            last = at + 2 if minute is not None else at
        half = self._half_of_day(last + 1)
        if half is not None:
            return (half[0], hour % 12 + half[1], minute) if 1 <= hour <= 12 else None
        if minute is None and line.is_in(last + 1, "hour_marks"):
            return last + 1, hour, None
        return (last, hour, minute) if minute is not None else None

    def _half_of_day(self, at: int) -> tuple[int, int] | None:
        """The last word of "a.m." or "pm", and the hours that it adds."""
        line = self.line
        halves = line.known.valued("halves_of_day")
        if line.word(at) in halves:
            return at, halves[line.word(at)]
        if line.run(at, line.word(at), ".", "m") and line.word(at) + "m" in halves:
            ends_sentence = line.word(at + 3) != "." or at + 4 >= len(line.lower)
            return at + 2 if ends_sentence else at + 3, halves[line.word(at) + "m"]
        return None

    def _named_zone(self, last: int) -> int:
        """The last word of "Baghdad time", "local time"."""
        line = self.line
        named = line.is_capital(last + 1) or line.word(last + 1) == "local"
        if named and line.word(last + 2) == "time":
            return last + 2
        return last + 1 if line.word(last + 1) == "time" else last

    def on_day(self, time: Expression) -> Expression:
        """A time of day with its day: "at 11 a.m. on 11 November 1918"."""
        line = self.line
        at = time.last + 1
        while line.word(at) in ("on", ",", "of") and at <= time.last + _MOST_BETWEEN:
            at += 1
        for read in (self.dates.day_first, self.dates.month_first, self.dates.weekday):
            found = read(at)
            if found is not None and (found.day is not None or found.weekday is not None):
                part = found.part or time.part
                return replace(found, first=time.first, clock=time.clock, to_minute=time.to_minute, part=part)
        away = line.known.valued("days").get(line.word(at))
        if away is None or line.word(at) in line.known.valued("part_of_days"):
            return time
        return replace(time, kind="day", last=at, count=float(away))
