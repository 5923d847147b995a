"""`onrecord verify`: silent when all is well, exit code 1 and a line a fault when not."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def test_sound_book(run: Any, book: Path) -> None:
    result = run("verify", "--book", book)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 articles and 2 statements checked: no faults.\n"


def test_changed_text_is_found(run: Any, book: Path) -> None:
    with closing(sqlite3.connect(book)) as connection, connection:
        changed = connection.execute("UPDATE article SET text = replace(text, 'pact', 'PACT')").rowcount
    assert changed == 1
    result = run("verify", "--json", "--book", book)
    assert result.exit_code == 1
    faults = [json.loads(line) for line in result.stdout.splitlines()]
    assert faults
    assert all(fault["kind"] == "fault" and fault["what"] for fault in faults)
