"""The speaker's page: the names found, what they said, and what others said about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from onrecord.errors import UsageError
from onrecord.store import Results, StatementRow
from onrecord.web.addresses import Search
from onrecord.web.marked import MarkedStatement, mark_statements
from onrecord.web.site import OnSite

ROWS = 20

router = APIRouter()

Cursor = Annotated[str | None, Query(max_length=500)]


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the page with the addresses of its other pages."""

    name: str
    heading: str
    count: int
    found: list[MarkedStatement]
    search: str
    first: str | None
    next: str | None
    with_speaker: bool


@router.get("/speaker/{id}")
def speaker_page(site: OnSite, id: str, said: Cursor = None, about: Cursor = None) -> HTMLResponse:
    """A person or body that speaks, or is spoken about."""
    entity = site.book.entity(id)
    if entity is None:
        raise UsageError("U002")
    by = site.book.said_by(id, limit=ROWS, cursor=said or None)
    of = site.book.said_about(id, limit=ROWS, cursor=about or None)
    base = f"/speaker/{id}"
    parts = [
        Part(
            "said",
            "Said by",
            entity.said,
            mark_statements(by),
            Search(speaker=id).address(),
            f"{base}#said" if said else None,
            _next(base, "said", by),
            with_speaker=False,
        ),
        Part(
            "about",
            "Said about",
            entity.said_about,
            mark_statements(of),
            Search(about=id).address(),
            f"{base}#about" if about else None,
            _next(base, "about", of),
            with_speaker=True,
        ),
    ]
    return site.page("speaker.html", section="Speakers", entity=entity, parts_of_page=parts)


def _next(base: str, name: str, found: Results[StatementRow]) -> str | None:
    return f"{base}?{name}={found.next_cursor}#{name}" if found.next_cursor else None
