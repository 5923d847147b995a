"""Counts before units of time: "two", "a", "several", "40", "two and a half", "twenty-five"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.times.lexicon import TimeWords
from onrecord.extract.words import DASHES, Word

#: Years, months or days beyond this are no count that a newspaper means.
_MOST = 100_000_000


class Numerals:
    """Reads a count at a word."""

    def __init__(self, words: Sequence[Word], lower: Sequence[str], known: TimeWords) -> None:
        self.words, self.lower, self.known = words, lower, known

    def count(self, at: int) -> tuple[int, float | None] | None:
        """The last word of the count that begins here, and its value (None for a vague one)."""
        word = self.lower[at]
        if word[0].isdigit():
            return self._digits(at)
        if word in self.known.listed("vague_counts"):
            last = at + 1 if self.lower[at + 1 : at + 2] == ["of"] else at
            return last, 2.0 if word == "couple" else None
        if (
            word in ("a", "an", "the")
            and self.lower[at + 1 : at + 2] != []
            and self.lower[at + 1] in ("few", "couple", "dozen", "hundred", "thousand", "half")
        ):
            following = self.count(at + 1)
            return following
        if word in self.known.valued("numbers"):
            return self._written(at)
        return None

    def _digits(self, at: int) -> tuple[int, float | None] | None:
        text = self.words[at].text.replace(",", "")
        if len(text) > 12 or not text.isascii() or text.count(".") > 1:
            return None
        try:
            value = float(text)
        except ValueError:
            return None
        last = at
        while self.lower[last + 1 : last + 2] in (["million"], ["thousand"], ["hundred"], ["billion"]):
            value *= {"million": 1e6, "thousand": 1e3, "hundred": 1e2, "billion": 1e9}[self.lower[last + 1]]
            last += 1
        return (last, value) if value <= _MOST * 100 else None

    def _written(self, at: int) -> tuple[int, float | None]:
        numbers = self.known.valued("numbers")
        value, last = float(numbers[self.lower[at]]), at
        step = last + 1
        if (
            step + 1 < len(self.lower)
            and self.words[step].text in DASHES
            and self.lower[step + 1] in numbers
            and 20 <= value < 100
        ):
            value, last = value + numbers[self.lower[step + 1]], step + 1
        while last + 1 < len(self.lower) and self.lower[last + 1] in ("hundred", "thousand"):
            value *= numbers[self.lower[last + 1]]
            last += 1
        if self.lower[last + 1 : last + 4] == ["and", "a", "half"]:
            value, last = value + 0.5, last + 3
        return last, value
