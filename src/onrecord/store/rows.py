"""What a record book hands out: frozen rows with everything that a page or an export needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.ontology.modalities import mark_of
from onrecord.records import (
    Article,
    Commitment,
    DateValue,
    Dispute,
    Entity,
    Equipment,
    Event,
    Mention,
    Place,
    PlaceMention,
    PostLanguage,
    Producer,
    Quantity,
    Reason,
    Sentence,
    Span,
    TimeMention,
)

#: What became of a record: it stands, a newer reader put another in its place, or a newer reader does not find it.
Fate = Literal["current", "superseded", "withdrawn"]

#: What is coded from the text beside statements.
CodedRecord = Event | Commitment | Dispute

#: A value of a flat row; lists are JSON text there.
Cell = str | int | float | bool | None

#: Stands between the pieces of a source, a cue or a content in the joined text.
PIECE_JOINT = " … "


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with its article, its sentence and its words.

    `date` is the statement's own, else its post's, else its article's. `sentence` is the exact text of
    `sentence_span`: the sentences that hold the evidence. `source_text`, `cue_text` and `content_text` join the
    pieces of `source`, `cue` and `content` with " … ".
    """

    id: str
    article: str
    title: str | None
    address: str
    publisher: str | None
    date: DateValue | None
    language: str
    speaker: str | None
    speaker_name: str | None
    source_text: str
    cue_text: str
    content_text: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str
    act: str
    attribution: str
    polarity: str
    modality: str
    parent: str | None
    addressee: Span | None
    addressee_name: str | None
    according_to: tuple[str, ...]
    confidence: float
    why: tuple[Reason, ...]
    sentence: str
    sentence_span: Span
    post: int
    post_address: str | None
    post_heading: str | None
    producer: Producer
    current: bool = True
    superseded_by: str | None = None

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that proves this statement, in the order of the text."""
        return tuple(sorted({*self.source, *self.cue, *self.content}))

    @property
    def day(self) -> str | None:
        """The date as far as its precision goes and no finer than a day: "2022", "2022-03", "2022-03-24", or None."""
        if self.date is None:
            return None
        return self.date.begin[: {"year": 4, "month": 7}.get(self.date.precision, 10)]

    @property
    def mark(self) -> str | None:
        """What to show beside it in plain words where it was not simply said ("did not say"); None where it was."""
        return mark_of(self.act, self.modality, self.polarity)

    @property
    def fate(self) -> Fate:
        """What became of this record."""
        if self.current:
            return "current"
        return "withdrawn" if self.superseded_by is None else "superseded"


@dataclass(frozen=True, slots=True)
class WordedPlace:
    """The words that name a place, and the place on the map where it is known."""

    text: str
    place: Place | None
    mention: PlaceMention


@dataclass(frozen=True, slots=True)
class WordedTime:
    """The words that name a time, and the time."""

    text: str
    time: TimeMention


@dataclass(frozen=True, slots=True)
class WordedQuantity:
    """The words of a quantity, those of what it counts, and the quantity."""

    text: str
    what: str | None
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class WordedEquipment:
    """The words of equipment, and the equipment."""

    text: str
    equipment: Equipment


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One event, commitment or dispute with its article and its sentence.

    `date` is its post's, else its article's; `sentence` is the exact text of `sentence_span`, and `text` the words
    of the act, of what is promised or of what is disputed. `places`, `times`, `quantities` and `equipment` are
    those that the record names.
    """

    id: str
    kind: str
    record: CodedRecord
    text: str
    parties: str
    article: str
    title: str | None
    address: str
    publisher: str | None
    date: DateValue | None
    sentence: str
    sentence_span: Span
    post_address: str | None
    post_heading: str | None
    producer: Producer
    current: bool = True
    superseded_by: str | None = None
    places: tuple[WordedPlace, ...] = ()
    times: tuple[WordedTime, ...] = ()
    quantities: tuple[WordedQuantity, ...] = ()
    equipment: tuple[WordedEquipment, ...] = ()

    def words(self, span: Span | None) -> str | None:
        """The words at a span of the article, where the sentence holds them; else None."""
        if span is None or not self.sentence_span.covers(span):
            return None
        start = self.sentence_span.start
        return self.sentence[span.start - start : span.end - start]

    @property
    def day(self) -> str | None:
        """The date as far as its precision goes and no finer than a day, or None."""
        if self.date is None:
            return None
        return self.date.begin[: {"year": 4, "month": 7}.get(self.date.precision, 10)]

    @property
    def fate(self) -> Fate:
        """What became of this record."""
        if self.current:
            return "current"
        return "withdrawn" if self.superseded_by is None else "superseded"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in a list: what its outlet says of it, and how much is in it."""

    id: str
    address: str
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    date: DateValue | None
    language: str
    posts: int
    statements: int
    characters: int
    producer: Producer

    @property
    def day(self) -> str | None:
        """The date no finer than a day, or None."""
        if self.date is None:
            return None
        return self.date.begin[: {"year": 4, "month": 7}.get(self.date.precision, 10)]


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """That these bytes were seen at the article's address; `RecordBook.capture` has the bytes."""

    sha256: str
    media_type: str
    size: int
    seen_at: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with all that its current reading found. The bytes stay in the book (`captures` names them)."""

    article: Article
    producer: Producer
    added_at: str
    captures: tuple[StoredCapture, ...] = ()
    languages: tuple[PostLanguage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[StatementRow, ...] = field(default=(), repr=False)
    places: tuple[Place, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    coded: tuple[CodedRow, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text, exactly as read."""
        return self.article.text


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """A person, body or place over all articles; `names` are all its spellings, the most used first.

    `same_as` is its QID, `country` alpha-3, `sector` PLOVER's; `offices` are those that its articles' readings gave,
    and `why` what the latest of them rests on. `merges` are what people merged with it; the counts are over all these.
    """

    id: str
    name: str
    type: str
    names: tuple[str, ...]
    articles: int
    said: int
    said_about: int
    same_as: str | None = None
    country: str | None = None
    sector: str | None = None
    offices: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()
    took_part: int = 0
    merges: tuple[Merge, ...] = ()
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """That somebody said two entities are one; `undone_at` is set where it was taken back."""

    from_id: str
    from_name: str
    into_id: str
    by: str
    note: str
    made_at: str
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, the words to show for it, and how many statements have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many statements of a query each value has; each facet leaves its own filter out. Most frequent first.

    `complete` is False where counting some of them would have taken too long; those are empty then.
    """

    speaker: tuple[FacetValue, ...] = ()
    act: tuple[FacetValue, ...] = ()
    publisher: tuple[FacetValue, ...] = ()
    language: tuple[FacetValue, ...] = ()
    form: tuple[FacetValue, ...] = ()
    modality: tuple[FacetValue, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in a book. `posts`, `statements`, `speakers` and the days are those of what is current.

    `first_day` and `last_day` are the days of the earliest and the latest statement.
    """

    articles: int
    posts: int
    statements: int
    superseded: int
    speakers: int
    entities: int
    publishers: int
    captures: int
    failures: int
    events: int
    commitments: int
    disputes: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a reading given to `RecordBook.add`, and how many rows it brought."""

    article: str
    status: Literal["added", "unchanged", "superseded"]
    statements: int = 0
    entities: int = 0
    mentions: int = 0
    captures: int = 0
    events: int = 0
    commitments: int = 0
    disputes: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read, how often it was tried, and when last."""

    locator: str
    code: str
    message: str
    hint: str
    times: int
    noted_at: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a book that is not as it must be: the record's id (or the table's name) and what is wrong."""

    record: str
    what: str
