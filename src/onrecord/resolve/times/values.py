"""TIMEX3 values and the half-open intervals of days that they stand for (TimeML annotation guidelines 1.2.1)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.records import TimePrecision

#: The month that each season begins with.
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class Moment:
    """A value with its interval [begin, end) and how fine it is; no interval for years before Christ."""

    value: str
    begin: date | None
    end: date | None
    precision: TimePrecision


def year(number: int, before_christ: bool = False) -> Moment:
    """A year."""
    if before_christ:
        return Moment(f"BC{number:04d}", None, None, "year")
    if not 1 <= number <= _LAST_YEAR:
        return Moment(f"{number:04d}", None, None, "year")
    return Moment(f"{number:04d}", date(number, 1, 1), date(number + 1, 1, 1), "year")


def month(of_year: int, number: int) -> Moment:
    """A month of a year."""
    begin = date(of_year, number, 1)
    return Moment(f"{of_year:04d}-{number:02d}", begin, plus_months(begin, 1), "month")


def day(when: date) -> Moment:
    """A day."""
    return Moment(when.isoformat(), when, when + timedelta(1), "day")


def week(when: date) -> Moment:
    """The week (Monday to Sunday, ISO 8601) of a day."""
    number = when.isocalendar()
    begin = when - timedelta(when.isoweekday() - 1)
    return Moment(f"{number.year:04d}-W{number.week:02d}", begin, begin + timedelta(7), "week")


def weekend(when: date) -> Moment:
    """The weekend of the week of a day."""
    of_week = week(when)
    assert of_week.begin is not None
    return Moment(f"{of_week.value}-WE", of_week.begin + timedelta(5), of_week.begin + timedelta(7), "weekend")


def quarter(of_year: int, number: int) -> Moment:
    """A quarter of a year."""
    begin = date(of_year, 3 * number - 2, 1)
    return Moment(f"{of_year:04d}-Q{number}", begin, plus_months(begin, 3), "quarter")


def half(of_year: int, number: int) -> Moment:
    """A half of a year."""
    begin = date(of_year, 6 * number - 5, 1)
    return Moment(f"{of_year:04d}-H{number}", begin, plus_months(begin, 6), "half")


def season(of_year: int, code: str) -> Moment:
    """A season of the northern year; winter begins in December of the year named."""
    begin = date(of_year, SEASON_MONTH[code], 1)
    return Moment(f"{of_year:04d}-{code}", begin, plus_months(begin, 3), "season")


def decade(first_year: int) -> Moment:
    """Ten years from a year that ends in 0."""
    first_year -= first_year % 10
    return Moment(f"{first_year // 10:03d}", date(first_year, 1, 1), date(first_year + 10, 1, 1), "decade")


def century(number: int, before_christ: bool = False) -> Moment:
    """The hundred years that a century's number names ("the 19th century": 1800 to 1899)."""
    if before_christ:
        return Moment(f"BC{number - 1:02d}", None, None, "century")
    if not 2 <= number <= 90:
        return Moment(f"{number - 1:02d}", None, None, "century")
    begin = (number - 1) * 100
    return Moment(f"{number - 1:02d}", date(begin, 1, 1), date(begin + 100, 1, 1), "century")


def plus_months(when: date, count: int) -> date:
    """The same day so many months on, or the month's last day where it has none such."""
    total = when.year * 12 + when.month - 1 + count
    of_year, of_month = divmod(total, 12)
    last = calendar.monthrange(of_year, of_month + 1)[1]
    return date(of_year, of_month + 1, min(when.day, last))


def valid_day(of_year: int, of_month: int, number: int) -> date | None:
    """A day of the calendar, or None where there is none ("31 February")."""
    try:
        return date(of_year, of_month, number) if of_year <= _LAST_YEAR else None
    except ValueError:
        return None


def interval(value: str) -> tuple[str, str] | None:
    """The first day and the day after the last one that a year, a month or a day stands for; None for other values."""
    parts = value.split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return None
    numbers = [int(part) for part in parts]
    moment = year(numbers[0]) if len(numbers) == 1 else month(numbers[0], numbers[1])
    if len(numbers) == 3:
        moment = day(date(numbers[0], numbers[1], numbers[2]))
    return (moment.begin.isoformat(), moment.end.isoformat()) if moment.begin and moment.end else None


def duration(unit: str, count: float | None) -> str:
    """A TIMEX3 duration: P3M, PT5H, PXD for a vague count."""
    factor, letter, clock = _DURATIONS[unit]
    number = "X" if count is None else f"{count * factor:g}" if count * factor < 1000000.0 else f"{count * factor:.0f}"
    return f"P{'T' if clock else ''}{number}{letter}"


_DURATIONS: dict[str, tuple[float, str, bool]] = {
    "S": (1, "S", True),
    "M": (1, "M", True),
    "H": (1, "H", True),
    "D": (1, "D", False),
    "N": (1, "D", False),
    "W": (1, "W", False),
    "F": (2, "W", False),
    "WE": (1, "WE", False),
    "MO": (1, "M", False),
    "Q": (1, "Q", False),
    "S6": (6, "M", False),
    "Y": (1, "Y", False),
    "DE": (1, "DE", False),
    "CE": (1, "CE", False),
    "ML": (1, "ML", False),
    "G": (1, "G", False),
}
