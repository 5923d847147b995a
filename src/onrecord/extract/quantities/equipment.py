"""Counted weapons and equipment: the number counts their class, whatever name stands between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quantities.counted import Counted, Tree
from onrecord.records import Equipment, Span

#: What may stand between a number and what it counts where the tree has gone astray.
_BETWEEN = re.compile(r"(?: of)?(?: (?:more|additional|further|new|old))?[ -]\Z")


class CountedEquipment:
    """The equipment of an article, looked up by what a number counts."""

    def __init__(self, equipment: Sequence[Equipment]) -> None:
        self._found = sorted(equipment, key=lambda item: item.span)
        self._ends = [item.span.end for item in self._found]

    def counted(self, tree: Tree, number: Span, noun: Counted | None, text: str) -> Counted | None:
        """The noun that a number counts; where it is equipment, with all its words and the class as its name."""
        at = bisect_left(self._ends, number.end + 1)
        item = self._found[at] if at < len(self._found) else None
        if noun is not None and item is not None and noun.span.end > item.span.end:
            at = bisect_left(self._ends, noun.span.end)
            item = self._found[at] if at < len(self._found) else None
        if item is None or item.span.start < number.end:
            return noun
        inside = noun is not None and item.span.start < noun.span.end <= item.span.end
        adjacent = _BETWEEN.fullmatch(text[number.end : item.span.start]) is not None
        head = tree.at(item.span.end - 1)
        if head is None or not (inside or (adjacent and noun is None)):
            return noun
        start = min(noun.span.start, item.span.start) if noun is not None else item.span.start
        made = noun or Counted(item.span, "", head)
        return replace(made, span=Span(start, item.span.end), name=item.classes[0], head=head, is_equipment=True)
