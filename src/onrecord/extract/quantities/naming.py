"""Numbers that count nothing: dates and times, ordinals, scores, versions, addresses, and parts of names."""

from __future__ import annotations

from onrecord.extract.quantities.measures import Measured
from onrecord.extract.quantities.scanning import Scanner
from onrecord.extract.words import DASHES, ORDINAL_ENDS

_FIRST_YEAR, _LAST_YEAR = 1400, 2100
_HIGHEST_SCORE = 200


def counts_nothing(item: Measured, scanner: Scanner) -> str | None:
    """The rule by which a number is no quantity, or None."""
    for name, holds in _RULES:
        if holds(item, scanner):
            return name
    return None


def is_year(item: Measured, scanner: Scanner) -> bool:
    """A bare number of four digits without a comma that may be a year."""
    text = scanner.words[item.number.first].text
    plain = item.unit is None and item.number.digits and item.number.low == item.number.high
    single = item.number.first == item.number.last and len(text) == 4 and text.isdigit()
    return plain and single and _FIRST_YEAR <= item.number.low <= _LAST_YEAR


def _years(item: Measured, scanner: Scanner) -> bool:
    if item.unit is not None:
        return False
    text = scanner.words[item.number.first].text
    first = len(text) == 4 and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR
    return first and item.number.last != item.number.first and not item.number.scaled


def _is_ordinal(item: Measured, scanner: Scanner) -> bool:
    at = item.number.last + 1
    return at < len(scanner.words) and scanner.words[at].glued and scanner.lower[at] in ORDINAL_ENDS


def _is_day(item: Measured, scanner: Scanner) -> bool:
    """A number beside a month's name."""
    if item.unit is not None or item.number.scaled:
        return False
    before, behind = _beside(item, scanner)
    months = scanner.known.months
    if before in months and scanner.words[item.first - 1].text[0].isupper():
        return True
    return behind in months and scanner.words[item.last + 1].text[0].isupper() and item.number.high <= 31


def _is_time(item: Measured, scanner: Scanner) -> bool:
    words, first, last = scanner.words, item.number.first, item.number.last
    if _colon(last + 1, scanner) or (first and _colon(first - 1, scanner)):
        return True
    if item.unit is not None and item.unit.name not in ("metre",):
        return False
    behind = scanner.lower[last + 1 : last + 5]
    if behind[:1] and behind[0] in scanner.known.halves_of_day and item.number.high <= 2400:
        return True
    return (behind[1:4:2] == [".", "."] and behind[0] in ("a", "p") and behind[2] == "m") or (
        behind[1:3] == [".", "m"] and behind[0] in ("a", "p") and last + 1 < len(words)
    )


def _colon(at: int, scanner: Scanner) -> bool:
    words = scanner.words
    inside = 0 < at < len(words) - 1
    return (
        inside and words[at].text == ":" and words[at].glued and words[at + 1].glued and words[at + 1].text[0].isdigit()
    )


def _is_score(item: Measured, scanner: Scanner) -> bool:
    """ "Won 2-1": two small whole numbers in digits with a dash and nothing they measure."""
    number = item.number
    if item.unit is not None or number.first == number.last or not number.digits or number.scaled:
        return False
    dashed = len(scanner.words) > number.first + 1 and scanner.words[number.first + 1].text in DASHES
    return dashed and max(number.low, number.high) <= _HIGHEST_SCORE and scanner.words[number.first + 1].glued


def _is_series(item: Measured, scanner: Scanner) -> bool:
    """Digits in a row with dashes, slashes or points: telephone numbers, dates, versions, case numbers."""
    words, last = scanner.words, item.number.last
    if item.unit is not None or not item.number.digits:
        return False
    after = last + 2 < len(words) and words[last + 1].text in "-/.–" and words[last + 1].glued
    if after and words[last + 2].glued and words[last + 2].text[0].isdigit():
        return True
    first = item.number.first
    return first >= 2 and words[first - 1].text in "/.-–" and words[first].glued and words[first - 2].text[0].isdigit()


def _is_glued(item: Measured, scanner: Scanner) -> bool:
    """Digits that go on a word: "S23", "F-16", "Covid-19", "mk5", and words that go on digits: "3D", "4x4"."""
    words, first = scanner.words, item.first
    if first and words[first].glued and item.number.digits:
        before = words[first - 1]
        if before.text[-1].isalnum() or before.text in "#_":
            return True
        if before.text in DASHES and first > 1 and before.glued and words[first - 2].text[-1].isalpha():
            return scanner.lower[first - 2] not in ("minus", "mid", "to", "than", "sub", "plus", "pre", "post")
        if before.text in DASHES and first > 1 and words[first - 2].text[-1].isupper():
            return True
    last = item.last
    following = words[last + 1] if last + 1 < len(words) else None
    return bool(
        item.unit is None
        and item.number.digits
        and following is not None
        and following.glued
        and following.text[0].isalpha()
    )


def _is_named(item: Measured, scanner: Scanner) -> bool:
    """The number of an article, a row, a game: a capitalised or telling word right before it."""
    if item.unit is not None or item.number.scaled or not item.first:
        return False
    before = scanner.words[item.first - 1]
    low = before.text.lower()
    if low in scanner.known.naming_always or before.text == "#":
        return True
    return low in scanner.known.naming and before.text[0].isupper()


def _beside(item: Measured, scanner: Scanner) -> tuple[str, str]:
    before = scanner.lower[item.first - 1] if item.first else ""
    behind = scanner.lower[item.last + 1] if item.last + 1 < len(scanner.lower) else ""
    return before, behind


_RULES = (
    ("quantity.ordinal", _is_ordinal),
    ("quantity.time", _is_time),
    ("quantity.day", _is_day),
    ("quantity.years", _years),
    ("quantity.series", _is_series),
    ("quantity.glued", _is_glued),
    ("quantity.score", _is_score),
    ("quantity.named", _is_named),
)
