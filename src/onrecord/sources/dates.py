"""Dates as outlets write them, turned into DateValues that keep their zone and say where they were found."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Literal

from onrecord.errors import UsageError
from onrecord.records import DateBasis, DateValue, fold_name
from onrecord.sources.tables import table

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z|[+-]\d{4})?)?")
_EPOCH = re.compile(r"\d{10}(\d{3})?")
_RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}\s+"
    r"\d{1,2}:\d{2}(:\d{2})?(?:\s+(?:[A-Za-z]{1,5}|[+-]\d{4}))?"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d{2})(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY_FIRST = re.compile(rf"{_DAY}\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}")
_TIME = re.compile(
    r"(?:,|\s|at|um|à|-|–|\|)*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s*(?P<half>[ap]\.?m\b)?\.?\s*(?P<zone>Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=\D|$)")
_COMPACT_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")

_PARTS = ("year", "month", "day", "hour", "minute", "second")

#: A year before this is a default that somebody forgot to fill in, not the date of a news page.
EARLIEST_YEAR = 1800

#: Not dates of publication but what an unset clock or field gives.
_UNSET = ("1970-01-01", "1900-01-01")


def given_date(value: str | DateValue | None) -> DateValue | None:
    """The date a caller states, or a UsageError that says how to write it."""
    if value is None or isinstance(value, DateValue):
        return value
    found = parse_date(value, "given")
    if found is None:
        raise UsageError("U003", value=value)
    return found


def parse_date(value: object, basis: DateBasis) -> DateValue | None:
    """The moment or day that `value` names, or None where it names none for sure.

    ISO 8601, RFC 822, epoch seconds and dates with the month's name are read. "04/05/2022" is not: it is two days at
    once.
    """
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not text or len(text) > 100:
        return None
    for reader in (_iso, _compact, _epoch, _rfc822, _spelled):
        if found := reader(text, basis):
            return found
    return None


def plausible(value: DateValue | None, now: datetime) -> DateValue | None:
    """`value`, or None where it lies after `now` (a day is allowed for time zones), too early, or was never set."""
    if value is None or value.begin.startswith(_UNSET) or int(value.begin[:4]) < EARLIEST_YEAR:
        return None
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    return value if value.begin[:10] <= tomorrow else None


def date_in_address(address: str | None) -> DateValue | None:
    """The full date in an address such as https://example.org/2022/03/24/page, if there is one."""
    match = _IN_ADDRESS.search(address or "") or _COMPACT_IN_ADDRESS.search(address or "")
    return _day(match[1], match[2], match[3], "url") if match else None


def date_in_name(name: str) -> DateValue | None:
    """The ISO date in a file's name such as nato-summit-2022-03-24.txt, if there is one."""
    match = _IN_NAME.search(name)
    return _day(match[1], match[2], match[3], "file") if match else None


def _iso(text: str, basis: DateBasis) -> DateValue | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour = match["year"], match["month"], match["day"], match["hour"]
    if hour:
        return _moment(match, basis) if day else None
    if day:
        return _day(year, month, day, basis)
    if month:
        return DateValue(f"{year}-{int(month):02d}", "month", basis) if 1 <= int(month) <= 12 else None
    return DateValue(year, "year", basis)


def _moment(match: re.Match[str], basis: DateBasis) -> DateValue | None:
    year, month, day, hour, minute, second = (int(match[part] or 0) for part in _PARTS)
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    spec = "seconds" if match["second"] else "minutes"
    zone = _zone(match["zone"])
    return DateValue(moment.isoformat(timespec=spec) + zone, "second" if match["second"] else "minute", basis)


def _zone(written: str | None) -> str:
    if not written:
        return ""
    if written[0] not in "+-":
        return "Z"
    digits = written[1:].replace(":", "").ljust(4, "0")
    return f"{written[0]}{digits[:2]}:{digits[2:]}"


def _compact(text: str, basis: DateBasis) -> DateValue | None:
    match = _COMPACT.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    day = f"{match[1]}-{match[2]}-{match[3]}"
    clock = f"T{match[4]}:{match[5]}:{match[6]}{match[7] or ''}" if match[4] else ""
    return _iso(day + clock, basis)


def _epoch(text: str, basis: DateBasis) -> DateValue | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    moment = datetime.fromtimestamp(int(text) // (1000 if match[1] else 1), UTC)
    return _clock(moment, basis, "second")


def _rfc822(text: str, basis: DateBasis) -> DateValue | None:
    match = _RFC822.fullmatch(text)
    if not match:
        return None
    try:
        return _clock(parsedate_to_datetime(text), basis, "second" if match[1] else "minute")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _spelled(text: str, basis: DateBasis) -> DateValue | None:
    """A date with the month as a word, in any language of the table, with or without a time."""
    match = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text)
    month = _months().get(fold_name(match["month"])) if match else None
    if match is None or month is None:
        return None
    day = _day(match["year"], str(month), match["day"], basis)
    clock = _TIME.match(text, match.end())
    if day is None or clock is None:
        return day
    hour = int(clock["hour"])
    if half := clock["half"]:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    seconds = f":{clock['second']}" if clock["second"] else ""
    return _iso(f"{day.begin}T{hour:02d}:{clock['minute']}{seconds}{clock['zone'] or ''}", basis) or day


@cache
def _months() -> dict[str, int]:
    """Month's name, folded -> its number; a name that would mean two months is a mistake in the table."""
    found: dict[str, int] = {}
    rows = table("months")
    for names in (*rows["names"].values(), *rows["short"].values()):
        for number, name in enumerate(names, 1):
            if found.setdefault(fold_name(name), number) != number:
                raise ValueError(f"sources/data/months.yaml: {name} is two months")
    return found


def _clock(moment: datetime, basis: DateBasis, precision: Literal["minute", "second"]) -> DateValue:
    spec = "seconds" if precision == "second" else "minutes"
    return DateValue(moment.isoformat(timespec=spec).replace("+00:00", "Z"), precision, basis)


def _day(year: str, month: str, day: str, basis: DateBasis) -> DateValue | None:
    try:
        return DateValue(date(int(year), int(month), int(day)).isoformat(), "day", basis)
    except ValueError:
        return None
