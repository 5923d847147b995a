"""Ranges: two times that are the two ends of one ("from 3 to 5 May", "1914-18")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.times import Expression, TimeReader
from onrecord.records import Reason, TimeMention
from onrecord.resolve.times import values


def joined(reader: TimeReader, found: Sequence[Expression], made: Sequence[TimeMention]) -> list[TimeMention]:
    """The mentions, with the two ends of a range both standing for all of it ("from 3 to 5 May")."""
    out = list(made)
    for n in range(1, len(out)):
        first, last = out[n - 1], out[n]
        if (first.type, last.type) != ("date", "date") or not _is_range(reader, found[n - 1], found[n]):
            continue
        begins, ends = values.interval(first.value or ""), values.interval(last.value or "")
        if begins is None or ends is None or begins[0] >= ends[1]:
            continue
        told = Reason("time.range", f"from {begins[0]} to before {ends[1]}")
        out[n - 1], out[n] = (
            replace(mention, begin=begins[0], end=ends[1], modality="on", why=(*mention.why, told))
            for mention in (first, last)
        )
    return out


def _is_range(reader: TimeReader, first: Expression, last: Expression) -> bool:
    """Whether two times are the ends of a range: a dash, or "from ... to", "between ... and"."""
    line, between = reader.line, first.last + 1
    if last.first != between + 1:
        return False
    if line.is_dash(between):
        return first.kind == last.kind and (first.kind != "weekday" or line.is_glued(between))
    before = first.first - 2 if line.is_in(first.first - 1, "articles") else first.first - 1
    spans = line.is_in(between, "range_to") and line.is_in(before, "range_from")
    return spans or (line.is_in(between, "range_and") and line.is_in(before, "range_between"))
