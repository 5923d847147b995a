"""Writes `books/vN.db.gz`: a book as this onrecord makes it, for later ones to prove that they can open it.

    PYTHONPATH=src python tests/store/make_book.py

Run it once for each schema that is released, and never again for the same one.
"""

from __future__ import annotations

import gzip
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from store_readings import SUMMIT_SAID, reading_of

from onrecord.store import open_book
from onrecord.store.upgrade import SCHEMA_VERSION

BOOKS = Path(__file__).parent / "books"

#: What every stored book holds: an article, and one whose first reading a newer reader has superseded.
SUPERSEDED = reading_of(address="https://example.org/superseded")
READINGS = (
    reading_of(),
    SUPERSEDED,
    reading_of(said=SUMMIT_SAID[:2], address="https://example.org/superseded", version="1.1"),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        with open_book(path) as book:
            for reading in READINGS:
                book.add(reading)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        target = BOOKS / f"v{SCHEMA_VERSION}.db.gz"
        target.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
