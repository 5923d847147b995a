"""Two numbers that are the ends of one range: "12-120", "between 5 and 7", "five per cent to 20 per cent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quantities.measures import Measured
from onrecord.extract.quantities.naming import is_year
from onrecord.extract.quantities.scanning import Scanner
from onrecord.extract.words import DASHES


def joined(found: Sequence[Measured], scanner: Scanner) -> list[Measured]:
    """The quantities in order, with the two ends of a range as one."""
    out: list[Measured] = []
    for item in found:
        if out and _is_range(out[-1], item, scanner):
            out[-1] = _range(out[-1], item)
        else:
            out.append(item)
    return out


def _is_range(left: Measured, right: Measured, scanner: Scanner) -> bool:
    between = scanner.lower[left.last + 1 : right.first]
    if left.number.low != left.number.high or right.number.low != right.number.high:
        return False
    if left.unit is not None and right.unit is not None and left.unit.name != right.unit.name:
        return False
    if is_year(left, scanner) and not is_year(right, scanner):
        return False
    before = scanner.lower[left.first - 1] if left.first else ""
    if between == ["and"]:
        return before == "between"
    if between == ["to"] or _is_to(between):
        if left.unit is not None and right.unit is None:
            return before in ("from", "between")
        return before not in scanner.known.up | scanner.known.down and not _verb_before(left, scanner)
    dash = scanner.words[left.last + 1]
    even = len(between) == 1 and between[0] in DASHES and dash.glued == scanner.words[right.first].glued
    return even and not (left.unit is not None and right.unit is None)


def _is_to(between: Sequence[str]) -> bool:
    return len(between) == 3 and between[1] == "to" and between[0] in DASHES and between[2] in DASHES


def _verb_before(left: Measured, scanner: Scanner) -> bool:
    """ "Rose 5 percent to 20 percent" tells of a change and where it ended."""
    window = scanner.lower[max(0, left.first - 2) : left.first]
    stems = {word[:-1] for word in window} | {word[:-2] for word in window} | set(window)
    return left.unit is not None and bool(stems & (scanner.known.up | scanner.known.down)) and "from" not in window


def _range(left: Measured, right: Measured) -> Measured:
    low, high = left.number, right.number
    # "2 to 3 million": the scale behind the second end is the first one's too.
    factor = 1.0
    if high.scaled and not low.scaled and low.digits and high.digits and low.high < 1000 <= high.low:
        factor = 10 ** (3 * _thousands(high.low))
        factor = factor if low.high * factor <= high.low else 1.0
    number = replace(low, last=high.last, low=low.low * factor, high=high.high, scaled=low.scaled or high.scaled)
    unit = right.unit or left.unit
    per = right.per or left.per
    return Measured(number, left.first, right.last, unit, per)


def _thousands(value: float) -> int:
    count = 0
    while value >= 1000:
        value, count = value / 1000, count + 1
    return count
