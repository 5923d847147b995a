"""A quotation as somebody gives it: its words, and the gaps that it owns up to (… and [words put in])."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from onrecord.errors import UsageError
from onrecord.records import Span
from onrecord.store.checking.folding import Words, words_of

#: Most characters of a quotation, and most gaps in it.
MAX_QUOTE = 2_000
MAX_GAPS = 20

GapKind = Literal["omitted", "inserted"]

#: "[W]e": a letter whose case was changed; the brackets are taken away.
_CHANGED_CASE = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_ELLIPSIS = r"(?:…|\.{3,}|\.(?:\s?\.){2,})"
_GAP = re.compile(rf"[\[(]\s*{_ELLIPSIS}\s*[\])]|{_ELLIPSIS}|\w*\[[^\[\]]*\]\w*")

#: Folding drops it, so it stands in for a bracket without moving anything.
_NOTHING = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the quotation says that it leaves words out, or puts its own in."""

    kind: GapKind
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation read: `gaps` has the gap before the word of that number. Offsets are into `text` as it was given."""

    text: str
    words: Words
    gaps: dict[int, Gap] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def pieces(self) -> tuple[range, ...]:
        """The runs of words between the gaps."""
        borders = [0, *sorted(self.gaps), len(self.words)]
        return tuple(range(start, end) for start, end in pairwise(borders))


def read_quotation(text: str) -> Quotation:
    """The quotation in `text`. Raises UsageError: U008 where there is no word in it, U009 where it is too long."""
    if len(text) > MAX_QUOTE:
        raise UsageError("U009", limit=MAX_QUOTE)
    same_case = _CHANGED_CASE.sub(rf"{_NOTHING}\1{_NOTHING}", text)
    gaps = [_gap(found) for found in _GAP.finditer(same_case)]
    words = words_of(_blanked(same_case, gaps))
    if not len(words):
        gaps, words = [], words_of(text)
    if not len(words):
        raise UsageError("U008")
    if len(gaps) > MAX_GAPS:
        raise UsageError("U007", value="quote", hint=f"Use at most {MAX_GAPS} gaps (… or [ ]).")
    return Quotation(text, words, dict(_between_words(gaps, words)))


def _gap(found: re.Match[str]) -> Gap:
    has_words = any(char.isalnum() for char in found[0])
    return Gap("inserted" if has_words else "omitted", Span(*found.span()))


def _blanked(text: str, gaps: list[Gap]) -> str:
    parts, end = [], 0
    for gap in gaps:
        parts += [text[end : gap.span.start], " " * (gap.span.end - gap.span.start)]
        end = gap.span.end
    return "".join([*parts, text[end:]])


def _between_words(gaps: list[Gap], words: Words) -> Iterator[tuple[int, Gap]]:
    """The gaps with words on both sides, by the word behind them; of two in one place the one with words counts."""
    for gap in sorted(gaps, key=lambda gap: (gap.kind == "inserted", gap.span)):
        behind = words.at(gap.span.end)
        if 0 < behind < len(words):
            yield behind, gap
