"""The first page: what is in the book, what came in last, what could not be read; and the page about it all."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from onrecord.store import Facets, StatementQuery
from onrecord.web.marked import mark_statements
from onrecord.web.site import OnSite

LATEST = 10
BEGINNINGS = 8
FAILURES = 50

router = APIRouter()


@router.get("/")
def start(site: OnSite) -> HTMLResponse:
    """The first page."""
    book = site.book
    facets = book.facets(limit=100)
    return site.page(
        "start.html",
        counts=book.counts(),
        facets=facets,
        latest=mark_statements(book.statements(StatementQuery(limit=LATEST))),
        beginnings=_beginnings(facets),
        failures=book.failures()[:FAILURES],
    )


@router.get("/about")
def about(site: OnSite) -> HTMLResponse:
    """What this does and does not do, and its keys."""
    return site.page("about.html", section="About")


def _beginnings(facets: Facets) -> list[tuple[str, str, object]]:
    """Searches to begin with: heading, field of the search, its most frequent values."""
    return [
        ("Who speaks most", "speaker", facets.speaker[:BEGINNINGS]),
        ("What they do", "act", facets.act[:BEGINNINGS]),
        ("Where it was published", "publisher", facets.publisher[:BEGINNINGS]),
        ("In which language", "language", facets.language[:BEGINNINGS]),
    ]
