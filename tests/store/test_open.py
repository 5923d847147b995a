"""Opening: new files, files that are no books, older books, newer books, and upgrades that fail."""

from __future__ import annotations

import shutil
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.schema import CreateIndex
from store_readings import reading_of

from onrecord.errors import StoreError
from onrecord.store import open_book, tables, upgrade

NEXT = upgrade.SCHEMA_VERSION + 1

ADD_A_TABLE = '''"""Adds a table, as a later onrecord will."""

from alembic import op
import sqlalchemy as sa

revision = "{next:04}"
down_revision = "{last:04}"


def upgrade():
    op.create_table("review", sa.Column("key", sa.Integer, primary_key=True), sa.Column("record", sa.Text))
    op.execute("UPDATE article SET title = 'upgraded'")
    {more}
'''


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def code_of_opening(path: Path, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as raised:
        open_book(path, create=create)
    return raised.value.code


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.backup-*"))


def test_a_new_book_is_marked_and_logs_ahead(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_book(path).close()
    assert pragma(path, "application_id") == int.from_bytes(b"onrc", "big")
    assert pragma(path, "user_version") == upgrade.SCHEMA_VERSION
    assert pragma(path, "journal_mode") == "wal"
    assert backups(path) == []


def test_one_file_is_left_when_a_book_is_closed(tmp_path: Path) -> None:
    with open_book(tmp_path / "one.db") as book:
        book.add(reading_of())
    assert [file.name for file in tmp_path.iterdir()] == ["one.db"]


def test_an_empty_file_becomes_a_book(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert code_of_opening(path, create=False) == "S001"
    open_book(path).close()
    assert pragma(path, "user_version") == upgrade.SCHEMA_VERSION


def _is_a_table_of_ours(_: object, name: str, kind: str, *__: object) -> bool:
    return kind != "index" and (kind != "table" or name in tables.metadata.tables)


def _plain(script: str) -> str:
    return " ".join(script.replace('"', "").split())


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    path = tmp_path / "schema.db"
    open_book(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        options = {"include_object": _is_a_table_of_ours}
        with warnings.catch_warnings():
            # Alembic can not compare indexes that sort downwards; we compare them below.
            warnings.filterwarnings("ignore", message=".*expression-based index")
            differences = compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)
        scripts = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        stored = {_plain(script) for (script,) in scripts}
        foreign_keys = inspect(connection).get_foreign_keys("statement")
    engine.dispose()
    assert differences == []
    indexes = [index for table in tables.metadata.tables.values() for index in table.indexes]
    assert {_plain(str(CreateIndex(index).compile(dialect=sqlite_dialect()))) for index in indexes} == stored
    assert {key["referred_table"] for key in foreign_keys} == {"article", "entity", "reading", "statement"}


@pytest.mark.parametrize("content", [b"hello", b"<html>" * 500, b"SQLite format 3\0" + b"x" * 5_000])
def test_a_file_that_is_no_book_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    assert code_of_opening(path) == "S001"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE guests (name)")
    before = path.read_bytes()
    assert code_of_opening(path) == "S001"
    assert path.read_bytes() == before


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path) == "S001"


def test_no_book_here(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path / "none.db", create=False) == "S005"
    assert not (tmp_path / "none.db").exists()


def test_nowhere_to_put_a_book(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path / "no" / "folder" / "book.db") == "S004"
    (tmp_path / "file").touch()
    assert code_of_opening(tmp_path / "file" / "book.db") == "S004"


def test_a_newer_book_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    open_book(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {NEXT}")
    assert code_of_opening(path) == "S002"
    assert pragma(path, "user_version") == NEXT


def test_a_damaged_book_says_so(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    with open_book(path) as book:
        for number in range(20):
            book.add(reading_of(address=f"https://example.org/{number}"))
    content = bytearray(path.read_bytes())
    content[4_096:] = b"\xff" * (len(content) - 4_096)
    path.write_bytes(content)
    assert code_of_opening(path) == "S006"


def _later_onrecord(monkeypatch: pytest.MonkeyPatch, folder: Path, more: str = "") -> None:
    """Makes this onrecord the next one, which has one migration more."""
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = ADD_A_TABLE.format(next=NEXT, last=upgrade.SCHEMA_VERSION, more=more)
    (folder / "versions" / "later.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "SCHEMA_VERSION", NEXT)


def test_an_older_book_is_upgraded_after_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, reading = tmp_path / "older.db", reading_of()
    with open_book(path) as book:
        book.add(reading)
    _later_onrecord(monkeypatch, tmp_path / "migrations")
    with open_book(path) as book:
        stored = book.article(reading.article.id)
        assert stored is not None
        assert (stored.text, stored.article.title) == (reading.article.text, "upgraded")
        assert list(book.verify()) == []
    assert pragma(path, "user_version") == NEXT
    (copy,) = backups(path)
    assert copy.name.startswith(f"older.db.backup-v{NEXT - 1}-")
    monkeypatch.undo()
    assert code_of_opening(path) == "S002"
    with open_book(copy) as book:
        assert book.reading(reading.article.id) == reading


def test_an_upgraded_book_is_opened_without_another_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.db"
    open_book(path).close()
    _later_onrecord(monkeypatch, tmp_path / "migrations")
    for _ in range(3):
        open_book(path).close()
    assert len(backups(path)) == 1


def test_a_failed_upgrade_leaves_the_old_book_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, reading = tmp_path / "older.db", reading_of()
    with open_book(path) as book:
        book.add(reading)
    _later_onrecord(monkeypatch, tmp_path / "migrations", more="raise RuntimeError('power cut')")
    with pytest.raises(RuntimeError, match="power cut"):
        open_book(path)
    monkeypatch.undo()
    assert pragma(path, "user_version") == upgrade.SCHEMA_VERSION
    with open_book(path) as book:
        assert book.reading(reading.article.id) == reading
        assert list(book.verify()) == []


def test_a_copy_that_can_not_be_made_stops_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.db"
    open_book(path).close()
    _later_onrecord(monkeypatch, tmp_path / "migrations")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrade.os, "fsync", no_space)
    assert code_of_opening(path) == "S004"
    assert pragma(path, "user_version") == NEXT - 1
    assert backups(path) == []


def test_a_book_without_its_log_mode_is_brought_back(tmp_path: Path) -> None:
    path = tmp_path / "copied.db"
    open_book(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    open_book(path).close()
    assert pragma(path, "journal_mode") == "wal"
