"""A search as a file: every row it finds and no other, streamed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, TextIO, TypeVar

from fastapi.responses import StreamingResponse

from onrecord.export import write, write_plover, write_tracker
from onrecord.store import CodedRow, StatementRow

_ROWS_AT_ONCE = 500
_JSONL = "application/x-ndjson"
_CSV = "text/csv; charset=utf-8"

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Kind(Generic[Row]):
    """A kind of file: what browsers and people call it, and how rows are written into one."""

    label: str
    media_type: str
    file_name: str
    write: Callable[[Iterable[Row], TextIO], object]


#: path -> the kind of file that it gives, for a search of statements.
EXPORTS: dict[str, Kind[StatementRow]] = {
    "/search.jsonl": Kind(
        "JSONL", _JSONL, "onrecord-statements.jsonl", lambda rows, stream: write(rows, "jsonl", stream)
    ),
    "/search.csv": Kind("CSV, exact", _CSV, "onrecord-statements.csv", lambda rows, stream: write(rows, "csv", stream)),
    "/search.safe.csv": Kind(
        "CSV for spreadsheets",
        _CSV,
        "onrecord-statements.safe.csv",
        lambda rows, stream: write(rows, "csv-safe", stream),
    ),
}

#: The same for a search of events: PLOVER has the events of it, a tracker the commitments.
EVENT_EXPORTS: dict[str, Kind[CodedRow]] = {
    "/events.plover.jsonl": Kind("Events as PLOVER", _JSONL, "onrecord-events.plover.jsonl", write_plover),
    "/events.tracker.csv": Kind("Promises as CSV", _CSV, "onrecord-promises.csv", write_tracker),
    "/events.tracker.safe.csv": Kind(
        "Promises for spreadsheets",
        _CSV,
        "onrecord-promises.safe.csv",
        lambda rows, stream: write_tracker(rows, stream, safe=True),
    ),
}


def export(rows: Iterator[Row], kind: Kind[Row]) -> StreamingResponse:
    """All rows of a query as a download; what is wrong with the query is said before the first byte goes out."""
    parts = _parts(rows, kind)
    first = next(parts)
    return StreamingResponse(
        chain([first], parts),
        media_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="{kind.file_name}"', "Cache-Control": "no-cache"},
    )


def _parts(rows: Iterator[Row], kind: Kind[Row]) -> Iterator[str]:
    header = _written([], kind)
    batch = list(islice(rows, _ROWS_AT_ONCE))
    yield header + _written(batch, kind).removeprefix(header)
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield _written(batch, kind).removeprefix(header)


def _written(rows: Iterable[Row], kind: Kind[Row]) -> str:
    stream = io.StringIO(newline="")
    kind.write(rows, stream)
    return stream.getvalue()
