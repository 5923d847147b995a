"""Text as a quotation is compared with it: folded, with the way back to the characters as they stand.

Quote marks, apostrophes, dashes and blanks of one kind are one character; case, ligatures, full-width forms and the two
ways of writing an accent make no difference; soft hyphens and other characters without a form are not there. Nothing
here is ever shown: what is shown is always a slice of the text itself.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.records import Span

_QUOTES = frozenset('"“”„‟«»″‶❝❞〝〞〟＂')
_APOSTROPHES = frozenset("'’‘‚‛‹›`´ʼʹ′‵＇")
_MINUS = "\N{MINUS SIGN}"

#: Stretches that fold to their own lower case, character by character; single blanks may stand inside them.
_PLAIN = re.compile(r"[!#-&(-_a-~]+(?: [!#-&(-_a-~]+)*|.", re.DOTALL)

#: A number whose digits are grouped by commas or blanks; the groups are taken away.
_GROUPED = r"(?<!\w)\d{1,3}(?:[ ,]\d{3})+(?!\w)"
_GROUPING = re.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; its n-th character stands for the characters `starts[n]` to `ends[n]` of the text itself."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, start: int, end: int) -> Span:
        """The characters that a stretch of the folded text, which must not be empty, was made from."""
        return Span(self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their folded forms, and where they begin and end in the text as it stands."""

    forms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """From the beginning of the word `first` to the end of the word `last`."""
        return Span(self.starts[first], self.ends[last])

    def at(self, offset: int) -> int:
        """The first word that begins at or behind an offset."""
        return bisect_left(self.starts, offset)


def fold(text: str) -> Folded:
    """`text` folded; runs of blanks become one."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _PLAIN.finditer(text):
        start, end = found.span()
        # Not only for speed: a lower-cased ASCII stretch keeps its length, so the way back is a range.
        folded = found[0].lower() if end - start > 1 else folded_character(found[0])
        if not folded:
            continue
        if folded == " " and pieces and pieces[-1] == " ":
            ends[-1] = end
            continue
        pieces.append(folded)
        if end - start > 1:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(folded))
            ends.extend([end] * len(folded))
    return Folded("".join(pieces), starts, ends)


@cache
def folded_character(char: str) -> str:
    """What one character folds to: nothing, one character, or several."""
    if char in _QUOTES:
        return '"'
    if char in _APOSTROPHES:
        return "'"
    category = unicodedata.category(char)
    if category == "Pd" or char == _MINUS:
        return "-"
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if category[0] == "Z" or category == "Cc":
        return " "
    if category == "No":
        return char  # half is not one, and a square is no digit more
    compatible = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return compatible if compatible == " " else compatible.replace(" ", "")


def words_of(text: str) -> Words:
    """The words of `text`: letters, digits and what binds them; a per cent or currency sign is a word of its own."""
    folded = fold(text)
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _word_pattern().finditer(folded.text):
        form, start, end = found[0], folded.starts[found.start()], folded.ends[found.end() - 1]
        form = form if form.isalpha() and form.isascii() else _form(form)
        if ends and start < ends[-1]:
            forms[-1] += form  # two words out of one character, as of "℀"
        else:
            forms.append(form)
            starts.append(start)
            ends.append(end)
    return Words(forms, starts, ends)


def _form(word: str) -> str:
    if word.isascii():
        return _GROUPING.sub("", word)
    return unicodedata.normalize("NFC", word)


@cache
def _word_pattern() -> re.Pattern[str]:
    # \w has no combining marks, without which Indic words and decomposed accents would fall apart.
    marks = "".join(char for char in map(chr, range(0x300, 0x10000)) if unicodedata.category(char)[0] == "M")
    signs = "".join(char for char in map(chr, range(0x24, 0x20D0)) if unicodedata.category(char) == "Sc")
    letter = rf"[\w{_ranges(marks)}]"
    return re.compile(rf"{_GROUPED}|{letter}+(?:(?:'|(?<=\d)[.,](?=\d)){letter}+)*|[%‰{re.escape(signs)}]")


def _ranges(chars: str) -> str:
    """Sorted characters as the inside of a character class, in ranges."""
    out, first, last = [], "", ""
    for char in [*chars, chr(sys.maxunicode)]:
        if last and ord(char) == ord(last) + 1:
            last = char
            continue
        if last:
            out.append(first if first == last else f"{first}-{last}")
        first = last = char
    return "".join(out)
