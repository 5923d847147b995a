"""`onrecord export`: statements out of a book, as JSON lines or CSV."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import click

from onrecord.cli import exits, talk
from onrecord.cli.options import (
    book_option,
    filter_options,
    output_option,
    quiet_option,
    search_text,
    superseded_option,
)
from onrecord.errors import UsageError

FORMATS = ("jsonl", "csv", "csv-safe")


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="jsonl",
    envvar="ONRECORD_EXPORT_FORMAT",
    help="csv is exact; csv-safe is for spreadsheets.",
)
@output_option
@filter_options
@superseded_option
@book_option
@click.option(
    "--json", "as_json", is_flag=True, envvar="ONRECORD_JSON", help="Short for --format jsonl; errors as JSON too."
)
@quiet_option
def export(
    words: tuple[str, ...],
    format_: str,
    output: Path | None,
    superseded: bool,
    book: Path,
    as_json: bool,
    quiet: bool,
    **filters: Any,
) -> int:
    """Write statements as JSON lines or CSV.

    The words and filters are those of search; all that is found is written, newest first.
    """
    from onrecord.export import write
    from onrecord.store import StatementQuery, open_book

    query = StatementQuery(text=search_text(words), current=not superseded, **filters)
    with open_book(book, create=False) as record_book:

        def write_all(stream: TextIO) -> int:
            return write(record_book.all_statements(query), "jsonl" if as_json else format_, stream)

        write_out(write_all, output, "statements", as_json=as_json, quiet=quiet)
    return exits.DONE


def write_out(
    write_all: Callable[[TextIO], int], output: Path | None, noun: str, *, as_json: bool, quiet: bool
) -> None:
    """Writes to a new file, or to standard output where there is none or it is "-", and tells how much it was."""
    output = None if output == Path("-") else output
    count = _write_file(output, write_all) if output else write_all(_standard_output())
    summary = f"{count} {noun} written{f' to {output}' if output else ''}."
    facts = {"kind": "exported", noun: count, "file": str(output) if output else None}
    talk.tell(summary, facts, as_json=as_json, quiet=quiet)


def _standard_output() -> TextIO:
    """Standard output as an export needs it."""
    # UTF-8 and the line ends as they are written, whatever the terminal and the system would make of them.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogatepass", newline="")
    return sys.stdout


def _write_file(output: Path, write_all: Callable[[TextIO], int]) -> int:
    """Writes the file under another name first, so that it is there whole or not at all."""
    if output.exists():
        raise UsageError("U006", value=output)
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise UsageError("U007", value=output, hint="Name a file in a folder that you may write to.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            count = write_all(stream)
        part.chmod(0o644)
        part.replace(output)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return count
