"""Commitments in the columns that trackers of promises use, as CSV (docs/export.md has each column's meaning)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from onrecord.export.writers import safe_cell
from onrecord.records import Commitment, Participant
from onrecord.store import CodedRow, WordedQuantity

TRACKER_COLUMNS = (
    "source",
    "date_announced",
    "promiser",
    "beneficiary",
    "kind",
    "action",
    "item",
    "item_class",
    "item_name",
    "item_maker",
    "quantity",
    "amount",
    "currency",
    "deadline",
    "condition",
    "specificity",
    "bindingness",
    "status",
    "sentence",
    "url",
    "id",
)


def write_tracker(rows: Iterable[CodedRow], stream: TextIO, *, safe: bool = False) -> int:
    """Writes the commitments among the rows as CSV; says how many there were.

    With `safe`, `'` stands before each text that a spreadsheet could take for a formula. Lines end with CR LF, so
    `stream` must not translate line ends (open it with `newline=""`).
    """
    guard: Callable[[str], str] = safe_cell if safe else str
    writer = csv.writer(stream)
    writer.writerow(TRACKER_COLUMNS)
    count = 0
    for row in rows:
        if isinstance(row.record, Commitment):
            writer.writerow([guard(cell) for cell in tracker_row(row, row.record)])
            count += 1
    return count


def tracker_row(row: CodedRow, commitment: Commitment) -> tuple[str, ...]:
    """The cells of a commitment; empty where the text does not say."""
    money = next((found for found in row.quantities if found.quantity.quantity_kind == "money"), None)
    count = next((found for found in row.quantities if found.quantity.quantity_kind == "count"), None)
    deadline = next((time.time for time in row.times if time.time.id == commitment.deadline), None)
    return (
        row.publisher or "",
        row.day or "",
        _names(commitment.promisers),
        _names(commitment.beneficiaries),
        commitment.commitment_kind,
        commitment.action,
        row.words(commitment.object) or (count.what if count and count.what else ""),
        _each(found.equipment.classes[0] for found in row.equipment),
        _each(found.equipment.name for found in row.equipment),
        _each(found.equipment.maker for found in row.equipment),
        _amount(count),
        _amount(money),
        (money.quantity.currency or "") if money else "",
        (deadline.end or deadline.value or "") if deadline else "",
        row.words(commitment.condition) or "",
        commitment.specificity,
        commitment.bindingness,
        commitment.status,
        row.sentence,
        row.post_address or row.address,
        commitment.id,
    )


def _names(parties: Iterable[Participant]) -> str:
    return "; ".join(party.name for party in parties)


def _each(values: Iterable[str | None]) -> str:
    """The values of a promise's equipment, each once."""
    return "; ".join(dict.fromkeys(value for value in values if value))


def _amount(found: WordedQuantity | None) -> str:
    """A number as a tracker has it: one value, or the ends of a range."""
    if found is None:
        return ""
    ends = [end for end in (found.quantity.low, found.quantity.high) if end is not None]
    return "–".join(dict.fromkeys(f"{end:.15g}" for end in ends))
