"""The page of an event, a promise or a dispute."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from onrecord.records import Commitment, Dispute, Event
from onrecord.store import CodedQuery, CodedRow, RecordBook, StatementRow
from onrecord.web.marked import MarkedEvent, MarkedStatement, mark_events, mark_statements
from onrecord.web.site import Site
from onrecord.web.wording import web_address


def event_page(site: Site, request: Request, row: CodedRow, *earlier: CodedRow) -> HTMLResponse:
    """A record with its sentence, its values and why it is on record; `earlier` are its older readings."""
    (marked,) = mark_events([row])
    return site.page(
        "event.html",
        section="Events",
        row=row,
        record=row.record,
        earlier=earlier,
        item=marked,
        place=marked.place if row.current else f"/article/{row.article}",
        original=web_address(row.post_address) or web_address(row.address),
        permanent=f"{request.base_url}r/{row.id}",
        statements=_statements(site.book, row),
        relatives=_relatives(site.book, row),
    )


def _statements(book: RecordBook, row: CodedRow) -> list[MarkedStatement]:
    """The statements it rests on: the one it lies in, or those in which each party says what it holds."""
    match row.record:
        case Dispute() as dispute:
            wanted = [position.statement for position in dispute.positions]
        case Event() | Commitment() as told:
            wanted = [told.statement]
    found: list[StatementRow | None] = [book.statement(id) for id in dict.fromkeys(wanted) if id is not None]
    return mark_statements(statement for statement in found if statement is not None)


def _relatives(book: RecordBook, row: CodedRow) -> list[MarkedEvent]:
    """The event that a promise or dispute is about, or the promises and disputes about an event."""
    about = row.record.event if isinstance(row.record, Commitment | Dispute) else row.id
    if about is None:
        return []
    others = book.all_events(CodedQuery(article=row.article, current=row.current))
    return mark_events(other for other in others if other.id != row.id and _act(other) == about)


def _act(row: CodedRow) -> str | None:
    """The event that a record is, or is about."""
    return row.id if isinstance(row.record, Event) else row.record.event
