"""Events, commitments and disputes as the command line shows them: in tables, fields and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.cli import data, rows, table
from onrecord.ontology.modalities import standing_of
from onrecord.records import Commitment, Dispute, Equipment, Event, Participant, Position, Reading, values_named

if TYPE_CHECKING:
    from onrecord.store import CodedRow

_COLUMNS = ("DATE", "KIND", "TYPE", "HOW IT STANDS", "WHO", "TO WHOM", "ID", "WORDS")


_OF_EQUIPMENT = ("name", "classes", "domain", "maker")


def say_coded(found: Sequence[CodedRow]) -> None:
    """Prints events, commitments and disputes as a table."""
    table.say_table(_COLUMNS, [_cells(row) for row in found])


def of_reading(reading: Reading) -> Iterator[CodedRow]:
    """The rows of a reading that is in no book, equal to those a book would give of it."""
    from onrecord.store import CodedRow, WordedEquipment, WordedPlace, WordedQuantity, WordedTime

    article, text = reading.article, reading.article.text
    posts = {post.index: post for post in article.posts}
    on_map = {place.id: place for place in reading.places}
    places = {it.id: WordedPlace(it.span.of(text), on_map.get(it.place or ""), it) for it in reading.place_mentions}
    times = {it.id: WordedTime(it.span.of(text), it) for it in reading.times}
    counted = {
        it.id: WordedQuantity(it.span.of(text), it.what.of(text) if it.what else None, it) for it in reading.quantities
    }
    equipment = {it.id: WordedEquipment(it.span.of(text), it) for it in reading.equipment}
    for record in reading.coded:
        post = posts.get(record.post)
        words = record.proposition if isinstance(record, Dispute) else record.span
        around = rows.sentence_span(reading.sentences, (words,))
        named = values_named(record)
        yield CodedRow(
            id=record.id,
            kind=record.kind,
            record=record,
            text=words.of(text),
            parties="",
            article=article.id,
            title=article.title,
            address=article.address,
            publisher=article.publisher,
            date=(post.date if post else None) or article.published,
            sentence=around.of(text),
            sentence_span=around,
            post_address=post.address if post else None,
            post_heading=post.heading.of(text) if post and post.heading else None,
            producer=reading.producer,
            places=tuple(places[name] for name in named if name in places),
            times=tuple(times[name] for name in named if name in times),
            quantities=tuple(counted[name] for name in named if name in counted),
            equipment=tuple(equipment[name] for name in named if name in equipment),
        )


def fields_of(row: CodedRow) -> Iterator[tuple[str, str | None]]:
    """Everything a record says, label by label; a value of None is left out when printed."""
    record = row.record
    yield row.kind, row.id
    if isinstance(record, Event):
        yield from _event_fields(record)
    elif isinstance(record, Commitment):
        yield from _commitment_fields(record, row)
    else:
        for position in record.positions:
            yield position.stance, f"{position.party.name}, in {position.span.start}-{position.span.end}"
    yield "words", row.text
    for place in row.places:
        yield "place", f"{place.text} ({place.place.name})" if place.place else f"{place.text} (unknown)"
    for time in row.times:
        yield "time", f"{time.text} ({time.time.value or 'unknown'})"
    for quantity in row.quantities:
        yield "quantity", quantity.text
    for item in row.equipment:
        yield "equipment", f"{item.text} ({equipment_words(item.equipment)})"
    yield "sentence", row.sentence
    yield "date", row.day
    yield "article", f"{row.title or ''} ({row.article})".strip()
    yield "address", row.post_address or row.address
    yield "confidence", f"{record.confidence:.2f}"
    yield "reader", f"{row.producer.name} {row.producer.version}"
    yield "state", row.fate if row.superseded_by is None else f"{row.fate} by {row.superseded_by}"
    for reason in record.why:
        yield "why", f"{reason.rule}: {reason.detail}"


def of_coded(row: CodedRow) -> data.Data:
    """A record as plain data: its fields, its words and those of its values."""
    record = row.record
    shared = {
        "kind": row.kind,
        "id": row.id,
        "article": row.article,
        "title": row.title,
        "address": row.post_address or row.address,
        "publisher": row.publisher,
        "date": data.of_date(row.date),
        "text": row.text,
        "sentence": row.sentence,
        "language": record.language,
        "confidence": record.confidence,
        "fate": row.fate,
        "producer": f"{row.producer.name} {row.producer.version}",
        "why": data.of_reasons(record.why),
    }
    if isinstance(record, Event):
        own = _event_data(record)
    elif isinstance(record, Commitment):
        own = _commitment_data(record, row)
    else:
        own = _dispute_data(record)
    values = {
        "places": [{"text": place.text, "place": place.mention.place} for place in row.places],
        "times": [{"text": time.text, "value": time.time.value, "end": time.time.end} for time in row.times],
        "quantities": [
            {"text": found.text, "low": found.quantity.low, "high": found.quantity.high, "unit": found.quantity.unit}
            for found in row.quantities
        ],
        "equipment": [
            {"text": item.text, **{name: getattr(item.equipment, name) for name in _OF_EQUIPMENT}}
            for item in row.equipment
        ],
    }
    return {**shared, **own, **values}


def equipment_words(item: Equipment) -> str:
    """What equipment is, in a line: its classes from the narrowest up, its name and its maker's country."""
    named = (" < ".join(item.classes), item.name, f"made in {item.maker}" if item.maker else None)
    return ", ".join(filter(None, named))


