"""HTML pages into articles: an ordinary page is one post, a live blog one for each update."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from onrecord.errors import InputError, ParseError
from onrecord.records import Article, Capture, DateValue, Post, Span, article_id, fold_name
from onrecord.sources.dates import date_in_name, plausible
from onrecord.sources.isolation import isolated_page
from onrecord.sources.limits import Limits
from onrecord.sources.liveblog import Update
from onrecord.sources.metadata import host_of
from onrecord.sources.page import PageContent
from onrecord.sources.text import check_text, text_address

#: Between two posts of a live blog.
_GAP = "\n\n"
_SAME_SITE_PREFIXES = ("www.", "m.", "mobile.", "amp.")


def articles_from_html(
    markup: str,
    *,
    address: str | None,
    capture: Capture | None = None,
    date: DateValue | None = None,
    limits: Limits | None = None,
) -> Iterator[Article | InputError]:
    """The article of a page, then an InputError P006 where JSON-LD about the article could not be read.

    `address` is where the page was fetched from, or a `file:` or `text:` address; the page's own canonical address
    counts where it may (see `settled_address`). A `date` given counts before the page's own.
    """
    limits = limits or Limits()
    web = address if address and address.startswith(("http:", "https:")) else None
    page = isolated_page(markup, web, limits)
    text, posts = _live_text(page.updates) if page.updates else (page.text, _single_post(page))
    check_text(text, limits)
    settled = settled_address(address, page.metadata.canonical) or text_address(text)
    named = date_in_name(address) if address and address.startswith("file:") else None
    yield Article(
        id=article_id(settled, text),
        address=settled,
        text=text,
        posts=posts,
        title=page.metadata.title,
        publisher=page.metadata.publisher or (host_of(settled) if settled.startswith("http") else None),
        authors=page.metadata.authors,
        published=date or page.metadata.published or plausible(named, datetime.now(UTC)),
        modified=page.metadata.modified,
        language=page.metadata.language,
        capture=capture,
    )
    if page.json_ld_broken:
        yield ParseError("P006")


def settled_address(address: str | None, canonical: str | None) -> str | None:
    """The address an article is known by: its canonical one, unless that names another site than it was fetched from.

    A saved page can only be believed; a fetched one could otherwise put its words under any outlet's address.
    """
    if canonical is None or address is None or not address.startswith(("http:", "https:")):
        return canonical or address
    return canonical if _site(canonical) == _site(address) else address


def _site(address: str) -> str:
    host = (urlsplit(address).hostname or "").lower()
    for prefix in _SAME_SITE_PREFIXES:
        host = host.removeprefix(prefix)
    return host


def _single_post(page: PageContent) -> tuple[Post, ...]:
    """The whole text as one post; its first line is the heading where it repeats the title."""
    text = page.text
    span = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    first = text[span.start :].split("\n", 1)[0].rstrip()
    title = page.metadata.title
    heading = None
    if title and first and fold_name(first) == fold_name(title):
        heading = Span(span.start, span.start + len(first))
    return (Post(0, span, heading),)


def _live_text(updates: tuple[Update, ...]) -> tuple[str, tuple[Post, ...]]:
    """The updates one after another, and where each stands."""
    posts = []
    start = 0
    for index, update in enumerate(updates):
        span = Span(start, start + len(update.text))
        heading = Span(start, start + len(update.heading)) if update.heading else None
        posts.append(Post(index, span, heading, update.date, update.address, update.author))
        start = span.end + len(_GAP)
    return _GAP.join(update.text for update in updates), tuple(posts)
