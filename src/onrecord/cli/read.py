"""`onrecord read`: the records of a text, stored nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import coded, data, exits, rows, talk
from onrecord.cli.items import Intake, Tally, articles
from onrecord.cli.options import reading_options
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.records import Reading


@click.command()
@click.argument("targets", nargs=-1, metavar="FILE|FOLDER|URL|-...")
@reading_options
def read(
    targets: tuple[str, ...],
    follow: bool,
    date: str | None,
    max_bytes: int | None,
    tables: tuple[Path, ...],
    as_json: bool,
    quiet: bool,
) -> int:
    """Print the records of a text; store nothing.

    The text is a file, a folder of files, a page or feed at an address, or standard input (-). With --json: a
    line for each article, then its entities, statements, events, promises and disputes, places, times,
    quantities and equipment.
    """
    from onrecord import reading

    tally = Tally()
    for article in articles(Intake(targets, follow, date, max_bytes), tally, as_json=as_json):
        try:
            found = reading.read(article, tables=tables)
        except InputError as error:
            tally.failed += 1
            talk.say_error(error, as_json=as_json)
            continue
        tally.succeeded += 1
        _print_json(found) if as_json else _print_table(found, quiet=quiet)
    return exits.of_items(tally.succeeded, tally.failed)


def _print_json(found: Reading) -> None:
    talk.say_json(data.of_article(found.article, found.producer, found.languages))
    for entity in found.entities:
        talk.say_json(data.of_entity(entity))
    for row in rows.of_reading(found):
        talk.say_json(data.of_statement(row))
    for record in coded.of_reading(found):
        talk.say_json(coded.of_coded(record))
    for listed in data.of_values(found).values():
        for value in listed:
            talk.say_json(value)


def _print_table(found: Reading, *, quiet: bool) -> None:
    article = found.article
    talk.say(talk.styled(talk.printable(article.title or article.address), underline=True), quiet=quiet)
    for note in rows.unread_notes(found.languages):
        talk.say(note, quiet=quiet)
    statements = list(rows.of_reading(found))
    if statements:
        rows.say_rows(statements)
    else:
        talk.say("No statement was found.", quiet=quiet)
    acts = list(coded.of_reading(found))
    if acts:
        talk.say_data("")
        coded.say_coded(acts)
