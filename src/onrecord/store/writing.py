"""Putting a reading into the book, inside one transaction that the caller holds."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, Table, func, insert, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.records import Article, DateValue, Mention, Post, PostLanguage, Producer, Reading, Sentence, Span
from onrecord.store import tables
from onrecord.store.coded import insert_coded
from onrecord.store.columns import Row, as_json, date_columns, insert_rows, key_columns, numbered, span_columns
from onrecord.store.entities import insert_entities
from onrecord.store.rows import Added
from onrecord.store.statements import insert_statements
from onrecord.store.superseding import supersede
from onrecord.store.values import equipment_row, place_mention_row, place_row, quantity_row, time_row
from onrecord.store.versions import is_newer


def add_reading(connection: Connection, reading: Reading, now: str) -> Added:
    """Stores a reading whole, or nothing of it where the book has it already or has a newer one."""
    article = reading.article
    old = _current_reading(connection, article.id)
    if has_reading(connection, article.id, reading.producer):
        return Added(article.id, "unchanged", captures=keep_capture(connection, article, now))
    if old is None:
        connection.execute(insert(tables.article), _article_row(reading))
    else:
        row = _article_row(reading)
        connection.execute(update(tables.article).where(tables.article.c.id == article.id).values(row))
    captures = keep_capture(connection, article, now)
    if old is not None:
        supersede(connection, old, reading)
    key = _new_key(connection, tables.reading)
    connection.execute(insert(tables.reading), _reading_row(key, reading, now))
    insert_entities(connection, key, reading.entities)
    _insert_parts(connection, key, reading)
    insert_statements(connection, key, _new_key(connection, tables.statement), reading)
    insert_coded(connection, key, _new_key(connection, tables.coded_record), reading)
    return Added(
        article.id,
        "added" if old is None else "superseded",
        statements=len(reading.statements),
        entities=len(reading.entities),
        mentions=len(reading.mentions),
        events=len(reading.events),
        commitments=len(reading.commitments),
        disputes=len(reading.disputes),
        captures=captures,
    )


def has_reading(connection: Connection, article_id: str, producer: Producer) -> bool:
    """Whether a reading by this producer would change nothing: it is there, or a newer one of the same name is."""
    columns = tables.reading.c
    found = select(columns.producer_version).where(
        columns.article_id == article_id, columns.producer_name == producer.name
    )
    versions = connection.scalars(found)
    return any(not is_newer(producer.version, than=version) for version in versions)


def keep_capture(connection: Connection, article: Article, now: str) -> int:
    """Keeps the bytes of an article that the book has, under their own hash; 1 if they are new to it, else 0."""
    capture = article.capture
    if capture is None:
        return 0
    content = zlib.compress(capture.content, 6)
    row = {"sha256": capture.sha256, "size": len(capture.content), "content": content}
    connection.execute(upsert(tables.capture).on_conflict_do_nothing(), row)
    seen = {"article_id": article.id, "sha256": capture.sha256, "media_type": capture.media_type, "seen_at": now}
    return connection.execute(upsert(tables.article_capture).on_conflict_do_nothing(), seen).rowcount


def _current_reading(connection: Connection, article_id: str) -> int | None:
    columns = tables.reading.c
    return connection.scalar(select(columns.key).where(columns.article_id == article_id, columns.current == true()))


def _new_key(connection: Connection, table: Table) -> int:
    """The next key; safe because rows are never deleted and we alone write."""
    return int(connection.scalar(select(func.coalesce(func.max(table.c.key), 0))) or 0) + 1


def _article_row(reading: Reading) -> Row:
    article = reading.article
    return {
        "id": article.id,
        "address": article.address,
        "title": article.title,
        "publisher": article.publisher,
        "authors": as_json(article.authors),
        **date_columns("published", article.published),
        **date_columns("modified", article.modified),
        "language": article.language,
        "main_language": _main_language(reading),
        **key_columns(article.published or _first_post_date(article)),
        "text": article.text,
    }


def _first_post_date(article: Article) -> DateValue | None:
    return next((post.date for post in article.posts if post.date is not None), None)


def _main_language(reading: Reading) -> str:
    """The recognised language of most of the text, else the declared one."""
    lengths: dict[str, int] = {}
    spans = {post.index: post.span for post in reading.article.posts}
    for language in reading.languages:
        span = spans.get(language.post, Span(0, 0))
        lengths[language.language] = lengths.get(language.language, 0) + span.end - span.start
    if not lengths:
        return reading.article.language or "und"
    return max(lengths, key=lambda name: lengths[name])


def _reading_row(key: int, reading: Reading, now: str) -> Row:
    return {
        "key": key,
        "article_id": reading.article.id,
        "producer_name": reading.producer.name,
        "producer_version": reading.producer.version,
        "current": True,
        "added_at": now,
    }


def _insert_parts(connection: Connection, key: int, reading: Reading) -> None:
    """The posts, languages, sentences and mentions of a reading, in its order."""
    text = reading.article.text
    posts = (_post_row(post, text) for post in reading.article.posts)
    insert_rows(connection, tables.post, numbered(key, posts))
    insert_rows(connection, tables.post_language, numbered(key, map(_language_row, reading.languages)))
    insert_rows(connection, tables.sentence, numbered(key, map(_sentence_row, reading.sentences)))
    mentions = (_mention_row(mention, text) for mention in reading.mentions)
    insert_rows(connection, tables.mention, numbered(key, mentions))
    insert_rows(connection, tables.place, numbered(key, map(place_row, reading.places)))
    placed = (place_mention_row(mention, text) for mention in reading.place_mentions)
    insert_rows(connection, tables.place_mention, numbered(key, placed))
    times = (time_row(time, text) for time in reading.times)
    insert_rows(connection, tables.time_mention, numbered(key, times))
    quantities = (quantity_row(quantity, text) for quantity in reading.quantities)
    insert_rows(connection, tables.quantity, numbered(key, quantities))
    equipment = (equipment_row(item, text) for item in reading.equipment)
    insert_rows(connection, tables.equipment, numbered(key, equipment))


def _post_row(post: Post, text: str) -> Row:
    return {
        "post": post.index,
        **span_columns(post.span),
        "heading": None if post.heading is None else post.heading.of(text),
        "heading_start": None if post.heading is None else post.heading.start,
        "heading_stop": None if post.heading is None else post.heading.end,
        **date_columns("date", post.date),
        "address": post.address,
        "author": post.author,
    }


def _language_row(language: PostLanguage) -> Row:
    return {
        "post": language.post,
        "language": language.language,
        "confidence": language.confidence,
        "runner_up": language.runner_up,
        "read": language.read,
    }


def _sentence_row(sentence: Sentence) -> Row:
    return {"post": sentence.post, **span_columns(sentence.span), "language": sentence.language}


def _mention_row(mention: Mention, text: str) -> Row:
    return {
        **span_columns(mention.span),
        "text": mention.span.of(text),
        "kind": mention.kind,
        "type": mention.type,
        "entity_id": mention.entity,
    }
