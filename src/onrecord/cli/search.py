"""`onrecord search`: find statements in a book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.cli import data, exits, rows, talk
from onrecord.cli.options import filter_options, page_options, search_text


@click.command()
@click.argument("words", nargs=-1)
@filter_options
@page_options
def search(
    words: tuple[str, ...],
    superseded: bool,
    limit: int,
    cursor: str | None,
    book: Path,
    as_json: bool,
    quiet: bool,
    **filters: Any,
) -> int:
    """Find statements in a book, newest first.

    All words must occur; words in quotes are a phrase: onrecord search "cyber attack" nato
    """
    from onrecord.store import StatementQuery, open_book

    query = StatementQuery(text=search_text(words), current=not superseded, limit=limit, cursor=cursor, **filters)
    with open_book(book, create=False) as record_book:
        results = record_book.statements(query)
    if as_json:
        for row in results:
            talk.say_json(data.of_statement(row))
    elif results:
        rows.say_rows(results)
    talk.tell_page(results, "statements", as_json=as_json, quiet=quiet)
    return exits.DONE
