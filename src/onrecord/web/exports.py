"""A search as a file: every row it finds and no other, streamed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from fastapi.responses import StreamingResponse

from onrecord.export import write
from onrecord.store import RecordBook, StatementQuery, StatementRow

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the exporter's name for it, and what browsers and people call it."""

    format: str
    label: str
    media_type: str
    file_name: str


#: path -> the kind of file that it gives.
EXPORTS = {
    "/search.jsonl": Kind("jsonl", "JSONL", "application/x-ndjson", "onrecord-statements.jsonl"),
    "/search.csv": Kind("csv", "CSV, exact", "text/csv; charset=utf-8", "onrecord-statements.csv"),
    "/search.safe.csv": Kind(
        "csv-safe", "CSV for spreadsheets", "text/csv; charset=utf-8", "onrecord-statements.safe.csv"
    ),
}


def export(book: RecordBook, query: StatementQuery, kind: Kind) -> StreamingResponse:
    """All rows of a query as a download; what is wrong with the query is said before the first byte goes out."""
    parts = _parts(book.all_statements(query), kind.format)
    first = next(parts)
    return StreamingResponse(
        chain([first], parts),
        media_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="{kind.file_name}"', "Cache-Control": "no-cache"},
    )


def _parts(rows: Iterator[StatementRow], format: str) -> Iterator[str]:
    header = _written([], format)
    batch = list(islice(rows, _ROWS_AT_ONCE))
    yield header + _written(batch, format).removeprefix(header)
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield _written(batch, format).removeprefix(header)


def _written(rows: Iterable[StatementRow], format: str) -> str:
    stream = io.StringIO(newline="")
    write(rows, format, stream)
    return stream.getvalue()
