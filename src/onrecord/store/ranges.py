"""Ranges as a searcher writes them: "2022-06-01..2022-06-30", ">=1000", "10..50"."""

from __future__ import annotations

import math
import re
from datetime import date

from onrecord.errors import UsageError

_NUMBER = r"\d{1,18}(?:\.\d{1,9})?"
_COMPARED = re.compile(rf"(<=|>=|<|>|=)?\s*({_NUMBER})", re.ASCII)
_BETWEEN = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_range(text: str) -> tuple[str, str]:
    """The first and the last day, both included, of "DAY", "DAY..DAY", "DAY.." or "..DAY". Raises U003."""
    first, dots, last = text.strip().partition("..")
    ends = (first.strip() or "0001-01-01", (last.strip() if dots else first.strip()) or "9999-12-31")
    for end in ends:
        if not _is_day(end):
            raise UsageError("U003", value=text)
    return ends


def number_range(text: str) -> tuple[float, float]:
    """The least and the largest number of "40000", ">=1000", "<5" or "10..50". Raises U007."""
    plain = text.replace(",", "").strip()
    between = _BETWEEN.fullmatch(plain)
    if between is not None and any(between.groups()):
        return float(between[1] or "-inf"), float(between[2] or "inf")
    compared = _COMPARED.fullmatch(plain)
    if compared is None:
        raise UsageError("U007", value=text, hint="Write a number, >=1000, <=5 or 10..50.")
    sign, number = compared[1] or "=", float(compared[2])
    if sign == "=":
        return number, number
    if sign[0] == ">":
        return (number if sign == ">=" else math.nextafter(number, math.inf)), math.inf
    return -math.inf, (number if sign == "<=" else math.nextafter(number, -math.inf))


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False
