"""The statement's page."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from onrecord.store import RecordBook, StatementQuery, StatementRow
from onrecord.web.copies import copies_of
from onrecord.web.marked import MarkedStatement, mark_statements
from onrecord.web.site import Site
from onrecord.web.wording import web_address


def statement_page(site: Site, request: Request, row: StatementRow, *earlier: StatementRow) -> HTMLResponse:
    """A statement with its sentence, why it is on record, and the copies of it; `earlier` are its older readings."""
    stored = site.book.article(row.article)
    marked = mark_statements([row])[0]
    original = web_address(row.post_address) or web_address(row.address)
    return site.page(
        "statement.html",
        row=row,
        earlier=earlier,
        sentence=marked.sentence,
        place=marked.place if row.current else f"/article/{row.article}",
        original=original,
        relatives=_relatives(site.book, row),
        copies=copies_of(row, stored.text if stored else "", f"{request.base_url}r/{row.id}"),
    )


def _relatives(book: RecordBook, row: StatementRow) -> list[tuple[str, str, list[MarkedStatement]]]:
    """The statement around this one and those inside it, as the same reader found them: heading, id, statements."""
    of_article = StatementQuery(article=row.article, current=row.current)
    found = [other for other in book.all_statements(of_article) if other.producer == row.producer]
    around = [other for other in found if other.id == row.parent]
    inside = [other for other in found if other.parent == row.id]
    return [
        ("The statement it is said in", "around", mark_statements(around)),
        ("Statements said in it", "inside", mark_statements(inside)),
    ]
