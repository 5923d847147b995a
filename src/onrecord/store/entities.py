"""Entities over all articles: who they are, and how often each spelling of their names is used."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.records import Entity, fold_name
from onrecord.store import tables
from onrecord.store.columns import as_json, insert_rows, numbered


def insert_entities(connection: Connection, key: int, entities: Sequence[Entity]) -> None:
    """Adds the entities of a reading to those of all articles, and counts each spelling."""
    if not entities:
        return
    shared = ("id", "name", "type", "same_as", "country", "sector")
    known = upsert(tables.entity)
    # What one article knows of an entity and another does not stays.
    fuller = {
        name: func.coalesce(known.excluded[name], tables.entity.c[name]) for name in ("same_as", "country", "sector")
    }
    connection.execute(
        known.on_conflict_do_update(index_elements=["id"], set_=fuller),
        [{name: getattr(entity, name) for name in shared} for entity in entities],
    )
    rows = (
        {
            "entity_id": entity.id,
            "name": entity.name,
            "type": entity.type,
            "names": as_json(entity.names),
            "same_as": entity.same_as,
            "country": entity.country,
            "sector": entity.sector,
            "offices": as_json(entity.offices),
            "why": as_json(entity.why),
        }
        for entity in entities
    )
    insert_rows(connection, tables.reading_entity, numbered(key, rows))
    count_aliases(connection, entities, 1)


def count_aliases(connection: Connection, entities: Sequence[Entity], step: int) -> None:
    """Counts the spellings of a reading's entities in (1) or out (-1); the most used one becomes the entity's name."""
    rows = [
        {
            "entity_id": entity.id,
            "name": name,
            "folded": fold_name(name),
            "readings": step,
            "as_fullest": step * (name == entity.name),
        }
        for entity in entities
        for name in dict.fromkeys((entity.name, *entity.names))
    ]
    if not rows:
        return
    alias = tables.entity_alias.c
    counted = upsert(tables.entity_alias)
    counted = counted.on_conflict_do_update(
        index_elements=["entity_id", "name"],
        set_={
            "readings": alias.readings + counted.excluded.readings,
            "as_fullest": alias.as_fullest + counted.excluded.as_fullest,
        },
    )
    connection.execute(counted, rows)
    best = (
        select(alias.name)
        .where(alias.entity_id == tables.entity.c.id)
        .order_by(alias.as_fullest.desc(), alias.readings.desc(), alias.name)
        .limit(1)
    )
    names = update(tables.entity).where(tables.entity.c.id.in_({entity.id for entity in entities}))
    connection.execute(names.values(name=best.scalar_subquery()))
