"""The words of running text as the number grammar sees them: letters, digits and single marks, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"(?<![\w.])\.\d+|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
DASHES = frozenset("-–—‒−")


@dataclass(frozen=True, slots=True)
class Word:
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
        found.append(Word(match.group(), match.start(), match.end(), match.start() == before))
        before = match.end()
    return found
