"""Whole articles out of the book."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select, true

from onrecord.records import Producer
from onrecord.store import tables
from onrecord.store.coded_searching import coded_of_reading
from onrecord.store.loading import load_article, load_entities, load_languages, load_mentions, load_sentences
from onrecord.store.rows import StoredArticle, StoredCapture
from onrecord.store.searching import statements_of_reading
from onrecord.store.values import load_equipment, load_place_mentions, load_places, load_quantities, load_times


def current_reading(connection: Connection, article_id: str) -> int | None:
    """The key of an article's current reading; None if the article is not in the book."""
    columns = tables.reading.c
    return connection.scalar(select(columns.key).where(columns.article_id == article_id, columns.current == true()))


def load_stored_article(connection: Connection, article_id: str) -> StoredArticle | None:
    """An article with all that its current reading found."""
    key = current_reading(connection, article_id)
    if key is None:
        return None
    reading = connection.execute(select(tables.reading).where(tables.reading.c.key == key)).mappings().one()
    return StoredArticle(
        article=load_article(connection, article_id, key, capture=None),
        producer=Producer(reading["producer_name"], reading["producer_version"]),
        added_at=reading["added_at"],
        captures=_captures(connection, article_id),
        languages=load_languages(connection, key),
        sentences=load_sentences(connection, key),
        mentions=load_mentions(connection, key),
        entities=load_entities(connection, key),
        statements=statements_of_reading(connection, key),
        places=load_places(connection, key),
        place_mentions=load_place_mentions(connection, key),
        times=load_times(connection, key),
        quantities=load_quantities(connection, key),
        equipment=load_equipment(connection, key),
        coded=coded_of_reading(connection, key),
    )


def capture_query(article_id: str | None = None, *, sha256: str | None = None) -> Select[Any]:
    """The query for the latest bytes of an article, or for those with a hash."""
    seen, kept = tables.article_capture, tables.capture
    found = select(kept.c.sha256, seen.c.media_type, kept.c.size, kept.c.content).join_from(seen, kept)
    if article_id is not None:
        found = found.where(seen.c.article_id == article_id)
    if sha256 is not None:
        found = found.where(kept.c.sha256 == sha256)
    return found.order_by(seen.c.key.desc()).limit(1)


def _captures(connection: Connection, article_id: str) -> tuple[StoredCapture, ...]:
    seen, kept = tables.article_capture, tables.capture
    found = (
        select(kept.c.sha256, seen.c.media_type, kept.c.size, seen.c.seen_at)
        .join_from(seen, kept)
        .where(seen.c.article_id == article_id)
        .order_by(seen.c.key)
    )
    return tuple(StoredCapture(**row) for row in connection.execute(found).mappings())
