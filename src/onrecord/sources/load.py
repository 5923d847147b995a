"""Where articles come from: one call for a file, a folder, an address or standard input.

Nothing that is wrong with an item is raised: it is handed out as an InputError with the item's locator, and the rest
goes on.
"""

from __future__ import annotations

import io
import json
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec

from onrecord.errors import FetchError, InputError, ParseError, UsageError
from onrecord.records import Article, Capture, DateValue
from onrecord.sources.dates import date_in_name, given_date, plausible
from onrecord.sources.fetch import Fetched, Fetcher, Fetches
from onrecord.sources.inflate import GZIP, first_bytes, inflate
from onrecord.sources.limits import Limits
from onrecord.sources.media import Kind, decode_markup, decode_text, kind_of, refuse_binary, suffix_media
from onrecord.sources.text import article_from_text, capture_of

Loaded = Article | InputError
_Arguments = ParamSpec("_Arguments")

_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "text/css", "text/javascript")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_MEDIA_TYPES: dict[Kind, str] = {
    "html": "text/html",
    "feed": "application/xml",
    "json-feed": "application/feed+json",
    "jsonl": "application/jsonl",
    "text": "text/plain",
}


def load(
    target: str | Path,
    *,
    limits: Limits | None = None,
    follow: bool = False,
    date: str | None = None,
    fetcher: Fetches | None = None,
) -> Iterator[Loaded]:
    """Every article of `target`: a file, a folder (walked in order), an address, or "-" for standard input.

    An item that can not be read is handed out as an InputError, in its place. `follow` fetches the pages a feed links
    to.
    `date` (YYYY-MM-DD) is the date of what states none; a single page or text takes it even where the page says
    otherwise.
    """
    limits = limits or Limits()
    settings = _Settings(limits, follow, given_date(date), fetcher or Fetcher(limits))
    name = str(target)
    if not name.strip():
        raise UsageError("U001")
    if name == "-":
        return _guarded("standard input", _standard_input, settings)
    path = Path(target)
    if _is_there(path):
        return _path(path, settings)
    if _ADDRESS.match(name):
        return _guarded(name, _fetched, name, settings)
    return iter([ParseError("P011", locator=_printable(name))])


def load_bytes(
    content: bytes,
    *,
    address: str | None = None,
    media_type: str | None = None,
    limits: Limits | None = None,
    date: str | DateValue | None = None,
) -> Iterator[Loaded]:
    """Every article in `content`: an HTML page, a feed, JSON Lines or plain text, told apart by the bytes themselves.

    `address` is a URL, `file:NAME`, or None for what came from nowhere.
    """
    settings = _Settings(limits or Limits(), False, given_date(date), None)
    item = _Item(content, address, media_type, address or "standard input", _name_in(address))
    return _guarded(item.locator, _articles, item, settings)


@dataclass(frozen=True, slots=True)
class _Settings:
    limits: Limits
    follow: bool
    date: DateValue | None
    fetcher: Fetches | None


@dataclass(frozen=True, slots=True)
class _Item:
    """Bytes and what is known about them: `name` is a file's name, `locator` what an error calls it."""

    content: bytes
    address: str | None
    media_type: str | None
    locator: str
    name: str


