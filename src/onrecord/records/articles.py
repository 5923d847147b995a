"""What is read: an article's version with its posts, and the bytes it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.records.evidence import Span

DateBasis = Literal["given", "json-ld", "meta", "feed", "visible", "url", "file", "jsonl"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A moment or a range [begin, end) with how fine it is and where it was found.

    `begin` and `end` are ISO 8601 strings ("2022-03-24", "2022-03-24T18:05:00+01:00"); `end` is None where the
    precision
    already says it. `basis` names the place the value came from, so that a reader can weigh it.
    """

    begin: str
    precision: Literal["year", "month", "day", "minute", "second"]
    basis: DateBasis
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One dated piece of an article: a live blog's entry, or the whole of an ordinary page.

    `span` covers heading and body; `heading` is None where the post has none.
    """

    index: int
    span: Span
    heading: Span | None = None
    date: DateValue | None = None
    address: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes an article was read from, kept under their own hash."""

    sha256: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one page: its text, its posts and what its outlet says of it.

    `address` is the URL, or `file:NAME` / `text:HASH` for what has none. `language` is what the page declares, not
    what was
    recognised. The posts follow one another and cover the text but for the blank lines between them.
    """

    id: str
    address: str
    text: str = field(repr=False)
    posts: tuple[Post, ...] = ()
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: DateValue | None = None
    modified: DateValue | None = None
    language: str | None = None
    capture: Capture | None = None
