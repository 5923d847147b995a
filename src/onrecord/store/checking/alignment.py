"""Where the words of a quotation stand in a text: exactly, or as nearly as they can be laid over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.store.checking.quotation import Gap, GapKind, Quotation

#: Most words of the text that an ellipsis may stand for, and that words in brackets may.
LONGEST_GAP: dict[GapKind, int] = {"omitted": 100, "inserted": 10}

#: Most beginnings that are followed up in one text, and most places given of it.
_MOST_BEGINNINGS = 1_000
_MOST_PLACES = 20

#: How far a window reaches beyond the quotation's own length on either side, in words.
_MARGIN = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One step over quotation and text: a word of each (same or not), or a word of only one of them.

    `told` is the gap of the quotation in which this word of the text is passed over; `free` says that the word is the
    outlet's own, between two pieces of speech.
    """

    quote: int | None
    text: int | None
    told: Gap | None = None
    free: bool = False


Alignment = tuple[Step, ...]


class Stream:
    """The forms of a text's words as one string to find runs of words in; `places` numbers them in the text."""

    def __init__(self, forms: Sequence[str], places: Sequence[int]) -> None:
        self.places = places
        self.joined = f" {' '.join(forms)} "
        self._offsets = [0]
        for form in forms:
            self._offsets.append(self._offsets[-1] + len(form) + 1)

    def find(self, run: str, first: int, last: int) -> int | None:
        """The first word from `first` to `last` at which the run (" its words ") begins."""
        end = self._offsets[min(last, len(self.places) - 1)] + len(run)
        at = self.joined.find(run, self._offsets[first], end) if first < len(self.places) else -1
        return None if at < 0 else bisect_left(self._offsets, at)


def exact(quotation: Quotation, stream: Stream) -> Iterator[Alignment]:
    """Every place where the words stand as they are, in order, with no more between them than the gaps allow."""
    runs = [f" {' '.join(quotation.words.forms[piece.start : piece.stop])} " for piece in quotation.pieces]
    tightest: dict[int, list[int]] = {}
    first = 0
    for _ in range(_MOST_BEGINNINGS):
        begin = stream.find(runs[0], first, len(stream.places) - 1)
        if begin is None or len(tightest) > _MOST_PLACES:
            break
        begins = _follow(quotation, stream, runs, begin)
        if begins is not None:
            tightest[begins[-1]] = begins  # a later beginning with the same end leaves less out
        first = begin + 1
    for begins in tightest.values():
        yield tuple(_exact_steps(quotation, stream, begins))


def _follow(quotation: Quotation, stream: Stream, runs: Sequence[str], begin: int) -> list[int] | None:
    begins = [begin]
    for before, piece, run in zip(quotation.pieces, quotation.pieces[1:], runs[1:], strict=False):
        end = begins[-1] + len(before)
        found = stream.find(run, end, end + LONGEST_GAP[quotation.gaps[piece.start].kind])
        if found is None:
            return None
        begins.append(found)
    return begins


def _exact_steps(quotation: Quotation, stream: Stream, begins: Sequence[int]) -> Iterator[Step]:
    before = stream.places[begins[0]] - 1
    for piece, begin in zip(quotation.pieces, begins, strict=True):
        for word in piece:
            place = stream.places[begin + word - piece.start]
            gap = quotation.gaps.get(word)
            yield from (Step(None, skipped, gap, free=gap is None) for skipped in range(before + 1, place))
            yield Step(word, place)
            before = place


def nearest(quotation: Quotation, forms: Sequence[str], free: Sequence[bool]) -> Alignment:
    """The alignment with the fewest differing words, at the place of the text that has most words in common.

    `free` marks the words of the text that may be passed over at no cost: the outlet's, between two pieces of speech.
    """
    first, last = _window(quotation, forms)
    steps = _Grid(quotation, forms[first:last], free[first:last]).steps()
    return tuple(
        Step(step.quote, None if step.text is None else step.text + first, step.told, step.free) for step in steps
    )


