"""How much is in the book: counts, facets, speakers, and one entity over all articles."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, distinct, false, func, select, true

from onrecord.errors import StoreError
from onrecord.store import tables
from onrecord.store.conditions import statement_conditions
from onrecord.store.connection import deadline
from onrecord.store.loading import reasons_of
from onrecord.store.merges import merges_of, one_with
from onrecord.store.queries import StatementQuery
from onrecord.store.rows import Counts, Facets, FacetValue, StoredEntity

_STATEMENT = tables.statement.c
_CURRENT = _STATEMENT.current == true()

#: Grouped and not DISTINCT: SQLite uses the index then.
_SPEAKERS = select(_STATEMENT.speaker_id).where(_CURRENT, _STATEMENT.speaker_id.is_not(None)).group_by("speaker_id")

#: Most offices that an entity's page lists.
_MOST_OFFICES = 20

#: The column behind each facet.
_FACETS: dict[str, ColumnElement[Any]] = {
    "speaker": _STATEMENT.speaker_id,
    "act": _STATEMENT.act,
    "publisher": _STATEMENT.publisher,
    "language": _STATEMENT.language,
    "form": _STATEMENT.form,
    "modality": _STATEMENT.modality,
}


def count_facets(connection: Connection, query: StatementQuery, *, limit: int, limit_ms: int) -> Facets:
    """The facets of a query, as many as can be counted in the time."""
    values: dict[str, tuple[FacetValue, ...]] = {}
    end = time.monotonic() + limit_ms / 1_000
    for name in _FACETS:
        left_ms = max(0, round((end - time.monotonic()) * 1_000))
        try:
            with deadline(connection, left_ms):
                values[name] = _facet(connection, query, name, limit)
        except StoreError as error:
            if error.code != "S007":
                raise
    return Facets(**values, complete=len(values) == len(_FACETS))


def _facet(connection: Connection, query: StatementQuery, name: str, limit: int) -> tuple[FacetValue, ...]:
    column = _FACETS[name]
    count = func.count().label("count")
    found = (
        select(column.label("value"), count)
        .where(column.is_not(None), *statement_conditions(query, without=name))
        .group_by(column)
        .order_by(count.desc(), column)
        .limit(limit)
    )
    rows = connection.execute(found).all()
    names = _entity_names(connection, [row.value for row in rows]) if name == "speaker" else {}
    return tuple(FacetValue(row.value, names.get(row.value, row.value), row[1]) for row in rows)


def _entity_names(connection: Connection, ids: list[str]) -> dict[str, str]:
    columns = tables.entity.c
    return {row.id: row.name for row in connection.execute(select(columns.id, columns.name).where(columns.id.in_(ids)))}


def count_speakers(connection: Connection, limit: int) -> tuple[FacetValue, ...]:
    """Who said most."""
    return _facet(connection, StatementQuery(), "speaker", limit)


def load_entity(connection: Connection, entity_id: str) -> StoredEntity | None:
    """An entity with its spellings, the most used first."""
    row = connection.execute(select(tables.entity).where(tables.entity.c.id == entity_id)).mappings().first()
    if row is None:
        return None
    ids = one_with(entity_id)
    alias = tables.entity_alias.c
    names = select(alias.name).where(alias.entity_id.in_(ids), alias.readings > 0).group_by(alias.name)
    latest = _latest_reading_of(connection, entity_id)
    merges = merges_of(connection, entity_id)
    return StoredEntity(
        **{name: row[name] for name in ("id", "name", "type", "same_as", "country", "sector")},
        names=tuple(connection.scalars(names.order_by(func.sum(alias.readings).desc(), alias.name))),
        articles=_count_articles_of(connection, ids),
        said=_count(connection, select(func.count()).where(_CURRENT, _STATEMENT.speaker_id.in_(ids))),
        said_about=_count_about(connection, ids),
        offices=_offices_of(connection, ids),
        why=() if latest is None else reasons_of(latest["why"]),
        took_part=_count_taking_part(connection, ids),
        merges=merges,
        merged_into=next((m.into_id for m in merges if m.from_id == entity_id and m.undone_at is None), None),
    )


def _latest_reading_of(connection: Connection, entity_id: str) -> RowMapping | None:
    listed, reading = tables.reading_entity, tables.reading
    found = select(listed.c.why).select_from(listed.join(reading))
    current = found.where(listed.c.entity_id == entity_id, reading.c.current == true())
    return connection.execute(current.order_by(reading.c.key.desc()).limit(1)).mappings().first()


def _offices_of(connection: Connection, ids: Select[Any]) -> tuple[str, ...]:
    """The offices that current readings gave, the most often given first."""
    listed, reading = tables.reading_entity, tables.reading
    office = func.json_each(listed.c.offices).table_valued("value")
    found = (
        select(office.c.value)
        .select_from(listed.join(reading).join(office, true()))
        .where(listed.c.entity_id.in_(ids), reading.c.current == true())
        .group_by(office.c.value)
        .order_by(func.count().desc(), office.c.value)
        .limit(_MOST_OFFICES)
    )
    return tuple(connection.scalars(found))


def _count(connection: Connection, counted: Any) -> int:
    return int(connection.scalar(counted) or 0)


def _count_articles_of(connection: Connection, ids: Select[Any]) -> int:
    listed, reading = tables.reading_entity, tables.reading
    counted = select(func.count(distinct(reading.c.key))).select_from(listed.join(reading))
    return _count(connection, counted.where(listed.c.entity_id.in_(ids), reading.c.current == true()))


def _count_about(connection: Connection, ids: Select[Any]) -> int:
    about = tables.statement_about
    counted = select(func.count(distinct(_STATEMENT.key))).select_from(about.join(tables.statement))
    return _count(connection, counted.where(about.c.entity_id.in_(ids), _CURRENT))


def _count_taking_part(connection: Connection, ids: Select[Any]) -> int:
    party, coded = tables.coded_party, tables.coded_record
    counted = select(func.count(distinct(coded.c.key))).select_from(party.join(coded))
    return _count(connection, counted.where(party.c.entity_id.in_(ids), coded.c.current == true()))


def count_book(connection: Connection) -> Counts:
    """How much is in the book."""

    def rows_of(table: Any, *conditions: ColumnElement[bool]) -> int:
        return _count(connection, select(func.count()).select_from(table).where(*conditions))

    posts = tables.post.join(tables.reading)
    coded_current = tables.coded_record.c.current == true()
    return Counts(
        articles=rows_of(tables.article),
        posts=rows_of(posts, tables.reading.c.current == true()),
        statements=rows_of(tables.statement, _CURRENT),
        superseded=rows_of(tables.statement, _STATEMENT.current == false()),
        **{
            f"{kind}s": rows_of(tables.coded_record, tables.coded_record.c.kind == kind, coded_current)
            for kind in ("event", "commitment", "dispute")
        },
        speakers=rows_of(_SPEAKERS.subquery()),
        entities=rows_of(tables.entity),
        publishers=_count(connection, select(func.count(distinct(tables.article.c.publisher)))),
        captures=rows_of(tables.capture),
        failures=rows_of(tables.failure),
        first_day=connection.scalar(select(func.min(_STATEMENT.first_day)).where(_CURRENT)),
        last_day=connection.scalar(select(func.max(_STATEMENT.first_day)).where(_CURRENT)),
    )
