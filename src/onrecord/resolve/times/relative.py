"""Times that count from another time: partial dates, weekdays, "last year", "three days later", "tomorrow"."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times import Expression
from onrecord.records import TimeAnchor
from onrecord.resolve.times import before_christ, pieces, values
from onrecord.resolve.times.anchors import Anchors
from onrecord.resolve.times.explicit import explicit
from onrecord.resolve.times.tense import Tense
from onrecord.resolve.times.values import Moment

_STEP = {"last": -1, "next": 1, "this": 0, "same": 0}
_FARTHEST_DAYS = 3_000_000
_DAYS = {"H": 1 / 24, "D": 1, "N": 1, "W": 7, "F": 14}
_MONTHS = {"MO": 1, "Q": 3, "S6": 6, "Y": 12, "DE": 120}


class RelativeTimes:
    """Resolves the expressions of one sentence against the anchors as they stand."""

    def __init__(self, anchors: Anchors, tense: Tense) -> None:
        self.anchors, self.future, self.past = anchors, tense == "future", tense == "past"

    def moment(self, found: Expression) -> tuple[Moment | None, TimeAnchor]:
        """What the expression stands for, and what it was counted from."""
        if self.anchors.before_christ is not None and self._tells_on(found):
            return before_christ.counted_from(self.anchors.before_christ, found), "narrative"
        if found.kind == "piece" and found.base is not None:
            return self._piece(found, found.base)
        context, anchor = self._context(found)
        if context is None:
            return None, "none"
        try:
            return self._moment(found, context), anchor
        except (ValueError, OverflowError):
            return None, "none"  # beyond the calendar

    def time_left(self, found: Expression) -> Moment | None:
        """The days from the day of writing on that a length of time takes; None in what is told of the past."""
        written = self.anchors.written
        if written is None or self.past or found.kind != "duration" or found.count is None:
            return None
        try:
            end = self._end_of(found.unit or "", found.count, written)
        except (ValueError, OverflowError):
            return None  # beyond the calendar
        return None if end is None else Moment(values.duration(found.unit or "D", found.count), written, end, "day")

    def _end_of(self, unit: str, count: float, begin: date) -> date | None:
        """The day after the last one of so many days, weeks, months or years that begin on the day after `begin`."""
        if unit in _DAYS and count * _DAYS[unit] <= _FARTHEST_DAYS:
            return begin + timedelta(round(count * _DAYS[unit]) + 1)
        if unit in _MONTHS and count * _MONTHS[unit] <= _FARTHEST_DAYS:
            return values.plus_months(begin, round(count * _MONTHS[unit])) + timedelta(1)
        return None

    def _piece(self, found: Expression, base: Expression) -> tuple[Moment | None, TimeAnchor]:
        """A piece of a longer period, counted from whatever that is counted from."""
        whole = explicit(base)
        anchor: TimeAnchor = "explicit"
        if whole is None:
            whole, anchor = self.moment(base)
        try:
            piece = pieces.piece(found, whole) if whole is not None else None
        except (ValueError, OverflowError):
            piece = None  # beyond the calendar
        return piece, anchor if piece is not None else "none"

    def _tells_on(self, found: Expression) -> bool:
        """Whether an expression goes on with a time told of before Christ."""
        if found.kind in ("day", "fiscal", "holiday") or found.direction in ("ago", "from-now"):
            return False
        return found.direction in (None, "same", "next", "earlier", "later") or found.bounded

    def pattern(self, found: Expression) -> str | None:
        """A TIMEX3 value with X for what is not known, for days and months without a year."""
        if found.year is not None:
            return None
        if found.day is not None and found.month is None:
            return f"XXXX-XX-{found.day:02d}"
        if found.month is not None:
            return f"XXXX-{found.month:02d}" + (f"-{found.day:02d}" if found.day else "")
        if found.weekday is not None:
            return f"XXXX-WXX-{found.weekday}"
        if found.kind == "season":
            return f"XXXX-{found.unit}"
        if found.kind == "part":
            return f"XXXX-XX-XXT{found.clock or found.part}"
        return None

    def _context(self, found: Expression) -> tuple[date | None, TimeAnchor]:
        anchors = self.anchors
        told = anchors.told is not None and (
            found.narrative or found.same_year or found.direction in ("earlier", "later", "same") or anchors.narrative
        )
        away = found.direction in ("ago", "from-now") or found.kind == "day"
        loose = found.kind in ("weekday", "part") and not found.narrative and anchors.fine != "day"
        if found.bounded:
            told = anchors.told is not None and (anchors.narrative or (anchors.near and not self.future))
        if told and not loose and not (away and anchors.written is not None):
            return anchors.told, "narrative"
        if anchors.written is not None:
            return anchors.written, "published"
        return anchors.told, "narrative"

    def _moment(self, found: Expression, context: date) -> Moment | None:
        if found.kind == "date":
            return self._partial(found, context)
        if found.kind == "day":
            return values.day(context + timedelta(int(found.count or 0)))
        if found.kind == "weekday" and found.weekday is not None:
            return values.day(self._weekday(found.weekday, context))
        if found.kind == "offset":
            return self._offset(found, context)
        if found.kind == "relative":
            return self._relative(found, context)
        if found.kind in ("season", "quarter", "half"):
            return self._part_of_year(found, context)
        if found.kind == "holiday":
            return self._holiday(found, context)
        if found.kind == "part":
            return values.day(context) if self.anchors.fine in ("day", "") or context is self.anchors.written else None
        return None

    def _partial(self, found: Expression, context: date) -> Moment | None:
        """A month or day of the year that fits best: nearest, backwards unless the sentence points ahead."""
        if found.year is not None:
            return None  # a day that its year lacks
        if found.month is None:
            return self._day_alone(found, context)
        if found.same_year:
            years = [context.year]
        else:
            years = sorted(
                (context.year - 1, context.year, context.year + 1), key=lambda year: self._cost(year, found, context)
            )
        for year in years:
            if found.day is None:
                return values.month(year, found.month)
            exact = values.valid_day(year, found.month, found.day)
            if exact is not None:
                return values.day(exact)
        return None

    def _day_alone(self, found: Expression, context: date) -> Moment | None:
        """ "The 20th": of the month told of or of writing, or of the one before or behind it."""
        if found.day is None:
            return None
        months = (values.plus_months(context.replace(day=1), step) for step in (-1, 0, 1))
        days = [values.valid_day(month.year, month.month, found.day) for month in months]
        exact = [when for when in days if when is not None]
        ahead = self.future or (self.anchors.narrative and self.anchors.told is not None)
        fits = [when for when in exact if (when >= context if ahead else when <= context)]
        return values.day(min(fits, key=lambda when: abs((when - context).days))) if fits else None

    def _cost(self, year: int, found: Expression, context: date) -> float:
        month = found.month or 1
        exact = values.valid_day(year, month, min(found.day or 15, 28)) or date(year, month, 1)
        away = (exact - context).days
        if self.anchors.narrative and self.anchors.told is not None:
            # A narrative goes on: what comes before the time told of is farther than what comes after.
            return away if away >= -31 else -3.0 * away
        if found.day is None and (year, month) == (context.year, context.month):
            return 0.0
        if self.future:
            return away if away >= 0 else -1.5 * away + 60
        return -away if away <= 0 else 2.5 * away

    def _holiday(self, found: Expression, context: date) -> Moment | None:
        """A moving holiday of the year named, or the nearest: behind, or ahead where the sentence points there."""
        rule = found.holiday or ""
        if found.year is not None:
            return pieces.holiday(found.year, rule)
        around = [pieces.holiday(context.year + step, rule) for step in (-1, 0, 1)]
        days = [moment for moment in around if moment is not None and moment.begin is not None]
        fits = [m for m in days if m.begin is not None and (m.begin >= context if self.future else m.begin <= context)]
        return (fits[0] if self.future else fits[-1]) if fits else None

    def _weekday(self, weekday: int, context: date) -> date:
        """The nearest such day: the last one, today's included, or the next one where the sentence points ahead."""
        if self.future:
            return context + timedelta((weekday - context.isoweekday()) % 7)
        return context - timedelta((context.isoweekday() - weekday) % 7)

    def _offset(self, found: Expression, context: date) -> Moment | None:
        if found.count is None or found.unit is None:
            return None
        sign = -1 if found.direction in ("ago", "earlier") else 1
        count, unit = found.count, found.unit
        if unit in ("D", "N", "W", "F"):
            days = count * _DAYS[unit]
            if days > _FARTHEST_DAYS:
                return None
            when = context + timedelta(sign * round(days))
            return (
                values.day(when)
                if unit in ("D", "N") or (self.anchors.fine == "day" and found.direction in ("later", "earlier"))
                else values.week(when)
            )
        if unit == "MO":
            when = values.plus_months(context, sign * round(count))
            return values.month(when.year, when.month)
        if unit in ("Y", "DE", "CE", "ML"):
            years = count * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit]
            return self._years_off(context.year + sign * round(years))
        if unit in ("H", "M", "S"):
            return values.day(context)
        return None

    def _years_off(self, number: int) -> Moment | None:
        return values.year(number) if number > 0 else values.year(-number, before_christ=True)

    def _relative(self, found: Expression, context: date) -> Moment | None:
        step = _STEP[found.direction or "this"]
        made = self._stepped(found, step, context)
        ahead = made is not None and made.begin is not None and made.begin > context
        # What is told in the past tense has begun: "this weekend" on a Tuesday is then the last one.
        return self._stepped(found, -1, context) if ahead and self.past and found.direction == "this" else made

    def _stepped(self, found: Expression, step: int, context: date) -> Moment | None:
        if found.weekday is not None:
            return values.day(self._relative_weekday(found.weekday, step, context))
        if found.month is not None:
            return self._relative_month(found.month, step, context)
        if found.part is not None:
            return values.day(context + timedelta(step))
        unit = found.unit or ""
        if unit in values.SEASON_MONTH:
            return values.season(self._season_year(unit, step, context), unit)
        return self._relative_unit(unit, step, context)

    def _relative_unit(self, unit: str, step: int, context: date) -> Moment | None:
        if unit in ("D", "N"):
            return values.day(context + timedelta(step))
        if unit in ("W", "F"):
            return values.week(context + timedelta(7 * step))
        if unit == "WE":
            return values.weekend(context + timedelta(7 * step))
        if unit == "MO":
            when = values.plus_months(context.replace(day=1), step)
            return values.month(when.year, when.month)
        if unit == "Q":
            when = values.plus_months(context.replace(day=1), 3 * step)
            return values.quarter(when.year, (when.month + 2) // 3)
        if unit == "Y":
            return values.year(context.year + step)
        if unit == "DE":
            return values.decade(context.year + 10 * step)
        return values.century(context.year // 100 + 1 + step) if unit == "CE" else None

    def _relative_weekday(self, weekday: int, step: int, context: date) -> date:
        if step == 0:
            return context + timedelta(weekday - context.isoweekday())
        if step < 0:
            return context - timedelta((context.isoweekday() - weekday) % 7 or 7)
        return context + timedelta((weekday - context.isoweekday()) % 7 or 7)

    def _relative_month(self, month: int, step: int, context: date) -> Moment:
        year = context.year
        if step < 0 and month >= context.month:
            year -= 1
        elif step > 0 and month <= context.month:
            year += 1
        return values.month(year, month)

    def _season_year(self, code: str, step: int, context: date) -> int:
        begins = values.SEASON_MONTH[code]
        year = context.year
        if step == 0:
            return year - (code == "WI" and context.month < 3)
        if step < 0:
            return year if context.month >= begins + 3 else year - 1
        return year if context.month < begins else year + 1

    def _part_of_year(self, found: Expression, context: date) -> Moment | None:
        year = context.year + _STEP.get(found.direction or "this", 0)
        if found.kind == "season":
            code = found.unit or "SU"
            if self.anchors.narrative or self.future:
                return values.season(year - (code == "WI" and context.month < 3), code)
            return values.season(year if context.month >= values.SEASON_MONTH[code] else year - 1, code)
        if found.kind == "half":
            return values.half(year, found.number or 1)
        number = found.number or 1
        if found.direction is None and not self.future and number * 3 - 2 > context.month:
            year -= 1
        return values.quarter(year, number)
