"""Quotations by a language's own quote marks, however badly they are kept.

A mark that is never closed opens nothing, unless the next paragraph opens with the same mark: then one speaker goes on
over paragraphs, and the quotation has one piece in each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Span

#: A longer stretch is a mark that was forgotten, not a quotation.
LONGEST = 4_000
#: A paragraph with more marks than this is no prose; nothing in it is read, so that odd input costs no time.
MOST_MARKS = 60
#: Marks that also serve as apostrophes or stand on both sides: what is around them decides.
_AMBIGUOUS = "\"'’‘”“"


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation with its marks: one span for each paragraph it runs over."""

    pieces: tuple[Span, ...]
    paragraph: Span

    @property
    def start(self) -> int:
        """Where the first opening mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Right behind the last closing mark."""
        return self.pieces[-1].end


def marked(text: str, paragraphs: Sequence[Span], marks: Mapping[str, str]) -> list[Marked]:
    """The outermost quotations of `paragraphs`, in order; `marks` gives for each opening mark those that close it."""
    found: list[Marked] = []
    carried: list[Span] = []
    for number, paragraph in enumerate(paragraphs):
        if sum(char in marks for char in paragraph.of(text)) > MOST_MARKS:
            carried = []
            continue
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        position = paragraph.start
        while (opened := _next_opening(text, position, paragraph, marks)) is not None:
            closed = _closing(text, opened, paragraph, marks)
            if closed is not None:
                found.append(Marked((*carried, Span(opened, closed + 1)), paragraph))
                carried, position = [], closed + 1
            elif following and text[following.start] == text[opened] and paragraph.end - opened < LONGEST:
                carried.append(Span(opened, paragraph.end))
                break
            else:
                carried, position = [], opened + 1
    return found


def _next_opening(text: str, position: int, paragraph: Span, marks: Mapping[str, str]) -> int | None:
    for index in range(position, paragraph.end):
        if text[index] in marks and _opens(text, index, paragraph):
            return index
    return None


def _opens(text: str, index: int, paragraph: Span) -> bool:
    before = text[index - 1] if index > paragraph.start else " "
    after = text[index + 1] if index + 1 < paragraph.end else " "
    if before.isalnum():
        return False
    return text[index] not in _AMBIGUOUS or not (after.isspace() or after in ",.;:!?)")


def _closing(text: str, opened: int, paragraph: Span, marks: Mapping[str, str]) -> int | None:
    """The mark that closes the quotation; the language's first closing mark goes before its other ones."""
    mark = text[opened]
    limit = min(paragraph.end, opened + LONGEST)
    nested = _balanced(text, opened, limit, mark, marks[mark][0]) if mark not in marks[mark] else None
    if nested is not None:
        return nested
    reopened = next(
        (index for index in range(opened + 1, limit) if text[index] == mark and _opens(text, index, paragraph)), limit
    )
    for closer in marks[mark]:
        for index in range(opened + 2, reopened):
            if text[index] == closer and _closes(text, index, paragraph):
                return index
    return None


def _balanced(text: str, opened: int, limit: int, mark: str, closer: str) -> int | None:
    depth = 0
    for index in range(opened, limit):
        if text[index] == mark:
            depth += 1
        elif text[index] == closer:
            depth -= 1
            if depth == 0:
                return index
    return None


def _closes(text: str, index: int, paragraph: Span) -> bool:
    after = text[index + 1] if index + 1 < paragraph.end else " "
    if text[index] not in _AMBIGUOUS:
        return True
    return not text[index - 1].isspace() and not after.isalnum()
