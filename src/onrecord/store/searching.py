"""Queries as SQL: statements and articles newest first, page by page, and the counts beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    or_,
    select,
    true,
    tuple_,
)

from onrecord.records import Producer, Span
from onrecord.store import tables
from onrecord.store.conditions import (
    Condition,
    article_conditions,
    keys_with_text_only,
    statement_conditions,
    walks_by_date,
)
from onrecord.store.loading import Roles, date_of, load_spans, reasons_of
from onrecord.store.queries import (
    Cursor,
    StatementQuery,
)
from onrecord.store.rows import ArticleRow, StatementRow

_STATEMENT = tables.statement.c
_ARTICLE = tables.article.c

_STATEMENT_ROWS = (
    select(
        tables.statement,
        _ARTICLE.title,
        _ARTICLE.address.label("article_address"),
        tables.post.c.address.label("post_address"),
        tables.post.c.heading.label("post_heading"),
    )
    .join_from(tables.statement, tables.article, _ARTICLE.id == _STATEMENT.article_id)
    .outerjoin(
        tables.post,
        and_(tables.post.c.reading_key == _STATEMENT.reading_key, tables.post.c.post == _STATEMENT.post),
    )
)


def statement_page(connection: Connection, query: StatementQuery) -> tuple[tuple[StatementRow, ...], str | None]:
    """The statements of one page, and the cursor of the next."""
    conditions = statement_conditions(query, by_date=walks_by_date(connection, query))
    found = _STATEMENT_ROWS.where(*conditions, *_after_statement(query.cursor))
    newest = found.order_by(_STATEMENT.sort_date.desc(), _STATEMENT.article_id, _STATEMENT.start, _STATEMENT.key)
    rows = connection.execute(newest.limit(query.limit + 1)).mappings().all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return statement_rows(connection, page), _statement_cursor(page[-1]) if more else None


def _after_statement(cursor: str | None) -> Iterable[Condition]:
    if cursor is None:
        return ()
    after = Cursor.decode(cursor)
    place = tuple_(_STATEMENT.article_id, _STATEMENT.start, _STATEMENT.key)
    later = place > tuple_(after.article, after.start, after.key)
    same_date = and_(_STATEMENT.sort_date == after.sort_date, later)
    # The first condition says what the second implies, in a form that an index can use.
    return _STATEMENT.sort_date <= after.sort_date, or_(_STATEMENT.sort_date < after.sort_date, same_date)


def _statement_cursor(row: RowMapping) -> str:
    return Cursor(row["sort_date"], row["article_id"], row["start"], row["key"]).encode()


def count_statements(connection: Connection, query: StatementQuery) -> int:
    """How many statements a query finds."""
    keys = keys_with_text_only(query)
    if keys is None:
        keys = select(_STATEMENT.key).where(*statement_conditions(query))
    return int(connection.scalar(select(func.count()).select_from(keys.subquery())) or 0)


def statements_of_reading(connection: Connection, reading_key: int) -> tuple[StatementRow, ...]:
    """The statements of a reading in the order of the text."""
    found = _STATEMENT_ROWS.where(_STATEMENT.reading_key == reading_key)
    ordered = found.order_by(_STATEMENT.start, _STATEMENT.key)
    return statement_rows(connection, connection.execute(ordered).mappings().all())


def versions_of_statement(connection: Connection, statement_id: str) -> tuple[StatementRow, ...]:
    """All rows that have this id: the current one first, then the latest."""
    found = _STATEMENT_ROWS.where(_STATEMENT.id == statement_id)
    latest = found.order_by(_STATEMENT.current.desc(), _STATEMENT.key.desc())
    return statement_rows(connection, connection.execute(latest).mappings().all())


def statement_rows(connection: Connection, rows: Sequence[RowMapping]) -> tuple[StatementRow, ...]:
    """Rows of the statement query as records, with their spans."""
    spans = load_spans(connection, [row["key"] for row in rows])
    return tuple(_statement_row(row, spans.get(row["key"], {})) for row in rows)


def _statement_row(row: RowMapping, roles: Roles) -> StatementRow:
    addressee = roles.get("addressee", ())
    return StatementRow(
        id=row["id"],
        article=row["article_id"],
        title=row["title"],
        address=row["article_address"],
        publisher=row["publisher"],
        date=date_of(row, "effective"),
        language=row["language"],
        speaker=row["speaker_id"],
        speaker_name=row["speaker_name"],
        source_text=row["source_text"],
        cue_text=row["cue_text"],
        content_text=row["content_text"],
        source=roles.get("source", ()),
        cue=roles.get("cue", ()),
        content=roles.get("content", ()),
        form=row["form"],
        act=row["act"],
        attribution=row["attribution"],
        polarity=row["polarity"],
        modality=row["modality"],
        parent=row["parent"],
        addressee=addressee[0] if addressee else None,
        addressee_name=row["addressee_name"],
        according_to=tuple(json.loads(row["according_to"])),
        confidence=row["confidence"],
        why=reasons_of(row["why"]),
        sentence=row["sentence_text"],
        sentence_span=Span(row["sentence_start"], row["sentence_stop"]),
        post=row["post"],
        post_address=row["post_address"],
        post_heading=row["post_heading"],
        producer=Producer(row["producer_name"], row["producer_version"]),
        current=bool(row["current"]),
        superseded_by=row["superseded_by"],
    )


def article_page(connection: Connection, query: StatementQuery) -> tuple[tuple[ArticleRow, ...], str | None]:
    """The articles of one page, and the cursor of the next."""
    found = _ARTICLE_ROWS.where(*article_conditions(query), *_after_article(query.cursor))
    newest = found.order_by(_ARTICLE.sort_date.desc(), _ARTICLE.id).limit(query.limit + 1)
    rows = connection.execute(newest).mappings().all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    cursor = Cursor(page[-1]["sort_date"], page[-1]["id"]).encode() if more else None
    return tuple(map(_article_row, page)), cursor


def count_articles(connection: Connection, query: StatementQuery) -> int:
    """How many articles a query finds."""
    counted = select(func.count()).select_from(tables.article).where(*article_conditions(query))
    return int(connection.scalar(counted) or 0)


def _after_article(cursor: str | None) -> Iterable[Condition]:
    if cursor is None:
        return ()
    after = Cursor.decode(cursor)
    same_date = and_(_ARTICLE.sort_date == after.sort_date, _ARTICLE.id > after.article)
    return _ARTICLE.sort_date <= after.sort_date, or_(_ARTICLE.sort_date < after.sort_date, same_date)


def _number_of(of: Any, condition: Condition) -> Any:
    return select(func.count()).select_from(of).where(condition).scalar_subquery()


_ARTICLE_ROWS: Select[Any] = select(
    *(_ARTICLE[name] for name in ("id", "address", "title", "publisher", "authors", "main_language", "sort_date")),
    *(_ARTICLE[f"published{part}"] for part in ("", "_precision", "_basis", "_end")),
    func.length(_ARTICLE.text).label("characters"),
    _number_of(tables.post, tables.post.c.reading_key == tables.reading.c.key).label("posts"),
    _number_of(tables.statement, tables.statement.c.reading_key == tables.reading.c.key).label("statements"),
    tables.reading.c.producer_name,
    tables.reading.c.producer_version,
).join_from(
    tables.article,
    tables.reading,
    and_(tables.reading.c.article_id == _ARTICLE.id, tables.reading.c.current == true()),
)


def _article_row(row: RowMapping) -> ArticleRow:
    return ArticleRow(
        id=row["id"],
        address=row["address"],
        title=row["title"],
        publisher=row["publisher"],
        authors=tuple(json.loads(row["authors"])),
        date=date_of(row, "published"),
        language=row["main_language"],
        posts=row["posts"],
        statements=row["statements"],
        characters=row["characters"],
        producer=Producer(row["producer_name"], row["producer_version"]),
    )
