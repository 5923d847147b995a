"""Connections to a book: how SQLite is set up, how writes are locked, how a query is stopped, what its errors mean."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from onrecord.errors import StoreError

#: "onrc" as a number: says to `file` and to us that this SQLite file is a record book.
APPLICATION_ID = 0x6F6E7263

#: SQLite's virtual machine calls us back after this many steps; about a tenth of a millisecond.
_STEPS_BETWEEN_CHECKS = 2_000

_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT})
_NOT_WRITABLE = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOLFS,
    }
)


def make_engine(path: Path, *, wait_ms: int) -> Engine:
    """An engine whose connections are set up for a record book; nothing is opened yet."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": wait_ms / 1_000, "check_same_thread": False},
        pool_size=4,
        max_overflow=28,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # None turns Python's own transaction guessing off: _begin says BEGIN, and DDL is transactional too.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # FULL and not NORMAL: what was acknowledged is there after a power cut too, for one fsync an article.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A read that turns into a write fails at once and ignores the busy timeout, so a write says so from the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def read_transaction(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees one state of the book, whatever others write meanwhile."""
    with translated_errors(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def write_transaction(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that alone may write; all of it is kept at the end, or nothing if an error leaves the block."""
    with translated_errors(path), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def deadline(connection: Connection, limit_ms: int) -> Iterator[None]:
    """Stops SQLite when the block's queries take longer than `limit_ms`: S007."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    end = time.monotonic() + limit_ms / 1_000
    driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_CHECKS)
    try:
        yield
    except DBAPIError as error:
        if _code_of(error) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise StoreError("S007", limit=limit_ms) from error
    finally:
        driver.set_progress_handler(None, 0)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system say about the book at `path` into a StoreError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        translated = _translated(error, path)
        if translated is None:
            raise
        raise translated from error
    except PoolTimeout as error:
        raise StoreError("S003", str(path)) from error
    except OSError as error:
        raise StoreError("S004", str(path)) from error


def _translated(error: Exception, path: Path) -> StoreError | None:
    code = _code_of(error)
    if code in _LOCKED:
        return StoreError("S003", str(path))
    if code in _NOT_WRITABLE:
        return StoreError("S004", str(path))
    if code in _DAMAGED:
        return StoreError("S006", str(path))
    if code == sqlite3.SQLITE_NOTADB:
        return StoreError("S001", str(path))
    return None


def _code_of(error: Exception) -> int:
    """SQLite's primary result code, 0 for none; the extended ones carry more in their upper bits."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(original, "sqlite_errorcode", 0)) & 0xFF


def raw_connection(path: Path, *, wait_ms: int = 5_000) -> closing[sqlite3.Connection]:
    """A plain connection outside the engine, for pragmas and copies that must not lie in a transaction."""
    return closing(sqlite3.connect(path, timeout=wait_ms / 1_000, isolation_level=None))
