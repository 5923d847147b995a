"""HTML into a tree within our limits, and pieces of HTML into their words."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from onrecord.errors import ParseError
from onrecord.sources.jsonld import whole
from onrecord.sources.limits import Limits
from onrecord.sources.tables import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
#: Characters that XML can not hold; lxml refuses a string with them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def parse_tree(markup: str, limits: Limits) -> HtmlElement:
    """The tree of an HTML page; ParseError P004 where it is too deep, too large or no tree at all."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
    )
    content = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", markup).encode("utf-8", "replace")
    try:
        tree: HtmlElement = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ParseError("P002" if not markup.strip() else "P004") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ParseError("P004")
    _check_shape(tree, limits)
    return tree


def _check_shape(tree: HtmlElement, limits: Limits) -> None:
    from lxml import etree

    depth = nodes = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            nodes += 1
            if depth > limits.max_html_depth or nodes > limits.max_html_nodes:
                raise ParseError("P004")
        else:
            depth -= 1


def fragment_text(fragment: str, limits: Limits) -> str:
    """The words of a piece of HTML or of plain text: a paragraph a line, no empty lines, white space made single.

    Entities are undone once more where they were doubly escaped.
    """
    if not _TAG.search(fragment):
        fragment = _unescaped(fragment)
    if _TAG.search(fragment):
        tree = parse_tree(f"<html><body><div>{fragment}</div></body></html>", limits)
        fragment = visible_text(tree)
    fragment = _unescaped(fragment)
    lines = (" ".join(line.split()) for line in whole(fragment).splitlines())
    return "\n".join(line for line in lines if line)


def _unescaped(text: str) -> str:
    return unescape(text) if _ENTITY.search(text) else text


def visible_text(tree: HtmlElement) -> str:
    """The words a tree shows, with a line break at the edge of each block."""
    from lxml import etree

    breaks, silent = _blocks()
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in silent:
                walk.skip_subtree()
            elif element.text:
                pieces.append(("\n" if name in breaks else "") + _flat(element.text, name))
            continue
        pieces.append(("\n" if name in breaks else "") + _flat(element.tail or "", ""))
    return "".join(pieces)


@cache
def _blocks() -> tuple[frozenset[str], frozenset[str]]:
    """The elements that break the line, and those that show no text."""
    rows = table("markup")
    return frozenset(rows["breaks"]), frozenset(rows["silent"])


def _flat(text: str, name: str) -> str:
    """Line breaks of the source are blanks on the page, but for preformatted text."""
    return text if name == "pre" else re.sub(r"[\t\n\r\f ]+", " ", text)
