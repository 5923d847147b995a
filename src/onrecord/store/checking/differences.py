"""What an alignment of a quotation with a text comes to: what is changed, added, missing, left out, passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from onrecord.ontology.tables import table
from onrecord.records import Span
from onrecord.store.checking.alignment import Alignment, Step
from onrecord.store.checking.folding import Words, words_of
from onrecord.store.checking.quotation import Gap, Quotation
from onrecord.store.verdicts import Concern, Difference, DifferenceKind

_SENTENCE_ENDS = frozenset(".!?\n")

#: An omission longer than this will hold a "not" somewhere; it says nothing about the words around it.
_SHORT_OMISSION = 10


class Comparison:
    """A quotation laid over an article's text."""

    def __init__(self, quotation: Quotation, words: Words, text: str, language: str) -> None:
        self.quotation = quotation
        self.words = words
        self.text = text
        self.language = language

    def same(self, step: Step) -> bool:
        """Whether the step has the same word on both sides."""
        if step.quote is None or step.text is None:
            return False
        return self.quotation.words.forms[step.quote] == self.words.forms[step.text]

    def similarity(self, alignment: Alignment) -> float:
        """The share of words that are the same, of the longer side; gaps that are told do not count."""
        counted = [step for step in alignment if not (step.told or step.free)]
        found = sum(step.text is not None for step in counted)
        return sum(map(self.same, counted)) / max(found, len(self.quotation))

    def trimmed(self, alignment: Alignment) -> Alignment:
        """The alignment without words of the sentences around: what was laid over them at either end is added."""
        front = self._without_neighbours(alignment[::-1])
        return self._without_neighbours(front[::-1])

    def _without_neighbours(self, alignment: Alignment) -> Alignment:
        """The same for the end of an alignment only."""
        last = max((number for number, step in enumerate(alignment) if self.same(step)), default=-1)
        kept, inner = list(alignment[: last + 1]), alignment[last].text if last >= 0 else None
        for step in alignment[last + 1 :]:
            if step.text is not None and (inner is None or self._parted(inner, step.text)):
                inner = None
            if inner is None:
                step = Step(step.quote, None)
            elif step.text is not None:
                inner = step.text
            kept.append(step)
        return tuple(step for step in kept if step.quote is not None or step.text is not None)

    def _parted(self, one: int, other: int) -> bool:
        first, last = sorted((one, other))
        return not _SENTENCE_ENDS.isdisjoint(self.text[self.words.ends[first] : self.words.starts[last]])

    def spans(self, alignment: Alignment) -> tuple[Span, ...]:
        """The words of the text that the quotation is laid over, in runs."""
        places = [step.text for step in alignment if step.text is not None and not (step.told or step.free)]
        runs: list[list[int]] = []
        for place in places:
            if runs and runs[-1][1] + 1 == place:
                runs[-1][1] = place
            else:
                runs.append([place, place])
        return tuple(self.words.span(first, last) for first, last in runs)

    def differences(self, alignment: Alignment) -> tuple[Difference, ...]:
        """Every difference, in the order of the quotation."""
        found: list[Difference] = []
        quoted_end, found_end = self._beginning(alignment)
        for sort, group in groupby(self._with_silent_gaps(alignment), self._sort):
            steps = list(group)
            quoted = _run(self.quotation.words, [step.quote for step in steps], quoted_end)
            text = _run(self.words, [step.text for step in steps], found_end)
            if isinstance(sort, Gap):
                quoted = sort.span
            if sort != "same":
                found.append(self._made(_kind(sort, quoted, text), quoted, text))
            quoted_end, found_end = quoted.end, text.end
        return tuple(found)

    def _beginning(self, alignment: Alignment) -> tuple[int, int]:
        """Where the alignment begins in the quotation and in the text."""
        first = next((step.text for step in alignment if step.text is not None), 0)
        return self.quotation.words.starts[0], self.words.starts[first] if len(self.words) else 0

    def _with_silent_gaps(self, alignment: Alignment) -> Iterator[Step]:
        """The alignment with a step for words in brackets that stand for none of the text's."""
        told = {step.told for step in alignment}
        for step in alignment:
            gap = None if step.quote is None else self.quotation.gaps.get(step.quote)
            if gap is not None and gap.kind == "inserted" and gap not in told:
                yield Step(None, None, gap)
            yield step

    def _sort(self, step: Step) -> Gap | str:
        if step.told:
            return step.told
        if step.free:
            return "interrupted"
        return "same" if self.same(step) else "differs"

    def _made(self, kind: DifferenceKind, quoted: Span, found: Span) -> Difference:
        quoted_text, found_text = quoted.of(self.quotation.text), found.of(self.text)
        concern = _concern(kind, words_of(quoted_text).forms, words_of(found_text).forms, self.language)
        return Difference(kind, quoted, quoted_text, found, found_text, concern)


def _run(words: Words, numbers: Sequence[int | None], end: int) -> Span:
    """From the first to the last of these words, or nothing at `end` where there is none."""
    there = [number for number in numbers if number is not None]
    return words.span(there[0], there[-1]) if there else Span(end, end)


def _kind(sort: Gap | str, quoted: Span, found: Span) -> DifferenceKind:
    if isinstance(sort, Gap):
        return sort.kind
    if sort == "interrupted":
        return "interrupted"
    if quoted.start < quoted.end:
        return "changed" if found.start < found.end else "added"
    return "missing"


def _concern(kind: DifferenceKind, quoted: Sequence[str], found: Sequence[str], language: str) -> Concern | None:
    if kind == "interrupted" or (kind == "omitted" and len(found) > _SHORT_OMISSION):
        return None
    vocabulary = _vocabulary(language)
    if vocabulary.negations(quoted) != vocabulary.negations(found):
        return "negation"
    if kind != "omitted" and vocabulary.numbers(quoted) != vocabulary.numbers(found):
        return "number"
    return None


class _Vocabulary:
    """The negations and number words of one language."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self._negations = frozenset(rows.get("negations", ()))
        self._beginnings = tuple(rows.get("negated_beginnings", ()))
        self._endings = tuple(rows.get("negated_endings", ()))
        self._numbers: dict[str, float] = rows.get("numbers", {})

    def negations(self, forms: Sequence[str]) -> int:
        """How many of the words negate."""
        return sum(
            form in self._negations or form.startswith(self._beginnings) or form.endswith(self._endings)
            for form in forms
        )

    def numbers(self, forms: Sequence[str]) -> Counter[float | str]:
        """The numbers among the words, whether in digits or in letters."""
        return Counter(number for form in forms for number in self._number(form))

    def _number(self, form: str) -> Iterator[float | str]:
        if form in self._numbers:
            yield self._numbers[form]
        elif any(char.isnumeric() for char in form):
            yield float(form) if form.isascii() and form.isdecimal() else form


@cache
def _vocabulary(language: str) -> _Vocabulary:
    return _Vocabulary(table("checking").get(language, {}))
