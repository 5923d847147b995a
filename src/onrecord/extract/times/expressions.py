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
    "piece",
    "fiscal",
    "holiday",
    "period",
]
Direction = Literal["last", "next", "this", "same", "ago", "earlier", "later", "from-now"]


@dataclass(frozen=True, slots=True)
class Expression:
    """Words `first` to `last` (included) of a scan, and what they say; fields that do not apply are None.

    `unit` is a letter of the table (Y, MO, W, D ...), or the season. `count` is None for a vague number. `clock` is
    "HH:MM", `to_minute` whether its minutes are written. `value` is ready-made ("PRESENT_REF", "P1D"). `narrative`
    marks what counts from the time told of ("the following day") rather than from the day of writing ("next week").
    `bounded` marks "the year" as in "the end of the year". `base` is the longer period of a piece. `doubtful` is
    read only where the text has others of its kind. `holiday` is the rule of a moving one ("easter-2", "11-4-4": the
    4th Thursday of November).
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
    to_minute: bool = False
    value: str | None = None
    before_christ: bool = False
    same_year: bool = False
    narrative: bool = False
    bounded: bool = False
    doubtful: bool = False
    holiday: str | None = None
    base: Expression | None = None
