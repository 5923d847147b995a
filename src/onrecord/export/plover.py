"""Events as PLOVER 2.0 has them: the type of an act as it stands, and one JSON object a line.

PLOVER codes what is done in words by its own types: a promise of help is AGREE, an announced attack THREATEN, a refused
act REJECT, an act asked for is the REQUEST. Our record keeps the act with its modality; this turns one into the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from onrecord.records import Event, Participant
from onrecord.store import CodedRow, WordedPlace

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


def plover_record(row: CodedRow) -> dict[str, Any]:
    """An event as PLOVER 2.0's JSON has it, with the words and the article that prove it. `row` holds an `Event`."""
    event = row.record
    if not isinstance(event, Event):
        raise TypeError(f"{row.kind} is no event")
    record = {
        "id": event.id,
        "date": row.day,
        "actor": list(map(_party, event.actors)),
        "recipient": list(map(_party, event.recipients)),
        "event": [plover_type(event)],
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "event_loc": [_location(place) for place in row.places],
        "event_text": row.text,
        "text": row.sentence,
        "text_info": {"start": event.span.start, "end": event.span.end},
        "link": row.post_address or row.address,
        "cite_info": {
            "url": row.post_address or row.address,
            "title": row.title,
            "publication": row.publisher,
            "coder": f"{row.producer.name} {row.producer.version}",
            "codebook": "PLOVER 2.0",
        },
        "onrecord": {
            "act": event.type,
            "modality": event.modality,
            "polarity": event.polarity,
            "certainty": event.certainty,
            "view": list(event.view),
            "equipment": [found.equipment.classes[0] for found in row.equipment],
        },
    }
    return {name: value for name, value in record.items() if value is not None}


def write_plover(rows: Iterable[CodedRow], stream: TextIO) -> int:
    """Writes the events among the rows as JSON lines; says how many there were."""
    count = 0
    for row in rows:
        if isinstance(row.record, Event):
            stream.write(json.dumps(plover_record(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def _party(party: Participant) -> dict[str, Any]:
    code, sector = party.country, party.sector
    return {"entity_text": party.name, "code": code, "sector": sector, "identifier_id": party.entity}


def _location(place: WordedPlace) -> dict[str, Any]:
    where = place.place
    return {
        "text": place.text,
        "name": where.name if where else None,
        "country": where.country if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
    }
