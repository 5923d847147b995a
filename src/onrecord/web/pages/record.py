"""The address of a record, whatever its kind; it goes on answering when a newer reader has replaced the record."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import UsageError
from onrecord.web.pages.event import event_page
from onrecord.web.pages.statement import statement_page
from onrecord.web.site import OnSite

router = APIRouter()


@router.get("/r/{id}")
def record_page(site: OnSite, request: Request, id: str) -> Response:
    """Statements, events, commitments and disputes here; articles and entities at their own pages."""
    if versions := site.book.history(id):
        return statement_page(site, request, *versions)
    if coded := site.book.event_history(id):
        return event_page(site, request, *coded)
    if id.startswith("a") and site.book.article(id):
        return RedirectResponse(f"/article/{id}")
    if site.book.entity(id):
        return RedirectResponse(f"/speaker/{id}")
    raise UsageError("U002")
