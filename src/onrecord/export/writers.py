"""Writing rows out: JSON Lines, CSV exactly, and CSV that a spreadsheet can not run."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from onrecord.errors import UsageError
from onrecord.export.columns import Column, columns
from onrecord.store import StatementRow

#: What a spreadsheet may take for a formula: its signs, also behind blanks and in full width, and control characters.
_LOOKS_LIKE_FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0]")

Writer = Callable[[Iterable[StatementRow], TextIO], int]


def write(rows: Iterable[StatementRow], format: str, stream: TextIO) -> int:
    """Writes the rows to `stream` and says how many there were.

    `jsonl` is one JSON object a line. `csv` is exact: what is read back is what was stored. `csv-safe` puts `'` before
    each text that a spreadsheet could take for a formula. Both CSV end their lines with CR LF, so `stream` must not
    translate line ends (open it with `newline=""`). Raises U007 for another format.
    """
    if format not in _WRITERS:
        raise UsageError("U007", value=format, hint=f"Use one of: {', '.join(FORMATS)}.")
    return _WRITERS[format](rows, stream)


def _write_jsonl(rows: Iterable[StatementRow], stream: TextIO) -> int:
    count = 0
    for row in rows:
        stream.write(json.dumps({column.name: column.of(row) for column in columns()}, ensure_ascii=False) + "\n")
        count += 1
    return count


def _write_csv(rows: Iterable[StatementRow], stream: TextIO) -> int:
    return _write_cells(rows, stream, lambda cell: cell)


def _write_csv_safe(rows: Iterable[StatementRow], stream: TextIO) -> int:
    return _write_cells(rows, stream, safe_cell)


def _write_cells(rows: Iterable[StatementRow], stream: TextIO, guard: Callable[[str], str]) -> int:
    writer = csv.writer(stream)
    writer.writerow([column.name for column in columns()])
    count = 0
    for row in rows:
        writer.writerow([guard(cell(column, row)) for column in columns()])
        count += 1
    return count


def cell(column: Column, row: StatementRow) -> str:
    """A column's value as the text of a CSV cell: empty for none, JSON for a list, true or false."""
    value: Any = column.of(row)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def safe_cell(text: str) -> str:
    """The text, with `'` before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if _LOOKS_LIKE_FORMULA.match(text) else text


_WRITERS: dict[str, Writer] = {"jsonl": _write_jsonl, "csv": _write_csv, "csv-safe": _write_csv_safe}

#: The names of the formats that `write` knows.
FORMATS = tuple(_WRITERS)
