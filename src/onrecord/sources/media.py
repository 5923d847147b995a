"""What some bytes are, judged by the bytes first and by what they are called second."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath
from typing import Literal

from onrecord.errors import ParseError
from onrecord.sources.charsets import charset_of, decode
from onrecord.sources.tables import table

Kind = Literal["html", "feed", "json-feed", "jsonl", "text"]

_HEAD = 4096
_LEADING_NOISE = re.compile(
    r"\A(?:\s|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE(?!\s+html\b)[^\[>]*(?:\[.*?\]\s*)?>)+", re.DOTALL | re.IGNORECASE
)
_FEED_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>/]", re.IGNORECASE)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|main|article|section|header|nav|p|h[1-6]|table|center"
    r"|span|a|ul|ol|figure|img|br|font|iframe|noscript)\b",
    re.IGNORECASE,
)
_XHTML = re.compile(r"xmlns=[\"']http://www\.w3\.org/1999/xhtml[\"']")
_XML_START = re.compile(r"<[A-Za-z_][\w.:-]*[\s>/]")
_JSON_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/')
_FEED_TYPES = ("rss", "atom", "rdf+xml", "/xml", "feed+json", "cdf")
_FEED_SUFFIXES = (".rss", ".atom", ".rdf", ".xml", ".feed", ".cdf")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
_JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
_TEXT_SUFFIXES = (".txt", ".text", ".md")
#: More control characters than this among the first ones, and it is no text that anybody wrote.
_CONTROL_SHARE = 0.02
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def refuse_binary(content: bytes) -> None:
    """Raise ParseError P001, naming what it is, for the bytes of a file that is no text."""
    for start, signature, name in _signatures():
        if content.startswith(signature, start):
            raise ParseError("P001", media=name)


def suffix_media(name: str) -> str | None:
    """What a file of this name is that holds no article though it is text, such as a style sheet."""
    media: str | None = table("media")["suffixes"].get(PurePath(name).suffix.lower())
    return media


def kind_of(content: bytes, media_type: str | None, name: str) -> Kind:
    """What to read `content` as. What it is called only decides where the bytes leave it open."""
    if not media_type and name.lower().endswith(_TEXT_SUFFIXES):
        return "text"
    head = _peek(content, media_type)
    if _JSON_START.match(head) or name.lower().endswith(_JSON_SUFFIXES):
        return "json-feed" if _JSON_FEED.search(head) else "jsonl"
    start = _LEADING_NOISE.sub("", head)
    if _FEED_ROOT.match(start) or (_named_feed(media_type, name) and not _XHTML.search(head)):
        return "feed"
    if _HTML_START.match(start) or _named_html(media_type, name):
        return "html"
    return "feed" if _XML_START.match(start) else "text"


def decode_text(content: bytes, media_type: str | None) -> str:
    """The characters of a plain text; bytes that are none are ParseError P001, a wrong encoding is P005."""
    text = decode(content, declared=charset_of(media_type))
    if "\0" in text or len(_CONTROLS.findall(text[:_HEAD])) > len(text[:_HEAD]) * _CONTROL_SHARE:
        raise ParseError("P001", media="binary data")
    return text


def decode_markup(content: bytes, media_type: str | None) -> str:
    """The characters of an HTML page or an XML feed."""
    return decode(content, declared=charset_of(media_type), markup=True)


def _peek(content: bytes, media_type: str | None) -> str:
    """The first characters, whatever the encoding: only ASCII matters for what it is."""
    head = content[:_HEAD]
    if b"\0" in head[:64]:
        try:
            return decode(head[: len(head) // 4 * 4], declared=charset_of(media_type), markup=True)
        except ParseError:
            return ""
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _named_html(media_type: str | None, name: str) -> bool:
    kind = (media_type or "").lower()
    return "text/html" in kind or "xhtml" in kind or (not kind and name.lower().endswith(_HTML_SUFFIXES))


def _named_feed(media_type: str | None, name: str) -> bool:
    kind = (media_type or "").lower()
    return any(word in kind for word in _FEED_TYPES) or (not kind and name.lower().endswith(_FEED_SUFFIXES))


@cache
def _signatures() -> tuple[tuple[int, bytes, str], ...]:
    rows = table("media")["signatures"]
    return tuple((row.get("offset", 0), bytes.fromhex(row["bytes"]), row["name"]) for row in rows)
