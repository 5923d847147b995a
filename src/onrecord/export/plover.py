"""Events as PLOVER 2.0 has them: the type of an act as it stands, and one JSON object a line.

PLOVER codes what is done in words by its own types: a promise of help is AGREE, an announced attack THREATEN, a refused
act REJECT, an act asked for is the REQUEST. Our record keeps the act with its modality; this turns one into the other.
"""

from __future__ import annotations

from onrecord.records import Event

_HELPING = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT"})
_HARMING = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_OPEN = frozenset({"planned", "offered", "conditional"})


def plover_type(event: Event) -> str:
    """The PLOVER type of an event as its modality and polarity leave it."""
    if event.polarity == "negative" and event.modality in ("occurred", "planned", "ongoing", "offered", "failed"):
        return "REJECT"
    if event.modality == "threatened":
        return "THREATEN"
    if event.modality in _OPEN:
        agreed = any(reason.rule == "event.agreed" for reason in event.why)
        if event.type in _HELPING or agreed:
            return "AGREE"
        return "THREATEN" if event.type in _HARMING else event.type
    return event.type
