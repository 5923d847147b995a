"""Putting it together: the pages, the API, the static files and the guard before them all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.store import open_book
from onrecord.web import api, pages
from onrecord.web.guard import Guard
from onrecord.web.problems import add_problem_handlers
from onrecord.web.site import Site

_STATIC = Path(__file__).parent / "static"


def create_app(book_path: str | Path, *, allowed_hosts: Iterable[str] = ()) -> FastAPI:
    """The web application for the book at `book_path`, which must be there: S005 if not.

    It answers to the names of this machine's loopback address and to `allowed_hosts`.
    """
    book = open_book(book_path, create=False)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with book:
            yield

    app = FastAPI(
        title="onrecord",
        summary="Who said what, with the exact characters that prove it.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.site = Site(book)
    app.add_middleware(Guard, allowed_hosts=tuple(allowed_hosts))
    app.include_router(pages.router)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    add_problem_handlers(app)
    return app
