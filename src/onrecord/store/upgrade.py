"""Opening a file: is it a book, which schema has it, and how it comes to the newest one without risk."""

from __future__ import annotations

import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.errors import StoreError
from onrecord.store.connection import APPLICATION_ID, raw_connection, translated_errors, write_transaction

MIGRATIONS = Path(__file__).parent / "migrations"

#: The newest migration's number; each migration's revision is its number in four digits.
SCHEMA_VERSION = 5


def prepare(engine: Engine, path: Path, *, create: bool, wait_ms: int) -> None:
    """Brings the book at `path` to the newest schema; a new file is made if `create` allows it.

    An existing older book is copied beside itself first (`NAME.backup-v1-TIME`). Raises S001, S002, S003, S004 or S005.
    """
    with translated_errors(path):
        _check_place(path, create=create)
        version = _version_of(path, create=create, wait_ms=wait_ms)
        _use_write_ahead_log(path, wait_ms)
        if version == SCHEMA_VERSION:
            return
        with write_transaction(engine, path) as connection:
            # Another process may have been faster while we waited for the lock.
            version = _stored_version(connection)
            if version == SCHEMA_VERSION:
                return
            if version > 0:
                back_up(path, version)
            _migrate(connection)


def back_up(path: Path, version: int) -> Path:
    """Copies the book beside itself by SQLite's online backup; the copy has its name only once it is whole."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    copy = path.with_name(f"{path.name}.backup-v{version}-{stamp}")
    partial = copy.with_name(f"{copy.name}.partial")
    try:
        with raw_connection(path) as source, raw_connection(partial) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.rename(copy)
    finally:
        partial.unlink(missing_ok=True)
    return copy


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError("S001", str(path))
    if path.exists():
        return
    if not create:
        raise StoreError("S005", str(path), value=path)
    if not path.parent.is_dir():
        raise StoreError("S004", str(path))


def _version_of(path: Path, *, create: bool, wait_ms: int) -> int:
    """The schema version the file has, 0 for one that is to be made."""
    with raw_connection(path, wait_ms=wait_ms) as connection:
        # One transaction: another process may be making the book between two questions.
        connection.execute("BEGIN")
        application, version, tables = (
            connection.execute(query).fetchone()[0]
            for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
        )
    is_empty = application == 0 and version == 0 and tables == 0
    if is_empty and not create:
        raise StoreError("S001", str(path))
    if not is_empty and application != APPLICATION_ID:
        raise StoreError("S001", str(path))
    if version > SCHEMA_VERSION:
        raise StoreError("S002", str(path))
    return int(version)


def _use_write_ahead_log(path: Path, wait_ms: int) -> None:
    """Sets WAL, which a new book and a copy do not have. SQLite does not wait for others here, so we do."""
    end = time.monotonic() + wait_ms / 1_000
    with raw_connection(path, wait_ms=wait_ms) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)


def _stored_version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _migrate(connection: Connection) -> None:
    # Imported here: a book that is up to date opens without alembic.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{SCHEMA_VERSION:04}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
