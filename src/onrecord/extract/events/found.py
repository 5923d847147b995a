"""What the finder gives: coded predicates, and those that say no event, in words of the grammar."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.events.parties import Run
from onrecord.records import EventModality, Reason


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A coded predicate: `predicate` is its word, `run` the words of the whole act, parties are heads of phrases.

    `patient` is the head of what is sent, given or done; `modality` is set where the verb says how the act stands
    ("pledged tanks" is help, planned); `actor_is_speaker` where whoever says the words is the one who acts.
    `promised` are the words of what is promised where only an agreement is coded.
    """

    predicate: int
    run: Run
    type: str
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    mode: str | None
    reciprocal: bool
    nominal: bool
    why: tuple[Reason, ...]
    score: float
    patient: int | None = None
    modality: EventModality | None = None
    actor_is_speaker: bool = False
    promised: Run | None = None


@dataclass(frozen=True, slots=True)
class Uncoded:
    """A predicate that the lexicon knows and that codes nothing, with the reason."""

    predicate: int
    why: Reason
