"""All that was read in one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.articles import Article
from onrecord.records.events import Commitment, Dispute, Event
from onrecord.records.mentions import Entity, Equipment, Mention, Place, PlaceMention, Quantity, Sentence, TimeMention
from onrecord.records.statements import Statement


@dataclass(frozen=True, slots=True)
class PostLanguage:
    """The language recognised for a post, how sure, the runner-up, and what was read in it.

    `read` is "full" (grammar and statements), "quotes" (direct quotes by tables) or "none" (left unread, and says so).
    """

    post: int
    language: str
    confidence: float
    runner_up: str | None
    read: Literal["full", "quotes", "none"]


@dataclass(frozen=True, slots=True)
class Producer:
    """The reader that made a record, by name and version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article, in the order of the text."""

    article: Article
    producer: Producer
    languages: tuple[PostLanguage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    places: tuple[Place, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def values(self) -> tuple[PlaceMention | TimeMention | Quantity | Equipment, ...]:
        """The mentions of places, the times, the quantities and the equipment."""
        return (*self.place_mentions, *self.times, *self.quantities, *self.equipment)

    @property
    def coded(self) -> tuple[Event | Commitment | Dispute, ...]:
        """The events, commitments and disputes."""
        return (*self.events, *self.commitments, *self.disputes)
