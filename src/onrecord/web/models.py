"""What the API answers with, each model filled from the store's row of its kind. Offsets are code points."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Model(BaseModel):
    """Read from the attributes of a record or row."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Span(Model):
    """A half-open range of code points in the article's text."""

    start: int
    end: int


class Date(Model):
    """A moment or range, how fine it is, and where it was found."""

    begin: str
    precision: str
    basis: str
    end: str | None


class Reason(Model):
    """One step of the decision that made a record."""

    rule: str
    detail: str
    score: float | None


class Producer(Model):
    """The reader that made a record."""

    name: str
    version: str


class Statement(Model):
    """Who said what, with the words that prove it. `fate` is current, superseded or withdrawn."""

    id: str
    article: str
    title: str | None
    address: str
    publisher: str | None
    date: Date | None
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
    producer: Producer
    fate: str
    superseded_by: str | None


class ArticleSummary(Model):
    """An article in a list."""

    id: str
    address: str
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    date: Date | None
    language: str
    posts: int
    statements: int
    characters: int
    producer: Producer


class Post(Model):
    """One dated piece of an article."""

    index: int
    span: Span
    heading: Span | None
    date: Date | None
    address: str | None
    author: str | None


class PostLanguage(Model):
    """The language recognised for a post, and how far it was read: full, quotes or none."""

    post: int
    language: str
    confidence: float
    runner_up: str | None
    read: str


class Entity(Model):
    """A person, body or place as one article speaks of it; `same_as` is its QID, `country` and `sector` PLOVER's."""

    id: str
    name: str
    type: str
    names: tuple[str, ...]
    same_as: str | None
    country: str | None
    sector: str | None
    offices: tuple[str, ...]
    why: tuple[Reason, ...]


class Participant(Model):
    """One who takes part in an event; `span` is null for one who is known from before."""

    span: Span | None
    name: str
    entity: str | None
    country: str | None
    sector: str | None


class Event(Model):
    """Who did what to whom in PLOVER 2.0, and how the text says it stands."""

    kind: Literal["event"]
    id: str
    span: Span
    predicate: Span
    type: str
    mode: str | None
    modality: str
    polarity: str
    certainty: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    reciprocal: bool
    contexts: tuple[str, ...]
    domains: tuple[str, ...]
    view: tuple[str, ...]
    statement: str | None
    condition: Span | None
    repeats: tuple[Span, ...]


class Commitment(Model):
    """An act that its own actor binds itself to; `event` is the act, `action` its PLOVER type."""

    kind: Literal["commitment"]
    id: str
    span: Span
    event: str
    action: str
    promisers: tuple[Participant, ...]
    beneficiaries: tuple[Participant, ...]
    commitment_kind: str
    object: Span | None
    deadline: str | None
    condition: Span | None
    specificity: str
    bindingness: str
    status: str
    statement: str | None
    repeats: tuple[Span, ...]


class Position(Model):
    """What one party holds of a disputed proposition: alleges, denies, admits or counter-accuses."""

    party: Participant
    stance: str
    span: Span
    statement: str | None


class Dispute(Model):
    """One proposition and what the parties hold of it."""

    kind: Literal["dispute"]
    id: str
    proposition: Span
    positions: tuple[Position, ...]
    event: str | None


class Place(Model):
    """A place on the map; precision is country, region or town."""

    id: str
    name: str
    country: str | None
    region: str | None
    precision: str
    latitude: float | None
    longitude: float | None


class NamedPlace(Model):
    """The words that name a place, and the place where it is known."""

    text: str
    place: Place | None


class TimeValue(Model):
    """A time as a value in TIMEX3's form, and the days from `begin` to before `end`."""

    id: str
    value: str | None
    begin: str | None
    end: str | None
    modality: str


class NamedTime(Model):
    """The words that name a time, and the time."""

    text: str
    time: TimeValue


class QuantityValue(Model):
    """A number or range with its unit; `bound` says exact, range, up-to and so on, `change` added or taken away."""

    id: str
    low: float | None
    high: float | None
    unit: str | None
    currency: str | None
    quantity_kind: str
    bound: str
    change: str | None


class NamedQuantity(Model):
    """The words of a quantity, those of what it counts, and the quantity."""

    text: str
    what: str | None
    quantity: QuantityValue


