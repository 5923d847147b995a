"""Counts before units of time: "two", "a", "several", "40", "two and a half", "twenty-five"."""

from __future__ import annotations

from onrecord.extract.times.line import Line

#: Years, months or days beyond this are no count that a newspaper means.
_MOST = 10_000_000_000
_MOST_DIGITS = 12
#: "Two hundred thousand" has two; more in a row is no number.
_MOST_MULTIPLES = 3


class Numerals:
    """Reads a count at a word."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def count(self, at: int) -> tuple[int, float | None] | None:
        """The last word of the count that begins here, and its value (None for a vague one)."""
        line = self.line
        word = line.word(at)
        if word[:1].isdigit():
            return self._digits(at)
        if line.is_in(at, "vague_counts"):
            last = at + 1 if line.word(at + 1) == "of" else at
            return last, 2.0 if word == "couple" else None
        if line.is_in(at, "articles") and line.is_in(at + 1, "after_article"):
            return self.count(at + 1)
        return self._written(at) if word in line.known.valued("numbers") else None

    def _digits(self, at: int) -> tuple[int, float | None] | None:
        text = self.line.word(at).replace(",", "")
        if len(text) > _MOST_DIGITS or not text.isascii() or text.count(".") > 1:
            return None
        try:
            value = float(text)
        except ValueError:
            return None
        last, value = self._multiplied(at, value)
        return (last, value) if value <= _MOST else None

    def _multiplied(self, last: int, value: float) -> tuple[int, float]:
        multiples = self.line.known.valued("multiples")
        for _ in range(_MOST_MULTIPLES):
            factor = multiples.get(self.line.word(last + 1))
            if factor is None:
                break
            value, last = value * factor, last + 1
        return last, value

    def _written(self, at: int) -> tuple[int, float]:
        line = self.line
        numbers = line.known.valued("numbers")
        value, last = float(numbers[line.word(at)]), at
        if line.is_dash(last + 1) and line.word(last + 2) in numbers and 20 <= value < 100:
            value, last = value + numbers[line.word(last + 2)], last + 2
        last, value = self._multiplied(last, value)
        if line.run(last + 1, "and", "a", "half"):
            value, last = value + 0.5, last + 3
        return last, value
