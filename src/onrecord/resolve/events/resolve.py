"""Events of an article as records: who takes part, how each act stands, in whose view, where, when and how much."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.extract.events import EventFinder, FoundEvent
from onrecord.extract.statuses import Status, status_of
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import (
    Article,
    Commitment,
    Dispute,
    Entity,
    Equipment,
    Event,
    EventModality,
    Mention,
    Participant,
    PlaceMention,
    Quantity,
    Reason,
    Span,
    Statement,
    TimeMention,
    record_id,
)
from onrecord.resolve.events.commitments import Promised, commitments_of
from onrecord.resolve.events.disputes import disputes_of
from onrecord.resolve.events.participants import ParticipantFinder
from onrecord.resolve.events.repeats import with_accusers, without_governors, without_repeats
from onrecord.resolve.speakers import SpeakerResolver

Value = PlaceMention | TimeMention | Quantity | Equipment

#: So many contents before a predicate are looked at for the innermost that holds it.
_MOST_AROUND = 40
_PLAYED = Reason("event.of_teams", "done by teams that play")
_DONE_BY_SAYING = frozenset({"ACCUSE", "THREATEN"})
_MATERIAL = frozenset({"AID", "MOBILIZE", "RETREAT", "COOPERATE", "CONCEDE", "SANCTION", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class CodedRecords:
    """The events, commitments and disputes of an article, in the order of the text.

    `entities` are those that only these speak of; `uncoded` are predicates that were weighed and say no event, each
    with the reason.
    """

    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    entities: tuple[Entity, ...] = ()
    uncoded: tuple[tuple[Span, Reason], ...] = ()


@dataclass(frozen=True, slots=True)
class EventContext:
    """What else was read in an article that its events rest on."""

    statements: Sequence[Statement]
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    times: Sequence[TimeMention]
    quantities: Sequence[Quantity]
    equipment: Sequence[Equipment] = ()


def resolve_events(
    article: Article, analysis: Analysis, grammar: Grammar, resolver: SpeakerResolver, context: EventContext
) -> CodedRecords:
    """The coded records of the English parts of an article."""
    finder = EventFinder(analysis, grammar, resolver.linked.actors)
    participants = ParticipantFinder(
        grammar, finder.parties, resolver, context.entities, context.statements, context.mentions
    )
    coder = _Coder(article, analysis, grammar, participants, context)
    coded = {found.predicate: coder.event(found) for found in finder.find()}
    made = {word: event for word, event in coded.items() if not participants.of_teams(event.actors or event.recipients)}
    told = without_governors(made, grammar)
    events = without_repeats(list({event.id: event for event in with_accusers(told)}.values()), article)
    disputes = {found.id: found for found in disputes_of(events, context, participants, article.text)}
    commitments = tuple(commitments_of(events, context, participants, Promised(coder.patients, coder.promised)))
    uncoded = tuple((grammar.span(left.predicate, left.predicate), left.why) for left in finder.uncoded)
    uncoded += tuple((coded[word].predicate, _PLAYED) for word in coded if word not in made)
    met = tuple(participants.met.values())
    return CodedRecords(tuple(events), commitments, tuple(disputes.values()), met, uncoded)


class _Coder:
    def __init__(
        self,
        article: Article,
        analysis: Analysis,
        grammar: Grammar,
        participants: ParticipantFinder,
        context: EventContext,
    ) -> None:
        self.article, self.analysis, self.grammar = article, analysis, grammar
        self.participants, self.context = participants, context
        #: The words of what is sent, given or done, by the id of the event.
        self.patients: dict[str, Span] = {}
        #: The words of what is promised, by the id of the agreement.
        self.promised: dict[str, Span] = {}
        self.contents = sorted(
            (span, number) for number, statement in enumerate(context.statements) for span in statement.content
        )

    def event(self, found: FoundEvent) -> Event:
        """The record of a coded predicate."""
        grammar = self.grammar
        span = grammar.span(*found.run)
        predicate = grammar.span(found.predicate, found.predicate)
        statement = self._statement(predicate)
        status = status_of(found.predicate, grammar)
        actors, recipients = self._parties(found, statement, status)
        sentence = grammar.sentence[found.predicate]
        lemmas = [grammar.lemma(word) for word in range(found.run[0], found.run[1] + 1)]
        identity = record_id(self.article.id, "event", (span, predicate))
        if found.patient is not None and found.patient not in (*found.actors, *found.recipients):
            self.patients[identity] = grammar.span(*self.participants.parties.phrase(found.patient))
        if found.promised is not None:
            self.promised[identity] = grammar.span(*found.promised)
        return Event(
            id=identity,
            article=self.article.id,
            post=self.analysis.sentences[sentence].post,
            span=span,
            predicate=predicate,
            type=found.type,
            modality=found.modality or _said(found, status) or status.modality,
            mode=found.mode,
            actors=actors,
            recipients=recipients,
            contexts=_listed("contexts", lemmas),
            domains=self._domains(found, lemmas),
            polarity=status.polarity,
            certainty=status.certainty,
            reciprocal=found.reciprocal,
            view=self._view(statement, status),
            statement=statement.id if statement else None,
            places=self._values(self.context.places, found),
            times=self._values(self.context.times, found),
            quantities=self._values(self.context.quantities, found),
            equipment=self._values(self.context.equipment, found) if found.type in _MATERIAL else (),
            condition=grammar.span(*status.condition) if status.condition else None,
            language="en",
            confidence=round(found.score * status.score, 3),
            why=(*found.why, *status.why),
        )

    def _parties(
        self, found: FoundEvent, statement: Statement | None, status: Status
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        actors = self.participants.of(found.actors, statement)
        recipients = self.participants.of(found.recipients, statement)
        cued = None if actors else self._cued(found.predicate)
        if cued is not None:
            speaker = self.participants.speaker(cued)
            actors = (speaker,) if speaker is not None else ()
        if not actors and statement is not None and (found.actor_is_speaker or self._binds(found, status)):
            bound = self.participants.spoken_for(statement)
            speaker = self.participants.speaker(statement) if found.actor_is_speaker else bound
            actors = (speaker,) if speaker is not None else ()
        names = {(party.entity or party.name) for party in actors}
        return actors, tuple(party for party in recipients if (party.entity or party.name) not in names)

    def _cued(self, predicate: int) -> Statement | None:
        """The statement whose cue a predicate is: to urge, to accuse, to deny are acts of the one who speaks."""
        span = self.grammar.span(predicate, predicate)
        return next((made for made in self.context.statements if any(cue.covers(span) for cue in made.cue)), None)

    def _binds(self, found: FoundEvent, status: Status) -> bool:
        """Whether an act without an actor is what its speaker announces ("four ships will be sent")."""
        return found.type in _MATERIAL and (found.modality or status.modality) in ("planned", "ongoing", "offered")

    def _statement(self, predicate: Span) -> Statement | None:
        """The innermost statement whose content holds a predicate."""
        at = bisect_right(self.contents, (Span(predicate.start, len(self.article.text)), -1))
        for span, number in reversed(self.contents[max(0, at - _MOST_AROUND) : at]):
            if span.covers(predicate):
                return self.context.statements[number]
        return None

    def _view(self, statement: Statement | None, status: Status) -> tuple[str, ...]:
        outlet = 1 if self.article.publisher else 0
        chain = (*statement.according_to[outlet:], statement.speaker_name or "unknown") if statement is not None else ()
        holders = [self.participants.of((head,), statement)[0].name for head in status.holders]
        others = [name for name in holders if not any(_names_same(name, known) for known in chain)]
        return tuple(dict.fromkeys((*chain, *others)))

    def _domains(self, found: FoundEvent, lemmas: Sequence[str]) -> tuple[str, ...]:
        """The domains that the words of the act tell; else of its sentence; else of its type."""
        own = _listed("domains", lemmas)
        if own:
            return own
        by_type = table("domains")["by_type"].get(found.type)
        first, last = self.grammar.sentence_bounds(self.grammar.sentence[found.predicate])
        around = _listed("domains", [self.grammar.lemma(word) for word in range(first, last + 1)])
        return around if by_type is None else (by_type,)

    def _values(self, values: Sequence[Value], found: FoundEvent) -> tuple[str, ...]:
        """Values that stand in the words of the act, or in those of its parties."""
        patient = () if found.patient is None else (found.patient,)
        heads = (*found.actors, *found.recipients, *patient)
        phrases = [self.participants.parties.phrase(head) for head in heads]
        spans = [self.grammar.span(*run) for run in (found.run, *phrases)]
        return tuple(value.id for value in values if any(span.covers(value.span) for span in spans))


def _said(found: FoundEvent, status: Status) -> EventModality | None:
    """To try to accuse somebody in words that are told is to accuse: an attempt of what is done by saying it."""
    trying = status.modality == "planned" and any(reason.rule == "status.tried" for reason in status.why)
    return "ongoing" if trying and found.type in _DONE_BY_SAYING else None


def _names_same(one: str, other: str) -> bool:
    """Whether one name is the other with more words ("the statement", "joint statement")."""
    short, long = sorted((one.casefold().removeprefix("the "), other.casefold().removeprefix("the ")), key=len)
    return short in long


@cache
def _lists(kind: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(words)) for name, words in table("domains")[kind].items())


def _listed(kind: str, lemmas: Sequence[str]) -> tuple[str, ...]:
    found = set(lemmas)
    return tuple(name for name, words in _lists(kind) if words & found)
