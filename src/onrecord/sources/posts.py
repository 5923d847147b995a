"""Where one post ends and the next begins in plain text.

A live report copied into a text file has its headings on lines of their own, without a full stop; each starts a new
post. The same look has a title over an ordinary article, a line of a wrapped paragraph, an item of a list, a verse.
What tells them apart is the layout, so that is looked at first: how wide the lines are, and whether lines are
paragraphs or paragraphs have lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.records import Post, Span
from onrecord.sources.dates import parse_date

#: A heading is no longer than this; a longer line without a full stop is a paragraph that lost it.
MAX_HEADING = 120
#: Lines that look like headings may stand together: a title with its byline, date and place; a heading with its time.
MAX_OPENING_RUN = 4
MAX_INNER_RUN = 2
#: A line with a date and little else, such as "Oslo, Thursday 24 March 2022, 18:05 CET".
MAX_DATE = 50
#: The text under a heading inside an article is at least this many times as long as the heading: verses are not.
MIN_BODY_SHARE = 1.5
#: A last line of this many words without a full stop is a heading whose post has no body; fewer are a signature.
MIN_CLOSING_WORDS = 5
#: Text wrapped by hand or by an editor has lines of this width.
WRAP_WIDTHS = range(40, 101)

_LINE = re.compile(r"[^\r\n]+")
_CLOSED = re.compile(r"[.!?…。！？]['\"’”»›)\]“‘]*$")
_OPEN_ENDED = re.compile(r"[,;:–—-]$")
_LIST_ITEM = re.compile(r"(?:[-*•·–—>|+]|\(?[0-9a-zA-Z]{1,3}[.)])\s")
_COLUMNS = re.compile(r"\t|\||\S {3,}\S")
_NUMBERS = re.compile(r"[\d\s.:/,-]+")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its span without the white space around it, and what it looks like."""

    span: Span
    words: str
    after_gap: bool

    @property
    def closed(self) -> bool:
        return bool(_CLOSED.search(self.words))

    @property
    def special(self) -> bool:
        """Whether it is an item of a list or a row of a table."""
        return bool(_LIST_ITEM.match(self.words) or _COLUMNS.search(self.words))

    @property
    def like_date(self) -> bool:
        """Whether it is nothing but a date or a time."""
        if len(self.words) > MAX_DATE:
            return False
        return bool(_NUMBERS.fullmatch(self.words)) or parse_date(self.words, "visible") is not None

    @property
    def like_heading(self) -> bool:
        if len(self.words) > MAX_HEADING or self.closed or self.special or _OPEN_ENDED.search(self.words):
            return False
        return not self.words[0].islower() and bool(_LETTERS.search(self.words))


def split_posts(text: str) -> tuple[Post, ...]:
    """The posts of a plain text, in order: spans that never overlap and leave out nothing but white space.

    A text without headings is one post; a title over paragraphs is one post with a heading.
    """
    lines = _lines(text)
    if not lines:
        return ()
    headings = list(_Layout(lines).headings())
    starts = headings if headings[:1] == [0] else [0, *headings]
    posts = []
    for index, first in enumerate(starts):
        last = (starts[index + 1] if index + 1 < len(starts) else len(lines)) - 1
        span = Span(lines[first].span.start, lines[last].span.end)
        posts.append(Post(index, span, lines[first].span if first in headings else None))
    return tuple(posts)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = bool(lines) and len(re.findall(r"\r\n|\r|\n", text[end:start])) > 1
        end = start + len(words)
        lines.append(_Line(Span(start, end), words, gap))
    return lines


class _Layout:
    """The lines of a text, and which of them are headings."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        inner = [line for line, following in pairwise(lines) if not following.after_gap]
        widths = sorted(len(line.words) for line in inner)
        self.width = widths[int(len(widths) * 0.9)] if widths else 0
        self.wrapped = len(inner) >= 4 and sum(not line.closed for line in inner) > len(inner) / 2

    def headings(self) -> Iterator[int]:
        """The indexes of the lines that start a post with a heading."""
        index = 0
        while index < len(self.lines):
            length = self._run(index)
            if length and self._opens_post(index, length):
                yield index
            index += max(length, 1)

    def _run(self, index: int) -> int:
        """How many lines from `index` on look like headings; a date or time may stand among them, not before."""
        length = 0
        while index + length < len(self.lines):
            if not self._candidate(index + length) and not (length and self.lines[index + length].like_date):
                break
            length += 1
        return length

    def _candidate(self, index: int) -> bool:
        line = self.lines[index]
        if not line.like_heading or self._runs_on(index):
            return False
        return index == 0 or line.after_gap or not self.wrapped

    def _runs_on(self, index: int) -> bool:
        """Whether the next line only holds what did not fit on this one."""
        if index + 1 == len(self.lines) or self.lines[index + 1].after_gap:
            return False
        following = self.lines[index + 1].words
        if following[0].islower():
            return True
        return self.width in WRAP_WIDTHS and len(self.lines[index].words) + 1 + len(following.split()[0]) > self.width

    def _opens_post(self, index: int, length: int) -> bool:
        if length > (MAX_INNER_RUN if index else MAX_OPENING_RUN):
            return False
        if index and not self.lines[index - 1].closed:
            return False
        after = index + length
        if after == len(self.lines):
            return bool(index) and length == 1 and len(self.lines[index].words.split()) >= MIN_CLOSING_WORDS
        return self._is_body(after) and (not index or self._body_size(after) >= self._run_size(index) * MIN_BODY_SHARE)

    def _is_body(self, index: int) -> bool:
        """Whether a paragraph starts here: lines (one, or all up to a gap) that end like a sentence or are long."""
        block = self._paragraph(index)
        if block[0].special or block[0].words[0].islower():
            return False
        return block[-1].closed or sum(len(line.words) for line in block) > MAX_HEADING

    def _paragraph(self, index: int) -> list[_Line]:
        """The lines that belong together from here: up to a gap in wrapped text, else as long as one runs on."""
        end = index + 1
        while end < len(self.lines) and not self.lines[end].after_gap and (self.wrapped or self._runs_on(end - 1)):
            end += 1
        return self.lines[index:end]

    def _body_size(self, index: int) -> int:
        """Characters from here to the next line that looks like a heading."""
        size = 0
        while index < len(self.lines) and not self._candidate(index):
            size += len(self.lines[index].words)
            index += 1
        return size

    def _run_size(self, index: int) -> int:
        return len(self.lines[index].words)
