"""The entries of a feed as articles: from what the feed says of them, or from the pages it links to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.errors import InputError, ParseError
from onrecord.records import Article, Capture, DateValue, Post, Span
from onrecord.sources.feeds import Entry
from onrecord.sources.isolation import isolated_feed
from onrecord.sources.limits import Limits
from onrecord.sources.text import article_from_text

#: An address -> the articles of the page there.
Linked = Callable[[str], Iterator[Article | InputError]]


def articles_from_feed(
    markup: str,
    *,
    address: str | None,
    capture: Capture | None = None,
    date: DateValue | None = None,
    limits: Limits | None = None,
    linked: Linked | None = None,
) -> Iterator[Article | InputError]:
    """An article for each entry in the feed's order, an InputError for each that can not be read.

    With `linked` an entry's article is the page it links to; the entry's date and title stand in for what that page
    lacks. Entries over the cap are left out, with an InputError P016 at the end that says so. `date` stands for
    entries without one.
    """
    limits = limits or Limits()
    web = address if address and address.startswith(("http:", "https:")) else None
    entries = isolated_feed(markup, web, limits)
    for number, entry in enumerate(entries[: limits.max_entries], 1):
        locator = entry.address or f"{address or 'feed'}#{number}"
        try:
            if linked and entry.address:
                yield from _from_page(entry, linked, locator)
            else:
                yield _from_entry(entry, f"{address or 'feed'}#{entry.name or number}", capture, date, limits)
        except InputError as error:
            error.locator = error.locator or locator
            yield error
    if len(entries) > limits.max_entries:
        yield ParseError("P016", limit=limits.max_entries)


def _from_entry(
    entry: Entry, fallback: str, capture: Capture | None, date: DateValue | None, limits: Limits
) -> Article:
    if not entry.text:
        raise ParseError("P015")
    article = article_from_text(
        entry.text,
        address=entry.address or fallback,
        date=entry.published or date,
        title=entry.title,
        publisher=entry.publisher,
        authors=entry.authors,
        language=entry.language,
        modified=entry.modified,
        capture=capture,
        limits=limits,
    )
    # an entry is one post, whatever subheadings it has, as the page it links to would be
    whole = Span(article.posts[0].span.start, article.posts[-1].span.end)
    return replace(article, title=entry.title, posts=(Post(0, whole),))


def _from_page(entry: Entry, linked: Linked, locator: str) -> Iterator[Article | InputError]:
    assert entry.address is not None
    for loaded in linked(entry.address):
        if isinstance(loaded, InputError):
            loaded.locator = loaded.locator or locator
            yield loaded
        else:
            yield replace(loaded, published=loaded.published or entry.published, title=loaded.title or entry.title)
