"""Live blogs: the updates of a schema.org LiveBlogPosting, each with its own time, address, heading and author.

The updates keep the order of the page, which is mostly newest first: the page's order is what its reader saw, and an
article grows at its top without moving what was there. Who wants them by time sorts by each post's date. An update
that stands there twice, with the same address and the same words, is taken once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.errors import ParseError
from onrecord.records import DateValue
from onrecord.sources.dates import parse_date, plausible
from onrecord.sources.jsonld import JsonLd, Node, address_of, as_list, text_of
from onrecord.sources.limits import Limits
from onrecord.sources.markup import fragment_text
from onrecord.sources.metadata import author_names


@dataclass(frozen=True, slots=True)
class Update:
    """One update of a live blog: `body` has a paragraph a line."""

    heading: str | None
    body: str
    date: DateValue | None = None
    address: str | None = None
    author: str | None = None

    @property
    def text(self) -> str:
        """Heading and body as they stand in the article's text."""
        return "\n".join(part for part in (self.heading, self.body) if part)


def read_updates(json_ld: JsonLd, address: str | None, limits: Limits, now: datetime) -> tuple[Update, ...]:
    """The updates of the page's live blog, in the page's order; empty where it has none."""
    by_id = {str(node["@id"]): node for node in json_ld.nodes if "@id" in node and len(node) > 1}
    blogs = [list(_posts(node, by_id)) for node in json_ld.of_type("LiveBlogPosting")]
    posts = max(blogs, key=len, default=[])
    if len(posts) > limits.max_entries:
        raise ParseError("P016", limit=limits.max_entries)
    updates: dict[tuple[str | None, str], Update] = {}
    for post in posts:
        update = _update(post, by_id, address, limits, now)
        if update.text:
            updates.setdefault((update.address, update.text), update)
    return tuple(updates.values())


def _posts(blog: Node, by_id: dict[str, Node]) -> Iterator[Node]:
    for post in as_list(blog.get("liveBlogUpdate")):
        if isinstance(post, dict):
            yield by_id.get(str(post["@id"]), post) if post.keys() == {"@id"} else post


def _update(post: Node, by_id: dict[str, Node], address: str | None, limits: Limits, now: datetime) -> Update:
    heading = text_of(post.get("headline")) or text_of(post.get("name"))
    body = _body(post, limits)
    if heading and body.split("\n", 1)[0] == heading:
        body = body.partition("\n")[2]
    date = parse_date(text_of(post.get("datePublished")), "json-ld")
    return Update(heading, body, plausible(date, now), _address(post, address), _author(post, by_id))


def _body(post: Node, limits: Limits) -> str:
    for key in ("articleBody", "text", "description"):
        written = [value for value in as_list(post.get(key)) if isinstance(value, str)]
        if text := fragment_text("\n".join(written), limits):
            return text
    return ""


def _address(post: Node, address: str | None) -> str | None:
    for key in ("url", "mainEntityOfPage", "@id"):
        if found := address_of(post.get(key), address):
            return found
    return None


def _author(post: Node, by_id: dict[str, Node]) -> str | None:
    names: list[Any] = []
    for one in as_list(post.get("author")):
        node = by_id.get(str(one.get("@id")), one) if isinstance(one, dict) else one
        names.append(text_of(node))
    found = author_names(name for name in names if name)
    return ", ".join(found) or None