def _guarded(
    locator: str, read: Callable[_Arguments, Iterator[Loaded]], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> Iterator[Loaded]:
    """The articles that `read` gives, and the error that ends them if there is one; every error with a locator."""
    try:
        for loaded in read(*args, **kwargs):
            if isinstance(loaded, InputError):
                loaded.locator = loaded.locator or _printable(locator)
            yield loaded
    except InputError as error:
        error.locator = error.locator or _printable(locator)
        yield error
    except OSError:
        yield ParseError("P011", locator=_printable(locator))


def _standard_input(settings: _Settings) -> Iterator[Loaded]:
    content = sys.stdin.buffer.read(settings.limits.max_bytes + 1)
    yield from _articles(_Item(content, None, None, "standard input", ""), settings)


def _fetched(address: str, settings: _Settings) -> Iterator[Loaded]:
    assert settings.fetcher is not None
    page = settings.fetcher.fetch(address)
    yield from _articles(_page_item(page), settings)


def _page_item(page: Fetched) -> _Item:
    return _Item(page.content, page.address, page.media_type, page.address, _name_in(page.address))


def _path(path: Path, settings: _Settings) -> Iterator[Loaded]:
    if not path.is_dir():
        yield from _guarded(str(path), _file, path, settings)
        return
    root = path.resolve()
    found = False
    for file in _walk(path, root):
        found = True
        yield from _guarded(str(file), _file, file, settings)
    if not found:
        yield ParseError("P011", locator=_printable(str(path)))


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """The files of a folder and those below it, by name.

    Passed over are hidden ones, links that lead out of the folder or to another, and what is no plain file (a pipe
    has no end).
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        elif entry.is_file() and (not entry.is_symlink() or path.resolve().is_relative_to(root)):
            yield path


def _file(path: Path, settings: _Settings) -> Iterator[Loaded]:
    name = _printable(path.name)
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISREG(status.st_mode) and name.lower().endswith((".jsonl", ".ndjson")):
            yield from _json_lines(file, settings, str(path))
            return
        content = file.read(settings.limits.max_bytes + 1)
    yield from _articles(_Item(content, f"file:{name}", None, str(path), name), settings)


def _json_lines(file: io.BufferedReader, settings: _Settings, locator: str) -> Iterator[Loaded]:
    from onrecord.sources.jsonl import articles_from_lines

    limits = settings.limits
    lines = iter(lambda: _bounded_line(file, limits.max_bytes), b"")
    yield from articles_from_lines(lines, locator=_printable(locator), date=settings.date, limits=limits)


def _bounded_line(file: io.BufferedReader, limit: int) -> bytes:
    """The next line; of one over the cap only enough to see that, with the rest passed over."""
    line = file.readline(limit + 2)
    if len(line) > limit + 1:
        while not (rest := file.readline(1 << 20)).endswith(b"\n") and rest:
            continue
    return line


def _articles(item: _Item, settings: _Settings) -> Iterator[Loaded]:
    """What is in the bytes, whatever they are."""
    limits = settings.limits
    if len(item.content) > limits.max_bytes:
        raise FetchError("F007", limit=limits.max_bytes)
    if item.content.startswith(GZIP):
        item = _unpacked(item, limits)
    if not item.content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ParseError("P002")
    refuse_binary(item.content)
    if item.media_type is None and (media := suffix_media(item.name)):
        raise ParseError("P001", media=media)
    _refuse_media_type(item.media_type)
    kind = kind_of(item.content, item.media_type, item.name)
    capture = capture_of(item.content, item.media_type or _MEDIA_TYPES[kind])
    yield from _READERS[kind](item, capture, settings)


def _unpacked(item: _Item, limits: Limits) -> _Item:
    refuse_binary(first_bytes(item.content, 512))  # an archive of many pages is named before it is unpacked
    name = item.name.removesuffix(".gz")
    media_type = item.media_type if name == item.name else None
    return replace(item, content=inflate(item.content, limits), media_type=media_type, name=name)


def _refuse_media_type(media_type: str | None) -> None:
    kind = (media_type or "").split(";")[0].strip().lower()
    if kind.startswith(_NO_TEXT):
        raise ParseError("P001", media=kind)


def _from_html(item: _Item, capture: Capture, settings: _Settings) -> Iterator[Loaded]:
    from onrecord.sources.html import articles_from_html

    markup = decode_markup(item.content, item.media_type)
    yield from articles_from_html(
        markup, address=item.address, capture=capture, date=settings.date, limits=settings.limits
    )


def _from_text(item: _Item, capture: Capture, settings: _Settings) -> Iterator[Loaded]:
    text = decode_text(item.content, item.media_type)
    date = settings.date or plausible(date_in_name(item.name), datetime.now(UTC))
    yield article_from_text(text, address=item.address, date=date, capture=capture, limits=settings.limits)


def _from_json_lines(item: _Item, capture: Capture, settings: _Settings) -> Iterator[Loaded]:
    from onrecord.sources.jsonl import articles_from_lines

    # one object over many lines, as editors save it, is one article; asking the whole first is cheap
    single = item.name.lower().endswith(".json") or _is_json(item.content)
    lines = [item.content] if single else item.content.split(b"\n")
    yield from articles_from_lines(lines, locator=item.locator, date=settings.date, limits=settings.limits)


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _from_feed(item: _Item, capture: Capture, settings: _Settings) -> Iterator[Loaded]:
    from onrecord.sources.entries import articles_from_feed

    markup = decode_markup(item.content, item.media_type)
    follow = settings.fetcher.fetch if settings.follow and settings.fetcher else None

    def linked(address: str) -> Iterator[Loaded]:
        assert follow is not None
        return _articles(_page_item(follow(address)), replace(settings, date=None, follow=False))

    yield from articles_from_feed(
        markup,
        address=item.address,
        capture=capture,
        date=settings.date,
        limits=settings.limits,
        linked=linked if follow else None,
    )


_READERS: dict[Kind, Callable[[_Item, Capture, _Settings], Iterator[Loaded]]] = {
    "html": _from_html,
    "feed": _from_feed,
    "json-feed": _from_feed,
    "jsonl": _from_json_lines,
    "text": _from_text,
}


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _name_in(address: str | None) -> str:
    """The file's name that an address ends in."""
    return (address or "").split("?")[0].split("#")[0].rsplit("/", 1)[-1].removeprefix("file:")


def _printable(name: str) -> str:
    """A file's name that any terminal and store can hold: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
