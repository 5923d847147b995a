"""Pieces of longer periods, moving holidays and periods known by name."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times import Expression
from onrecord.resolve.times import values
from onrecord.resolve.times.values import Moment

_FIRST_GREGORIAN, _LAST_GREGORIAN = 1583, 4099
_MONTHS = {"MO": 1, "Q": 3, "Y": 12, "DE": 120}
#: More pieces than this of anything is no period that a text means.
_MOST = 1000
_DAYS = {"D": 1, "W": 7}


def piece(found: Expression, whole: Moment) -> Moment | None:
    """The first, last or n-th so many units of a longer period; None where it does not reach so far."""
    if whole.begin is None or whole.end is None or not found.number:
        return None
    if found.weekday is not None:
        return _weekday_of(whole.begin, whole.end, found.weekday, found.number)
    if found.unit is None:
        return None
    count = 1 if found.count is None else found.count
    if not 0 < count <= _MOST or count != int(count):
        return None
    if found.number < 0:
        begin, end = _on(whole.end, found.unit, -int(count)), whole.end
    else:
        first = 0 if found.count is not None else found.number - 1
        begin = _on(whole.begin, found.unit, first)
        end = _on(begin, found.unit, int(count))
    if not whole.begin <= begin < end <= whole.end:
        return None
    if found.unit == "D" and count == 1:
        return values.day(begin)
    if found.unit == "MO" and count == 1:
        return values.month(begin.year, begin.month)
    if found.unit == "Q" and count == 1 and begin.month % 3 == 1:
        return values.quarter(begin.year, (begin.month + 2) // 3)
    return Moment(values.duration(found.unit, count), begin, end, "day")


def _on(when: date, unit: str, count: int) -> date:
    if unit in _MONTHS:
        return values.plus_months(when, _MONTHS[unit] * count)
    return when + timedelta(_DAYS[unit] * count)


def _weekday_of(begin: date, end: date, weekday: int, which: int) -> Moment | None:
    """The n-th such day of the week from `begin` to before `end`, or the last one (-1)."""
    if which < 0:
        last = end - timedelta(1)
        when = last - timedelta((last.isoweekday() - weekday) % 7)
    else:
        when = begin + timedelta((weekday - begin.isoweekday()) % 7 + 7 * (which - 1))
    return values.day(when) if begin <= when < end else None


def holiday(of_year: int, rule: str) -> Moment | None:
    """The day of a moving holiday: "easter-2", or "11-4-4" for the 4th Thursday of November."""
    if not _FIRST_GREGORIAN <= of_year <= _LAST_GREGORIAN:
        return None
    if rule.startswith("easter"):
        return values.day(easter(of_year) + timedelta(int(rule.removeprefix("easter"))))
    month, weekday, which = rule.split("-", 2)
    begin = date(of_year, int(month), 1)
    return _weekday_of(begin, values.plus_months(begin, 1), int(weekday), int(which))


def easter(of_year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    golden, century = of_year % 19, of_year // 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (century % 4) + 2 * (of_year % 100 // 4) - epact - of_year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * rest) // 451
    month, day = divmod(epact + rest - 7 * late + 114, 31)
    return date(of_year, month, day + 1)


def period(rule: str) -> Moment:
    """A period known by name, from its first to its last day or year."""
    first, last = rule.split("/")
    if len(first) == 4:
        return Moment(rule, date(int(first), 1, 1), date(int(last) + 1, 1, 1), "year")
    return Moment(rule, date.fromisoformat(first), date.fromisoformat(last) + timedelta(1), "day")
