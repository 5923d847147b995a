"""An accusation and its denial as one thing: the proposition, and what each party holds of it. Never a winner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.ontology.tables import table
from onrecord.records import Dispute, Event, Participant, Position, Reason, Span, Statement, record_id
from onrecord.resolve.events.participants import ParticipantFinder

if TYPE_CHECKING:
    from onrecord.resolve.events.resolve import EventContext

#: A denial is looked for in so many characters behind the accusation, and so many before it.
_AHEAD, _BACK = 2_500, 600
_SHARED = 2
_LONG = 5
#: The charge's own act begins within so many characters of it.
_NEAR = 30
#: From the accused to the charge: "the ministry and its agents of forging".
_OF_DOING = re.compile(r"[^.;:]{0,200}?\b(?:of|for)\s+(?=\w+ing\b)")
_OF = re.compile(r"[^.;:]{0,80}?\b(?:of|for)\s+(?=\w)")
_WORD = re.compile(r"\w+")


@cache
def _of_accusations(*, behind: bool) -> frozenset[str]:
    """Words that mean an accusation; those that only point back mean one that stands before them."""
    nouns = table("english/events")["claims"]
    pointing = table("english/events")["meant_by_denials"] if behind else ()
    return frozenset((*nouns, *(f"{noun}s" for noun in nouns), *pointing))


def disputes_of(
    events: Sequence[Event], context: EventContext, participants: ParticipantFinder, text: str
) -> Iterator[Dispute]:
    """The disputes of an article: accusations that somebody else than the accuser denies."""
    denials = [statement for statement in context.statements if statement.act == "deny" and statement.content]
    for accusation in events:
        if accusation.type != "ACCUSE" or accusation.polarity == "negative" or not accusation.actors:
            continue
        claim = _claim(accusation, events, context, text)
        if claim is None:
            continue
        proposition, event, statement = claim
        positions = [Position(accusation.actors[0], "alleges", accusation.span, statement.id if statement else None)]
        for denial in denials:
            position = _denied(accusation, proposition, denial, participants, text)
            if position is not None:
                positions.append(position)
                break
        if len(positions) == 1:
            continue
        positions += _counter(accusation, positions[1].party, events)
        yield _dispute(accusation, proposition, event, positions)


def _claim(
    accusation: Event, events: Sequence[Event], context: EventContext, text: str
) -> tuple[Span, Event | None, Statement | None] | None:
    """What is alleged: the charge in the words of the accusation, else the act in it, else what its statement says."""
    statement = next(
        (
            made
            for made in context.statements
            if made.act == "accuse" and any(cue.overlaps(accusation.predicate) for cue in made.cue)
        ),
        None,
    )
    inner = [
        event
        for event in events
        if event is not accusation
        and accusation.predicate.end <= event.predicate.start
        and (accusation.span.covers(event.predicate) or _holds(statement, event))
    ]
    event = min(inner, key=lambda found: found.predicate.start, default=None)
    end = max(accusation.span.end, statement.content[-1].end if statement is not None else 0)
    charge = _charge(accusation, end, text)
    if charge is not None:
        own = event is not None and event.predicate.start - charge.start <= _NEAR
        return charge, event if own else None, statement
    if event is not None:
        return Span(event.predicate.start, max(event.span.end, event.predicate.end)), event, statement
    if statement is not None:
        return Span(statement.content[0].start, statement.content[-1].end), None, statement
    return None


def _charge(accusation: Event, end: int, text: str) -> Span | None:
    """The words behind the accused and an "of" ("of breaking the ban"); None where there are none."""
    accused = [party.span for party in accusation.recipients if party.span is not None]
    behind = max((span.end for span in accused if accusation.predicate.end <= span.start < end), default=None)
    if behind is None:
        return None
    found = _OF_DOING.match(text, behind, end) or _OF.match(text, behind, end)
    return Span(found.end(), end) if found and found.end() < end else None


def _holds(statement: Statement | None, event: Event) -> bool:
    return statement is not None and any(span.covers(event.predicate) for span in statement.content)


def _denied(
    accusation: Event, proposition: Span, denial: Statement, participants: ParticipantFinder, text: str
) -> Position | None:
    """The denier's position, where a denial is near, is another's than the accuser's and means this accusation."""
    begin = denial.evidence[0].start
    near = accusation.span.start - _BACK <= begin <= accusation.span.end + _AHEAD
    party = participants.speaker(denial)
    if not near or party is None or any(_on_one_side(party, accuser) for accuser in accusation.actors):
        return None
    words = {word.lower() for span in (*denial.cue, *denial.content) for word in _WORD.findall(span.of(text))}
    claimed = {word.lower() for word in _WORD.findall(proposition.of(text)) if len(word) >= _LONG}
    accused = any(_on_one_side(party, other) for other in accusation.recipients)
    meant = words & _of_accusations(behind=begin > accusation.span.start)
    if not (meant or len(words & claimed) >= _SHARED or accused):
        return None
    span = Span(denial.content[0].start, denial.content[-1].end)
    return Position(party, "denies", span, denial.id)


def _counter(accusation: Event, denier: Participant, events: Sequence[Event]) -> Iterator[Position]:
    """What the denier's side accuses the accuser of in its turn."""
    for event in events:
        swapped = any(_same(party, accuser) for party in event.recipients for accuser in accusation.actors)
        own = any(_same(actor, denier) or _in(actor, accusation.recipients) for actor in event.actors)
        if event.type == "ACCUSE" and event is not accusation and swapped and own:
            yield Position(event.actors[0], "counter-accuses", event.span, event.statement)


def _in(actor: Participant, others: Sequence[Participant]) -> bool:
    return any(_same(actor, other) for other in others)


def _same(one: Participant, other: Participant) -> bool:
    if one.entity is not None and one.entity == other.entity:
        return True
    return one.name.casefold() == other.name.casefold()


def _on_one_side(one: Participant, other: Participant) -> bool:
    """Whether two are one, or speak for one country ("Moscow", "the Kremlin")."""
    country = one.country is not None and one.country == other.country
    official = {one.sector, other.sector} <= {None, "GOV", "MIL"}
    return _same(one, other) or (country and official)


def _dispute(accusation: Event, proposition: Span, event: Event | None, positions: Sequence[Position]) -> Dispute:
    return Dispute(
        id=record_id(accusation.article, "dispute", (proposition,)),
        article=accusation.article,
        post=accusation.post,
        proposition=proposition,
        positions=tuple(positions),
        event=event.id if event else None,
        language=accusation.language,
        confidence=accusation.confidence,
        why=(*accusation.why, Reason("dispute.denied", f"denied by {positions[1].party.name}")),
    )
