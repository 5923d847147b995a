"""Times that say their year themselves."""

from __future__ import annotations

from onrecord.extract.times import Expression
from onrecord.resolve.times import before_christ, pieces, values
from onrecord.resolve.times.values import Moment


def explicit(found: Expression) -> Moment | None:
    """What says its year itself."""
    if found.kind == "decade" and found.year is not None:
        return _decade(found.year, found.before_christ)
    if found.kind == "century" and found.number is not None:
        return values.century(found.number, found.before_christ)
    if found.kind == "period" and found.value is not None:
        return pieces.period(found.value)
    if found.year is None or found.kind in ("fiscal", "holiday"):
        return None
    if found.before_christ:
        return before_christ.within(found.year, found)
    if found.kind == "season":
        return values.season(found.year, found.unit or "SU")
    if found.kind == "quarter":
        return values.quarter(found.year, found.number or 1)
    if found.kind == "half":
        return values.half(found.year, found.number or 1)
    return _calendar(found.year, found.month, found.day)


def _calendar(year: int, month: int | None, day: int | None) -> Moment | None:
    if month is None:
        return values.year(year)
    if day is None:
        return values.month(year, month)
    exact = values.valid_day(year, month, day)
    return values.day(exact) if exact is not None else None


def _decade(year: int, before_christ: bool) -> Moment:
    return Moment(f"BC{year // 10:03d}", None, None, "decade") if before_christ else values.decade(year)
