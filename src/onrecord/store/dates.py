"""How dates of any precision are sorted and compared by day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from onrecord.records import DateValue

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateKeys:
    """What a date becomes for searching.

    `sort_date` sorts as text: a moment in UTC, or the date as far as it is known; empty for no date, which sorts last
    when the newest come first. `first_day` and `last_day` are the days it may mean, as its outlet counts days.
    """

    sort_date: str = ""
    first_day: str | None = None
    last_day: str | None = None


def date_keys(value: DateValue | None) -> DateKeys:
    """The keys of a date; those of "no date" where it is none that a calendar knows."""
    if value is None:
        return DateKeys()
    begin = _days(value.begin)
    if begin is None:
        return DateKeys()
    end = _days(value.end) if value.end else None
    last = _day_before_end(value.end, end[0]) if value.end and end else begin[1]
    return DateKeys(_sortable(value.begin), begin[0].isoformat(), max(last, begin[0]).isoformat())


def _days(text: str) -> tuple[date, date] | None:
    """The first and last day that an ISO date or moment names."""
    moment = _moment(text)
    if moment is not None:
        return moment.date(), moment.date()
    partial = _PARTIAL.fullmatch(text)
    if partial is None:
        return None
    year, month, day = (int(part) if part else None for part in partial.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])


def _day_before_end(text: str, first: date) -> date:
    """The last day of a range: its end is exclusive, so an end at midnight is the day before."""
    moment = _moment(text)
    at_midnight = moment is None or moment.time() == moment.time().min
    return date.fromordinal(max(first.toordinal() - 1, 1)) if at_midnight else first


def _sortable(text: str) -> str:
    moment = _moment(text)
    if moment is None:
        return text
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    except OverflowError:
        return text


def _moment(text: str) -> datetime | None:
    """The moment that a text with a time names, None for a plain date."""
    if "T" not in text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
