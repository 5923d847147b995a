"""The places, times, quantities and equipment that events and commitments name, looked up for a whole page at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from onrecord.records import values_named
from onrecord.store import tables
from onrecord.store.rows import CodedRecord, CodedRow, WordedEquipment, WordedPlace, WordedQuantity, WordedTime
from onrecord.store.values import equipment_of, place_mention_of, place_of, quantity_of, time_of

#: SQLite takes so many bound values with room to spare.
_AT_ONCE = 500

_Key = tuple[int, str]


def with_values(connection: Connection, rows: Sequence[CodedRow], readings: Sequence[int]) -> tuple[CodedRow, ...]:
    """The rows with the values that their records name; `readings` are the keys of the rows' readings."""
    asked = [(key, name) for row, key in zip(rows, readings, strict=True) for name in values_named(row.record)]
    if not asked:
        return tuple(rows)
    places = _places(connection, asked)
    times = {key: WordedTime(row["text"], time_of(row)) for key, row in _found(connection, tables.time_mention, asked)}
    quantities = {
        key: WordedQuantity(row["text"], row["what"], quantity_of(row))
        for key, row in _found(connection, tables.quantity, asked)
    }
    equipment = {
        key: WordedEquipment(row["text"], equipment_of(row)) for key, row in _found(connection, tables.equipment, asked)
    }
    return tuple(
        replace(
            row,
            places=_those(places, key, row.record),
            times=_those(times, key, row.record),
            quantities=_those(quantities, key, row.record),
            equipment=_those(equipment, key, row.record),
        )
        for row, key in zip(rows, readings, strict=True)
    )


def _those(found: dict[_Key, Any], reading: int, record: CodedRecord) -> tuple[Any, ...]:
    return tuple(found[reading, name] for name in values_named(record) if (reading, name) in found)


def _places(connection: Connection, asked: Iterable[_Key]) -> dict[_Key, WordedPlace]:
    mentions = dict(_found(connection, tables.place_mention, asked))
    wanted = [(key[0], row["place_id"]) for key, row in mentions.items() if row["place_id"] is not None]
    on_map = {key: place_of(row) for key, row in _found(connection, tables.place, wanted)}
    return {
        key: WordedPlace(row["text"], on_map.get((key[0], row["place_id"])), place_mention_of(row))
        for key, row in mentions.items()
    }


def _found(connection: Connection, table: Table, asked: Iterable[_Key]) -> list[tuple[_Key, RowMapping]]:
    """The rows of a table of values by reading and id."""
    wanted = sorted(set(asked))
    out: list[tuple[_Key, RowMapping]] = []
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        of_readings = table.c.reading_key.in_({reading for reading, _ in some})
        query = select(table).where(of_readings, table.c.id.in_({name for _, name in some}))
        out += (((row["reading_key"], row["id"]), row) for row in connection.execute(query).mappings())
    return out
