"""docs/store.md tells every table, and its SQL runs."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from store_readings import reading_of

from onrecord.store import open_book, tables

DOCUMENT = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")

VIEWS = ("statement_flat", "coded_flat")
INDEXES = ("article_fts", "statement_fts", "coded_record_fts")


def test_every_table_is_told() -> None:
    told = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.*?`) \|", DOCUMENT, re.MULTILINE))))
    assert told == {*tables.metadata.tables, *VIEWS, *INDEXES}


def test_the_queries_run_and_prove_what_they_say(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db") as book:
        book.add(reading_of())
    (block,) = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
    denials, unanswered, proof = (query for query in block.split(";") if query.strip())
    with closing(sqlite3.connect(tmp_path / "book.db")) as connection:
        assert [row[1:3] for row in connection.execute(denials)] == [("Scholz", "that Germany hesitates")]
        assert connection.execute(unanswered).fetchall() == []
        assert connection.execute(proof).fetchall() == []
        assert connection.execute("SELECT count(*) FROM statement_span").fetchone()[0] == 9
