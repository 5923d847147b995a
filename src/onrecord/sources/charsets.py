"""Bytes into characters: by what the item says of its encoding, checked, and by a guess only where it says nothing."""

from __future__ import annotations

import codecs
import re
from functools import cache

from onrecord.errors import ParseError
from onrecord.sources.tables import table

#: How much of a page is looked through for its own word on its encoding.
_PROLOGUE = 4096
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)

#: Longest marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Pages cut in the middle of a character, or with one odd byte, are shown by browsers with a mark in its place; so
#: here.
_TOLERATED_SHARE = 0.01
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNDECLARED_SAMPLE = 60_000
_ALIKE = 0.03


def decode(content: bytes, *, declared: str | None = None, markup: bool = False) -> str:
    """The characters of `content`, without a byte-order mark.

    A mark counts first, then `declared` (from the server), then what the markup itself declares, then UTF-8, and only
    then a guess. Plain text that does not fit its encoding is a ParseError P005. In `markup` a rare odd byte becomes
    U+FFFD.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], name, markup)
    named = declared or (_declared_inside(content) if markup else None)
    if named:
        return _named(content, named, markup)
    if wide := _wide_without_mark(content):
        return _strict(content, wide, markup)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _tolerant(content, "utf-8") if markup and _mostly_utf8(content) else _guessed(content)


def charset_of(media_type: str | None) -> str | None:
    """The charset parameter of a Content-Type, if it has one."""
    match = _CHARSET.search(media_type or "")
    return match[1] if match else None


def _declared_inside(content: bytes) -> str | None:
    prologue = content[:_PROLOGUE]
    match = _XML.search(prologue) or _META.search(prologue)
    name = match[1].decode("ascii").lower() if match else None
    # what could be read byte by byte is not UTF-16, whatever it says of itself
    return "utf-8" if name and name.startswith(("utf-16", "utf-32", "utf16", "ucs-2")) else name


@cache
def _python_codec(label: str) -> str | None:
    """The codec for a label as browsers take it: ISO-8859-1 is Windows-1252, UTF-7 and the like are nothing."""
    rows = table("charsets")
    label = label.strip().lower()
    label = rows["labels"].get(label, label)
    if label in rows["refused"]:
        return None
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None


def _named(content: bytes, label: str, markup: bool) -> str:
    codec = _python_codec(label.lower())
    if codec is None:
        return _utf8_or(content, label)
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        pass
    if codec == "utf-8":
        if markup and _mostly_utf8(content):
            return _tolerant(content, codec)
        raise ParseError("P005", encoding=label)
    return _tolerant_or_refused(content, codec, label) if markup else _utf8_or(content, label)


def _tolerant_or_refused(content: bytes, codec: str, label: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = _tolerant(content, codec)
    foreign = sum(char > "\x7f" for char in text)
    if text.count(_REPLACEMENT) > max(1, foreign * _TOLERATED_SHARE):
        raise ParseError("P005", encoding=label)
    return text


def _utf8_or(content: bytes, label: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ParseError("P005", encoding=label) from error


def _strict(content: bytes, codec: str, markup: bool) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        if markup and codec == "utf-8" and _mostly_utf8(content):
            return _tolerant(content, codec)
        raise ParseError("P005", encoding=codec.upper()) from error


def _tolerant(content: bytes, codec: str) -> str:
    return content.decode(codec, "replace")


def _mostly_utf8(content: bytes) -> bool:
    """Whether all but a few of the bytes beyond ASCII are UTF-8."""
    odd, foreign = _odd_and_foreign(content)
    return odd <= max(1, foreign * _TOLERATED_SHARE)


def _odd_and_foreign(content: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII `content` has as UTF-8, and how many of them are odd bytes."""
    text = content.decode("utf-8", "replace")
    return text.count(_REPLACEMENT), sum(char > "\x7f" for char in text)


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in most scripts every second byte, or three in four, is NUL."""
    head = content[:400]
    if len(head) < 8 or b"\0" not in head:
        return None
    nuls = [head[place::4].count(0) / len(head[place::4]) for place in range(4)]
    high = [share > 0.7 for share in nuls]
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((high[0], high[1], high[2], high[3]))


def _guessed(content: bytes) -> str:
    """Text in an old encoding that does not name it: the likeliest of the table, or an error where none is likely."""
    if b"\0" in content:
        raise ParseError("P001", media="binary data")
    odd, foreign = _odd_and_foreign(content)
    if odd <= foreign - odd:
        raise ParseError("P005", encoding="UTF-8")  # UTF-8 with faults in it: a guess would garble what is whole
    from charset_normalizer import from_bytes

    candidates = table("charsets")["guessed"]
    matches = from_bytes(content[:_UNDECLARED_SAMPLE], cp_isolation=candidates, enable_fallback=False)
    best = matches.best()
    if best is None:
        raise ParseError("P005", encoding="UTF-8")
    # several old encodings often make the same sense of a text; the table's order then says which one is the commonest
    alike = {one.encoding for one in matches if one.chaos <= best.chaos + _ALIKE and one.coherence >= best.coherence}
    codec = next(name for name in (*candidates, best.encoding) if name in alike)
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise ParseError("P005", encoding="UTF-8") from error
