"""Whether the words around a time point ahead or back: what picks the last or the next Monday."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from onrecord.extract.times import Expression, TimeReader
from onrecord.records import Token

Tense = Literal["past", "future", "open"]

#: From a time up to its verb, at most.
_STEPS_UP = 6
#: The words before and behind a time that may hold a sign of the future.
_BEFORE, _BEHIND = 25, 12


class Tenses:
    """The tense of each time of a sentence, by its tree where it has one, else by its words."""

    def __init__(self, reader: TimeReader, tokens: Sequence[Token]) -> None:
        self.reader, self.tokens = reader, tokens
        self._starts = [token.start for token in tokens]

    def of(self, found: Expression) -> Tense:
        """Past under a finite verb in the past tense, future where a word near by points ahead, else open."""
        verb = self._verb_of(found)
        if verb is not None and "Tense=Past" in verb.features and "VerbForm=Fin" in verb.features:
            return "past"
        signs = self.reader.known.listed("future_signs")
        lower = self.reader.lower
        window = lower[max(0, found.first - _BEFORE) : found.first] + lower[found.last + 1 : found.last + _BEHIND]
        ahead = any(word in signs for word in window) or any(
            pair == ("to", "be") for pair in itertools.pairwise(window)
        )
        return "future" if ahead else "open"

    def _verb_of(self, found: Expression) -> Token | None:
        """The verb that a time hangs on, by the tree; None where there is no tree or no verb above it."""
        at = bisect_right(self._starts, self.reader.words[found.first].start) - 1
        for _ in range(_STEPS_UP):
            if at < 0:
                return None
            if self.tokens[at].upos in ("VERB", "AUX"):
                return self.tokens[at]
            at = self.tokens[at].head
        return None
