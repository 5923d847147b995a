"""Rows of the book back into records."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, select

from onrecord.errors import StoreError
from onrecord.records import (
    Article,
    Capture,
    Commitment,
    DateValue,
    Dispute,
    Entity,
    Event,
    Mention,
    Post,
    PostLanguage,
    Producer,
    Reading,
    Reason,
    Sentence,
    Span,
    Statement,
)
from onrecord.store import tables
from onrecord.store.coded import load_coded
from onrecord.store.values import load_equipment, load_place_mentions, load_places, load_quantities, load_times

#: How many keys one IN list holds; SQLite's oldest limit on parameters is 999.
_KEYS_AT_ONCE = 500

#: The spans of a statement by their role.
Roles = dict[str, tuple[Span, ...]]


def load_reading(connection: Connection, reading_key: int, capture: Capture | None) -> Reading:
    """A reading as it was given to `add`, but for the tokens of its sentences."""
    columns = tables.reading.c
    coded = load_coded(connection, reading_key)
    row = connection.execute(select(tables.reading).where(columns.key == reading_key)).mappings().one()
    return Reading(
        article=load_article(connection, row["article_id"], reading_key, capture),
        producer=Producer(row["producer_name"], row["producer_version"]),
        languages=load_languages(connection, reading_key),
        sentences=load_sentences(connection, reading_key),
        mentions=load_mentions(connection, reading_key),
        entities=load_entities(connection, reading_key),
        statements=load_statements(connection, reading_key),
        places=load_places(connection, reading_key),
        place_mentions=load_place_mentions(connection, reading_key),
        times=load_times(connection, reading_key),
        quantities=load_quantities(connection, reading_key),
        equipment=load_equipment(connection, reading_key),
        events=tuple(record for record in coded if isinstance(record, Event)),
        commitments=tuple(record for record in coded if isinstance(record, Commitment)),
        disputes=tuple(record for record in coded if isinstance(record, Dispute)),
    )


def load_article(connection: Connection, article_id: str, reading_key: int, capture: Capture | None) -> Article:
    """An article with the posts that one of its readings has."""
    row = connection.execute(select(tables.article).where(tables.article.c.id == article_id)).mappings().one()
    return Article(
        id=row["id"],
        address=row["address"],
        text=row["text"],
        posts=tuple(_post(post) for post in _parts(connection, tables.post, reading_key)),
        title=row["title"],
        publisher=row["publisher"],
        authors=tuple(json.loads(row["authors"])),
        published=date_of(row, "published"),
        modified=date_of(row, "modified"),
        language=row["language"],
        capture=capture,
    )


def load_languages(connection: Connection, reading_key: int) -> tuple[PostLanguage, ...]:
    """The languages recognised in a reading's posts."""
    names = ("post", "language", "confidence", "runner_up", "read")
    rows = _parts(connection, tables.post_language, reading_key)
    return tuple(PostLanguage(**{name: row[name] for name in names}) for row in rows)


def load_sentences(connection: Connection, reading_key: int) -> tuple[Sentence, ...]:
    """The sentences of a reading, without their tokens."""
    rows = _parts(connection, tables.sentence, reading_key)
    return tuple(Sentence(_span(row), row["post"], row["language"]) for row in rows)


def load_mentions(connection: Connection, reading_key: int) -> tuple[Mention, ...]:
    """The mentions of a reading."""
    rows = _parts(connection, tables.mention, reading_key)
    return tuple(Mention(_span(row), row["kind"], row["type"], row["entity_id"]) for row in rows)


def load_entities(connection: Connection, reading_key: int) -> tuple[Entity, ...]:
    """The entities of a reading, as its article speaks of them."""
    rows = _parts(connection, tables.reading_entity, reading_key)
    return tuple(
        Entity(
            row["entity_id"],
            row["name"],
            row["type"],
            tuple(json.loads(row["names"])),
            row["same_as"],
            row["country"],
            row["sector"],
            tuple(json.loads(row["offices"])),
            reasons_of(row["why"]),
        )
        for row in rows
    )


def load_statements(connection: Connection, reading_key: int) -> tuple[Statement, ...]:
    """The statements of a reading."""
    columns = tables.statement.c
    found = select(tables.statement).where(columns.reading_key == reading_key).order_by(columns.key)
    rows = connection.execute(found).mappings().all()
    roles = load_spans(connection, [row["key"] for row in rows])
    return tuple(_statement(row, roles.get(row["key"], {})) for row in rows)


def load_spans(connection: Connection, statement_keys: Sequence[int]) -> dict[int, Roles]:
    """The spans of statements by key and role, in their order."""
    columns = tables.statement_span.c
    spans: dict[int, Roles] = {}
    for start in range(0, len(statement_keys), _KEYS_AT_ONCE):
        keys = statement_keys[start : start + _KEYS_AT_ONCE]
        found = select(tables.statement_span).where(columns.statement_key.in_(keys))
        ordered = found.order_by(columns.statement_key, columns.role, columns.ordinal)
        for row in connection.execute(ordered).mappings():
            roles = spans.setdefault(row["statement_key"], {})
            roles[row["role"]] = (*roles.get(row["role"], ()), _span(row))
    return spans


def load_capture(connection: Connection, found: Select[Any]) -> Capture | None:
    """The capture that a query for sha256, media_type, size and content finds."""
    row = connection.execute(found).mappings().first()
    if row is None:
        return None
    return Capture(row["sha256"], row["media_type"], inflate(row["content"], row["size"]))


def inflate(content: bytes, size: int) -> bytes:
    """The bytes of a capture; S006 if they are not `size` bytes, so that a forged book can not fill the memory."""
    try:
        inflated = zlib.decompressobj().decompress(content, size + 1)
    except zlib.error as error:
        raise StoreError("S006") from error
    if len(inflated) != size:
        raise StoreError("S006")
    return inflated


def date_of(row: RowMapping, name: str) -> DateValue | None:
    """The date that four columns hold."""
    if row[name] is None:
        return None
    return DateValue(row[name], row[f"{name}_precision"], row[f"{name}_basis"], row[f"{name}_end"])


def reasons_of(text: str) -> tuple[Reason, ...]:
    """The reasons that a "why" column holds."""
    return tuple(Reason(**reason) for reason in json.loads(text))


def _parts(connection: Connection, table: Table, reading_key: int) -> Iterable[RowMapping]:
    found = select(table).where(table.c.reading_key == reading_key).order_by(table.c.ordinal)
    return connection.execute(found).mappings()


def _span(row: RowMapping) -> Span:
    return Span(row["start"], row["stop"])


def _post(row: RowMapping) -> Post:
    heading = None if row["heading_start"] is None else Span(row["heading_start"], row["heading_stop"])
    return Post(row["post"], _span(row), heading, date_of(row, "date"), row["address"], row["author"])


def _statement(row: RowMapping, roles: Roles) -> Statement:
    addressee = roles.get("addressee", ())
    return Statement(
        id=row["id"],
        article=row["article_id"],
        post=row["post"],
        source=roles.get("source", ()),
        cue=roles.get("cue", ()),
        content=roles.get("content", ()),
        form=row["form"],
        act=row["act"],
        attribution=row["attribution"],
        polarity=row["polarity"],
        modality=row["modality"],
        speaker=row["speaker_id"],
        speaker_name=row["speaker_name"],
        addressee=addressee[0] if addressee else None,
        addressee_name=row["addressee_name"],
        parent=row["parent"],
        according_to=tuple(json.loads(row["according_to"])),
        date=date_of(row, "date"),
        language=row["language"],
        confidence=row["confidence"],
        why=reasons_of(row["why"]),
    )
