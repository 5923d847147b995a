"""The learned typing of acts: how likely each PLOVER type, or none, is for a predicate with its arguments.

A small network over the encoder's vectors of the predicate, its object, its subject and its oblique, taught by our own
sentences (`training/events/`, `training/acts.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.extract.events.frames import Frame
from onrecord.extract.events.lexicon import TYPES, Entry
from onrecord.language.analysis import Analysis
from onrecord.language.encoder import Floats, encoder

NONE = "NONE"
CLASSES = (*TYPES, NONE)
_ROLES = 4
#: By how much the share of a type grows that the lexicon proposes for a verb alone, and with the words around it.
#: Chosen on the halves for tuning of both event benchmarks (docs/events.md has what others gave).
_FAVOUR, _FAVOUR_WITH_WORDS = 70.0, 400.0
#: How sure a type has to be that the lexicon proposes among others, and one that only the head gives.
_SURE, _SURE_ALONE = 0.5, 0.7


def arguments(frame: Frame) -> tuple[int | None, int | None, int | None]:
    """The words that say most of an act beside its predicate: its object, its subject, its first oblique."""
    heads = (*((frame.noun,) if frame.noun is not None else ()), *frame.objects)
    taken = {frame.predicate, *heads[:1], *frame.subjects[:1]}
    oblique = next((oblique.head for oblique in frame.obliques if oblique.head not in taken), None)
    return next(iter(heads), None), next(iter(frame.subjects), None), oblique


@dataclass(frozen=True, slots=True)
class Weighed:
    """The type of a predicate, None where none is sure; how sure, and what the head alone says."""

    type: str | None
    share: float
    shares: Mapping[str, float]

    def told(self) -> str:
        """The likeliest two types of the head, to one digit: "AID 0.8, NONE 0.1"; and what the lexicon says instead."""
        first = sorted(self.shares, key=lambda type_: -self.shares[type_])[:2]
        told = ", ".join(f"{type_} {self.shares[type_]:.1f}" for type_ in first)
        return told if self.type in (None, first[0]) else f"{told}; the lexicon says {self.type}"


@dataclass(frozen=True, slots=True)
class _Head:
    """The network's weights: one matrix [width, hidden] a role, the hidden bias, [hidden, classes], the bias."""

    roles: tuple[Floats, ...]
    hidden: Floats
    out: Floats
    bias: Floats


@cache
def _head() -> _Head:
    heads = encoder().heads
    roles = tuple(np.ascontiguousarray(part) for part in np.split(heads["act_parts"], _ROLES, axis=1))
    return _Head(roles, heads["act_hidden"], heads["act_out"], heads["act_bias"])


class LearnedTypes:
    """The shares of the types for the predicates of one article."""

    def __init__(self, analysis: Analysis) -> None:
        self._vectors = analysis.act_vectors

    def weigh(self, frame: Frame, proposed: Sequence[Entry]) -> Weighed:
        """The type of a predicate by the head and the lexicon together: the shares, with the lexicon's types favoured.

        Where the text was not read by the encoder the lexicon decides alone, if it proposes one type.
        """
        shares = self.shares(frame)
        if not shares:
            return Weighed(proposed[0].type if len(proposed) == 1 else None, 1.0, {})
        odds = dict(shares)
        for entry in proposed:
            odds[entry.type] *= _FAVOUR_WITH_WORDS if entry.asks else _FAVOUR
        best = max(odds, key=lambda type_: odds[type_])
        share = odds[best] / sum(odds.values())
        sure = best != NONE and share >= (_SURE if proposed else _SURE_ALONE)
        return Weighed(best if sure else None, share, shares)

    def shares(self, frame: Frame) -> Mapping[str, float]:
        """How likely each type and NONE are, together 1; empty where the text was not read by the encoder."""
        if not self._vectors.size:
            return {}
        head = _head()
        hidden = head.hidden.copy()
        for weights, word in zip(head.roles, (frame.predicate, *arguments(frame)), strict=True):
            if word is not None:
                hidden += self._vectors[word].astype(np.float32) @ weights
        scores = np.maximum(hidden, 0) @ head.out + head.bias
        shares = np.exp(scores - scores.max())
        return dict(zip(CLASSES, (shares / shares.sum()).tolist(), strict=True))
