"""One HTML page read whole: its text or its live blog's updates, and what it says of itself.

This runs in the worker process (worker.py): trafilatura and libxml2 have no time limit of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onrecord.errors import ParseError
from onrecord.sources.jsonld import JsonLd, read_json_ld
from onrecord.sources.limits import Limits
from onrecord.sources.liveblog import Update, read_updates
from onrecord.sources.markup import fragment_text, parse_tree, visible_text
from onrecord.sources.metadata import Metadata, read_metadata
from onrecord.sources.paywall import is_stub

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SENTENCE_END = re.compile("[.!?…。！？।؟።։]")
#: Below this the strict extraction may have lost a short article, and the ordinary one is asked too.
SHORT = 500
#: A page that shows less than this in all shows nothing without JavaScript.
BARE = 60


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read from a page. A live blog has `updates` and no `text`; any other page has `text` and no updates."""

    metadata: Metadata
    text: str = ""
    updates: tuple[Update, ...] = ()
    json_ld_broken: bool = False


def read_page(markup: str, address: str | None, limits: Limits, now: datetime) -> PageContent:
    """The content of a page, or a ParseError that says why it has none."""
    tree = parse_tree(markup, limits)
    json_ld = read_json_ld(_json_ld_blocks(tree), limits)
    metadata = read_metadata(tree, json_ld, address, now)
    updates = read_updates(json_ld, metadata.canonical or address, limits, now)
    if updates:
        return PageContent(metadata, updates=updates, json_ld_broken=json_ld.broken)
    text = _main_text(tree, json_ld, address, limits)
    return PageContent(metadata, text=text, json_ld_broken=json_ld.broken)


def _json_ld_blocks(tree: HtmlElement) -> list[str]:
    scripts = tree.iter("script")
    return [script.text for script in scripts if script.text and "ld+json" in (script.get("type") or "").lower()]


def _main_text(tree: HtmlElement, json_ld: JsonLd, address: str | None, limits: Limits) -> str:
    """The article's text; a stub, an empty page and a page without an article are errors."""
    shown = visible_text(tree)
    text = _extracted(tree, address, precision=True)
    if len(text) < SHORT:
        text = max(text, _extracted(tree, address, precision=False), _body_in_json_ld(json_ld, limits), key=len)
        # what is left of a page of links is short and has no sentence
        text = text if len(text) >= SHORT or _SENTENCE_END.search(text) else ""
    if is_stub(text, shown, json_ld):
        raise ParseError("P003")
    if not text:
        raise ParseError("P002" if len("".join(shown.split())) < BARE else "P012")
    return text


def _extracted(tree: HtmlElement, address: str | None, *, precision: bool) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, url=address, favor_precision=precision, include_comments=False, include_tables=False, with_metadata=False
    )
    if found is None or isinstance(found, dict):
        return ""
    return (found.text or "").strip()


def _body_in_json_ld(json_ld: JsonLd, limits: Limits) -> str:
    bodies = [node["articleBody"] for node in json_ld.nodes if isinstance(node.get("articleBody"), str)]
    return max((fragment_text(body, limits) for body in bodies), key=len, default="")
