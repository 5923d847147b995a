"""JSON-LD as pages really have it: mended where it is nearly JSON, capped in size and depth, flattened to its nodes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.sources.limits import Limits

Node = dict[str, Any]

_WRAPPING = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?://\s*)?(?:-->|\]\]>|/\*\]\]>\*/)\s*;?\s*$"
)
#: A string, or the rest of the text where it is not closed: a match that can not fail can not be tried again and again.
_STRING = r'"(?:[^"\\]|\\.?)*+(?:"|\Z)'
#: Outside strings: comments, and commas with nothing after them.
_COMMENT = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_BAD_ESCAPE = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\')
_SURROGATE = re.compile("[\ud800-\udfff]")

#: What a block that could not be read would have told about the article.
_ABOUT_ARTICLE = re.compile(r"NewsArticle|LiveBlogPosting|ReportageNewsArticle|\"Article\"|BlogPosting")


@dataclass(frozen=True, slots=True)
class JsonLd:
    """All nodes of a page's JSON-LD, in its order, and whether a block on the article could not be read."""

    nodes: tuple[Node, ...] = ()
    broken: bool = False

    def of_type(self, *types: str) -> Iterator[Node]:
        """The nodes of any of these schema.org types."""
        return (node for node in self.nodes if types_of(node) & set(types))


def read_json_ld(blocks: list[str], limits: Limits) -> JsonLd:
    """The nodes of a page's JSON-LD blocks; blocks beyond the cap on their size are left out and count as broken."""
    nodes: list[Node] = []
    broken = False
    room = limits.max_json_ld
    for block in blocks:
        room -= len(block)
        value = parse_loosely(block, limits.max_json_depth) if room >= 0 else None
        if value is None:
            broken = broken or bool(_ABOUT_ARTICLE.search(block))
        else:
            nodes.extend(_nodes(value))
    return JsonLd(tuple(nodes), broken)


def parse_loosely(block: str, max_depth: int) -> Any:
    """The value of one block of JSON, mended where that needs no guessing; None where it can not be read."""
    text = _WRAPPING.sub("", block).strip().removesuffix(";")
    if not text or depth_of(text) > max_depth:
        return None
    for attempt in (str, _without_comments, _without_bad_escapes, _unescaped):
        text = attempt(text)
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def depth_of(text: str) -> int:
    """How deep the objects and lists of a JSON text are nested, without reading it."""
    depth = deepest = 0
    for match in re.finditer(rf"{_STRING}|[\[{{]|[\]}}]", text, re.DOTALL):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    return deepest


def types_of(node: Node) -> set[str]:
    """The schema.org types of a node, without the vocabulary's address."""
    return {str(name).rsplit("/", 1)[-1].removeprefix("schema:") for name in as_list(node.get("@type"))}


def as_list(value: Any) -> list[Any]:
    """A value that may be one, many or none, as many."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: Any) -> str | None:
    """The words of a JSON-LD value: a string, or the first of a list, or what a node calls itself; on one line."""
    for one in as_list(value):
        if isinstance(one, dict):
            one = one.get("name") or one.get("@value")
        if isinstance(one, str) and (words := clean_line(one)):
            return words
    return None


def clean_line(value: str) -> str:
    """A title or name without markup, doubly escaped entities and doubled blanks."""
    words = re.sub(r"<[^<>]{0,500}>", " ", unescape(unescape(value)))
    return " ".join(whole(words).split())


def whole(value: str) -> str:
    """A string without half characters, which JSON can write and nothing can store."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value).replace("\0", "\N{REPLACEMENT CHARACTER}")


def address_of(value: Any, base: str | None) -> str | None:
    """The http(s) address of a value: a string, or the @id or url of a node."""
    for one in as_list(value):
        if isinstance(one, dict):
            one = one.get("@id") or one.get("url")
        if isinstance(one, str) and (address := web_address(one, base)):
            return address
    return None


def web_address(written: str, base: str | None) -> str | None:
    """`written` as a full http(s) address, or None where it is none."""
    if not written.strip():
        return None
    try:
        address = urljoin(base or "", unescape(written.strip()))
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return address if host and re.match(r"https?://\S+$", address) and len(address) < 4096 else None


def _without_comments(text: str) -> str:
    text = _COMMENT.sub(lambda match: match[1] or " ", text)
    return _TRAILING_COMMA.sub(lambda match: match[1] or "", text)


def _without_bad_escapes(text: str) -> str:
    return _BAD_ESCAPE.sub(lambda match: match[1] or "", text)


def _unescaped(text: str) -> str:
    return unescape(text) if "&quot;" in text or "&#34;" in text else text


def _nodes(value: Any) -> Iterator[Node]:
    """Every node of a value, outer before inner; the depth was checked before."""
    for one in as_list(value):
        if isinstance(one, dict):
            yield one
            for inner in one.values():
                if isinstance(inner, (dict, list)):
                    yield from _nodes(inner)
        elif isinstance(one, list):
            yield from _nodes(one)
