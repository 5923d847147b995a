"""Events, commitments and disputes as rows, and rows as events, commitments and disputes.

Each is kept whole as JSON; what searches ask for stands beside it in columns, its parties in rows of their own.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from onrecord.records import (
    Commitment,
    Dispute,
    Event,
    Participant,
    Position,
    Reading,
    Reason,
    Span,
    fold_name,
    record_id,
)
from onrecord.store import tables
from onrecord.store.columns import Row, as_json, date_columns, insert_rows, key_columns, span_columns
from onrecord.store.contexts import Context
from onrecord.store.rows import CodedRecord

_KINDS: dict[str, type[CodedRecord]] = {"event": Event, "commitment": Commitment, "dispute": Dispute}
_SPANS = frozenset({"span", "predicate", "condition", "object", "proposition"})
_PARTIES = frozenset({"actors", "recipients", "promisers", "beneficiaries"})


def insert_coded(connection: Connection, reading_key: int, first_key: int, reading: Reading) -> None:
    """Stores the events, commitments and disputes of a reading with their parties."""
    context = Context(reading)
    keyed = tuple(enumerate(reading.coded, first_key))
    common = {
        "reading_key": reading_key,
        "article_id": reading.article.id,
        "publisher": reading.article.publisher,
        "producer_name": reading.producer.name,
        "producer_version": reading.producer.version,
        "current": True,
    }
    rows = ({"key": key, **common, **_row(record, context)} for key, record in keyed)
    insert_rows(connection, tables.coded_record, rows)
    insert_rows(connection, tables.coded_party, (row for key, record in keyed for row in _party_rows(key, record)))


def load_coded(connection: Connection, reading_key: int) -> tuple[CodedRecord, ...]:
    """The events, commitments and disputes of a reading, in the order they were given."""
    columns = tables.coded_record.c
    found = select(columns.kind, columns.body).where(columns.reading_key == reading_key).order_by(columns.key)
    return tuple(record_of(kind, body) for kind, body in connection.execute(found))


def record_of(kind: str, body: str) -> CodedRecord:
    """The record that a row's JSON holds. Raises ValueError or TypeError where it holds none."""
    values = json.loads(body)
    return _KINDS[kind](**{name: _value(name, value) for name, value in values.items()})


def parties_of(record: CodedRecord) -> Iterator[tuple[str, Participant]]:
    """Who takes part in a record, each with the role."""
    match record:
        case Event():
            yield from (("actor", party) for party in record.actors)
            yield from (("recipient", party) for party in record.recipients)
        case Commitment():
            yield from (("actor", party) for party in record.promisers)
            yield from (("recipient", party) for party in record.beneficiaries)
        case Dispute():
            yield from (
                ("actor" if position.stance in ("alleges", "counter-accuses") else "recipient", position.party)
                for position in record.positions
            )


def coded_id(record: CodedRecord) -> str:
    """The id that a record must have by its article, kind and words; repeats of it do not change it."""
    match record:
        case Event():
            spans: tuple[Span, ...] = (record.span, record.predicate)
        case Commitment():
            spans = (record.span,)
        case Dispute():
            spans = (record.proposition,)
    return record_id(record.article, record.kind, spans)


def statements_named(record: CodedRecord) -> Iterator[str | None]:
    """Ids of the statements that a record names."""
    if isinstance(record, Dispute):
        yield from (position.statement for position in record.positions)
    else:
        yield record.statement


def _row(record: CodedRecord, context: Context) -> Row:
    words = record.proposition if isinstance(record, Dispute) else record.span
    sentence = context.sentence_span((words,))
    effective = context.date_of_post(record.post)
    return {
        "id": record.id,
        "kind": record.kind,
        "post": record.post,
        **span_columns(words),
        "text": words.of(context.text),
        "sentence_start": sentence.start,
        "sentence_stop": sentence.end,
        "sentence_text": sentence.of(context.text),
        "parties_text": ", ".join(dict.fromkeys(party.name for _, party in parties_of(record))),
        "type": _type(record),
        "modality": record.modality if isinstance(record, Event) else None,
        "domains": as_json(record.domains if isinstance(record, Event) else ()),
        "places": as_json(record.places if isinstance(record, Event) else ()),
        "equipment": as_json(() if isinstance(record, Dispute) else record.equipment),
        "statement_id": None if isinstance(record, Dispute) else record.statement,
        **date_columns("effective", effective),
        **key_columns(effective),
        "language": record.language,
        "confidence": record.confidence,
        "body": json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")),
    }


def _type(record: CodedRecord) -> str | None:
    match record:
        case Event():
            return record.type
        case Commitment():
            return record.action
    return None


def _party_rows(key: int, record: CodedRecord) -> Iterator[Row]:
    for ordinal, (role, party) in enumerate(parties_of(record)):
        yield {
            "record_key": key,
            "role": role,
            "ordinal": ordinal,
            "name": party.name,
            "folded": fold_name(party.name),
            "entity_id": party.entity,
            "country": party.country,
            "sector": party.sector,
        }


def _plain(value: object) -> Any:
    """A record as JSON knows it: spans as pairs, everything else by its fields."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _SPANS:
        return Span(*value)
    if name in _PARTIES:
        return tuple(map(_participant, value))
    if name == "repeats":
        return tuple(Span(*pair) for pair in value)
    if name == "why":
        return tuple(Reason(**reason) for reason in value)
    if name == "positions":
        return tuple(
            Position(**{**item, "party": _participant(item["party"]), "span": Span(*item["span"])}) for item in value
        )
    return tuple(value) if isinstance(value, list) else value


def _participant(value: dict[str, Any]) -> Participant:
    return Participant(**{**value, "span": None if value["span"] is None else Span(*value["span"])})
