"""Statements with their words marked in the text: what templates need to show evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.records import Span
from onrecord.store import StatementRow
from onrecord.web.marking import Mark, Segment, marks_of, segments

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class MarkedStatement:
    """A statement and its sentence, cut at the borders of its evidence."""

    row: StatementRow
    sentence: tuple[Segment, ...]

    @property
    def place(self) -> str:
        """The address of its first word on the article's page."""
        return f"/article/{self.row.article}#m-{self.row.id}"


def mark_statements(rows: Iterable[StatementRow], searched: str | None = None) -> list[MarkedStatement]:
    """The statements with their evidence marked, and with the words that were searched for."""
    return [_marked(row, searched) for row in rows]


def _marked(row: StatementRow, searched: str | None) -> MarkedStatement:
    back = row.sentence_span.start
    marks = [Mark(_moved(mark.span, -back), mark.role, mark.record) for mark in marks_of(row)]
    marks += hits(row.sentence, searched or "")
    return MarkedStatement(row, segments(row.sentence, Span(0, len(row.sentence)), marks))


def hits(text: str, searched: str) -> Iterator[Mark]:
    """Marks for the whole words of `text` that were searched for, whatever their case."""
    words = sorted(set(_WORD.findall(searched)), key=lambda word: (-len(word), word))
    if words:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        for found in pattern.finditer(text):
            yield Mark(Span(*found.span()), "hit", "")


def _moved(span: Span, by: int) -> Span:
    return Span(max(span.start + by, 0), max(span.end + by, 0))
