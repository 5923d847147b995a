"""Names of weapons and equipment with their class and maker, from the table in `data/` (docs/knowledge.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.knowledge.gazetteer import lines_of


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """A row of the table. `maker` is alpha-3 (SUN and YUG for states that are no more), None where it is not known.

    `in_context` says that the name is also that of something else ("Leopard", "Patriot"): it needs words of war beside
    it. `others` are further names; `row` names the table and the row, for explaining.
    """

    name: str
    equipment_class: str
    maker: str | None
    in_context: bool
    others: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The table and the row."""
        return f"equipment:{self.name}"


@cache
def equipment_rows() -> tuple[EquipmentRow, ...]:
    """All rows, the curated ones first, made once."""
    return tuple(map(_row, lines_of("equipment")))


def _row(line: str) -> EquipmentRow:
    name, of_class, maker, use, others = line.split("\t")
    return EquipmentRow(
        name,
        of_class,
        None if maker == "-" else maker,
        use == "context",
        () if others == "-" else tuple(others.split("|")),
    )