def _window(quotation: Quotation, forms: Sequence[str]) -> tuple[int, int]:
    """The part of the text to look at, as long as twice the quotation with its gaps, and no longer."""
    import numpy

    gaps = sum(LONGEST_GAP[gap.kind] for gap in quotation.gaps.values())
    length = 2 * len(quotation) + gaps + 2 * _MARGIN
    if len(forms) <= length:
        return 0, len(forms)
    quoted = quotation.words.forms
    alone, pairs = set(quoted), set(pairwise(quoted))
    # A pair of words in common says more than two words in common.
    found = [
        (form in alone) + 4 * (pair in pairs)
        for form, pair in zip(forms, zip(forms, [*forms[1:], ""], strict=True), strict=True)
    ]
    core = min(len(forms), len(quotation) + gaps)
    totals = numpy.concatenate(([0], numpy.cumsum(found)))
    best = int(numpy.argmax(totals[core:] - totals[:-core]))
    begin = max(0, best - (length - core) // 2)
    return begin, min(len(forms), begin + length)


class _Grid:
    """Costs of laying the first i words of a quotation over a stretch of text that ends before word j."""

    def __init__(self, quotation: Quotation, forms: Sequence[str], free: Sequence[bool]) -> None:
        self._quotation = quotation
        self._forms = forms
        self._free = free
        self._costs: Any = self._reckon()

    def _reckon(self) -> Any:
        """One row a word: row by row in numpy, so that the time grows with the quotation and hardly with the text."""
        import numpy

        numbers: dict[str, int] = {}
        text = numpy.array([numbers.setdefault(form, len(numbers)) for form in self._forms], dtype=numpy.int32)
        skipped = numpy.concatenate(([0], numpy.cumsum([not free for free in self._free]))).astype(numpy.int32)
        costs = numpy.zeros((len(self._quotation) + 1, len(self._forms) + 1), dtype=numpy.int32)
        for row, form in enumerate(self._quotation.words.forms, 1):
            above = costs[row - 1]
            if row - 1 in self._quotation.gaps:
                above = numpy.minimum.accumulate(above)
            best = above + 1
            numpy.minimum(best[1:], above[:-1] + (text != numbers.get(form, -1)), out=best[1:])
            # A word of the text left out costs what `skipped` grows by: the cheapest way from the left, all at once.
            costs[row] = skipped + numpy.minimum.accumulate(best - skipped)
        return costs

    def steps(self) -> list[Step]:
        """The cheapest way, from its first word to its last."""
        # Of equals the one that goes farthest: a last word that differs is a changed one rather than an added one.
        row, column = len(self._quotation), len(self._forms) - int(self._costs[-1][::-1].argmin())
        back: list[Step] = []
        while row:
            row, column = self._step_back(row, column, back)
        quoted = [number for number, step in enumerate(back) if step.quote is not None]
        return back[quoted[0] : quoted[-1] + 1][::-1]

    def _step_back(self, row: int, column: int, back: list[Step]) -> tuple[int, int]:
        """The step that led here: the same word, else a free word, another word, a word left out, or one added."""
        cost = int(self._costs[row][column])
        free = column > 0 and self._free[column - 1]
        left = column > 0 and cost == self._costs[row][column - 1] + (not free)
        across = cost - self._above(row, column - 1) if column else -1
        if across == 0 and self._forms[column - 1] == self._quotation.words.forms[row - 1]:
            back.append(Step(row - 1, column - 1))
            return self._over_gap(row - 1, column - 1, back)
        if left and (free or across != 1):
            back.append(Step(None, column - 1, free=free))
            return row, column - 1
        back.append(Step(row - 1, column - 1 if across == 1 else None))
        return self._over_gap(row - 1, column - (across == 1), back)

    def _above(self, row: int, column: int) -> int:
        """The cost of the row above, reached over the gap before this row's word if there is one."""
        above = self._costs[row - 1]
        return int(above[: column + 1].min() if row - 1 in self._quotation.gaps else above[column])

    def _over_gap(self, row: int, column: int, back: list[Step]) -> tuple[int, int]:
        gap = self._quotation.gaps.get(row)
        if gap is None:
            return row, column
        above = self._costs[row][: column + 1]
        start = int(len(above) - 1 - above[::-1].argmin())  # of equals the one that leaves least out
        back.extend(Step(None, skipped, gap) for skipped in range(column - 1, start - 1, -1))
        return row, start
