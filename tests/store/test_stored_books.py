"""Every book that a released onrecord has made opens in this one, with all that is in it."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from make_book import BOOKS, READINGS, SUPERSEDED

from onrecord.records import Reason
from onrecord.store import StatementQuery, open_book
from onrecord.store.upgrade import SCHEMA_VERSION

STORED = sorted(BOOKS.glob("v*.db.gz"))


def test_there_is_one_for_each_schema() -> None:
    assert [path.name for path in STORED] == [f"v{number}.db.gz" for number in range(1, SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.name)
def test_a_stored_book_opens_with_all_that_is_in_it(tmp_path: Path, stored: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    with open_book(path, create=False) as book:
        assert list(book.verify()) == []
        for reading in (READINGS[0], READINGS[-1]):
            assert book.reading(reading.article.id) == reading
        withdrawn = book.statement(SUPERSEDED.statements[2].id)
        assert withdrawn is not None
        assert (withdrawn.fate, withdrawn.content_text) == ("withdrawn", "that Germany hesitates")
        assert len(book.statements(StatementQuery(text="jets"))) == 2
    older = stored.name != f"v{SCHEMA_VERSION}.db.gz"
    assert len(list(tmp_path.glob("book.db.backup-*"))) == int(older)


def test_what_an_older_reader_found_counts_as_made(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(gzip.decompress((BOOKS / "v1.db.gz").read_bytes()))
    with open_book(path, create=False) as book:
        every = book.statements(StatementQuery(current=False))
        assert {row.modality for row in every} == {"made"}
        assert book.statements(StatementQuery(modality="made")).total == book.counts().statements
        assert book.statements(StatementQuery(modality="refused")).total == 0
        spoken = replace(
            READINGS[0].statements[0], modality="refused", why=(Reason("modality.refused", "would not say"),)
        )
        newer = replace(READINGS[0], producer=replace(READINGS[0].producer, version="2.0"), statements=(spoken,))
        book.add(newer)
        (refused,) = book.statements(StatementQuery(modality="refused"))
        assert (refused.id, refused.mark) == (spoken.id, "refused to say")
        assert list(book.verify()) == []


def test_an_upgraded_book_has_the_columns_and_views_of_a_new_one(tmp_path: Path) -> None:
    older, new = tmp_path / "older.db", tmp_path / "new.db"
    older.write_bytes(gzip.decompress((BOOKS / "v1.db.gz").read_bytes()))
    for path in (older, new):
        open_book(path).close()
    assert _schema(older) == _schema(new)


def _schema(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
