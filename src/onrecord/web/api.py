"""The JSON API: the same queries as the pages, under /api/v1."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from onrecord.errors import UsageError
from onrecord.store import Results
from onrecord.web import models
from onrecord.web.addresses import MAX_FIELD, Asked, EventsSearched, Searched
from onrecord.web.problems import Problem
from onrecord.web.site import OnSite

_PROBLEM = {"application/problem+json": {"schema": Problem.model_json_schema()}}

#: What any address of the API can answer besides what was asked for.
_OTHER_ANSWERS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the answer with this ETag."},
    "4XX": {"description": "The request is not right.", "content": _PROBLEM},
    "5XX": {"description": "The server can not answer now.", "content": _PROBLEM},
}

router = APIRouter(prefix="/api/v1", responses=_OTHER_ANSWERS)

Limit = Annotated[int, Query(ge=1, le=1000, description="Rows of a page.")]
CursorField = Annotated[str | None, Query(max_length=MAX_FIELD, description="From `next` of the page before.")]


@router.get("/statements", response_model=models.Page[models.Statement])
def list_statements(
    request: Request, site: OnSite, search: Searched, limit: Limit = 50, cursor: CursorField = None
) -> Response:
    """The statements that a search finds, newest first."""
    found = site.book.statements(search.query(limit=limit, cursor=cursor or None))
    page = models.Page[models.Statement](
        items=tuple(map(models.Statement.model_validate, found)), total=found.total, next=_next(request, found)
    )
    return _answer(request, page)


@router.get("/statements/{id}", response_model=models.Statement)
def get_statement(request: Request, site: OnSite, id: str) -> Response:
    """One statement; also one that a newer reader has replaced."""
    return _answer_one(request, models.Statement, site.book.statement(id))


@router.get("/events", response_model=models.Page[models.CodedRecord])
def list_events(
    request: Request, site: OnSite, search: EventsSearched, limit: Limit = 50, cursor: CursorField = None
) -> Response:
    """The events, commitments and disputes that a search finds, newest first."""
    found = site.book.events(search.query(limit=limit, cursor=cursor or None))
    page = models.Page[models.CodedRecord](
        items=tuple(map(models.CodedRecord.model_validate, found)), total=found.total, next=_next(request, found)
    )
    return _answer(request, page)


@router.get("/events/{id}", response_model=models.CodedRecord)
def get_event(request: Request, site: OnSite, id: str) -> Response:
    """One event, commitment or dispute; also one that a newer reader has replaced."""
    return _answer_one(request, models.CodedRecord, next(iter(site.book.event_history(id)), None))


@router.get("/articles", response_model=models.Page[models.ArticleSummary])
def list_articles(
    request: Request, site: OnSite, search: Searched, limit: Limit = 50, cursor: CursorField = None
) -> Response:
    """The articles that a search finds, newest first; `q` is searched in title and text."""
    found = site.book.articles(search.query(limit=limit, cursor=cursor or None))
    page = models.Page[models.ArticleSummary](
        items=tuple(map(models.ArticleSummary.model_validate, found)), total=found.total, next=_next(request, found)
    )
    return _answer(request, page)


@router.get("/articles/{id}", response_model=models.Article)
def get_article(request: Request, site: OnSite, id: str) -> Response:
    """One article with its text and all that was read in it."""
    return _answer_one(request, models.Article, site.book.article(id))


@router.get("/speakers", response_model=models.SpeakerList)
def list_speakers(request: Request, site: OnSite, limit: Limit = 50) -> Response:
    """Those who said most."""
    items = tuple(map(models.FacetValue.model_validate, site.book.speakers(limit)))
    return _answer(request, models.SpeakerList(items=items, total=site.book.counts().speakers))


@router.get("/speakers/{id}", response_model=models.Speaker)
def get_speaker(request: Request, site: OnSite, id: str) -> Response:
    """One person or body. What it said is at `/statements?speaker=ID`, what was said about it at `?about=ID`."""
    return _answer_one(request, models.Speaker, site.book.entity(id))


@router.get("/facets", response_model=models.Facets)
def get_facets(request: Request, site: OnSite, search: Searched, limit: Limit = 20) -> Response:
    """How many statements of a search each speaker, act, publisher, language, form and modality has."""
    return _answer_one(request, models.Facets, site.book.facets(search.query(), limit=limit))


@router.get("/check", response_model=models.Check)
def check_quotation(request: Request, site: OnSite, asked: Asked, limit: Limit = 10) -> Response:
    """Whether a quotation is on record, whose words it is, and how it differs where it does."""
    return _answer_one(request, models.Check, asked.check(site.book, limit=limit))


def _answer_one(request: Request, model: type[BaseModel], row: object | None) -> Response:
    if row is None:
        raise UsageError("U002")
    return _answer(request, model.model_validate(row))


def _answer(request: Request, model: BaseModel) -> Response:
    """The model as JSON with an ETag, or 304 where the client has it already."""
    body = model.model_dump_json().encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _has(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return any(given.strip().removeprefix("W/") in (tag, "*") for given in known.split(","))


def _next(request: Request, found: Results[Any]) -> str | None:
    if found.next_cursor is None:
        return None
    following = request.url.include_query_params(cursor=found.next_cursor)
    return f"{following.path}?{following.query}"
