"""What the words of an article stand for: grammar, entities, places, times and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.evidence import Reason, Span

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
    `id` is the Wikidata QID where one is known for sure, else our own; `same_as` is the QID. `country` is ISO 3166-1
    alpha-3, `sector` a PLOVER sector, `offices` what the text or the tables say that a person holds at the article's
    date, and `why` the table rows and rules that all this rests on.
    """

    id: str
    name: str
    type: str
    names: tuple[str, ...] = ()
    same_as: str | None = None
    country: str | None = None
    sector: str | None = None
    offices: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: a country, a town, or a region: a state, a part of a country, a sea, a group of countries.

    `id` is the QID where known, else `geonames:NUMBER`, else our own. `country` is ISO 3166-1 alpha-3, `region` the
    name of the first-order division or wider region. Latitude and longitude are degrees (WGS 84); `precision` says what
    they stand for. Readers before named regions called an area what is a region now.
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
    are None for sets, for what is unknown, and for durations that do not say where they lie. `anchor` says what a
    relative expression was counted from. `modality` is the relation that a preposition gives: "by June" has a last day
    and no first one.
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
class Equipment:
    """Words that mean weapons or equipment: a name ("Leopard 2 A6"), a class noun ("battle tanks"), or both together.

    `name` is the name as the tables have it, or as the text does where they lack it; None for a noun alone. `classes`
    are the class and those above it, the narrowest first. `maker` is the maker's country (alpha-3; SUN and YUG for
    states that are no more).
    """

    id: str
    article: str
    post: int
    span: Span
    name: str | None
    classes: tuple[str, ...]
    domain: str | None = None
    maker: str | None = None
    confidence: float = 0.0
    why: tuple[Reason, ...] = ()
    kind: Literal["equipment"] = "equipment"
