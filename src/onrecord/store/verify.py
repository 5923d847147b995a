"""The proof of a book: all words equal their slices of the text, all ids follow from content, all indexes fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import DBAPIError

from onrecord.errors import StoreError
from onrecord.records import Reading, Span
from onrecord.store import tables
from onrecord.store.checks import faults_of
from onrecord.store.connection import read_transaction, write_transaction
from onrecord.store.loading import inflate, load_reading
from onrecord.store.rows import PIECE_JOINT, Fault


def verify_book(engine: Engine, path: Path) -> Iterator[Fault]:
    """Everything in the book that is not as it must be."""
    try:
        yield from _faults(engine, path)
    except StoreError as error:
        if error.code != "S006":
            raise
        yield Fault("file", error.message)


def _faults(engine: Engine, path: Path) -> Iterator[Fault]:
    with read_transaction(engine, path) as connection:
        damages = tuple(_file_faults(connection))
        yield from damages
        if damages:
            # Rows of a damaged file can not be trusted to say what else is wrong.
            return
        yield from _capture_faults(connection)
        for key in connection.scalars(select(tables.reading.c.key).order_by(tables.reading.c.key)).all():
            yield from _reading_faults(connection, key)
    yield from _search_faults(engine, path)


def _reading_faults(connection: Connection, key: int) -> Iterator[Fault]:
    try:
        reading = load_reading(connection, key, capture=None)
    except (ValueError, TypeError, DBAPIError) as error:
        yield Fault(f"reading {key}", f"its rows can not be read: {type(error).__name__}")
        return
    yield from faults_of(reading)
    yield from _slice_faults(connection, key, reading)
    yield from _statement_text_faults(connection, key, reading)


def _file_faults(connection: Connection) -> Iterator[Fault]:
    problems = [problem for (problem,) in connection.exec_driver_sql("PRAGMA integrity_check") if problem != "ok"]
    yield from (Fault("file", problem) for problem in problems)
    if problems:
        return
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(table, f"row {row} names a row of {parent} that is not there")


def _search_faults(engine: Engine, path: Path) -> Iterator[Fault]:
    """Each search index against its table. The check is an INSERT to SQLite, though it changes nothing."""
    for name in ("article_fts", "statement_fts", "coded_record_fts"):
        try:
            with write_transaction(engine, path) as connection:
                connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
        except StoreError as error:
            if error.code != "S006":
                raise
            yield Fault(name, "the search index does not fit its table")


def _capture_faults(connection: Connection) -> Iterator[Fault]:
    columns = tables.capture.c
    for sha256 in connection.scalars(select(columns.sha256)).all():
        row = connection.execute(select(tables.capture).where(columns.sha256 == sha256)).mappings().one()
        try:
            content = inflate(row["content"], row["size"])
        except StoreError:
            yield Fault(sha256, "the captured bytes can not be inflated to their size")
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Fault(sha256, "the captured bytes have another hash")


def _slice_faults(connection: Connection, reading_key: int, reading: Reading) -> Iterator[Fault]:
    """Words stored beside a span that are not the slice of the text there."""
    article = reading.article
    for what, start, stop, words in _stored_slices(connection, reading_key):
        if words is not None and words != Span(start, stop).of(article.text):
            yield Fault(article.id, f"the words of {what} {start}-{stop} are not those of the text")
    span, statement = tables.statement_span.c, tables.statement.c
    found = select(statement.id, span.role, span.start, span.stop, span.text).join_from(
        tables.statement_span, tables.statement
    )
    for record, role, start, stop, words in connection.execute(found.where(statement.reading_key == reading_key)):
        if words != Span(start, stop).of(article.text):
            yield Fault(record, f"the words of {role} {start}-{stop} are not those of the text")


def _stored_slices(connection: Connection, reading_key: int) -> Iterator[tuple[str, int, int, str | None]]:
    def slices(table: Table, start: str, stop: str, words: str) -> Iterator[tuple[str, int, int, str | None]]:
        columns = table.c
        found = select(columns[start], columns[stop], columns[words]).where(columns.reading_key == reading_key)
        for row in connection.execute(found):
            yield table.name, *row

    yield from slices(tables.mention, "start", "stop", "text")
    yield from slices(tables.place_mention, "start", "stop", "text")
    yield from slices(tables.time_mention, "start", "stop", "text")
    yield from slices(tables.quantity, "start", "stop", "text")
    yield from slices(tables.quantity, "what_start", "what_stop", "what")
    yield from slices(tables.post, "heading_start", "heading_stop", "heading")
    yield from slices(tables.coded_record, "start", "stop", "text")
    yield from slices(tables.coded_record, "sentence_start", "sentence_stop", "sentence_text")
    yield from slices(tables.statement, "sentence_start", "sentence_stop", "sentence_text")


def _statement_text_faults(connection: Connection, reading_key: int, reading: Reading) -> Iterator[Fault]:
    """Joined words of a statement that are not those of its spans, and columns that repeat what stands elsewhere."""
    article = reading.article
    by_id = {statement.id: statement for statement in reading.statements}
    columns = tables.statement.c
    found = select(tables.statement).where(columns.reading_key == reading_key)
    for row in connection.execute(found).mappings():
        statement = by_id[row["id"]]
        for role in ("source", "cue", "content"):
            words = PIECE_JOINT.join(span.of(article.text) for span in getattr(statement, role))
            if row[f"{role}_text"] != words:
                yield Fault(statement.id, f"{role}_text is not what its spans show")
        if row["article_id"] != article.id:
            yield Fault(statement.id, "the statement and its reading name different articles")
        if (row["producer_name"], row["producer_version"]) != (reading.producer.name, reading.producer.version):
            yield Fault(statement.id, "the statement and its reading name different producers")
