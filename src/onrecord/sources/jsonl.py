"""JSON Lines: one article a line, with a text and what its maker knows about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import InputError, ParseError
from onrecord.records import Article, DateValue
from onrecord.sources.charsets import decode
from onrecord.sources.dates import parse_date, plausible
from onrecord.sources.jsonld import as_list, depth_of
from onrecord.sources.limits import Limits
from onrecord.sources.metadata import author_names, language_code
from onrecord.sources.text import article_from_text, capture_of

#: Fields of a line; the first one that is there counts.
_ADDRESS = ("address", "url")
_DATE = ("date", "published", "datePublished")
_MODIFIED = ("modified", "date_modified", "dateModified")
_LANGUAGE = ("language", "lang")


def articles_from_lines(
    lines: Iterable[bytes], *, locator: str, date: DateValue | None = None, limits: Limits | None = None
) -> Iterator[Article | InputError]:
    """An article for each line, an InputError for each that is none; blank lines are passed over.

    `date` stands for lines that state none. A line without an address gets one from its text.
    """
    limits = limits or Limits()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _article(line, number, date, limits)
        except InputError as error:
            error.locator = f"{locator}:{number}"
            yield error


def _article(line: bytes, number: int, date: DateValue | None, limits: Limits) -> Article:
    if len(line) > limits.max_bytes:
        raise ParseError("F007", limit=limits.max_bytes)
    row = _row(line, number, limits)
    now = datetime.now(UTC)
    authors = row.get("authors") or row.get("author")
    return article_from_text(
        row["text"],
        address=_first(row, _ADDRESS),
        date=plausible(parse_date(_first(row, _DATE), "jsonl"), now) or date,
        title=_first(row, ("title", "headline")),
        publisher=_first(row, ("publisher",)),
        authors=author_names(name for name in as_list(authors) if isinstance(name, str)),
        language=language_code(_first(row, _LANGUAGE)),
        modified=plausible(parse_date(_first(row, _MODIFIED), "jsonl"), now),
        capture=capture_of(line.strip(), "application/json"),
        limits=limits,
    )


def _row(line: bytes, number: int, limits: Limits) -> dict[str, Any]:
    text = decode(line)
    if depth_of(text) > limits.max_json_depth:
        raise ParseError("P009", line=number)
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParseError("P009", line=number) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ParseError("P009", line=number)
    return row


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
