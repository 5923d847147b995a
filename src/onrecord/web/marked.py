"""Records with their words marked in the text: what templates need to show evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.records import Commitment, Dispute, Event, Participant, Span
from onrecord.store import CodedRow, StatementRow
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


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event, commitment or dispute and its sentence, cut at the borders of its evidence."""

    row: CodedRow
    sentence: tuple[Segment, ...]

    @property
    def place(self) -> str:
        """The address of its act on the article's page: its own, or that of the event it is about."""
        record = self.row.record
        act = record.id if isinstance(record, Event) else record.event or record.id
        return f"/article/{self.row.article}#m-{act}"

    @property
    def sides(self) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Who acts and to whom: actors and recipients, promisers and beneficiaries, accusers and the others."""
        match self.row.record:
            case Event() as event:
                return event.actors, event.recipients
            case Commitment() as commitment:
                return commitment.promisers, commitment.beneficiaries
            case Dispute() as dispute:
                accuser, *others = (position.party for position in dispute.positions)
                return (accuser,), tuple({party.name: party for party in others}.values())


def mark_events(rows: Iterable[CodedRow], searched: str | None = None) -> list[MarkedEvent]:
    """The events, commitments and disputes with their words marked, and with those that were searched for."""
    return [_marked_event(row, searched) for row in rows]


def act_marks(row: CodedRow) -> Iterator[Mark]:
    """The one mark of a record that a whole article has room for: an event's predicate, a dispute's proposition."""
    record = row.record
    if isinstance(record, Event):
        yield Mark(record.predicate, "act", row.id)
    elif isinstance(record, Dispute) and record.event is None:
        yield Mark(record.proposition, "act", row.id)


def mark_statements(rows: Iterable[StatementRow], searched: str | None = None) -> list[MarkedStatement]:
    """The statements with their evidence marked, and with the words that were searched for."""
    return [_marked(row, searched) for row in rows]


def _marked(row: StatementRow, searched: str | None) -> MarkedStatement:
    back = row.sentence_span.start
    marks = [Mark(_moved(mark.span, -back), mark.role, mark.record) for mark in marks_of(row)]
    marks += hits(row.sentence, searched or "")
    return MarkedStatement(row, segments(row.sentence, Span(0, len(row.sentence)), marks))


def _marked_event(row: CodedRow, searched: str | None) -> MarkedEvent:
    back, length = row.sentence_span.start, len(row.sentence)
    found = [Mark(_moved(mark.span, -back), mark.role, mark.record) for mark in _event_marks(row)]
    marks = [mark for mark in found if mark.span.start < min(mark.span.end, length)]
    marks += hits(row.sentence, searched or "")
    return MarkedEvent(row, segments(row.sentence, Span(0, length), marks))


def _event_marks(row: CodedRow) -> Iterator[Mark]:
    record = row.record
    parties: Iterable[Participant]
    if isinstance(record, Event):
        yield Mark(record.span, "words", row.id)
        yield Mark(record.predicate, "act", row.id)
        parties = (*record.actors, *record.recipients)
    elif isinstance(record, Commitment):
        yield Mark(record.span, "words", row.id)
        parties = (*record.promisers, *record.beneficiaries)
    else:
        yield Mark(record.proposition, "words", row.id)
        parties = [position.party for position in record.positions]
    yield from (Mark(party.span, "party", row.id) for party in parties if party.span is not None)


def hits(text: str, searched: str) -> Iterator[Mark]:
    """Marks for the whole words of `text` that were searched for, whatever their case."""
    words = sorted(set(_WORD.findall(searched)), key=lambda word: (-len(word), word))
    if words:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        for found in pattern.finditer(text):
            yield Mark(Span(*found.span()), "hit", "")


def _moved(span: Span, by: int) -> Span:
    return Span(max(span.start + by, 0), max(span.end + by, 0))
