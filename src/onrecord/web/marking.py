"""Cutting a text at the borders of its marks, so that overlapping and nested spans can be shown as flat HTML.

`segments` is a pure function: joined, the segments are the text again, character for character, and each one says which
marks cover it. Nothing here knows HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from onrecord.records import Span

Role = Literal["source", "cue", "content", "act", "words", "party", "hit"]

#: Characters that would turn the line around or hide in it: shown by their code, never obeyed. The marks that ordinary
#: Arabic, Hebrew and Persian text needs (U+200C to U+200F) are left alone.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_BLANK_LINES = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_LINE_ENDS = re.compile(r"[\r\n]+")

#: A line longer than this was not wrapped by hand, so its end is the end of a paragraph.
_WRAPPED_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with what it is and the record it belongs to.

    Of a statement: source, cue or content. Of an event, commitment or dispute: the `act` (its predicate), the `words`
    of the whole of it, and a `party`. A `hit` is one of a search and of no record.
    """

    span: Span
    role: Role
    record: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover from end to end.

    `starts` names the records whose evidence begins here. `control` is the code of the one control character that this
    segment consists of, or None.
    """

    span: Span
    text: str
    marks: tuple[Mark, ...] = ()
    starts: tuple[str, ...] = ()
    control: str | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        """The different roles of its marks, in a fixed order."""
        found = {mark.role for mark in self.marks}
        order: tuple[Role, ...] = ("source", "cue", "content", "words", "party", "act", "hit")
        return tuple(role for role in order if role in found)

    @property
    def records(self) -> tuple[str, ...]:
        """The records it is evidence of, each once, in the order of the marks."""
        return tuple(dict.fromkeys(mark.record for mark in self.marks if mark.record))

    @property
    def depth(self) -> int:
        """How many contents lie over one another here: 2 where one statement is quoted inside another."""
        return len({mark.record for mark in self.marks if mark.role == "content"})


class Evidenced(Protocol):
    """A record with the spans that prove it: a statement as read, or as it lies in the book."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def source(self) -> tuple[Span, ...]:
        """Who speaks."""

    @property
    def cue(self) -> tuple[Span, ...]:
        """The words that say that something is said."""

    @property
    def content(self) -> tuple[Span, ...]:
        """What is said."""


def marks_of(record: Evidenced) -> Iterator[Mark]:
    """The marks of one record: every piece of its source, cue and content."""
    yield from (Mark(span, "source", record.id) for span in record.source)
    yield from (Mark(span, "cue", record.id) for span in record.cue)
    yield from (Mark(span, "content", record.id) for span in record.content)


def segments(text: str, window: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """`window` of `text`, cut at every border of `marks`; joined, the parts are the window again."""
    inside = sorted((mark for mark in marks if mark.span.overlaps(window)), key=_order)
    first = _first_offsets(inside)
    borders = sorted({window.start, window.end, *_borders(text, window, inside)})
    return tuple(_segment(text, Span(start, end), inside, first) for start, end in pairwise(borders) if start < end)


def marks_in(windows: Sequence[Span], marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """For each of the windows, which must follow one another, the marks that share a character with it."""
    waiting = sorted(marks, key=_order, reverse=True)
    open_marks: list[Mark] = []
    for window in windows:
        while waiting and waiting[-1].span.start < window.end:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.span.end > window.start]
        yield [mark for mark in open_marks if mark.span.overlaps(window)]


def paragraphs(text: str, window: Span) -> Iterator[Span]:
    """The paragraphs of `window`: cut at blank lines, and at each line's end where lines were not wrapped by hand."""
    for block in _between(_BLANK_LINES, text, window):
        lines = list(_between(_LINE_ENDS, text, block))
        wrapped = len(lines) > 2 and all(line.end - line.start <= _WRAPPED_WIDTH for line in lines)
        yield from [block] if wrapped else lines


def _segment(text: str, span: Span, marks: Sequence[Mark], first: dict[str, int]) -> Segment:
    covering = tuple(mark for mark in marks if mark.span.covers(span))
    starts = tuple(record for record, offset in first.items() if offset == span.start)
    content = span.of(text)
    control = f"U+{ord(content):04X}" if len(content) == 1 and _CONTROLS.fullmatch(content) else None
    return Segment(span, content, covering, starts, control)


def _borders(text: str, window: Span, marks: Sequence[Mark]) -> Iterator[int]:
    for mark in marks:
        yield max(mark.span.start, window.start)
        yield min(mark.span.end, window.end)
    for control in _CONTROLS.finditer(text, window.start, window.end):
        yield control.start()
        yield control.end()


def _first_offsets(marks: Sequence[Mark]) -> dict[str, int]:
    """Where each record's evidence begins; a record that began before the window has no beginning in it."""
    first: dict[str, int] = {}
    for mark in marks:
        if mark.record:
            first[mark.record] = min(mark.span.start, first.get(mark.record, mark.span.start))
    return first


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return (mark.span.start, -mark.span.end, mark.record, mark.role)


def _between(separator: re.Pattern[str], text: str, window: Span) -> Iterator[Span]:
    """The parts of `window` between the separators that are not blank."""
    start = window.start
    for match in separator.finditer(text, window.start, window.end):
        if text[start : match.start()].strip():
            yield Span(start, match.start())
        start = match.end()
    if text[start : window.end].strip():
        yield Span(start, window.end)
