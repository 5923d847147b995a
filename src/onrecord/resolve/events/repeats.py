"""One act told twice is one event: by its governor, in heading and body; and what a denial means is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.language.grammar import Grammar
from onrecord.records import Article, Event, Participant, Reason, Span

_STEPS = 3
_WORD = re.compile(r"\w{4,}")
#: Share of a heading's words that the body's telling of the same act has.
_SHARED = 0.34
#: Modalities that tell of the same act at different moments of its telling.
_TOGETHER = ({"planned", "offered", "occurred"}, {"occurred", "ongoing"})


def without_governors(made: Mapping[int, Event], grammar: Grammar) -> list[Event]:
    """The events by their predicates' order, without promises whose promised act is an event of the same actor.

    "Agreed to send troops" is one act, planned; that it was agreed stands in its reasons.
    """
    agreed = {
        word: governor
        for word in made
        for governor in _governors(word, grammar)
        if governor in made and made[governor].type == "AGREE" and _share(made[governor].actors, made[word].actors)
    }
    governing = set(agreed.values())
    return [
        _with_reason(made[word], made[agreed[word]]) if word in agreed else made[word]
        for word in sorted(made)
        if word not in governing or word in agreed
    ]


def _governors(word: int, grammar: Grammar) -> Iterator[int]:
    """The verbs that a predicate is the infinitive or clause of."""
    for _ in range(_STEPS):
        if grammar.relation(word).split(":")[0] not in ("xcomp", "ccomp", "conj") or grammar.head[word] < 0:
            return
        word = grammar.head[word]
        yield word


def _with_reason(event: Event, governor: Event) -> Event:
    detail = governor.why[0].detail if governor.why else governor.type
    return replace(event, why=(*event.why, Reason("event.agreed", detail)))


def with_accusers(events: Sequence[Event]) -> Iterator[Event]:
    """The events; a denial of "the accusations" with the one who accused last, other than the denier, as recipient."""
    accusers: list[tuple[Participant, ...]] = []
    for event in events:
        denial = any(reason.rule == "event.denial" for reason in event.why)
        if event.type == "ACCUSE" and event.actors and not denial:
            accusers.append(event.actors)
        others = [actors for actors in accusers if not _share(actors, event.actors)] if denial else []
        yield replace(event, recipients=others[-1]) if others and not event.recipients else event


def without_repeats(events: Sequence[Event], article: Article) -> list[Event]:
    """The events, each heading's folded into the body's that tells the same act."""
    headings = [post.heading for post in article.posts if post.heading is not None]
    kept: list[Event] = []
    told: dict[str, list[Span]] = {}
    for event in events:
        in_heading = any(heading.covers(event.span) for heading in headings)
        fuller = _same(event, events, article.text) if in_heading else None
        if fuller is None:
            kept.append(event)
        else:
            told.setdefault(fuller.id, []).append(event.span)
    return [replace(event, repeats=tuple(told[event.id])) if event.id in told else event for event in kept]


def _same(event: Event, events: Sequence[Event], text: str) -> Event | None:
    """The one event of the same post's body that tells the same act; None where there is none, or several."""
    words = _words(event.span, text)
    fitting = [
        other
        for other in events
        if other.post == event.post
        and other.span.start > event.span.end
        and other.type == event.type
        and _agree(event.actors, other.actors)
        and _agree(event.recipients, other.recipients)
        and _modal(event, other)
        and len(words & _words(other.span, text)) >= _SHARED * max(1, len(words))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _words(span: Span, text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(span.of(text))}


def _agree(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Whether two lists may name the same: one is empty, or they share somebody."""
    return not one or not other or _share(one, other)


def _share(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Whether somebody stands in both, or speaks for one who does ("leaders of NATO", "NATO")."""
    names = [party.name.casefold().removeprefix("the ") for party in other]
    ids = {party.entity for party in other if party.entity}
    return any(
        party.entity in ids or any(_either_in(party.name.casefold().removeprefix("the "), name) for name in names)
        for party in one
    )


def _either_in(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _modal(one: Event, other: Event) -> bool:
    both = {one.modality, other.modality}
    return one.polarity == other.polarity and (len(both) == 1 or any(both <= together for together in _TOGETHER))