def _cells(row: CodedRow) -> tuple[str, ...]:
    record = row.record
    if isinstance(record, Event):
        cells = (record.type, _standing(record), _names(record.actors), _names(record.recipients))
    elif isinstance(record, Commitment):
        cells = (record.action, record.status, _names(record.promisers), _names(record.beneficiaries))
    else:
        accuser, *others = record.positions
        cells = ("", "disputed", accuser.party.name, _names(position.party for position in others))
    return (row.day or "", row.kind, *cells, row.id, row.text)


def _standing(event: Event) -> str:
    return standing_of(event.modality, event.polarity)


def _names(parties: Iterable[Participant]) -> str:
    return ", ".join(party.name for party in parties)


def _event_fields(event: Event) -> Iterator[tuple[str, str | None]]:
    yield "type", f"{event.type} ({event.mode})" if event.mode else event.type
    yield "stands", _standing(event)
    yield "certainty", event.certainty
    yield "actor", _names(event.actors) or None
    yield "recipient", _names(event.recipients) or None
    yield "in the view of", " › ".join(event.view) or None
    yield "domains", ", ".join(event.domains) or None
    yield "contexts", ", ".join(event.contexts) or None
    yield "statement", event.statement
    yield "told again", ", ".join(f"{span.start}-{span.end}" for span in event.repeats) or None


def _commitment_fields(commitment: Commitment, row: CodedRow) -> Iterator[tuple[str, str | None]]:
    yield "promiser", _names(commitment.promisers)
    yield "beneficiary", _names(commitment.beneficiaries) or None
    yield "action", commitment.action
    yield "item", row.words(commitment.object)
    yield "form", f"{commitment.commitment_kind}, {commitment.bindingness}, {commitment.specificity}"
    yield "condition", row.words(commitment.condition)
    yield "event", commitment.event
    yield "statement", commitment.statement


def _event_data(event: Event) -> data.Data:
    names = ("type", "mode", "modality", "polarity", "certainty", "reciprocal", "statement")
    return {
        **{name: getattr(event, name) for name in names},
        "actors": list(map(_party, event.actors)),
        "recipients": list(map(_party, event.recipients)),
        "contexts": list(event.contexts),
        "domains": list(event.domains),
        "view": list(event.view),
        "span": [event.span.start, event.span.end],
        "predicate": [event.predicate.start, event.predicate.end],
        "repeats": [[span.start, span.end] for span in event.repeats],
    }


def _commitment_data(commitment: Commitment, row: CodedRow) -> data.Data:
    names = ("event", "action", "commitment_kind", "specificity", "bindingness", "status", "deadline", "statement")
    return {
        **{name: getattr(commitment, name) for name in names},
        "promisers": list(map(_party, commitment.promisers)),
        "beneficiaries": list(map(_party, commitment.beneficiaries)),
        "object": row.words(commitment.object),
        "condition": row.words(commitment.condition),
        "span": [commitment.span.start, commitment.span.end],
    }


def _dispute_data(dispute: Dispute) -> data.Data:
    return {
        "event": dispute.event,
        "proposition": [dispute.proposition.start, dispute.proposition.end],
        "positions": list(map(_position, dispute.positions)),
    }


def _position(position: Position) -> data.Data:
    return {
        "party": _party(position.party),
        "stance": position.stance,
        "span": [position.span.start, position.span.end],
        "statement": position.statement,
    }


def _party(party: Participant) -> data.Data:
    return {
        "name": party.name,
        "entity": party.entity,
        "country": party.country,
        "sector": party.sector,
        "span": None if party.span is None else [party.span.start, party.span.end],
    }
