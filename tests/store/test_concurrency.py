"""Threads share a book; readers are not kept waiting; a writer waits for another and then says so."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from store_readings import SUMMIT, reading_of

from onrecord.errors import StoreError
from onrecord.store import RecordBook, StatementQuery, open_book


def test_threads_write_and_read_one_book(book: RecordBook) -> None:
    readings = [reading_of(address=f"https://example.org/{number % 6}") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        statuses = [added.status for added in threads.map(book.add, readings)]
        counts = list(threads.map(lambda _: len(book.statements(StatementQuery(text="jets"))), range(8)))
    assert sorted(statuses) == ["added"] * 6 + ["unchanged"] * 6
    assert counts == [6] * 8


def test_a_reader_sees_one_state_while_another_writes(book: RecordBook) -> None:
    book.add(reading_of())
    rows = book.all_statements()
    first = next(rows)
    book.add(reading_of(address="https://example.org/other"))
    assert [first.article, *(row.article for row in rows)] == [reading_of().article.id] * 3
    assert len(list(book.all_statements())) == 6


def test_a_locked_book_is_waited_for_and_then_reported(tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    with open_book(path, wait_ms=50) as book, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as raised:
            book.add(reading_of())
        assert (raised.value.code, raised.value.locator) == ("S003", str(path))
        other.execute("ROLLBACK")
        assert book.add(reading_of()).status == "added"


def test_a_full_disk_leaves_the_book_as_it_was(book: RecordBook) -> None:
    book.add(reading_of())
    before = book.counts()
    _limit(book, "PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match="S004"):
        book.add(reading_of(SUMMIT * 500, address="https://example.org/long"))
    assert book.counts() == before


def test_a_book_that_may_not_be_written_can_be_read(book: RecordBook) -> None:
    book.add(reading_of())
    _limit(book, "PRAGMA query_only = 1")
    with pytest.raises(StoreError, match="S004"):
        book.add(reading_of(address="https://example.org/other"))
    assert len(book.statements()) == 3


def _limit(book: RecordBook, pragma: str) -> None:
    """Has SQLite refuse as a full or protected disk would, which the tests can not make."""
    with book._read() as connection:
        connection.exec_driver_sql(pragma)
