"""The quantities of an article: every number that counts or measures something, with its bounds, unit and noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.quantities.counted import Counted, Tree, counted
from onrecord.extract.quantities.equipment import CountedEquipment
from onrecord.extract.quantities.measures import Measured, measured
from onrecord.extract.quantities.naming import counts_nothing, is_year
from onrecord.extract.quantities.ranges import joined
from onrecord.extract.quantities.scanning import Scanner
from onrecord.extract.words import scan
from onrecord.records import (
    Article,
    Bound,
    Change,
    Equipment,
    Quantity,
    QuantityKind,
    Reason,
    Sentence,
    Span,
    record_id,
)

_OPEN_AT_TOP = frozenset({"more-than", "at-least"})
_OPEN_AT_BOTTOM = frozenset({"less-than", "at-most"})
#: Right behind a name a smaller number is a part of it ("the Stoxx 600", "iPhone 12").
_LEAST_COUNTED_BEHIND_NAME = 2100
#: A bare number in digits that names no unit is taken for a figure from here on.
_LEAST_BARE = 100
_BEHIND_DIRECTION = 4


def find_quantities(
    article: Article,
    sentences: Sequence[Sentence],
    taken: Sequence[Span] = (),
    equipment: Sequence[Equipment] = (),
) -> tuple[Quantity, ...]:
    """Every quantity in these sentences, in the order of the text; none overlaps a span that is `taken` (a date).

    Counted `equipment` gives its class as the unit, and a number in its name is none of ours. Sentences without tokens
    are read by digits, currencies and percent alone.
    """
    out: list[Quantity] = []
    named = [item.span for item in equipment if item.name is not None]
    walked = _Taken([*taken, *named])
    counting = CountedEquipment(equipment)
    for sentence in sentences:
        out += _Finder(article, sentence, counting).quantities(walked)
    return tuple(sorted(out, key=lambda quantity: quantity.span))


class _Taken:
    """Spans that are something else, walked through once, in the order of the text."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._at = 0

    def overlaps(self, span: Span) -> bool:
        """Whether one shares characters with `span`, which begins no earlier than the one asked for before."""
        while self._at < len(self._spans) and self._spans[self._at].end <= span.start:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at].overlaps(span)


@dataclass(frozen=True, slots=True)
class _Bounded:
    first: int
    last: int
    bound: Bound
    change: Change | None
    why: tuple[Reason, ...]


