"""Alembic's scripts: how a book's schema came to be what it is, one numbered step a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path


def statements_of(script: Path) -> Iterator[str]:
    """The statements of an SQL script, one by one; a trigger with its inner statements is one."""
    pending = ""
    for line in script.read_text(encoding="utf-8").splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
