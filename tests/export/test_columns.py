"""The column table: complete, sound, and told to people."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from onrecord.export import Column, columns
from onrecord.store import StatementRow

DOCUMENT = Path(__file__).parents[2] / "docs" / "export.md"


def test_names_are_unique_and_plain() -> None:
    names = [column.name for column in columns()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_every_field_of_a_row_is_exported() -> None:
    exported = {column.value.split(".")[0] for column in columns()}
    assert exported == {field.name for field in fields(StatementRow)}


def test_every_column_has_a_known_type_and_a_meaning() -> None:
    for column in columns():
        assert column.type in {"text", "integer", "number", "boolean", "list"}, column.name
        assert column.meaning.endswith("."), column.name


def test_the_document_tells_every_column() -> None:
    """The table in docs/export.md is the column table, line for line."""
    _, _, section = DOCUMENT.read_text(encoding="utf-8").partition("## Columns")
    section = section.partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    assert lines == [_line(column) for column in columns()]


def _line(column: Column) -> str:
    return f"| `{column.name}` | {column.type} | {column.meaning} |"


@pytest.mark.parametrize("format", ["jsonl", "csv", "csv-safe"])
def test_the_document_tells_every_format(format: str) -> None:
    assert f"`{format}`" in DOCUMENT.read_text(encoding="utf-8")
