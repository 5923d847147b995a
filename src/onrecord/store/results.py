"""Results of a search: a sequence of rows that turns into a data frame or a notebook table."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from typing import Any, Generic, TypeVar, overload

from onrecord.errors import UsageError
from onrecord.records import DateValue, Producer, Reason, Span
from onrecord.store.rows import Cell

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Results(Sequence[Row], Generic[Row]):
    """One page of a search, newest first.

    `total` counts the whole search, over all pages; it is None where counting would have taken too long.
    `next_cursor` goes into the next query, and is None on the last page. `row_type` gives a frame its columns when
    there are no rows.
    """

    rows: tuple[Row, ...]
    total: int | None
    next_cursor: str | None = None
    row_type: type[Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self.rows[index]

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame, one flat column a field."""
        return _package("pandas").DataFrame(self._columns())

    def to_polars(self) -> Any:
        """The rows as a polars DataFrame, one flat column a field."""
        return _package("polars").DataFrame(self._columns(), strict=False)

    def to_arrow(self) -> Any:
        """The rows as a pyarrow Table, one flat column a field."""
        return _package("pyarrow", "pyarrow").table(self._columns())

    def _columns(self) -> dict[str, list[Cell]]:
        names = _field_names(self.row_type) if self.row_type else ()
        records = [flat(row) for row in self.rows]
        return {name: [record[name] for record in records] for name in (records[0] if records else names)}

    def _repr_html_(self) -> str:
        columns = self._columns()
        shown = [name for name in _NOTEBOOK_COLUMNS if name in columns] or list(columns)
        head = "".join(f"<th>{escape(name)}</th>" for name in shown)
        lines = (
            "<tr>" + "".join(f"<td>{_html(columns[name][index])}</td>" for name in shown) + "</tr>"
            for index in range(len(self.rows))
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


#: What a notebook shows of a row; the frames have all.
_NOTEBOOK_COLUMNS = ("id", "date", "speaker_name", "act", "content_text", "title", "publisher", "address")


def flat(row: object) -> dict[str, Cell]:
    """A row as plain cells: a date as its beginning, a producer as "name version", spans and lists as JSON text."""
    return {name: _cell(getattr(row, name)) for name in _field_names(type(row))}


def _field_names(row_type: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(row_type))


def plain(value: object) -> Any:
    """A value of a row as JSON knows it: a span as [start, end], a reason as an object, the rest as it is."""
    match value:
        case Span():
            return [value.start, value.end]
        case Reason():
            return {"rule": value.rule, "detail": value.detail, "score": value.score}
        case DateValue():
            return value.begin
        case Producer():
            return f"{value.name} {value.version}"
        case tuple():
            return [plain(item) for item in value]
    return value


def _cell(value: object) -> Cell:
    as_json = plain(value)
    if isinstance(as_json, list):
        return json.dumps(as_json, ensure_ascii=False, separators=(",", ":"))
    if as_json is None or isinstance(as_json, str | int | float | bool):
        return as_json
    raise TypeError(f"no cell for {type(value).__name__}")


def _html(cell: Cell) -> str:
    return "" if cell is None else escape(str(cell))


def _package(name: str, distribution: str | None = None) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError("U004", package=distribution or name) from error
