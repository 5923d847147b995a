"""The words of one sentence as the readers of times look at them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.times.lexicon import TimeWords
from onrecord.extract.words import DASHES, Word


class Line:
    """The words of a sentence, as written and in lower case, and the words for times of its language."""

    def __init__(self, words: Sequence[Word], known: TimeWords) -> None:
        self.words, self.known = words, known
        self.lower = [word.text.lower() for word in words]

    def word(self, at: int) -> str:
        """The word in lower case; empty beyond either end."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def run(self, at: int, *expected: str) -> bool:
        """Whether these words stand here, one after another."""
        return all(self.word(at + n) == word for n, word in enumerate(expected))

    def is_in(self, at: int, name: str) -> bool:
        """Whether the word here is in the list `name` of the table."""
        return self.word(at) in self.known.listed(name)

    def is_capital(self, at: int) -> bool:
        """Whether the word here begins with a capital."""
        return 0 <= at < len(self.words) and self.words[at].text[0].isupper()

    def is_glued(self, at: int) -> bool:
        """Whether the word here stands right behind the one before it."""
        return 0 <= at < len(self.words) and self.words[at].glued

    def is_dash(self, at: int) -> bool:
        """Whether a dash stands here."""
        return self.word(at) in DASHES

    def is_join(self, at: int) -> bool:
        """Whether what stands here may join the ends of a range ("to", a dash)."""
        return self.is_dash(at) or self.is_in(at, "joins")

    def digits(self, at: int, most: int) -> int | None:
        """The number written here in at most so many digits, or None."""
        text = self.word(at)
        return int(text) if 0 < len(text) <= most and text.isascii() and text.isdigit() else None

    def past_dash(self, at: int) -> int:
        """The place behind the dash that may stand here."""
        return at + 1 if self.is_dash(at) else at
