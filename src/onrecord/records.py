"""The records: what the whole system speaks in.

Every type here is a frozen, slotted dataclass without behaviour beyond its own fields. Offsets are code points into
`Article.text`, end exclusive; `text[span.start:span.end]` is what is shown, always. Ids are derived from content
(`article_id`, `record_id`, `entity_id`), so that reading the same thing twice gives the same ids.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Form = Literal["direct", "indirect", "mixed"]
Attribution = Literal["explicit", "inferred"]
Polarity = Literal["positive", "negative"]
Modality = Literal["made", "planned", "possible", "refused", "requested"]
DateBasis = Literal["given", "json-ld", "meta", "feed", "visible", "url", "file", "jsonl"]
MentionKind = Literal["name", "pronoun", "nominal"]
PlacePrecision = Literal["country", "region", "town", "area"]
PlaceUse = Literal["literal", "metonym"]
TimeType = Literal["date", "time", "duration", "set"]
TimePrecision = Literal[
    "century",
    "decade",
    "year",
    "half",
    "quarter",
    "season",
    "month",
    "week",
    "weekend",
    "day",
    "part",
    "hour",
    "minute",
]
TimeAnchor = Literal["explicit", "published", "narrative", "none"]
TimeModality = Literal["on", "by", "until", "since", "before", "after", "about"]
Bound = Literal["exact", "about", "at-least", "at-most", "more-than", "less-than", "range"]
Change = Literal["additional", "up", "down"]
QuantityKind = Literal["count", "money", "percent", "measure", "age", "duration", "ratio", "score"]

#: Hexadecimal digits kept of a SHA-256: 80 bits, enough for 10^9 records with a collision chance below 10^-6.
ID_DIGITS = 20


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span names."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class DateValue:
    """A moment or a range [begin, end) with how fine it is and where it was found.

    `begin` and `end` are ISO 8601 strings ("2022-03-24", "2022-03-24T18:05:00+01:00"); `end` is None where the
    precision
    already says it. `basis` names the place the value came from, so that a reader can weigh it.
    """

    begin: str
    precision: Literal["year", "month", "day", "minute", "second"]
    basis: DateBasis
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One dated piece of an article: a live blog's entry, or the whole of an ordinary page.

    `span` covers heading and body; `heading` is None where the post has none.
    """

    index: int
    span: Span
    heading: Span | None = None
    date: DateValue | None = None
    address: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes an article was read from, kept under their own hash."""

    sha256: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one page: its text, its posts and what its outlet says of it.

    `address` is the URL, or `file:NAME` / `text:HASH` for what has none. `language` is what the page declares, not
    what was
    recognised. The posts follow one another and cover the text but for the blank lines between them.
    """

    id: str
    address: str
    text: str = field(repr=False)
    posts: tuple[Post, ...] = ()
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: DateValue | None = None
    modified: DateValue | None = None
    language: str | None = None
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a decision: the rule or head that took it, what it saw, and its score where it has one."""

    rule: str
    detail: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word in Universal Dependencies' terms.

    `head` is the index of the governor within the sentence, -1 for the root. `features` is UD's FEATS column ("_" if
    none).
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    features: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its grammar; `tokens` is empty where the language is not parsed."""

    span: Span
    post: int
    language: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity: a name, a pronoun or a description."""

    span: Span
    kind: MentionKind
    type: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or place as this article speaks of it.

    `name` is the fullest name found; `names` are all the names found, in order of appearance. `type` is PER, ORG,
    LOC, DOC
    (a statement or report that speaks), GROUP (people named by what they are) or another type that the name head knows.
    """

    id: str
    name: str
    type: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: a country, a region of one, a town, or another area (a sea, a river, a front).

    `id` is the QID where known, else `geonames:NUMBER`, else our own. `country` is ISO 3166-1 alpha-3, `region` the
    name of the first-order division. Latitude and longitude are degrees (WGS 84); `precision` says what they stand for.
    """

    id: str
    name: str
    precision: PlacePrecision
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    region: str | None = None
    qid: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, and whether they mean it (`literal`) or those who act from it (`metonym`).

    `place` is a place id, or None for an explicit unknown whose reason is in `why`.
    """

    id: str
    article: str
    post: int
    span: Span
    place: str | None
    use: PlaceUse = "literal"
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time, and the half-open interval [begin, end) they stand for.

    `value` is the TIMEX3 value ("2022-06", "P3M", "XXXX-WXX-1"). `begin` and `end` are ISO 8601 days, or minutes; both
    are None for durations, sets and what is unknown. `anchor` says what a relative expression was counted from.
    `modality` is the relation that a preposition gives: "by June" has a last day and no first one.
    """

    id: str
    article: str
    post: int
    span: Span
    type: TimeType
    value: str | None
    begin: str | None = None
    end: str | None = None
    precision: TimePrecision | None = None
    anchor: TimeAnchor = "none"
    modality: TimeModality = "on"
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["time"] = "time"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures.

    `low` and `high` are equal unless a range is given; one of them is None where `bound` leaves it open. `span` covers
    the number with its unit, bound and change words; `what` the counted noun with its modifiers. `unit` is a plain
    singular name ("kilometre", "percent"), `currency` ISO 4217.
    """

    id: str
    article: str
    post: int
    span: Span
    low: float | None
    high: float | None
    bound: Bound = "exact"
    quantity_kind: QuantityKind = "count"
    change: Change | None = None
    unit: str | None = None
    currency: str | None = None
    what: Span | None = None
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["quantity"] = "quantity"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: a source, a cue and a content as the PolNeAR guidelines have them.

    `content` may be in several pieces. `source` and `cue` are empty where none is written (`attribution` is then
    inferred, or the
    statement has no named source). `speaker` is an entity id, or None for an explicit unknown whose reason is in `why`.
    `modality` says whether the saying took place at all, and `polarity` whether the text negates that; what each
    modality means stands in ontology/modalities.yaml.
    `according_to` is the chain of names from the outlet inwards. `parent` is the id of the statement this one lies in.
    """

    id: str
    article: str
    post: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    act: str
    attribution: Attribution
    polarity: Polarity = "positive"
    modality: Modality = "made"
    speaker: str | None = None
    speaker_name: str | None = None
    addressee: Span | None = None
    addressee_name: str | None = None
    parent: str | None = None
    according_to: tuple[str, ...] = ()
    date: DateValue | None = None
    language: str = "und"
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["statement"] = "statement"

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that proves this record, in the order of the text."""
        return tuple(sorted({*self.source, *self.cue, *self.content}))


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

    @property
    def values(self) -> tuple[PlaceMention | TimeMention | Quantity, ...]:
        """The mentions of places, the times and the quantities."""
        return (*self.place_mentions, *self.times, *self.quantities)


def article_id(address: str, text: str) -> str:
    """The id of an article version: a hash of its address and its text."""
    return "a" + _digest(address, text)


def record_id(article: str, kind: str, evidence: Iterable[Span]) -> str:
    """The id of a record: a hash of its article version, its kind and its evidence."""
    spans = ",".join(f"{span.start}-{span.end}" for span in sorted(set(evidence)))
    return kind[0] + _digest(article, kind, spans)


def entity_id(type_: str, name: str, article: str = "") -> str:
    """The id of an entity known by name only: a hash of its type and its folded name.

    What has no proper name ("joint statement", "two officials") is one thing in one article only: `article` is its id.
    """
    return "e" + (_digest(type_, fold_name(name), article) if article else _digest(type_, fold_name(name)))


def fold_name(name: str) -> str:
    """A name without case, accents or doubled blanks, for comparing and for ids; never for showing."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
