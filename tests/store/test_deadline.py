"""A query that takes too long is stopped, says so, and leaves its connection usable."""

from __future__ import annotations

import time

import pytest
from sqlalchemy.exc import OperationalError
from store_readings import reading_of

from onrecord.errors import StoreError
from onrecord.store import RecordBook, StatementQuery
from onrecord.store.connection import deadline

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_an_endless_query_is_stopped(book: RecordBook) -> None:
    with book._read() as connection:
        start = time.monotonic()
        with pytest.raises(StoreError) as raised, deadline(connection, 50):
            connection.exec_driver_sql(ENDLESS)
        assert raised.value.code == "S007"
        assert raised.value.detail == {"limit": 50}
        assert time.monotonic() - start < 20
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_another_error_stays_what_it_is(book: RecordBook) -> None:
    with book._read() as connection, pytest.raises(OperationalError, match="no such table"), deadline(connection, 50):
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_search_has_a_deadline(book: RecordBook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add(reading_of())
    book.deadline_ms = -1
    monkeypatch.setattr("onrecord.store.connection._STEPS_BETWEEN_CHECKS", 1)
    for search in (book.statements, book.articles, book.speakers):
        with pytest.raises(StoreError, match="S007"):
            search()


def test_a_count_that_takes_too_long_is_left_out(book: RecordBook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add(reading_of())
    monkeypatch.setattr("onrecord.store.connection._STEPS_BETWEEN_CHECKS", 1)
    monkeypatch.setattr("onrecord.store.book.COUNT_MS", -1)
    page = book.statements(StatementQuery(limit=1))
    assert (len(page), page.total, page.next_cursor is None) == (1, None, False)
    facets = book.facets()
    assert (facets.complete, facets.speaker, facets.act) == (False, (), ())
