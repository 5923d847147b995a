"""Queries for events, commitments and disputes as SQL: newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, and_, column, exists, false, func, or_, select, table, true, tuple_

from onrecord.extract.equipment import class_meant
from onrecord.records import Producer, Span, fold_name
from onrecord.store import tables
from onrecord.store.coded import record_of
from onrecord.store.coded_queries import CodedQuery
from onrecord.store.coded_values import with_values
from onrecord.store.conditions import Condition, place_fits
from onrecord.store.loading import date_of
from onrecord.store.merges import one_with
from onrecord.store.queries import Cursor, escape_like, is_entity_id, match_expression, without_surrogates
from onrecord.store.rows import CodedRow

_CODED = tables.coded_record.c
_ARTICLE = tables.article.c
_FTS = table("coded_record_fts", column("rowid"), column("coded_record_fts"))

_ROWS = (
    select(
        tables.coded_record,
        _ARTICLE.title,
        _ARTICLE.address.label("article_address"),
        tables.post.c.address.label("post_address"),
        tables.post.c.heading.label("post_heading"),
    )
    .join_from(tables.coded_record, tables.article, _ARTICLE.id == _CODED.article_id)
    .outerjoin(
        tables.post,
        and_(tables.post.c.reading_key == _CODED.reading_key, tables.post.c.post == _CODED.post),
    )
)


def coded_page(connection: Connection, query: CodedQuery) -> tuple[tuple[CodedRow, ...], str | None]:
    """The records of one page, and the cursor of the next."""
    found = _ROWS.where(*coded_conditions(query), *_after(query.cursor))
    newest = found.order_by(_CODED.sort_date.desc(), _CODED.article_id, _CODED.start, _CODED.key)
    rows = connection.execute(newest.limit(query.limit + 1)).mappings().all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return _coded_rows(connection, page), _cursor(page[-1]) if more else None


def count_coded(connection: Connection, query: CodedQuery) -> int:
    """How many records a query finds."""
    counted = select(func.count()).select_from(tables.coded_record).where(*coded_conditions(query))
    return int(connection.scalar(counted) or 0)


def coded_of_reading(connection: Connection, reading_key: int) -> tuple[CodedRow, ...]:
    """The events, commitments and disputes of a reading in the order of the text."""
    found = _ROWS.where(_CODED.reading_key == reading_key).order_by(_CODED.start, _CODED.key)
    return _coded_rows(connection, connection.execute(found).mappings().all())


def versions_of_coded(connection: Connection, record_id: str) -> tuple[CodedRow, ...]:
    """All rows that have this id: the current one first, then the latest."""
    found = _ROWS.where(_CODED.id == record_id).order_by(_CODED.current.desc(), _CODED.key.desc())
    return _coded_rows(connection, connection.execute(found).mappings().all())


def coded_conditions(query: CodedQuery) -> list[Condition]:
    """What a query asks of an event, a commitment or a dispute."""
    asked = (
        _text(query.text),
        *(
            getattr(_CODED, column) == without_surrogates(value)
            for column, value in (
                ("kind", query.kind),
                ("type", query.type.upper() if query.type else None),
                ("modality", query.modality),
                ("publisher", query.publisher),
                ("language", query.language),
                ("article_id", query.article),
            )
            if value is not None
        ),
        _party(query.actor, "actor"),
        _party(query.recipient, "recipient"),
        _party(query.party, None),
        _domain(query.domain),
        _place(query.place),
        _equipment(query.equipment),
        None if query.since is None else _CODED.last_day >= query.since,
        None if query.until is None else _CODED.first_day <= query.until,
        _CODED.current == true() if query.current else None,
    )
    return [condition for condition in asked if condition is not None]


def _text(text: str | None) -> Condition | None:
    if text is None or not text.strip():
        return None
    expression = match_expression(text)
    if expression is None:
        return false()
    return _CODED.key.in_(select(_FTS.c.rowid).where(_FTS.c.coded_record_fts.op("MATCH")(expression)))


def _party(asked: str | None, role: str | None) -> Condition | None:
    """Somebody who takes part: by an entity's id, a country's code, or a part of a name."""
    if asked is None or not asked.strip():
        return None
    words, party = without_surrogates(asked.strip()), tables.coded_party.c
    if is_entity_id(words):
        fits: Condition = party.entity_id.in_(one_with(words))
    elif len(words) == 3 and words.isascii() and words.isupper():
        fits = or_(party.country == words, party.folded == fold_name(words))
    else:
        pattern = f"%{escape_like(fold_name(words))}%"
        alias = tables.entity_alias.c
        named = select(alias.entity_id).where(alias.folded.like(pattern, escape="\\"))
        fits = or_(party.folded.like(pattern, escape="\\"), party.entity_id.in_(named))
    in_role = true() if role is None else party.role == role
    return _CODED.key.in_(select(party.record_key).where(fits, in_role))


def _domain(domain: str | None) -> Condition | None:
    if domain is None:
        return None
    listed = func.json_each(_CODED.domains).table_valued("value")
    return exists().where(listed.c.value == without_surrogates(domain))


def _place(place: str | None) -> Condition | None:
    """A place of the event: by id or name, or in the country of that name or code."""
    if place is None or not place.strip():
        return None
    mention = tables.place_mention.c
    listed = func.json_each(_CODED.places).table_valued("value")
    of_reading = mention.reading_key == _CODED.reading_key
    return exists().where(mention.id == listed.c.value, of_reading, place_fits(place))


def _equipment(asked: str | None) -> Condition | None:
    """Equipment of the act: of a class or one below it, by any noun for the class, or by a part of its name."""
    if asked is None or not asked.strip():
        return None
    words = without_surrogates(asked.strip())
    item = tables.equipment.c
    listed = func.json_each(_CODED.equipment).table_valued("value")
    of_class = class_meant(words)
    if of_class is not None:
        classes = func.json_each(item.classes).table_valued("value", name="classes")
        fits: Condition = exists().where(classes.c.value == of_class)
    else:
        fits = item.name.like(f"%{escape_like(words)}%", escape="\\")
    return exists().where(item.id == listed.c.value, item.reading_key == _CODED.reading_key, fits)


def _after(cursor: str | None) -> Iterable[Condition]:
    if cursor is None:
        return ()
    after = Cursor.decode(cursor)
    later = tuple_(_CODED.article_id, _CODED.start, _CODED.key) > tuple_(after.article, after.start, after.key)
    same_date = and_(_CODED.sort_date == after.sort_date, later)
    # The first condition says what the second implies, in a form that an index can use.
    return _CODED.sort_date <= after.sort_date, or_(_CODED.sort_date < after.sort_date, same_date)


def _cursor(row: RowMapping) -> str:
    return Cursor(row["sort_date"], row["article_id"], row["start"], row["key"]).encode()


def _coded_rows(connection: Connection, rows: Sequence[RowMapping]) -> tuple[CodedRow, ...]:
    return with_values(connection, list(map(_coded_row, rows)), [row["reading_key"] for row in rows])


def _coded_row(row: RowMapping) -> CodedRow:
    return CodedRow(
        id=row["id"],
        kind=row["kind"],
        record=record_of(row["kind"], row["body"]),
        text=row["text"],
        parties=row["parties_text"],
        article=row["article_id"],
        title=row["title"],
        address=row["article_address"],
        publisher=row["publisher"],
        date=date_of(row, "effective"),
        sentence=row["sentence_text"],
        sentence_span=Span(row["sentence_start"], row["sentence_stop"]),
        post_address=row["post_address"],
        post_heading=row["post_heading"],
        producer=Producer(row["producer_name"], row["producer_version"]),
        current=bool(row["current"]),
        superseded_by=row["superseded_by"],
    )
