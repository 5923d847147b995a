"""What the pages of one book have in common: the open book and the templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord import __version__
from onrecord.ontology.modalities import standing_of
from onrecord.store import RecordBook
from onrecord.web.addresses import EventSearch, Search
from onrecord.web.wording import shown_date, shown_day, shown_stamp, web_address, wikidata_address, word_for


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "in_words": word_for,
        "date": shown_date,
        "day": shown_day,
        "stamp": shown_stamp,
        "standing": standing_of,
        "web_address": web_address,
        "wikidata_address": wikidata_address,
    }
    environment.globals |= {"version": __version__, "everything": Search(), "no_event_filters": EventSearch()}
    return environment


@dataclass(frozen=True, slots=True)
class Site:
    """One book on the web."""

    book: RecordBook
    templates: Environment = field(default_factory=_templates)

    def page(self, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
        """A page made from a template; `section` in the context says which part of the navigation it belongs to."""
        html = self.templates.get_template(template).render({"section": None, "search": Search()} | context)
        # Text from JSON can hold half a surrogate pair, which has no form in UTF-8.
        return HTMLResponse(html.encode("utf-8", "replace"), status, headers={"Cache-Control": "no-cache"})


def named(book: RecordBook, field: str, value: str) -> str:
    """What a filter's value is called where it is an id: an entity's name, an article's title."""
    if field in ("speaker", "about", "actor", "recipient", "party"):
        entity = book.entity(value)
        return entity.name if entity else value
    if field == "article":
        stored = book.article(value)
        return (stored.article.title or stored.article.address) if stored else value
    return value


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


OnSite = Annotated[Site, Depends(site_of)]
