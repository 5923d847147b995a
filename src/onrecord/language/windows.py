"""What the encoder is given: words in windows of whole sentences, each word with its case, quote state and place.

Training and reading build their windows here, so that the encoder meets at run time just what it was trained on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.language.quotes import Quotation
from onrecord.records import Span

#: Words in a window at most; attribution looks no further.
MAX_WINDOW = 200

CASES = ("pad", "lower", "title", "upper", "initial", "mixed", "digit", "other")
QUOTES = ("outside", "double", "single", "continued")
PLACES = ("inside", "sentence", "paragraph", "heading")


@dataclass(frozen=True, slots=True)
class WordSentence:
    """A sentence as words: their offsets, and the paragraph it stands in."""

    span: Span
    words: tuple[tuple[int, int], ...]
    paragraph: int
    opens_paragraph: bool
    heading: bool


@dataclass(slots=True)
class Window:
    """Consecutive sentences as the encoder reads them; all lists run word by word."""

    forms: list[str] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.forms)


def case_of(form: str) -> int:
    """The case class of a word, as an index into CASES."""
    if form.islower():
        return 1
    if form.isupper():
        return 4 if len(form) == 1 else 3
    if form[:1].isupper() and form[1:].islower():
        return 2
    if any(char.isdigit() for char in form):
        return 6
    return 5 if any(char.isalpha() for char in form) else 7


def quote_states(words: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[int]:
    """The quote state of each word, as an index into QUOTES. `quotations` are in order and do not overlap."""
    starts = [quotation.span.start for quotation in quotations]
    states = []
    for start, _ in words:
        at = bisect_right(starts, start) - 1
        inside = at >= 0 and start < quotations[at].span.end
        states.append(_state(quotations[at]) if inside else 0)
    return states


def _state(quotation: Quotation) -> int:
    if quotation.weight == "single":
        return 2
    return 3 if quotation.continues or not quotation.closed else 1


def pack(sentences: Sequence[WordSentence], limit: int = MAX_WINDOW) -> list[list[int]]:
    """Indices of consecutive sentences, grouped so that no group holds more than `limit` words if it can be helped.

    A break falls before a paragraph rather than inside it where the group is already three quarters full.
    """
    groups: list[list[int]] = []
    filled = 0
    for index, sentence in enumerate(sentences):
        size = len(sentence.words)
        full = filled + size > limit or (filled > limit * 3 // 4 and sentence.opens_paragraph)
        if not groups or full:
            groups.append([])
            filled = 0
        groups[-1].append(index)
        filled += size
    return groups


def window(text: str, sentences: Iterable[WordSentence], quotations: Sequence[Quotation]) -> Window:
    """The window of these sentences."""
    out = Window()
    for index, sentence in enumerate(sentences):
        for position, (start, end) in enumerate(sentence.words):
            form = text[start:end]
            out.forms.append(form)
            out.cases.append(case_of(form))
            out.places.append(_place(sentence) if position == 0 else 0)
            out.sentences.append(index)
        out.quotes.extend(quote_states(sentence.words, quotations))
    return out


def _place(sentence: WordSentence) -> int:
    if not sentence.opens_paragraph:
        return 1
    return 3 if sentence.heading else 2
