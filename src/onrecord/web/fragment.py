"""Text fragments: the part of a link that makes a browser scroll to the quoted words and highlight them.

    https://example.org/page#:~:text=[prefix-,]start[,end][,-suffix]

A browser takes the first place that fits, comparing without case and with runs of blanks as one, and matches whole
words within a block, or from one block to another with the start,end form. `text_directive` therefore only gives a
fragment that leads to the right place in the article's own text, and None where there is none: a link to the page is
better than one to a lookalike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from onrecord.records import Span

#: Quotes up to this many words are named whole; longer ones by their first and last words.
_WHOLE_WORDS = 10
_EDGE_WORDS = (4, 6, 9)
_CONTEXT_WORDS = (0, 2, 4)

_WORD = re.compile(r"\S+")
_LINE_END = re.compile(r"[\r\n]")


def link_to_quote(address: str, text: str, pieces: tuple[Span, ...]) -> str | None:
    """The address of a page with a text fragment for each piece, or None where a piece can not be named for sure."""
    directives = [text_directive(text, piece) for piece in pieces]
    if not directives or None in directives:
        return None
    return f"{_without_anchor(address)}:~:" + "&".join(f"text={directive}" for directive in directives)


def text_directive(text: str, span: Span) -> str | None:
    """The value of `text=` that leads to `span` of `text` and to no place before it, or None."""
    if not span.of(text).strip():
        return None
    for parts in _candidates(text, span):
        if _leads_to(text, span, *parts):
            prefix, start, end, suffix = (encode(part) for part in parts)
            return f"{prefix}-," * bool(prefix) + start + f",{end}" * bool(end) + f",-{suffix}" * bool(suffix)
    return None


def encode(part: str) -> str:
    """Percent-encode a part, also the dash, comma and ampersand that the syntax gives a meaning."""
    return quote(" ".join(part.split()), safe="", errors="replace").replace("-", "%2D")


def _candidates(text: str, span: Span) -> Iterator[tuple[str, str, str, str]]:
    """(prefix, start, end, suffix) from the shortest to the longest."""
    for context in _CONTEXT_WORDS:
        prefix = _words_before(text, span.start, context)
        suffix = _words_after(text, span.end, context)
        for start, end in _namings(span.of(text)):
            yield prefix, start, end, suffix


def _namings(quoted: str) -> Iterator[tuple[str, str]]:
    """(start, end) of a quote: whole where it is short, else by its edges; whole again as the last way in one block."""
    count = len(quoted.split())
    one_block = not _LINE_END.search(quoted.strip())
    if one_block and count <= _WHOLE_WORDS:
        yield quoted, ""
        return
    for edge in _EDGE_WORDS:
        if count > 2 * edge or not one_block:
            yield _first_words(quoted, edge), _last_words(quoted, edge)
    if one_block:
        yield quoted, ""


def _leads_to(text: str, span: Span, prefix: str, start: str, end: str, suffix: str) -> bool:
    """Whether the first place in `text` that fits is `span`, as a browser would search."""
    for match in _pattern(prefix, start).finditer(text):
        found_start = match.start("start")
        last = _pattern("", end).search(text, match.end()) if end else match
        found_end = last.end() if last else -1
        if last and suffix and not _pattern("", suffix).match(text, _skip_blanks(text, found_end)):
            continue
        return Span(found_start, found_end) == _trimmed(text, span)
    return False


def _pattern(prefix: str, start: str) -> re.Pattern[str]:
    before = _blank_tolerant(prefix) + r"\s+" if prefix else ""
    lead = r"(?<!\w)" if (prefix or start)[:1].isalnum() else ""
    tail = r"(?!\w)" if start.rstrip()[-1:].isalnum() else ""
    return re.compile(f"{lead}{before}(?P<start>{_blank_tolerant(start)}){tail}", re.IGNORECASE)


def _blank_tolerant(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _trimmed(text: str, span: Span) -> Span:
    quoted = span.of(text)
    start = span.start + len(quoted) - len(quoted.lstrip())
    return Span(start, start + len(quoted.strip()))


def _skip_blanks(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _first_words(quoted: str, count: int) -> str:
    """Up to `count` words of the first line: the start of a range must lie in one block."""
    return " ".join(_LINE_END.split(quoted.strip())[0].split()[:count])


def _last_words(quoted: str, count: int) -> str:
    return " ".join(_LINE_END.split(quoted.strip())[-1].split()[-count:])


def _words_before(text: str, offset: int, count: int) -> str:
    """Up to `count` whole words before `offset` in the same line, none where it stands inside a word."""
    line = _LINE_END.split(text[:offset])[-1]
    if not count or not line[-1:].isspace():
        return ""
    return " ".join(line.split()[-count:])


def _words_after(text: str, offset: int, count: int) -> str:
    line = _LINE_END.split(text[offset:], maxsplit=1)[0]
    if not count or not line[:1].isspace():
        return ""
    return " ".join(line.split()[:count])


def _without_anchor(address: str) -> str:
    """The address up to and with its '#'.

    An anchor and a text fragment together can cancel each other, so the anchor goes, unless a page draws itself by it
    (#/path, #!path).
    """
    parts = urlsplit(address)
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit(parts._replace(fragment="")) + "#" + fragment