class _Finder:
    """Finds the quantities of one sentence."""

    def __init__(self, article: Article, sentence: Sentence, equipment: CountedEquipment) -> None:
        self.article, self.sentence, self.equipment = article, sentence, equipment
        self.scanner = Scanner(scan(article.text, sentence.span.start, sentence.span.end))
        self.tree = Tree(sentence.tokens) if sentence.tokens else None

    def quantities(self, taken: _Taken) -> Iterator[Quantity]:
        items = [measured(number, self.scanner) for number in self.scanner.numbers()]
        items = [item for item in joined(items, self.scanner) if counts_nothing(item, self.scanner) is None]
        for item in items:
            if taken.overlaps(self._span(item.first, item.last)) and not self._is_sum(item):
                continue
            made = self._quantity(item)
            if made is not None:
                yield made

    def _is_sum(self, item: Measured) -> bool:
        return item.unit is not None and item.unit.kind in ("money", "percent")

    def _quantity(self, item: Measured) -> Quantity | None:
        noun = self._noun(item)
        item = self._with_counted_unit(item, noun)
        age = self._is_age(item) if item.unit is None and noun is None else False
        if item.unit is None and noun is None and not age and not self._is_figure(item):
            return None
        if is_year(item, self.scanner) and not (noun and self._is_plural(noun)):
            return None
        bounded = self._bounded(item)
        span = self._span(bounded.first, bounded.last)
        low, high = _ends(item, bounded.bound)
        unit = "year of age" if age else item.name or (noun.name if noun else None)
        ranged = item.number.low != item.number.high
        return Quantity(
            id=record_id(self.article.id, "quantity", (span,)),
            article=self.article.id,
            post=self.sentence.post,
            span=span,
            low=low,
            high=high,
            bound="range" if ranged and bounded.bound in ("exact", "about") else bounded.bound,
            quantity_kind="age" if age else self._kind(item),
            change=bounded.change,
            unit=unit,
            currency=item.unit.currency if item.unit else None,
            what=noun.span if noun else None,
            confidence=0.9 if item.unit or noun else 0.6,
            why=(*self._reasons(item, noun), *bounded.why),
        )

    def _kind(self, item: Measured) -> QuantityKind:
        if item.number.fraction and (item.unit is None or item.unit.kind == "percent"):
            return "ratio"
        return item.unit.kind if item.unit else "count"

    def _reasons(self, item: Measured, noun: Counted | None) -> tuple[Reason, ...]:
        number = self._span(item.number.first, item.number.last).of(self.article.text)
        reasons = [Reason("quantity.number", f"{number[:60]} = {item.number.low:g}")]
        if item.unit is not None:
            row = f"currencies:{item.unit.currency}" if item.unit.currency else f"units:{item.unit.name}"
            reasons.append(Reason("quantity.unit", row))
        elif noun is not None:
            reasons.append(Reason("quantity.counted", noun.name))
        return tuple(reasons)

    def _noun(self, item: Measured) -> Counted | None:
        if self.tree is None:
            return None
        number = self._span(item.number.first, item.last)
        found = counted(self.tree, number, self.article.text)
        found = self.equipment.counted(self.tree, number, found, self.article.text)
        if found is None or (item.unit is None and self._is_label(item, found)):
            return None
        return found

    def _with_counted_unit(self, item: Measured, noun: Counted | None) -> Measured:
        """ "517 rushing yards", "the 50 previous years": the noun behind its modifiers is a unit."""
        if item.unit is not None or noun is None or noun.is_equipment or self.tree is None:
            return item
        found = self.scanner.known.unit_words.at([self.tree.tokens[noun.head].form.lower()], 0)
        return replace(item, unit=found[1]) if found else item

    def _is_label(self, item: Measured, noun: Counted) -> bool:
        """A number inside a name ("the Stoxx 600 index", "Boeing 737 planes"): a capital right before it."""
        words = self.scanner.words
        if noun.behind_of or not item.number.digits:
            return False
        before = words[item.first - 1] if item.first else None
        named = before is not None and before.text.isalpha() and before.text.lower() != before.text and item.first > 1
        small = item.number.low < _LEAST_COUNTED_BEHIND_NAME and not item.number.scaled
        return named and small

    def _is_plural(self, noun: Counted) -> bool:
        assert self.tree is not None
        return "Number=Plur" in self.tree.tokens[noun.head].features

    def _is_figure(self, item: Measured) -> bool:
        """Whether a bare number is a figure all the same: large, decimal or scaled, and not right behind a name."""
        number = item.number
        text = self.scanner.words[number.first].text
        if is_year(item, self.scanner) or (not number.digits and not number.scaled):
            return False
        if item.first and not number.scaled and self.scanner.words[item.first - 1].text[0].isupper():
            return False
        return number.scaled or "," in text or "." in text or (number.digits and number.high >= _LEAST_BARE)

    def _is_age(self, item: Measured) -> bool:
        """ "Berg, 66, has": a number between commas behind a name; "aged 45"."""
        words, number = self.scanner.words, item.number
        if not (number.digits and 0 < number.low <= 120 and number.low == int(number.low)) or not item.first:
            return False
        if self.scanner.lower[item.first - 1] in self.scanner.known.years_of_age:
            return True
        behind = words[item.last + 1].text if item.last + 1 < len(words) else ""
        name = item.first > 1 and words[item.first - 2].text[0].isupper()
        return bool(words[item.first - 1].text == "," and behind in (",", ".", "") and name)

    def _bounded(self, item: Measured) -> _Bounded:
        scanner, first, last = self.scanner, item.first, item.last
        bound: Bound = "exact"
        change: Change | None = None
        why: list[Reason] = []
        if first and scanner.lower[first - 1] in scanner.known.additional_before:
            first, change = first - 1, "additional"
        elif last + 1 < len(scanner.lower) and scanner.lower[last + 1] in scanner.known.additional_behind:
            last, change = last + 1, "additional"
        before = scanner.known.bounds_before.before(scanner.lower, first)
        behind = scanner.known.bounds_behind.at(scanner.lower, last + 1)
        if before is not None:
            first, bound = first - before[0], before[1]  # type: ignore[assignment]
        elif behind is not None and change is None:
            last, bound = last + behind[0], behind[1]  # type: ignore[assignment]
        elif item.number.vague:
            bound = "range"
        if bound != "exact":
            why.append(Reason("quantity.bound", bound))
        if change is None:
            change = self._direction(first, item)
        if change is not None:
            why.append(Reason("quantity.change", change))
        return _Bounded(first, last, bound, change, tuple(why))

    def _direction(self, first: int, item: Measured) -> Change | None:
        """Up or down, by the nearest verb or adverb before a measure: "rose 0.3%", "down nearly 57 points"."""
        if item.unit is None or item.unit.kind == "duration":
            return None
        known = self.scanner.known
        for at in range(first - 1, max(-1, first - 1 - _BEHIND_DIRECTION), -1):
            word = self.scanner.lower[at]
            token = self.tree.at(self.scanner.words[at].start) if self.tree else None
            forms = {word, self.tree.tokens[token].lemma.lower()} if self.tree and token is not None else {word}
            if forms & known.up:
                return "up"
            if forms & known.down:
                return "down"
            if not word.isalpha() or word in ("to", "at", "of", "for"):
                return None
        return None

    def _span(self, first: int, last: int) -> Span:
        return Span(self.scanner.words[first].start, self.scanner.words[last].end)


def _ends(item: Measured, bound: Bound) -> tuple[float | None, float | None]:
    low, high = item.number.low, item.number.high
    if low == high and bound in _OPEN_AT_TOP:
        return low, None
    if low == high and bound in _OPEN_AT_BOTTOM:
        return None, high
    return low, high
