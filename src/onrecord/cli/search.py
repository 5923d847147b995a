"""`onrecord search`: find statements in a book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import data, exits, rows, talk
from onrecord.cli.options import book_option, filter_options, json_option, quiet_option, search_text, together

if TYPE_CHECKING:
    from onrecord.store import Results, StatementRow


@click.command()
@click.argument("words", nargs=-1)
@filter_options
@click.option("--superseded", is_flag=True, help="Also what newer readings have superseded.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="At most so many.")
@click.option("--cursor", metavar="CURSOR", help="Go on where the last page ended.")
@together(book_option, json_option, quiet_option)
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
    facts = {"kind": "page", "shown": len(results), "total": results.total, "next_cursor": results.next_cursor}
    talk.tell(_summary(results), facts, as_json=as_json, quiet=quiet)
    return exits.DONE


def _summary(results: Results[StatementRow]) -> str:
    if not results:
        return "Nothing found."
    shown = len(results) if results.total is None else f"{len(results)} of {results.total}"
    more = f"\nNext page: --cursor {results.next_cursor}" if results.next_cursor else ""
    return f"{shown} statements.{more}"
