"""Feeds (RSS, RDF, Atom, CDF, JSON Feed) into entries, each with its own date, address and text.

This runs in the worker process: feedparser is given bytes, never an address or a string, which it would open or fetch.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.errors import ParseError
from onrecord.records import DateValue
from onrecord.sources.dates import parse_date, plausible
from onrecord.sources.jsonld import as_list, clean_line, parse_loosely, web_address
from onrecord.sources.limits import Limits
from onrecord.sources.markup import fragment_text
from onrecord.sources.metadata import author_names, language_code

_COMMENTS = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE\s[^>]*>\s*)?<(?:html|head|body)\b", re.IGNORECASE)
_ROOT = re.compile(r"<[A-Za-z_]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `text` is empty where the feed only links to it, `address` None where it links nowhere."""

    text: str
    title: str | None = None
    address: str | None = None
    name: str | None = None
    published: DateValue | None = None
    modified: DateValue | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


def read_feed(markup: str, address: str | None, limits: Limits, now: datetime) -> tuple[Entry, ...]:
    """All entries of a feed in its order (one more than the cap where there are more), or a ParseError."""
    if markup.lstrip().startswith("{"):
        entries = tuple(_json_entries(markup, address, limits, now))
    else:
        entries = tuple(_xml_entries(markup, address, limits, now))
    if not entries:
        raise ParseError("P008")
    return entries


def _xml_entries(markup: str, address: str | None, limits: Limits, now: datetime) -> Iterator[Entry]:
    import feedparser

    if not markup.lstrip().startswith("<") or _WEB_PAGE.match(markup):
        raise ParseError("P007")
    refuse_entities(markup)
    content = _DECLARATION.sub("", markup).encode("utf-8")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address or ""}
    feed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    if not feed.entries and not feed.version:
        raise ParseError("P007") if feed.bozo else ParseError("P001", media="an XML file that is no feed")
    rss = str(feed.version).startswith(("rss", "cdf")) or not feed.version
    for raw in feed.entries[: limits.max_entries + 1]:
        yield _entry(raw, feed.feed, address, limits, now, rss=rss)


def refuse_entities(markup: str) -> None:
    """Raise ParseError P013 where the document declares entities of its own: they are how small XML becomes large."""
    prologue = _COMMENTS.sub(" ", markup)
    root = _ROOT.search(prologue)
    if _SUBSET.search(prologue[: root.start()] if root else prologue):
        raise ParseError("P013")


def _entry(raw: Any, feed: Any, address: str | None, limits: Limits, now: datetime, *, rss: bool) -> Entry:
    source = raw.get("source") or {}
    # Atom's `updated` is a change; RSS has no such element, and what feedparser calls so there is dc:date
    published = _moment(raw, "published") or _moment(raw, "created") or (_moment(raw, "updated") if rss else None)
    names = [person.get("name") or "" for person in as_list(raw.get("authors")) if isinstance(person, dict)]
    return Entry(
        text=_entry_text(raw, limits),
        title=clean_line(str(raw.get("title") or "")) or None,
        address=web_address(str(raw.get("link") or ""), address) or web_address(str(raw.get("id") or ""), None),
        name=clean_line(str(raw.get("id") or ""))[:200] or None,
        published=plausible(published, now),
        modified=plausible(_moment(raw, "updated"), now) if not rss else None,
        authors=author_names(names),
        publisher=clean_line(str(source.get("title") or raw.get("publisher") or feed.get("title") or "")) or None,
        language=language_code(feed.get("language")),
    )


def _entry_text(raw: Any, limits: Limits) -> str:
    """The longest of what the entry says of itself: a feed may give the whole text, a summary, or both."""
    written = [part.get("value") or "" for part in as_list(raw.get("content")) if isinstance(part, dict)]
    texts = [fragment_text(str(part), limits) for part in (*written, raw.get("summary") or "")]
    return max(texts, key=len)


def _moment(raw: Any, key: str) -> DateValue | None:
    """A date as the feed writes it, with its zone; where only feedparser understands it, in UTC."""
    # asked without get(): feedparser hands out `published` for a missing `updated`
    if key not in raw:
        return None
    if date := parse_date(raw[key], "feed"):
        return date
    parsed = raw.get(f"{key}_parsed")
    return parse_date(time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed), "feed") if parsed else None


def _json_entries(markup: str, address: str | None, limits: Limits, now: datetime) -> Iterator[Entry]:
    feed = parse_loosely(markup, limits.max_json_depth)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ParseError("P008")
    for item in items[: limits.max_entries + 1]:
        if isinstance(item, dict):
            yield _json_entry(item, feed, address, limits, now)


def _json_entry(
    item: dict[str, Any], feed: dict[str, Any], address: str | None, limits: Limits, now: datetime
) -> Entry:
    texts = [fragment_text(_string(item, key), limits) for key in ("content_html", "content_text", "summary")]
    people = as_list(item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author"))
    links = [web_address(_string(item, key), address) for key in ("url", "external_url") if _string(item, key)]
    return Entry(
        text=max(texts, key=len),
        title=clean_line(_string(item, "title")) or None,
        address=next((link for link in links if link), None) or web_address(_string(item, "id"), None),
        name=clean_line(str(item.get("id") or ""))[:200] or None,
        published=plausible(parse_date(item.get("date_published"), "feed"), now),
        modified=plausible(parse_date(item.get("date_modified"), "feed"), now),
        authors=author_names(_string(person, "name") for person in people if isinstance(person, dict)),
        publisher=clean_line(_string(feed, "title")) or None,
        language=language_code(_string(item, "language") or _string(feed, "language")),
    )


def _string(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
