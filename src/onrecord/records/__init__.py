"""The records: what the whole system speaks in.

Every type here is a frozen, slotted dataclass without behaviour beyond its own fields. Offsets are code points into
`Article.text`, end exclusive; `text[span.start:span.end]` is what is shown, always. Ids are derived from content
(`article_id`, `record_id`, `entity_id`), so that reading the same thing twice gives the same ids.
"""

from __future__ import annotations

from onrecord.records.articles import Article, Capture, DateBasis, DateValue, Post
from onrecord.records.events import (
    Bindingness,
    Certainty,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Dispute,
    Event,
    EventModality,
    Participant,
    Position,
    Specificity,
    Stance,
    values_named,
)
from onrecord.records.evidence import ID_DIGITS, Reason, Span, article_id, entity_id, fold_name, record_id
from onrecord.records.mentions import (
    Bound,
    Change,
    Entity,
    Equipment,
    Mention,
    MentionKind,
    Place,
    PlaceMention,
    PlacePrecision,
    PlaceUse,
    Quantity,
    QuantityKind,
    Sentence,
    TimeAnchor,
    TimeMention,
    TimeModality,
    TimePrecision,
    TimeType,
    Token,
)
from onrecord.records.readings import PostLanguage, Producer, Reading
from onrecord.records.statements import Attribution, Form, Modality, Polarity, Statement

__all__ = [
    "ID_DIGITS",
    "Article",
    "Attribution",
    "Bindingness",
    "Bound",
    "Capture",
    "Certainty",
    "Change",
    "Commitment",
    "CommitmentKind",
    "CommitmentStatus",
    "DateBasis",
    "DateValue",
    "Dispute",
    "Entity",
    "Equipment",
    "Event",
    "EventModality",
    "Form",
    "Mention",
    "MentionKind",
    "Modality",
    "Participant",
    "Place",
    "PlaceMention",
    "PlacePrecision",
    "PlaceUse",
    "Polarity",
    "Position",
    "Post",
    "PostLanguage",
    "Producer",
    "Quantity",
    "QuantityKind",
    "Reading",
    "Reason",
    "Sentence",
    "Span",
    "Specificity",
    "Stance",
    "Statement",
    "TimeAnchor",
    "TimeMention",
    "TimeModality",
    "TimePrecision",
    "TimeType",
    "Token",
    "article_id",
    "entity_id",
    "fold_name",
    "record_id",
    "values_named",
]
