"""What an expression of time says by itself; what it stands for is decided by `resolve.times`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "date",
    "decade",
    "century",
    "season",
    "quarter",
    "half",
    "weekday",
    "part",
    "day",
    "relative",
    "offset",
    "duration",
    "set",
    "reference",
]
Direction = Literal["last", "next", "this", "same", "ago", "earlier", "later", "from-now"]


@dataclass(frozen=True, slots=True)
class Expression:
    """Words `first` to `last` (included) of a scan, and what they say; fields that do not apply are None.

    `unit` is a letter of the table (Y, MO, W, D ...), or the season or part of the day. `count` is None for a vague
    number. `clock` is "HH:MM". `value` is ready-made ("PRESENT_REF", "P1D"). `narrative` marks what counts from the
    time told of ("the following day") rather than from the day of writing ("next week").
    """

    kind: Kind
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    count: float | None = None
    number: int | None = None
    direction: Direction | None = None
    part: str | None = None
    clock: str | None = None
    value: str | None = None
    before_christ: bool = False
    same_year: bool = False
    narrative: bool = False
