"""What can be asked of events, commitments and disputes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.store.queries import MAX_LIMIT, check_day, check_lengths


@dataclass(frozen=True, slots=True)
class CodedQuery:
    """Which events, commitments and disputes: every field that is set narrows the search. Newest first.

    `text` is searched in the words of the act, its sentence and its parties' names. `kind` is event, commitment or
    dispute; `type` a PLOVER type (of a commitment: of what is promised). `actor`, `recipient` and `party` (either) are
    an entity's id, a country by its alpha-3 code, or a part of a name. `domain` and `modality` are an event's. `place`
    is the id of a place, its name, or a country; `equipment` a class of weapons or equipment with those below it
    ("tank", "air defence systems"), or a part of a name ("Leopard"). `since` and `until` are days, both included, of
    the article or post.
    """

    text: str | None = None
    kind: str | None = None
    type: str | None = None
    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    domain: str | None = None
    modality: str | None = None
    place: str | None = None
    equipment: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    language: str | None = None
    article: str | None = None
    current: bool = True
    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT:
            raise UsageError("U007", value=f"limit {self.limit}", hint=f"Use 1 to {MAX_LIMIT}.")
        check_lengths(self)
        for day in (self.since, self.until):
            if day is not None:
                check_day(day)
