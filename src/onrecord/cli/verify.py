"""`onrecord verify`: does every stored span still say what its record says?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli import exits, talk
from onrecord.cli.options import book_option, json_option, quiet_option, together


@click.command()
@together(book_option, json_option, quiet_option)
def verify(book: Path, as_json: bool, quiet: bool) -> int:
    """Check a book against its own texts.

    Every stored span must equal its slice of the text, and the file must be whole. Exit code 1 if anything is
    wrong; each fault is a line.
    """
    from onrecord.store import open_book

    faults = 0
    with open_book(book, create=False) as record_book:
        counts = record_book.counts()
        for fault in record_book.verify():
            faults += 1
            if as_json:
                talk.say_json({"kind": "fault", **asdict(fault)})
            else:
                talk.say_data(talk.printable(f"{fault.record}: {fault.what}"))
    words = f"{counts.articles} articles and {counts.statements} statements checked: {faults or 'no'} faults."
    facts = {"kind": "verified", "articles": counts.articles, "statements": counts.statements, "faults": faults}
    talk.tell(words, facts, as_json=as_json, quiet=quiet)
    return exits.PROBLEMS_FOUND if faults else exits.DONE
