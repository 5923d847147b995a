"""Times that count from another time: partial dates, weekdays, "last year", "three days later", "tomorrow"."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times import Expression
from onrecord.records import TimeAnchor
from onrecord.resolve.times import values
from onrecord.resolve.times.anchors import Anchors
from onrecord.resolve.times.values import Moment

_STEP = {"last": -1, "next": 1, "this": 0, "same": 0}
_FARTHEST_DAYS = 3_000_000


class RelativeTimes:
    """Resolves the expressions of one sentence against the anchors as they stand."""

    def __init__(self, anchors: Anchors, future: bool) -> None:
        self.anchors, self.future = anchors, future

    def moment(self, found: Expression) -> tuple[Moment | None, TimeAnchor]:
        """What the expression stands for, and what it was counted from."""
        context, anchor = self._context(found)
        if context is None:
            return None, "none"
        try:
            return self._moment(found, context), anchor
        except (ValueError, OverflowError):
            return None, "none"  # beyond the calendar

    def pattern(self, found: Expression) -> str | None:
        """A TIMEX3 value with X for what is not known, for days and months without a year."""
        if found.year is not None:
            return None
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
        if found.kind == "part":
            return values.day(context) if self.anchors.fine in ("day", "") or context is self.anchors.written else None
        return None

    def _partial(self, found: Expression, context: date) -> Moment | None:
        """A month or day of the year that fits best: nearest, backwards unless the sentence points ahead."""
        if found.month is None:
            return None
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
            days = count * {"D": 1, "N": 1, "W": 7, "F": 14}[unit]
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
