"""Times that count from a year before Christ: no calendar day is known, so they have a value and no interval."""

from __future__ import annotations

from onrecord.extract.times import Expression
from onrecord.resolve.times import values
from onrecord.resolve.times.values import Moment

_FORWARD = frozenset({"next", "later", "from-now"})
_FARTHEST = 9999
_YEARS = {"Y": 1, "DE": 10, "CE": 100}


def counted_from(year: int, found: Expression) -> Moment | None:
    """What an expression stands for in a text that tells of the year `year` BC."""
    if (found.kind == "date" and found.month is not None) or found.kind == "season":
        return within(year, found)
    if found.kind in ("relative", "offset") and found.unit in _YEARS:
        step = found.count if found.kind == "offset" else float(found.direction not in ("this", "same"))
        if step is None or step != int(step):
            return None
        forward = found.direction in _FORWARD
        then = year + (-1 if forward else 1) * int(step) * _YEARS[found.unit]
        return values.year(then, before_christ=True) if 0 < then <= _FARTHEST else None
    return None


def within(year: int, found: Expression) -> Moment:
    """The season, month or day of an expression in the year `year` BC, or the year itself."""
    whole = values.year(year, before_christ=True)
    if found.kind == "season":
        return Moment(f"{whole.value}-{found.unit}", None, None, "season")
    if found.month is None:
        return whole
    if found.day is None:
        return Moment(f"{whole.value}-{found.month:02d}", None, None, "month")
    return Moment(f"{whole.value}-{found.month:02d}-{found.day:02d}", None, None, "day")
