"""`onrecord events`: find events, commitments and disputes in a book."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from onrecord.cli import coded, exits, talk
from onrecord.cli.dates import Day
from onrecord.cli.options import page_options, search_text, together
from onrecord.records import EventModality

event_filters = together(
    click.option("--kind", type=click.Choice(["event", "commitment", "dispute"]), help="Only records of this kind."),
    click.option(
        "--type", "type", metavar="TYPE", help="A PLOVER type: AID, ASSAULT, ...; of a commitment its action."
    ),
    click.option("--actor", metavar="NAME|ID|CODE", help="Who acts: an id, a country (UKR) or part of a name."),
    click.option("--recipient", metavar="NAME|ID|CODE", help="To whom it is done."),
    click.option("--party", metavar="NAME|ID|CODE", help="Who takes part on either side."),
    click.option("--domain", metavar="DOMAIN", help="An event's domain: land, air, sea, cyber, economic, ..."),
    click.option("--modality", type=click.Choice(get_args(EventModality)), help="How an event stands."),
    click.option("--place", metavar="NAME|ID", help="It names this place, or one in this country."),
    click.option("--equipment", metavar="CLASS|NAME", help="It is about such equipment: tank, air defence, Leopard."),
    click.option("--since", type=Day(), help="On or after this day."),
    click.option("--until", type=Day(), help="On or before this day."),
    click.option("--publisher", metavar="NAME", help="Published by this outlet."),
    click.option("--article", metavar="ID", help="In this article."),
)


@click.command()
@click.argument("words", nargs=-1)
@event_filters
@page_options
def events(
    words: tuple[str, ...],
    superseded: bool,
    limit: int,
    cursor: str | None,
    book: Path,
    as_json: bool,
    quiet: bool,
    **filters: Any,
) -> int:
    """Find who did, promised or denied what, newest first.

    Events, commitments and disputes of a book: onrecord events --type AID --recipient UKR
    """
    from onrecord.store import CodedQuery, open_book

    query = CodedQuery(text=search_text(words), current=not superseded, limit=limit, cursor=cursor, **filters)
    with open_book(book, create=False) as record_book:
        found = record_book.events(query)
    if as_json:
        for row in found:
            talk.say_json(coded.of_coded(row))
    elif found:
        coded.say_coded(found)
    talk.tell_page(found, "records", as_json=as_json, quiet=quiet)
    return exits.DONE
