"""`onrecord export-events`: events as PLOVER 2.0, commitments as a tracker's CSV, or all records as JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from onrecord.cli import coded, exits, talk
from onrecord.cli.events import event_filters
from onrecord.cli.export import write_out
from onrecord.cli.options import (
    book_option,
    json_option,
    output_option,
    quiet_option,
    search_text,
    superseded_option,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.store import CodedRow

FORMATS = ("plover", "tracker", "tracker-safe", "jsonl")


@click.command("export-events")
@click.argument("words", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="plover",
    help="plover: events as PLOVER 2.0 JSON lines; tracker: commitments as CSV, -safe for spreadsheets; jsonl: all.",
)
@output_option
@together(event_filters, superseded_option, book_option, json_option, quiet_option)
def export_events(
    words: tuple[str, ...],
    format_: str,
    output: Path | None,
    superseded: bool,
    book: Path,
    as_json: bool,
    quiet: bool,
    **filters: Any,
) -> int:
    """Write events as PLOVER 2.0, promises as CSV.

    The words and filters are those of events; all that is found is written, newest first.
    """
    from onrecord.store import CodedQuery, open_book

    query = CodedQuery(text=search_text(words), current=not superseded, **filters)
    with open_book(book, create=False) as record_book:

        def write_all(stream: TextIO) -> int:
            return _write(record_book.all_events(query), format_, stream)

        write_out(write_all, output, "records", as_json=as_json, quiet=quiet)
    return exits.DONE


def _write(rows: Iterable[CodedRow], format_: str, stream: TextIO) -> int:
    from onrecord.export import write_plover, write_tracker

    if format_ == "plover":
        return write_plover(rows, stream)
    if format_ in ("tracker", "tracker-safe"):
        return write_tracker(rows, stream, safe=format_ == "tracker-safe")
    count = 0
    for row in rows:
        stream.write(talk.encoded(coded.of_coded(row)).decode("utf-8") + "\n")
        count += 1
    return count
