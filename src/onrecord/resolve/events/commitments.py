"""What actors bind themselves to: planned and offered acts that their own actor promises, decides or announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.ontology.tables import table
from onrecord.records import (
    Bindingness,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Event,
    Participant,
    Span,
    Specificity,
    Statement,
    TimeMention,
    record_id,
)
from onrecord.resolve.events.participants import ParticipantFinder

if TYPE_CHECKING:
    from onrecord.resolve.events.resolve import EventContext

#: Acts that one can bind oneself to.
_PROMISED = frozenset({"AID", "MOBILIZE", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT", "SANCTION", "CONSULT"})
_BINDING_ACTS = frozenset({"commit", "announce"})
#: What the reasons of an act's status say of how far it is decided.
_DECIDED = frozenset({"decide", "decision", "approve", "order", "authorise", "authorize", "agree", "sign", "vote"})
_SPECIFICITY: tuple[Specificity, ...] = ("rhetorical", "general", "specific", "testable")
_PROMISING = re.compile(r"^\w+ (?:pledge|promise|offer|vow|commit|guarantee):")
#: A meeting that is to come is a date, unless somebody promised it.
_PROMISES = ("promise", "pledge", "vow", "agree", "commit", "offer")
_INTENDED = frozenset({"plan", "intend", "intention", "hope", "want", "consider", "aim", "propose"})


@dataclass(frozen=True, slots=True)
class Promised:
    """What is promised, by the id of the event: the patients of acts, and whole acts that only an agreement tells."""

    patients: Mapping[str, Span]
    acts: Mapping[str, Span]


def commitments_of(
    events: Sequence[Event], context: EventContext, participants: ParticipantFinder, promised: Promised
) -> Iterator[Commitment]:
    """The commitments among these events, in the order of the text."""
    statements = {statement.id: statement for statement in context.statements}
    for event in events:
        statement = statements.get(event.statement or "")
        if not _is_open(event, statement, promised) or not event.actors or event.polarity == "negative":
            continue
        if _is_bound(event, statement, participants):
            item = promised.acts.get(event.id) or promised.patients.get(event.id)
            yield _commitment(event, statement, context, item)


def _is_open(event: Event, statement: Statement | None, promised: Promised) -> bool:
    """Whether something is still to be done: a planned act, or one of which only the agreement is told."""
    if event.id in promised.acts:
        return event.modality in ("occurred", "ongoing", "planned", "offered")
    told = _told(event)
    if event.type == "CONSULT" and not any(word in told for word in _PROMISES):
        return False
    if event.type == "SUPPORT" and _courtesy().match(told):
        return False
    planned = event.modality in ("planned", "offered") or (event.modality == "ongoing" and _commits(statement))
    return event.type in _PROMISED and planned


def _is_bound(event: Event, statement: Statement | None, participants: ParticipantFinder) -> bool:
    """Whether the actor of an act is the one who speaks of it, or the text itself tells it."""
    if statement is None:
        # What is likely is somebody's forecast, and nobody's word.
        return event.actors[0].entity is not None and event.certainty not in ("probable", "possible")
    speakers = [party for party in (participants.speaker(statement), participants.spoken_for(statement)) if party]
    own = any(_is_one_of(actor, speakers) or _is_document(speakers, participants) for actor in event.actors)
    return own and statement.modality == "made" and statement.polarity == "positive"


def _is_document(speakers: Sequence[Participant], participants: ParticipantFinder) -> bool:
    """Whether a document speaks whose issuers are not told: what it says that somebody agreed is theirs."""
    entities = [participants.entities.get(speaker.entity or "") for speaker in speakers]
    return any(entity is not None and entity.type == "DOC" for entity in entities)


def _commits(statement: Statement | None) -> bool:
    return statement is not None and statement.act in _BINDING_ACTS


def _is_one_of(actor: Participant, speakers: Sequence[Participant]) -> bool:
    for speaker in speakers:
        if speaker.sector == "GOV" and speaker.country is None and actor.country is not None:
            # "Norway will send tanks, the government said": whose it is goes without saying.
            return True
        if actor.entity is not None and actor.entity == speaker.entity:
            return True
        if actor.name == speaker.name or (actor.country is not None and actor.country == speaker.country):
            return True
    return False


def _commitment(event: Event, statement: Statement | None, context: EventContext, patient: Span | None) -> Commitment:
    times = {time.id: time for time in context.times}
    deadline = next((name for name in event.times if times[name].modality in ("by", "until", "before")), None)
    told = _told(event)
    decided = any(word in told for word in _DECIDED)
    return Commitment(
        id=record_id(event.article, "commitment", (event.span,)),
        article=event.article,
        post=event.post,
        span=event.span,
        event=event.id,
        action=event.type,
        promisers=event.actors,
        beneficiaries=event.recipients,
        commitment_kind=_kind(event, told),
        object=patient,
        quantities=event.quantities,
        equipment=event.equipment,
        deadline=deadline,
        condition=event.condition,
        specificity=_specificity(event, _ahead(event, times)),
        bindingness=_bindingness(told, decided=decided),
        status=_status(decided=decided),
        statement=statement.id if statement else None,
        repeats=event.repeats,
        language=event.language,
        confidence=event.confidence,
        why=event.why,
    )


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('english/events')['courtesies'])})\b")


def _told(event: Event) -> str:
    """The words that its reasons name, in small letters; the type's own name is none of them."""
    told = (reason for reason in event.why if reason.rule != "event.typing")  # which names types, not words
    return " ".join(reason.detail.removeprefix(f"{event.type} ") for reason in told).lower()


def _kind(event: Event, told: str) -> CommitmentKind:
    if event.modality == "offered":
        return "offer"
    return "agreement" if "agree" in told else "pledge"


def _specificity(event: Event, dated: bool) -> Specificity:
    """How testable it is: an amount, a place or beneficiary, and a day make it so."""
    return _SPECIFICITY[sum((bool(event.quantities), bool(event.places or event.recipients), dated))]


def _ahead(event: Event, times: Mapping[str, TimeMention]) -> bool:
    """Whether a day is told of the act to come; that of a promise already made ("promised on 14 January") is none."""
    named = [times[name] for name in event.times if name in times]
    promised = any(reason.rule == "event.verb" and _PROMISING.search(reason.detail) for reason in event.why)
    return any(time.modality in ("by", "until", "before") or not promised for time in named)


def _bindingness(told: str, *, decided: bool) -> Bindingness:
    if decided:
        return "decision"
    return "intention" if any(word in told for word in _INTENDED) else "promise"


def _status(*, decided: bool) -> CommitmentStatus:
    return "decided" if decided else "announced"