class EquipmentValue(Model):
    """Weapons or equipment: `classes` from the narrowest up, `name` and the `maker`'s country where known."""

    id: str
    name: str | None
    classes: tuple[str, ...]
    domain: str | None
    maker: str | None


class NamedEquipment(Model):
    """The words of equipment, and the equipment."""

    text: str
    equipment: EquipmentValue


class CodedRecord(Model):
    """An event, commitment or dispute with its article, sentence and values. `fate` as for statements."""

    id: str
    kind: str
    record: Annotated[Event | Commitment | Dispute, Field(discriminator="kind")]
    text: str
    article: str
    title: str | None
    address: str
    publisher: str | None
    date: Date | None
    sentence: str
    sentence_span: Span
    post_address: str | None
    places: tuple[NamedPlace, ...]
    times: tuple[NamedTime, ...]
    quantities: tuple[NamedQuantity, ...]
    equipment: tuple[NamedEquipment, ...]
    producer: Producer
    fate: str
    superseded_by: str | None


class Mention(Model):
    """Words that refer to an entity."""

    span: Span
    kind: str
    type: str
    entity: str | None


class ArticleText(Model):
    """An article as it was read."""

    id: str
    address: str
    text: str
    posts: tuple[Post, ...]
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: Date | None
    modified: Date | None
    language: str | None


class Capture(Model):
    """The bytes an article was read from, by their hash."""

    sha256: str
    media_type: str
    size: int
    seen_at: str


class Article(Model):
    """An article with all that its current reading found."""

    id: str
    article: ArticleText
    producer: Producer
    added_at: str
    captures: tuple[Capture, ...]
    languages: tuple[PostLanguage, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    coded: tuple[CodedRecord, ...]


class Merge(Model):
    """That a person said two entities are one; `undone_at` is set where it was taken back."""

    from_id: str
    from_name: str
    into_id: str
    by: str
    note: str
    made_at: str
    undone_at: str | None


class Speaker(Model):
    """A person or body over all articles."""

    id: str
    name: str
    type: str
    names: tuple[str, ...]
    articles: int
    said: int
    said_about: int
    took_part: int
    same_as: str | None
    country: str | None
    sector: str | None
    offices: tuple[str, ...]
    why: tuple[Reason, ...]
    merges: tuple[Merge, ...]
    merged_into: str | None


class FacetValue(Model):
    """A value, the words to show for it, and how many statements have it."""

    value: str
    label: str
    count: int


class Facets(Model):
    """How many statements of a search each value has. `complete` is false where counting one took too long."""

    speaker: tuple[FacetValue, ...]
    act: tuple[FacetValue, ...]
    publisher: tuple[FacetValue, ...]
    language: tuple[FacetValue, ...]
    form: tuple[FacetValue, ...]
    modality: tuple[FacetValue, ...]
    complete: bool


class Page(Model, Generic[Item]):
    """One page of a list. `next` is the address of the following one; `total` is null where counting took too long."""

    items: tuple[Item, ...]
    total: int | None
    next: str | None


class SpeakerList(Model):
    """Those who said most, most first."""

    items: tuple[FacetValue, ...]
    total: int


class Difference(Model):
    """Words of the quotation beside those of the text; `quoted` and `found` are offsets into either."""

    kind: str
    quoted: Span
    quoted_text: str
    found: Span
    found_text: str
    concern: str | None


class QuotedPlace(Model):
    """A place where a quotation stands, or nearly does. `cautions` is what nobody must miss who uses it."""

    verdict: str
    article: str
    title: str | None
    address: str
    publisher: str | None
    date: Date | None
    spans: tuple[Span, ...]
    text: str
    context: str
    context_span: Span
    in_quote_marks: bool
    statements: tuple[Statement, ...]
    speaker: str | None
    speaker_name: str | None
    holder: str
    told_by: str | None
    similarity: float
    differences: tuple[Difference, ...]
    cautions: tuple[Reason, ...]
    why: tuple[Reason, ...]


class Check(Model):
    """Whether a quotation is on record: the verdict of the best place, and the places, best first."""

    quote: str
    said_by: str | None
    article: str | None
    verdict: str
    places: tuple[QuotedPlace, ...]
    meant: tuple[FacetValue, ...]
    complete: bool
    why: tuple[Reason, ...]
