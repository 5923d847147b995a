"""Plain text into an article: the text as it stands, its posts, and whatever the caller knows about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from onrecord.errors import ParseError
from onrecord.records import ID_DIGITS, Article, Capture, DateValue, article_id
from onrecord.sources.dates import given_date
from onrecord.sources.limits import Limits
from onrecord.sources.posts import split_posts


def article_from_text(
    text: str,
    *,
    address: str | None = None,
    date: str | DateValue | None = None,
    title: str | None = None,
    publisher: str | None = None,
    authors: Iterable[str] = (),
    language: str | None = None,
    modified: DateValue | None = None,
    capture: Capture | None = None,
    limits: Limits | None = None,
) -> Article:
    """The article that `text` is, split into its posts; the text itself is never changed.

    Without an address it gets `text:` and the hash of the text; without a title, the heading of its first post.

    >>> article_from_text("Ministers meet\\nThey agreed on three points, their spokesman said.").title
    'Ministers meet'
    """
    check_text(text, limits or Limits())
    posts = split_posts(text)
    heading = posts[0].heading
    address = address or text_address(text)
    return Article(
        id=article_id(address, text),
        address=address,
        text=text,
        posts=posts,
        title=title or (heading.of(text).lstrip("# ") if heading else None),
        publisher=publisher,
        authors=tuple(authors),
        published=given_date(date),
        modified=modified,
        language=language,
        capture=capture,
    )


def check_text(text: str, limits: Limits) -> None:
    """Refuse what can not be an article's text: nothing but white space, too much, or characters no file can hold."""
    if not text.strip():
        raise ParseError("P002")
    if len(text) > limits.max_characters:
        raise ParseError("P014", limit=limits.max_characters)
    if "\0" in text:
        raise ParseError("P001", media="binary data")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ParseError("P005", encoding="UTF-8") from error


def text_address(text: str) -> str:
    """The address of a text that has none: a hash of what it says."""
    return "text:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def capture_of(content: bytes, media_type: str) -> Capture:
    """The bytes of an item under their own hash."""
    return Capture(hashlib.sha256(content).hexdigest(), media_type, content)
