"""The plain lists: all articles, and those who speak most."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from onrecord.store import StatementQuery
from onrecord.web.site import OnSite

ARTICLES = 50
SPEAKERS = 200

router = APIRouter()


@router.get("/articles")
def articles_page(site: OnSite, cursor: Annotated[str | None, Query(max_length=500)] = None) -> HTMLResponse:
    """The articles in the book, newest first."""
    found = site.book.articles(StatementQuery(limit=ARTICLES, cursor=cursor or None))
    following = f"/articles?{urlencode({'cursor': found.next_cursor})}" if found.next_cursor else None
    return site.page("articles.html", section="Articles", rows=found, total=found.total, next_address=following)


@router.get("/speakers")
def speakers_page(site: OnSite) -> HTMLResponse:
    """Those who speak most."""
    rows = site.book.speakers(SPEAKERS)
    return site.page("speakers.html", section="Speakers", rows=rows, total=site.book.counts().speakers)
