"""Every book that a released onrecord has made opens in this one, with all that is in it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from make_book import BOOKS, READINGS, SUPERSEDED

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
