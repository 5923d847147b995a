"""Which stretches of a text stand in quote marks, whatever marks they are and however badly they are kept.

A mark that is never closed ends with its paragraph, so that one slip never turns the rest of a text into a quotation; a
paragraph that opens with a mark and does not close it, followed by one that opens with a mark again, is one speaker
going on
(the printers' rule for quotations over paragraphs), and `continues` says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.records import Span

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‹›'`]")
_OPENING = {
    "“": "double",
    "„": "double",
    "«": "double",
    "``": "double",
    "‘": "single",
    "‚": "single",
    "‹": "single",
    "`": "single",
}
_CLOSING = {"”": "double", "‟": "double", "»": "double", "''": "double", "’": "single", "›": "single"}
#: An elided year or word ('90s, 'em) opens nothing.
_ELISION = re.compile(r"['’](?:\d0s?|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|n['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks; `closed` is False where the closing mark is missing."""

    span: Span
    weight: Literal["double", "single"]
    closed: bool
    continues: bool = False


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """The outermost quotations of each paragraph, in order; nested ones inside are part of the outer one."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        here = _in_paragraph(text, paragraph)
        if here and found and not found[-1].closed and _opens(text, paragraph, here[0]):
            here[0] = Quotation(here[0].span, here[0].weight, here[0].closed, continues=True)
        found.extend(here)
    return found


def overlapping(found: Sequence[Quotation], span: Span) -> Iterator[Quotation]:
    """The quotations that share a character with `span`; `found` is in order and does not overlap."""
    at = max(0, bisect_right(found, span.start, key=lambda quotation: quotation.span.start) - 1)
    while at < len(found) and found[at].span.start < span.end:
        if found[at].span.overlaps(span):
            yield found[at]
        at += 1


def _opens(text: str, paragraph: Span, first: Quotation) -> bool:
    return not text[paragraph.start : first.span.start].strip()


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    doubles = _pair(text, paragraph, "double")
    singles = [
        single
        for single in _pair(text, paragraph, "single")
        if single.closed and not any(double.span.overlaps(single.span) for double in doubles)
    ]
    return sorted([*doubles, *singles], key=lambda quotation: quotation.span)


def _pair(text: str, paragraph: Span, weight: Literal["double", "single"]) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        role = _role(text, match, paragraph, weight, is_open=opened is not None)
        if role == "open" and opened is None:
            opened = match.start()
        elif role == "close" and opened is not None:
            found.append(Quotation(Span(opened, match.end()), weight, closed=True))
            opened = None
    if opened is not None:
        end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
        found.append(Quotation(Span(opened, max(end, opened + 1)), weight, closed=False))
    return found


def _role(
    text: str, match: re.Match[str], paragraph: Span, weight: Literal["double", "single"], *, is_open: bool
) -> Literal["open", "close", "none"]:
    mark = match.group()
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    if weight == "double":
        return _double_role(mark, before, after, is_open=is_open)
    if mark in ("'", "’", "‘", "`", "‚", "‹", "›"):
        return _single_role(text, match, before, after, is_open=is_open)
    return "none"


def _double_role(mark: str, before: str, after: str, *, is_open: bool) -> Literal["open", "close", "none"]:
    if mark == '"':
        if is_open:
            return "none" if before.isspace() and after.isalnum() else "close"
        return "none" if after.isspace() and not before.isspace() and before.isdigit() else "open"
    if _OPENING.get(mark) == "double":
        # German closes with the mark that English opens with.
        return "close" if is_open and not before.isspace() and (after.isspace() or after in ",.;:!?)") else "open"
    if _CLOSING.get(mark) == "double":
        # »German« and Swedish ”both” open with a closing mark.
        return "close" if is_open else ("open" if not after.isspace() and not before.isalnum() else "none")
    return "none"


def _single_role(
    text: str, match: re.Match[str], before: str, after: str, *, is_open: bool
) -> Literal["open", "close", "none"]:
    mark = match.group()
    if before.isalnum() and after.isalnum():
        return "none"
    if mark in ("‘", "‚", "‹", "`") or (mark == "'" and not is_open):
        starts = not before.isalnum() and not after.isspace()
        return "open" if starts and not _ELISION.match(text, match.start()) else ("close" if is_open else "none")
    if is_open:
        return "close" if not before.isspace() and not after.isalnum() else "none"
    return "none"
