"""Who did what to whom, what was promised, and what is disputed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.evidence import Reason, Span
from onrecord.records.statements import Polarity

EventModality = Literal[
    "occurred",
    "ongoing",
    "planned",
    "called-for",
    "threatened",
    "offered",
    "conditional",
    "hypothetical",
    "alleged",
    "denied",
    "failed",
    "ended",
]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
CommitmentKind = Literal["pledge", "offer", "agreement", "ultimatum", "target", "order"]
Specificity = Literal["rhetorical", "general", "specific", "testable"]
Bindingness = Literal["intention", "promise", "decision", "law", "contract"]
CommitmentStatus = Literal["announced", "decided"]
Stance = Literal["alleges", "denies", "admits", "counter-accuses"]


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part in an event: the words, and the entity they stand for where it is known.

    `name` is how the record shows it; `country` (alpha-3) and `sector` are PLOVER's. `span` is None for one who is
    not written where the event stands but is known from before ("he said", "the statement adds").
    """

    span: Span | None
    name: str
    entity: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER 2.0, and how the text says it stands.

    `predicate` is the word or words that say the act, `span` the words of the whole act, `repeats` further spans of
    the same act in this article (heading and body). `modality` says whether it happened, and `polarity` whether the
    text negates that. `view` is the chain of those whose view it is, from the outside in (speakers, accusers,
    deniers), and empty where it is the outlet's own; `statement` is the statement it lies in. `places`, `times`,
    `quantities` and `equipment` are ids of those records; `condition` are the words of the condition it depends on.
    """

    id: str
    article: str
    post: int
    span: Span
    predicate: Span
    type: str
    modality: EventModality
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    contexts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    polarity: Polarity = "positive"
    certainty: Certainty = "unspecified"
    reciprocal: bool = False
    view: tuple[str, ...] = ()
    statement: str | None = None
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    condition: Span | None = None
    repeats: tuple[Span, ...] = ()
    language: str = "und"
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["event"] = "event"

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that proves this record, in the order of the text."""
        return tuple(sorted({self.span, *self.repeats}))


@dataclass(frozen=True, slots=True)
class Commitment:
    """An act that its own actor binds itself to.

    `event` is the id of the promised act, `action` its PLOVER type, `object` the words of what is promised. `deadline`
    is the id of a time, `quantities` and `equipment` those of such records, `condition` the words of the condition.
    `statement` is the statement in which it was promised.
    """

    id: str
    article: str
    post: int
    span: Span
    event: str
    action: str
    promisers: tuple[Participant, ...]
    beneficiaries: tuple[Participant, ...] = ()
    commitment_kind: CommitmentKind = "pledge"
    object: Span | None = None
    quantities: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    deadline: str | None = None
    condition: Span | None = None
    specificity: Specificity = "general"
    bindingness: Bindingness = "promise"
    status: CommitmentStatus = "announced"
    statement: str | None = None
    repeats: tuple[Span, ...] = ()
    language: str = "und"
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["commitment"] = "commitment"

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that proves this record, in the order of the text."""
        return tuple(sorted({self.span, *self.repeats}))


@dataclass(frozen=True, slots=True)
class Position:
    """What one party holds of a disputed proposition, in whose words."""

    party: Participant
    stance: Stance
    span: Span
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """One proposition and what the parties hold of it; never a winner.

    `proposition` are the words of what is alleged, `event` the act they speak of where it was coded.
    """

    id: str
    article: str
    post: int
    proposition: Span
    positions: tuple[Position, ...]
    event: str | None = None
    language: str = "und"
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["dispute"] = "dispute"

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that proves this record, in the order of the text."""
        return tuple(sorted({self.proposition, *(position.span for position in self.positions)}))


def values_named(record: Event | Commitment | Dispute) -> tuple[str, ...]:
    """The ids of the places, times, quantities and equipment that a record names."""
    match record:
        case Event():
            return (*record.places, *record.times, *record.quantities, *record.equipment)
        case Commitment():
            return (*filter(None, (record.deadline,)), *record.quantities, *record.equipment)
        case Dispute():
            return ()
