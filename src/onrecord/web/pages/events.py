"""The search for events, promises and disputes: filters, pages by cursor, and the same query as a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.web.addresses import EventsSearched
from onrecord.web.exports import EVENT_EXPORTS, export
from onrecord.web.marked import mark_events
from onrecord.web.site import OnSite, Site, named
from onrecord.web.wording import Section, words_of

#: Fields with a list of values to choose from: the name of the field, its heading, and the section of the wording.
_CHOICES: Mapping[str, tuple[str, Section]] = {
    "kind": ("Kind", "record_kinds"),
    "type": ("What is done", "event_types"),
    "modality": ("How it stands", "event_modalities"),
    "domain": ("Domain", "domains"),
}
_WRITTEN = {
    "actor": ("Who", "Russia, RUS"),
    "recipient": ("To whom", "Ukraine, UKR"),
    "place": ("Place", "Salisbury"),
    "equipment": ("Equipment", "tank"),
    "publisher": ("Publisher", ""),
}
_HEADINGS = (
    {"q": "Words", "party": "Either side", "since": "Since", "until": "Until", "article": "Article"}
    | {name: heading for name, (heading, _) in _CHOICES.items()}
    | {name: heading for name, (heading, _) in _WRITTEN.items()}
)

router = APIRouter()


@router.get("/events")
def events_page(
    site: OnSite, search: EventsSearched, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> HTMLResponse:
    """The events, promises and disputes that a search finds."""
    cursor = cursor or None
    found = site.book.events(search.query(cursor=cursor))
    return site.page(
        "events.html",
        section="Events",
        search=search,
        found=mark_events(found, search.q),
        total=found.total,
        next_address=search.address(cursor=found.next_cursor) if found.next_cursor else None,
        is_later_page=cursor is not None,
        choices=[(name, heading, words_of(section)) for name, (heading, section) in _CHOICES.items()],
        written=[(name, heading, example) for name, (heading, example) in _WRITTEN.items()],
        chips=list(search.chips(_HEADINGS, partial(_in_words, site))),
        exports=[(kind.label, search.address(path)) for path, kind in EVENT_EXPORTS.items()],
    )


def _export_page(path: str) -> None:
    def download(site: OnSite, search: EventsSearched) -> StreamingResponse:
        """Every event, or every promise, that the search finds."""
        return export(site.book.all_events(search.query()), EVENT_EXPORTS[path])

    router.add_api_route(path, download, methods=["GET"])


for _path in EVENT_EXPORTS:
    _export_page(_path)


def _in_words(site: Site, name: str, value: str) -> str:
    """A filter's value as the page words it."""
    if name in _CHOICES:
        return words_of(_CHOICES[name][1]).get(value, value).partition(":")[0]
    return named(site.book, name, value)
