"""Places, times and quantities as rows, and rows as places, times and quantities."""

from __future__ import annotations

import json

from sqlalchemy import Connection, RowMapping, Table, select

from onrecord.records import Place, PlaceMention, Quantity, Reason, Span, TimeMention
from onrecord.store import tables
from onrecord.store.columns import Row, as_json, span_columns

_PLACE = ("id", "name", "precision", "latitude", "longitude", "country", "region", "qid", "geonames")
_TIME = ("id", "post", "type", "value", "begin", "end", "precision", "anchor", "modality", "confidence")
_QUANTITY = ("id", "post", "low", "high", "bound", "quantity_kind", "change", "unit", "currency", "confidence")


def place_row(place: Place) -> Row:
    """The columns of a place."""
    return {name: getattr(place, name) for name in _PLACE}


def place_mention_row(mention: PlaceMention, text: str) -> Row:
    """The columns of a mention of a place."""
    own = {name: getattr(mention, name) for name in ("id", "post", "use", "confidence")}
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


def _common(record: PlaceMention | TimeMention | Quantity, text: str) -> Row:
    return {
        "article_id": record.article,
        **span_columns(record.span),
        "text": record.span.of(text),
        "why": as_json(record.why),
    }


def load_places(connection: Connection, reading_key: int) -> tuple[Place, ...]:
    """The places of a reading."""
    rows = _rows(connection, tables.place, reading_key)
    return tuple(Place(**{name: row[name] for name in _PLACE}) for row in rows)


def load_place_mentions(connection: Connection, reading_key: int) -> tuple[PlaceMention, ...]:
    """The mentions of places of a reading."""
    names = ("id", "post", "use", "confidence")
    rows = _rows(connection, tables.place_mention, reading_key)
    return tuple(PlaceMention(**{n: row[n] for n in names}, **_shared(row), place=row["place_id"]) for row in rows)


def load_times(connection: Connection, reading_key: int) -> tuple[TimeMention, ...]:
    """The times of a reading."""
    return tuple(
        TimeMention(**{name: row[name] for name in _TIME}, **_shared(row))
        for row in _rows(connection, tables.time_mention, reading_key)
    )


def load_quantities(connection: Connection, reading_key: int) -> tuple[Quantity, ...]:
    """The quantities of a reading."""
    return tuple(
        Quantity(
            **{name: row[name] for name in _QUANTITY},
            **_shared(row),
            what=None if row["what_start"] is None else Span(row["what_start"], row["what_stop"]),
        )
        for row in _rows(connection, tables.quantity, reading_key)
    )


def _shared(row: RowMapping) -> Row:
    return {
        "article": row["article_id"],
        "span": Span(row["start"], row["stop"]),
        "why": tuple(Reason(**reason) for reason in json.loads(row["why"])),
    }


def _rows(connection: Connection, table: Table, reading_key: int) -> list[RowMapping]:
    found = select(table).where(table.c.reading_key == reading_key).order_by(table.c.ordinal)
    return list(connection.execute(found).mappings())
