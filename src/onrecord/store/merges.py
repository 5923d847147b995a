"""Which entities people have said to be one: reversible rows, never a change of what was read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, case, insert, literal, or_, select, update

from onrecord.errors import UsageError
from onrecord.store import tables
from onrecord.store.rows import Merge

_MERGE = tables.entity_merge.c


def one_with(entity_id: str) -> Select[Any]:
    """A query for the ids of all that are merged with an entity, whatever the direction, itself included."""
    found = select(literal(entity_id).label("id")).cte("merged", recursive=True)
    other = case((_MERGE.from_id == found.c.id, _MERGE.into_id), else_=_MERGE.from_id)
    joined = or_(_MERGE.from_id == found.c.id, _MERGE.into_id == found.c.id)
    step = select(other).join_from(found, tables.entity_merge, joined).where(_MERGE.undone_at.is_(None))
    # UNION and not UNION ALL: merges may run in circles.
    return select(found.union(step).c.id)


def merge_entities(connection: Connection, from_id: str, into_id: str, by: str, note: str, now: str) -> None:
    """Puts on record that two entities are one. Raises U002 for an unknown id, U007 where they are one already."""
    for identity in (from_id, into_id):
        if connection.scalar(select(tables.entity.c.id).where(tables.entity.c.id == identity)) is None:
            raise UsageError("U002", identity)
    if into_id in connection.scalars(one_with(from_id)).all():
        raise UsageError("U007", value=from_id, hint=f"It is one with {into_id} already.")
    row = {"from_id": from_id, "into_id": into_id, "by": by, "note": note, "made_at": now}
    connection.execute(insert(tables.entity_merge), row)


def part_entities(connection: Connection, from_id: str, into_id: str, now: str) -> None:
    """Takes a merge back; the row stays and says when. Raises U002 where there is none."""
    both = (_MERGE.from_id == from_id, _MERGE.into_id == into_id, _MERGE.undone_at.is_(None))
    if connection.execute(update(tables.entity_merge).where(*both).values(undone_at=now)).rowcount == 0:
        raise UsageError("U002", from_id)


def merges_of(connection: Connection, entity_id: str) -> tuple[Merge, ...]:
    """Every merge that names an entity, also those taken back, in the order they were made."""
    names = tables.entity.c
    found = (
        select(tables.entity_merge, names.name)
        .join_from(tables.entity_merge, tables.entity, names.id == _MERGE.from_id)
        .where(or_(_MERGE.from_id == entity_id, _MERGE.into_id == entity_id))
        .order_by(_MERGE.key)
    )
    return tuple(
        Merge(row["from_id"], row["name"], row["into_id"], row["by"], row["note"], row["made_at"], row["undone_at"])
        for row in connection.execute(found).mappings()
    )
