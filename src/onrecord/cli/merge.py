"""`onrecord merge`: two entities of a book are one, as a person says; it can be taken back."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli import exits, talk
from onrecord.cli.options import book_option, json_option, quiet_option, together


@click.command()
@click.argument("from_id", metavar="ID")
@click.argument("into_id", metavar="INTO-ID")
@click.option("--undo", is_flag=True, help="Take the merge back; that it was made stays on record.")
@click.option("--by", metavar="NAME", default="", help="Who says so.")
@click.option("--note", metavar="WORDS", default="", help="What it rests on.")
@together(book_option, json_option, quiet_option)
def merge(from_id: str, into_id: str, undo: bool, by: str, note: str, book: Path, as_json: bool, quiet: bool) -> int:
    """Say that two entities are one, or no longer.

    What either said and did is then found under both. Nothing that was read is changed.
    """
    from onrecord.store import open_book

    with open_book(book, create=False) as record_book:
        if undo:
            record_book.part(from_id, into_id)
        else:
            record_book.merge(from_id, into_id, by=by, note=note)
        names = [entity.name if entity else id for id in (from_id, into_id) for entity in (record_book.entity(id),)]
    done = "parted from" if undo else "merged into"
    facts = {"kind": "merge", "from": from_id, "into": into_id, "undone": undo}
    talk.tell(f"{names[0]} ({from_id}) {done} {names[1]} ({into_id}).", facts, as_json=as_json, quiet=quiet)
    return exits.DONE
