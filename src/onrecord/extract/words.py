"""The words of running text as the grammars of numbers and times see them: letters, digits and single marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

_WORD = re.compile(r"(?<![\w.])\.\d+|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
DASHES = frozenset("-–—‒−")
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


class Word(NamedTuple):
    """A word, a number or a mark of the text; `glued` where no blank stands before it."""

    text: str
    start: int
    end: int
    glued: bool


def scan(text: str, start: int, end: int) -> list[Word]:
    """The words of `text[start:end]`."""
    found = []
    before = -1
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        found.append(Word(match.group(), first, last, first == before))
        before = last
    return found


class Phrases(Generic[Value]):
    """Values by runs of lower-case words; the longest run that stands at a place is found."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._found: dict[tuple[str, ...], Value] = {}
        for surface, value in entries:
            self._found.setdefault(tuple(split(surface)), value)
        self._longest = max(map(len, self._found), default=0)

    @property
    def first_words(self) -> frozenset[str]:
        """The words that the runs begin with."""
        return frozenset(run[0] for run in self._found if run)

    def at(self, words: Sequence[str], start: int) -> tuple[int, Value] | None:
        """The number of words and the value of the longest run that begins at `start`."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            value = self._found.get(tuple(words[start : start + length]))
            if value is not None:
                return length, value
        return None

    def before(self, words: Sequence[str], end: int) -> tuple[int, Value] | None:
        """The same for the longest run that ends before `end`."""
        for length in range(min(self._longest, end), 0, -1):
            value = self._found.get(tuple(words[end - length : end]))
            if value is not None:
                return length, value
        return None


def split(surface: str) -> list[str]:
    """A surface of the tables in the words that the scanner makes of it."""
    return [word.text.lower() for word in scan(surface, 0, len(surface))]
