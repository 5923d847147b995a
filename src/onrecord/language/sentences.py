"""Paragraphs and sentences of a text, as spans that leave out the blanks around them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.ontology.tables import table
from onrecord.records import Span

#: A line at least this long that goes on in the next one was wrapped by hand, not ended.
WRAPPED_LINE = 45

_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85")
_BOUND = re.compile(r"(?:[.!?…]+|[。！？])[\"”’'»)\]›]{0,4}(?=\s+|$)|(?<=[。！？])")
_LAST_WORD = re.compile(r"\S+$")
_NEXT_WORD = re.compile(r"[\"”’'»)\]›]{0,4}\s+([^\W\d_]+)")
_INITIAL_BEFORE = re.compile(r"(?<!\w)[A-Z]\.\s{0,3}I$")
_STARTERS = "\"“‘'«„(["


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The paragraphs of `text[start:end]`: lines, but for lines that were wrapped by hand."""
    end = len(text) if end is None else end
    out: list[Span] = []
    cursor = start
    for match in _BREAK.finditer(text, start, end):
        if match.start() >= cursor and not _wrapped(text, cursor, match, end):
            _append(out, text, cursor, match.start())
            cursor = match.end()
    _append(out, text, cursor, end)
    return out


def _wrapped(text: str, cursor: int, line_break: re.Match[str], end: int) -> bool:
    line_start = max(text.rfind("\n", cursor, line_break.start()) + 1, cursor)
    line = text[line_start : line_break.start()].rstrip()
    following = text[line_break.end() : min(line_break.end() + 2, end)]
    if len(line) < WRAPPED_LINE or not following or following[0].isspace():
        return False
    return line[-1] not in '.!?…:"”’»' and (following[0].islower() or (len(line) < 90 and line[-1] in ",;"))


def _append(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph (English rules; they do little harm elsewhere)."""
    out: list[Span] = []
    cursor = paragraph.start
    for match in _BOUND.finditer(text, paragraph.start, paragraph.end):
        if match.end() > cursor and _ends_here(text, cursor, match, paragraph.end):
            _append(out, text, cursor, match.end())
            cursor = match.end()
    _append(out, text, cursor, paragraph.end)
    return out


def _ends_here(text: str, cursor: int, bound: re.Match[str], end: int) -> bool:
    following = _next_visible(text, bound.end(), end)
    if following is None:
        return True
    mark = bound.group()
    first = text[following]
    second = text[following + 1] if following + 1 < end else ""
    opens = first.isupper() or first.isdigit() or (first in _STARTERS and not second.islower()) or first in "•–—-#@$€£"
    if not opens and (first.isalpha() and not first.islower()):
        opens = True  # scripts without case
    if mark != ".":
        return opens
    return opens and not _is_abbreviation(text, cursor, bound.start(), first)


def _next_visible(text: str, at: int, end: int) -> int | None:
    while at < end and text[at].isspace():
        at += 1
    return at if at < end else None


def _is_abbreviation(text: str, cursor: int, stop: int, following: str) -> bool:
    word = _LAST_WORD.search(text, max(cursor, stop - 30), stop)
    if word is None:
        return False
    form = word.group().lstrip("\"“‘'«„([").lower() + "."
    initial = len(form) == 2 and form[0].isalpha()
    # "I." is the pronoun, but behind another initial: "Wayne A. I. Frederick".
    if form in _titles() or (initial and (form != "i." or _INITIAL_BEFORE.search(text, max(cursor, stop - 8), stop))):
        return True
    # "in the U.S. The" ends a sentence oftener than not; "Jan. 6" and "No. 10" do not.
    if form in _countries():
        return following.isdigit() or not _opens(text, stop)
    return form in _abbreviations() and (following.isdigit() or form not in _enders())


def _opens(text: str, stop: int) -> bool:
    """Whether the word behind is one that sentences begin with: "in the U.S. The", but not "the U.S. Senate"."""
    word = _NEXT_WORD.match(text, stop + 1)
    return word is None or word.group(1).lower() in _openers()


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("english/tokens")["titles"])


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("english/tokens")["abbreviations"])


@cache
def _countries() -> frozenset[str]:
    return frozenset(table("english/tokens")["country_abbreviations"])


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("english/tokens")["sentence_openers"])


@cache
def _enders() -> frozenset[str]:
    """Abbreviations that end a sentence as often as not, where a capital follows."""
    return frozenset(table("english/tokens")["sentence_enders"])
