"""The search: filters, facets, pages by cursor, and the same query as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.store import Facets, FacetValue
from onrecord.web.addresses import Search, Searched
from onrecord.web.exports import EXPORTS, export
from onrecord.web.marked import mark_statements
from onrecord.web.site import OnSite, Site, named
from onrecord.web.wording import word_for

#: Values of a facet that are counted (they fill the form's lists), and those of them that are listed as links.
COUNTED_VALUES = 100
LISTED_VALUES = 10

_FACETS = {
    "speaker": "Speaker",
    "act": "Act",
    "form": "Form",
    "modality": "Was it said?",
    "publisher": "Publisher",
    "language": "Language",
}
_CHIPS = _FACETS | {
    "q": "Words",
    "since": "Since",
    "until": "Until",
    "article": "Article",
    "about": "About",
    "place": "Place",
    "when": "Time named",
    "quantity": "Number",
    "unit": "Number of",
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value that narrows the search, or one that is chosen and can be taken out."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading with the values under it."""

    heading: str
    links: tuple[FacetLink, ...]


@router.get("/search")
def search_page(
    site: OnSite, search: Searched, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> HTMLResponse:
    """The statements that a search finds."""
    cursor = cursor or None
    found = site.book.statements(search.query(cursor=cursor))
    counted = site.book.facets(search.query(), limit=COUNTED_VALUES)
    return site.page(
        "search.html",
        section="Search",
        search=search,
        found=mark_statements(found, search.q),
        total=found.total,
        next_address=search.address(cursor=found.next_cursor) if found.next_cursor else None,
        is_later_page=cursor is not None,
        choices=counted,
        facets=list(_facets(search, counted)),
        facets_complete=counted.complete,
        chips=list(search.chips(_CHIPS, partial(_in_words, site))),
        exports=[(kind.label, search.address(path)) for path, kind in EXPORTS.items()],
    )


def _export_page(path: str) -> None:
    def download(site: OnSite, search: Searched) -> StreamingResponse:
        """Every row that the search finds."""
        return export(site.book.all_statements(search.query()), EXPORTS[path])

    router.add_api_route(path, download, methods=["GET"])


for _path in EXPORTS:
    _export_page(_path)


def _facets(search: Search, counted: Facets) -> Iterator[Facet]:
    for name, heading in _FACETS.items():
        values: tuple[FacetValue, ...] = getattr(counted, name)
        chosen = getattr(search, name)
        listed = [value for value in values if value.value == chosen] or values[:LISTED_VALUES]
        yield Facet(heading, tuple(_facet_link(search, name, value, value.value == chosen) for value in listed))


def _facet_link(search: Search, name: str, value: FacetValue, chosen: bool) -> FacetLink:
    label = word_for(value.label, "languages") if name == "language" else value.label
    address = search.but(**{name: None if chosen else value.value}).address()
    return FacetLink(label, value.count, address, chosen)


def _in_words(site: Site, name: str, value: str) -> str:
    """A filter's value as the page words it."""
    if name == "language":
        return word_for(value, "languages")
    return named(site.book, name, value)
