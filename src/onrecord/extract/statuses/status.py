"""The status of an act: what the text says became of it, how surely, and in whose view."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Certainty, EventModality, Polarity, Reason


@dataclass(frozen=True, slots=True)
class Status:
    """How an act stands by its text; words are numbered as in the grammar.

    `polarity` is negative where the text says that the act did not, does not or will not take place. `holders` are the
    heads of those whose view it is (speaker, accuser, denier), from the outside in; `condition` is the run of words
    of the condition that it depends on, and `score` how sure the reading is.
    """

    modality: EventModality = "occurred"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    holders: tuple[int, ...] = ()
    condition: tuple[int, int] | None = None
    why: tuple[Reason, ...] = ()
    score: float = 1.0

    @property
    def holds(self) -> bool:
        """Whether the act took place, takes place or is the case, by its text."""
        return self.modality in ("occurred", "ongoing") and self.polarity == "positive"

    @property
    def fails(self) -> bool:
        """Whether the text says that the act did not take place."""
        return self.modality in ("occurred", "ongoing", "failed") and self.polarity == "negative"


def opposite(polarity: Polarity) -> Polarity:
    """The other polarity."""
    return "positive" if polarity == "negative" else "negative"
