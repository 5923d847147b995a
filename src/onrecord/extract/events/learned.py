"""The learned typing of acts: how likely each PLOVER type, or none, is for a predicate with its arguments.

A small network over the encoder's vectors of the predicate, its object, its subject and its oblique, taught by our own
sentences (`training/events/`, `training/acts.py`). Its first layer is applied while a text is read, word by word
(`Analysis.act_parts`); here only the four words of a frame are added up.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from onrecord.extract.events.frames import Frame
from onrecord.extract.events.lexicon import TYPES
from onrecord.language.analysis import Analysis
from onrecord.language.encoder import encoder

NONE = "NONE"
CLASSES = (*TYPES, NONE)
_ROLES = 4


def arguments(frame: Frame) -> tuple[int | None, int | None, int | None]:
    """The words that say most of an act beside its predicate: its object, its subject, its first oblique."""
    heads = (*((frame.noun,) if frame.noun is not None else ()), *frame.objects)
    taken = {frame.predicate, *heads[:1], *frame.subjects[:1]}
    oblique = next((oblique.head for oblique in frame.obliques if oblique.head not in taken), None)
    return next(iter(heads), None), next(iter(frame.subjects), None), oblique


class LearnedTypes:
    """The shares of the types for the predicates of one article."""

    def __init__(self, analysis: Analysis) -> None:
        self._parts = analysis.act_parts
        self._heads = encoder().heads if self._parts.size else {}

    def shares(self, frame: Frame) -> Mapping[str, float]:
        """How likely each type and NONE are, together 1; empty where the text was not read by the encoder."""
        if not self._parts.size:
            return {}
        width = self._parts.shape[1] // _ROLES
        hidden = self._heads["act_hidden"].copy()
        for role, word in enumerate((frame.predicate, *arguments(frame))):
            if word is not None:
                hidden += self._parts[word, role * width : (role + 1) * width]
        scores = np.maximum(hidden, 0) @ self._heads["act_out"] + self._heads["act_bias"]
        shares = np.exp(scores - scores.max())
        return dict(zip(CLASSES, (shares / shares.sum()).tolist(), strict=True))
