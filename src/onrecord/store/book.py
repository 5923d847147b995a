"""The record book: one SQLite file, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.errors import InputError, OnRecordError, StoreError, UsageError
from onrecord.records import Article, Capture, Producer, Reading
from onrecord.store import tables
from onrecord.store.articles import capture_query, current_reading, load_stored_article
from onrecord.store.checking import check_quotation
from onrecord.store.checks import faults_of
from onrecord.store.coded_queries import CodedQuery
from onrecord.store.coded_searching import coded_page, count_coded, versions_of_coded
from onrecord.store.connection import deadline, make_engine, read_transaction, write_transaction
from onrecord.store.counting import count_book, count_facets, count_speakers, load_entity
from onrecord.store.loading import load_capture, load_reading
from onrecord.store.merges import merge_entities, part_entities
from onrecord.store.queries import MAX_LIMIT, StatementQuery, without_surrogates
from onrecord.store.results import Results
from onrecord.store.rows import (
    Added,
    ArticleRow,
    CodedRow,
    Counts,
    Facets,
    FacetValue,
    Failure,
    Fault,
    StatementRow,
    StoredArticle,
    StoredEntity,
)
from onrecord.store.searching import (
    article_page,
    count_articles,
    count_statements,
    statement_page,
    versions_of_statement,
)
from onrecord.store.upgrade import prepare
from onrecord.store.verdicts import Check
from onrecord.store.verify import verify_book
from onrecord.store.writing import add_reading, has_reading, keep_capture

Row = TypeVar("Row")
Query = TypeVar("Query", StatementQuery, CodedQuery)

#: The rows of a page and the cursor of the next.
Page = tuple[tuple[Row, ...], str | None]

#: How long a write waits for another one to end, in milliseconds.
WAIT_MS = 5_000

#: How long a search may take, in milliseconds.
DEADLINE_MS = 1_000

#: How long counting beside a search, or all its facets, may take, in milliseconds; what takes longer is left out.
COUNT_MS = 500


def open_book(
    path: str | Path, *, create: bool = True, wait_ms: int = WAIT_MS, deadline_ms: int = DEADLINE_MS
) -> RecordBook:
    """Opens the record book at `path`; makes one if there is none and `create` allows it.

    An older book is brought to today's schema, with a copy of the file beside it first. Raises StoreError: S001 where
    the file is no book, S002 a book from a newer onrecord, S003 locked, S004 not writable, S005 not there.
    """
    book = RecordBook(Path(path), wait_ms=wait_ms, deadline_ms=deadline_ms)
    try:
        prepare(book._engine, book.path, create=create, wait_ms=wait_ms)
    except BaseException:
        book.close()
        raise
    return book


class RecordBook:
    """A record book on disk; made by `open_book`. Several threads and several processes may use it at once."""

    def __init__(self, path: Path, *, wait_ms: int, deadline_ms: int) -> None:
        self.path = path
        self.deadline_ms = deadline_ms
        self._engine = make_engine(path, wait_ms=wait_ms)

    def close(self) -> None:
        """Closes the file; nothing is lost without it, but SQLite's side files stay until then."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- putting in

    def add(self, reading: Reading) -> Added:
        """Stores a reading in one transaction; on return it is on disk. Adding it again adds nothing.

        A reading by a newer producer version supersedes the older one, whose records stay and say so; an older one
        changes nothing.
        Raises InputError S008 for characters that cannot be stored and S009 for a reading that contradicts itself.
        """
        fault = next(faults_of(reading), None)
        if fault is not None:
            raise InputError("S009", reading.article.address, what=f"{fault.record}: {fault.what}")
        with self._write(reading.article.address) as connection:
            added = add_reading(connection, reading, _now())
            connection.execute(delete(tables.failure).where(tables.failure.c.locator == reading.article.address))
        return added

    def add_capture(self, article: Article) -> bool:
        """Keeps the bytes of an article that is in the book already; True if they are new to it."""
        with self._write(article.address) as connection:
            if current_reading(connection, article.id) is None:
                raise UsageError("U002", article.id)
            return keep_capture(connection, article, _now()) > 0

    def note_failure(self, error: OnRecordError) -> None:
        """Puts an item that could not be read on the list of failures; the same failure again is counted."""
        row = {
            "locator": without_surrogates(error.locator or ""),
            "code": error.code,
            "message": without_surrogates(error.message),
            "hint": without_surrogates(error.hint),
            "times": 1,
            "noted_at": _now(),
        }
        noted = upsert(tables.failure).values(row)
        latest = {name: noted.excluded[name] for name in ("message", "hint", "noted_at")}
        again = {**latest, "times": tables.failure.c.times + 1}
        with self._write(error.locator) as connection:
            connection.execute(noted.on_conflict_do_update(index_elements=["locator", "code"], set_=again))

    def clear_failure(self, locator: str) -> None:
        """Takes an item off the list of failures, once it could be read. `add` does so for an article's address."""
        with self._write(locator) as connection:
            connection.execute(delete(tables.failure).where(tables.failure.c.locator == without_surrogates(locator)))

    # ---- asking

    def has(self, article_id: str, producer: Producer) -> bool:
        """Whether the article is there, read by this producer or a newer version of it, so that it need not be read."""
        with self._read() as connection:
            return has_reading(connection, without_surrogates(article_id), producer)

    def statements(self, query: StatementQuery | None = None) -> Results[StatementRow]:
        """The statements that a query finds, newest first, one page. Raises S007 when it takes too long."""
        query = query or StatementQuery()
        with self._read() as connection:
            with deadline(connection, self.deadline_ms):
                rows, cursor = statement_page(connection, query)
            total = self._total(connection, query, len(rows), cursor, count_statements)
        return Results(rows, total, cursor, StatementRow)

    def all_statements(self, query: StatementQuery | None = None) -> Iterator[StatementRow]:
        """Every statement that a query finds, without pages or deadline, as the book is at this moment: for exports."""
        return self._all(statement_page, query or StatementQuery())

    def all_articles(self, query: StatementQuery | None = None) -> Iterator[ArticleRow]:
        """Every article that a query finds, without pages or deadline, as the book is at this moment."""
        return self._all(article_page, query or StatementQuery())

    def articles(self, query: StatementQuery | None = None) -> Results[ArticleRow]:
        """The articles that a query finds, newest first, one page; `text` is searched in title and text."""
        query = query or StatementQuery()
        with self._read() as connection:
            with deadline(connection, self.deadline_ms):
                rows, cursor = article_page(connection, query)
            total = self._total(connection, query, len(rows), cursor, count_articles)
        return Results(rows, total, cursor, ArticleRow)

    def article(self, article_id: str) -> StoredArticle | None:
        """An article with its text, its posts and all that its current reading found; None if there is none."""
        with self._read() as connection:
            return load_stored_article(connection, without_surrogates(article_id))

    def statement(self, statement_id: str) -> StatementRow | None:
        """A statement by its id: the current one, else the latest that had this id.

        `fate` and `superseded_by` of the row say what became of it.
        """
        history = self.history(statement_id)
        return history[0] if history else None

    def history(self, statement_id: str) -> tuple[StatementRow, ...]:
        """Every version of a statement, the latest first."""
        with self._read() as connection:
            return versions_of_statement(connection, without_surrogates(statement_id))

    def entity(self, entity_id: str) -> StoredEntity | None:
        """A person, body or place with all its names and how much it said; None if there is none."""
        with self._read() as connection:
            return load_entity(connection, without_surrogates(entity_id))

    def events(self, query: CodedQuery | None = None) -> Results[CodedRow]:
        """The events, commitments and disputes that a query finds, newest first, one page."""
        query = query or CodedQuery()
        with self._read() as connection:
            with deadline(connection, self.deadline_ms):
                rows, cursor = coded_page(connection, query)
            total = self._total(connection, query, len(rows), cursor, count_coded)
        return Results(rows, total, cursor, CodedRow)

    def all_events(self, query: CodedQuery | None = None) -> Iterator[CodedRow]:
        """Every event, commitment and dispute that a query finds, without pages or deadline: for exports."""
        return self._all(coded_page, query or CodedQuery())

    def event_history(self, record_id: str) -> tuple[CodedRow, ...]:
        """Every version of an event, a commitment or a dispute, the current one first; empty for an unknown id."""
        with self._read() as connection:
            return versions_of_coded(connection, without_surrogates(record_id))

    def merge(self, from_id: str, into_id: str, *, by: str = "", note: str = "") -> None:
        """Puts on record that two entities are one: what either said and did is found under both. Reversible.

        Raises U002 for an unknown id, U007 where they are one already.
        """
        ids = without_surrogates(from_id), without_surrogates(into_id)
        with self._write(None) as connection:
            merge_entities(connection, *ids, without_surrogates(by), without_surrogates(note), _now())

    def part(self, from_id: str, into_id: str) -> None:
        """Takes a merge back; that it was made and taken back stays on record. Raises U002 where there is none."""
        with self._write(None) as connection:
            part_entities(connection, without_surrogates(from_id), without_surrogates(into_id), _now())

    def said_by(self, entity_id: str, *, limit: int = 50, cursor: str | None = None) -> Results[StatementRow]:
        """What an entity said, newest first."""
        return self.statements(StatementQuery(speaker=entity_id, limit=limit, cursor=cursor))

    def said_about(self, entity_id: str, *, limit: int = 50, cursor: str | None = None) -> Results[StatementRow]:
        """What others said about an entity: their contents mention it. Newest first."""
        return self.statements(StatementQuery(about=entity_id, limit=limit, cursor=cursor))

    def check(self, quote: str, said_by: str | None = None, *, article: str | None = None, limit: int = 10) -> Check:
        """Whether a quotation is on record, word for word or nearly, and whose words it is there.

        `said_by` is a name, a surname or an entity's id; `article` is the id of the article that is said to have it.
        Raises UsageError: U002 where an id is not in the book, U008 for a quotation without a word, U009 for one that
        is too long; StoreError S007 when it takes too long.
        """
        if not 1 <= limit <= MAX_LIMIT:
            raise UsageError("U007", value=f"limit {limit}", hint=f"Use 1 to {MAX_LIMIT}.")
        with self._read() as connection:
            return check_quotation(
                connection, quote, said_by=said_by, article=article, limit=limit, deadline_ms=self.deadline_ms
            )

    def speakers(self, limit: int = 50) -> tuple[FacetValue, ...]:
        """Who said most: entity id, name and number of current statements."""
        with self._read() as connection, deadline(connection, self.deadline_ms):
            return count_speakers(connection, limit)

    def facets(self, query: StatementQuery | None = None, *, limit: int = 20) -> Facets:
        """How many statements of a query each speaker, act, publisher, language, form and modality has."""
        with self._read() as connection:
            return count_facets(connection, query or StatementQuery(), limit=limit, limit_ms=COUNT_MS)

    def counts(self) -> Counts:
        """How much is in the book."""
        with self._read() as connection:
            return count_book(connection)

    def reading(self, article_id: str) -> Reading | None:
        """The current reading of an article, as it was given to `add` but for its tokens, with its latest bytes."""
        with self._read() as connection:
            article_id = without_surrogates(article_id)
            key = current_reading(connection, article_id)
            if key is None:
                return None
            return load_reading(connection, key, load_capture(connection, capture_query(article_id)))

    def capture(self, sha256: str) -> Capture | None:
        """The bytes that an article was read from, by their hash."""
        with self._read() as connection:
            return load_capture(connection, capture_query(sha256=without_surrogates(sha256)))

    def failures(self) -> tuple[Failure, ...]:
        """The items that could not be read, the latest first."""
        columns = tables.failure.c
        names = ("locator", "code", "message", "hint", "times", "noted_at")
        latest = select(*(columns[name] for name in names)).order_by(columns.noted_at.desc(), columns.key.desc())
        with self._read() as connection:
            return tuple(Failure(**row) for row in connection.execute(latest).mappings())

    def verify(self) -> Iterator[Fault]:
        """Proves the whole book and yields what is not as it must be.

        Every span equals its slice of the text, every id follows from its content, every index fits its table.
        """
        return verify_book(self._engine, self.path)

    # ---- inside

    def _total(
        self,
        connection: Connection,
        query: Query,
        shown: int,
        next_cursor: str | None,
        count: Callable[[Connection, Query], int],
    ) -> int | None:
        if query.cursor is None and next_cursor is None:
            return shown
        try:
            with deadline(connection, COUNT_MS):
                return count(connection, query)
        except StoreError as error:
            if error.code != "S007":
                raise
            return None

    def _all(self, page: Callable[[Connection, Query], Page[Row]], query: Query) -> Iterator[Row]:
        query = replace(query, limit=MAX_LIMIT, cursor=None)
        with self._read() as connection:
            while True:
                rows, cursor = page(connection, query)
                yield from rows
                if cursor is None:
                    return
                query = replace(query, cursor=cursor)

    def _read(self) -> AbstractContextManager[Connection]:
        return read_transaction(self._engine, self.path)

    @contextmanager
    def _write(self, locator: str | None) -> Iterator[Connection]:
        try:
            with write_transaction(self._engine, self.path) as connection:
                yield connection
        except UnicodeEncodeError as error:
            raise InputError("S008", locator) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
