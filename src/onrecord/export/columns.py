"""The columns of an export: a data table, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from onrecord.store import StatementRow, plain


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, where its value stands in a row (`value`, a dotted path), its type and its meaning."""

    name: str
    value: str
    type: Literal["text", "integer", "number", "boolean", "list"]
    meaning: str

    def of(self, row: StatementRow) -> Any:
        """The column's value as JSON knows it; None for none."""
        value: object = row
        for step in self.value.split("."):
            if value is None:
                return None
            value = getattr(value, step)
        return plain(value)


@cache
def columns() -> tuple[Column, ...]:
    """All columns in their order."""
    table = files("onrecord.export").joinpath("columns.yaml").read_text(encoding="utf-8")
    return tuple(Column(**entry) for entry in yaml.safe_load(table))
