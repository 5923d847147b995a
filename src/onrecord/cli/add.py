"""`onrecord add`: sources into a record book."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import exits, talk
from onrecord.cli.items import Intake, items
from onrecord.cli.options import book_option, reading_options, together
from onrecord.cli.progress import Progress
from onrecord.errors import InputError, UsageError
from onrecord.records import Article, Producer

if TYPE_CHECKING:
    from onrecord.store import Added, RecordBook


@click.command()
@click.argument("targets", nargs=-1, metavar="FILE|FOLDER|URL|-...")
@together(book_option, reading_options)
def add(
    targets: tuple[str, ...],
    book: Path,
    follow: bool,
    date: str | None,
    max_bytes: int | None,
    tables: tuple[Path, ...],
    as_json: bool,
    quiet: bool,
) -> int:
    """Read sources into a record book.

    Sources are files, folders of files, pages and feeds at an address, and standard input (-).
    Adding the same again adds nothing. An item that can not be read is named on standard error and noted in the book,
    and the rest goes on.
    """
    from onrecord import reading
    from onrecord.store import open_book

    if not targets:
        raise UsageError("U001")
    producer = reading.producer_with(tables)
    with open_book(book) as record_book, Progress(total=_count(targets), quiet=quiet) as progress:
        work = _Adding(record_book, progress, producer, tables, as_json)
        try:
            work.run(Intake(targets, follow, date, max_bytes))
        finally:
            progress.clear()
            work.say_summary(book, quiet=quiet)
    return exits.of_items(work.succeeded, work.failed)


@dataclass(slots=True)
class _Adding:
    """The work of one `add`, and what came of it so far."""

    book: RecordBook
    progress: Progress
    producer: Producer
    tables: tuple[Path, ...]
    as_json: bool
    added: int = 0
    unchanged: int = 0
    superseded: int = 0
    failed: int = 0
    statements: int = 0

    @property
    def succeeded(self) -> int:
        return self.added + self.unchanged + self.superseded

    def run(self, intake: Intake) -> None:
        """Takes in every item; each is stored whole, or noted as failed, before the next is looked at."""
        for item in items(intake):
            if isinstance(item, InputError):
                self._fail(item)
                continue
            try:
                self._take(item)
            except InputError as error:
                self._fail(error)

    def _take(self, article: Article) -> None:
        from onrecord import reading

        if self.book.has(article.id, self.producer):
            added = self._keep_capture(article)
        else:
            added = self.book.add(reading.read(article, tables=self.tables))
        self._count(added)
        self._say(article, added)
        self.progress.step(article.title or article.address)

    def _keep_capture(self, article: Article) -> Added:
        """What was read before by this reader is not read again; only the bytes it came in may be new."""
        from onrecord.store import Added

        return Added(article.id, "unchanged", captures=int(self.book.add_capture(article)))

    def _fail(self, error: InputError) -> None:
        self.failed += 1
        self.book.note_failure(error)
        self.progress.clear()
        talk.say_error(error, as_json=self.as_json)
        self.progress.step(error.locator or "")

    def _count(self, added: Added) -> None:
        setattr(self, added.status, getattr(self, added.status) + 1)
        self.statements += added.statements

    def _say(self, article: Article, added: Added) -> None:
        self.progress.clear()
        if self.as_json:
            about = {"address": article.address, "title": article.title}
            talk.say_json({"kind": "added", **asdict(added), **about})
        else:
            name = talk.printable(article.title or article.address)
            talk.say_data(f"{added.status:<10}  {added.article}  {added.statements:>4} statements  {name}")

    def say_summary(self, book: Path, *, quiet: bool) -> None:
        """Says in one line what came of it all."""
        parts = [f"{self.added} added", f"{self.unchanged} unchanged"]
        parts += [f"{self.superseded} read anew"] if self.superseded else []
        parts += [f"{self.failed} failed"] if self.failed else []
        facts = {name: getattr(self, name) for name in ("added", "unchanged", "superseded", "failed", "statements")}
        words = f"{', '.join(parts)}; {self.statements} new statements in {book}"
        talk.tell(words, {"kind": "summary", **facts, "book": str(book)}, as_json=self.as_json, quiet=quiet)


def _count(targets: tuple[str, ...]) -> int | None:
    """How many files there are to read; None where it can not be known (addresses may be feeds)."""
    paths = [Path(target) for target in targets]
    if not all(path.exists() for path in paths):
        return None
    return sum(sum(found.is_file() for found in path.rglob("*")) if path.is_dir() else 1 for path in paths)
