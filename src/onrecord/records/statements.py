"""Who said what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.articles import DateValue
from onrecord.records.evidence import Reason, Span

Form = Literal["direct", "indirect", "mixed"]
Attribution = Literal["explicit", "inferred"]
Polarity = Literal["positive", "negative"]
Modality = Literal["made", "planned", "possible", "refused", "requested"]


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
