"""Places, times, quantities and equipment as rows, and rows as these records."""

from __future__ import annotations

import json

from sqlalchemy import Connection, RowMapping, Table, select

from onrecord.records import Equipment, Place, PlaceMention, Quantity, Reason, Span, TimeMention
from onrecord.store import tables
from onrecord.store.columns import Row, as_json, span_columns

_PLACE = ("id", "name", "precision", "latitude", "longitude", "country", "region", "qid", "geonames")
_MENTION = ("id", "post", "use", "confidence")
_TIME = ("id", "post", "type", "value", "begin", "end", "precision", "anchor", "modality", "confidence")
_QUANTITY = ("id", "post", "low", "high", "bound", "quantity_kind", "change", "unit", "currency", "confidence")
_EQUIPMENT = ("id", "post", "name", "domain", "maker", "confidence")


def place_row(place: Place) -> Row:
    """The columns of a place."""
    return {name: getattr(place, name) for name in _PLACE}


def place_mention_row(mention: PlaceMention, text: str) -> Row:
    """The columns of a mention of a place."""
    own = {name: getattr(mention, name) for name in _MENTION}
    return {**own, **_common(mention, text), "place_id": mention.place}


def time_row(time: TimeMention, text: str) -> Row:
    """The columns of a time."""
    own = {name: getattr(time, name) for name in _TIME}
    return {**own, **_common(time, text)}


def quantity_row(quantity: Quantity, text: str) -> Row:
    """The columns of a quantity, what it counts among them."""
    own = {name: getattr(quantity, name) for name in _QUANTITY}
    what = quantity.what
    return {
        **own,
        **_common(quantity, text),
        "what_start": what.start if what else None,
        "what_stop": what.end if what else None,
        "what": what.of(text) if what else None,
    }


def equipment_row(item: Equipment, text: str) -> Row:
    """The columns of equipment, its classes as JSON."""
    own = {name: getattr(item, name) for name in _EQUIPMENT}
    return {**own, **_common(item, text), "classes": as_json(item.classes)}


def _common(record: PlaceMention | TimeMention | Quantity | Equipment, text: str) -> Row:
    return {
        "article_id": record.article,
        **span_columns(record.span),
        "text": record.span.of(text),
        "why": as_json(record.why),
    }


def load_places(connection: Connection, reading_key: int) -> tuple[Place, ...]:
    """The places of a reading."""
    return tuple(map(place_of, _rows(connection, tables.place, reading_key)))


def load_place_mentions(connection: Connection, reading_key: int) -> tuple[PlaceMention, ...]:
    """The mentions of places of a reading."""
    return tuple(map(place_mention_of, _rows(connection, tables.place_mention, reading_key)))


def load_times(connection: Connection, reading_key: int) -> tuple[TimeMention, ...]:
    """The times of a reading."""
    return tuple(map(time_of, _rows(connection, tables.time_mention, reading_key)))


def load_quantities(connection: Connection, reading_key: int) -> tuple[Quantity, ...]:
    """The quantities of a reading."""
    return tuple(map(quantity_of, _rows(connection, tables.quantity, reading_key)))


def load_equipment(connection: Connection, reading_key: int) -> tuple[Equipment, ...]:
    """The equipment of a reading."""
    return tuple(map(equipment_of, _rows(connection, tables.equipment, reading_key)))


def place_of(row: RowMapping) -> Place:
    """The place of a row."""
    return Place(**{name: row[name] for name in _PLACE})


def place_mention_of(row: RowMapping) -> PlaceMention:
    """The mention of a place of a row."""
    own = {name: row[name] for name in _MENTION}
    return PlaceMention(**own, **_shared(row), place=row["place_id"])


def time_of(row: RowMapping) -> TimeMention:
    """The time of a row."""
    return TimeMention(**{name: row[name] for name in _TIME}, **_shared(row))


def quantity_of(row: RowMapping) -> Quantity:
    """The quantity of a row."""
    what = None if row["what_start"] is None else Span(row["what_start"], row["what_stop"])
    return Quantity(**{name: row[name] for name in _QUANTITY}, **_shared(row), what=what)


def equipment_of(row: RowMapping) -> Equipment:
    """The equipment of a row."""
    own = {name: row[name] for name in _EQUIPMENT}
    return Equipment(**own, **_shared(row), classes=tuple(json.loads(row["classes"])))


def _shared(row: RowMapping) -> Row:
    return {
        "article": row["article_id"],
        "span": Span(row["start"], row["stop"]),
        "why": tuple(Reason(**reason) for reason in json.loads(row["why"])),
    }


def _rows(connection: Connection, table: Table, reading_key: int) -> list[RowMapping]:
    found = select(table).where(table.c.reading_key == reading_key).order_by(table.c.ordinal)
    return list(connection.execute(found).mappings())
