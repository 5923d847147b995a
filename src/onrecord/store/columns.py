"""How the values of records become columns: dates, spans, lists as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, insert

from onrecord.records import DateValue, Span
from onrecord.store.dates import date_keys
from onrecord.store.results import plain

Row = dict[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Inserts the rows with one statement; none for no rows."""
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def as_json(value: object) -> str:
    """A list of a record as compact JSON."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def date_columns(name: str, value: DateValue | None) -> Row:
    """The four columns of a date."""
    if value is None:
        return dict.fromkeys((name, f"{name}_precision", f"{name}_basis", f"{name}_end"))
    return {
        name: value.begin,
        f"{name}_precision": value.precision,
        f"{name}_basis": value.basis,
        f"{name}_end": value.end,
    }


def key_columns(value: DateValue | None) -> Row:
    """The columns by which a date is sorted and compared."""
    keys = date_keys(value)
    return {"sort_date": keys.sort_date, "first_day": keys.first_day, "last_day": keys.last_day}


def span_columns(span: Span) -> Row:
    """The two columns of a span."""
    return {"start": span.start, "stop": span.end}


def numbered(reading_key: int, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with their reading and their place in it."""
    for ordinal, row in enumerate(rows):
        yield {"reading_key": reading_key, "ordinal": ordinal, **row}
