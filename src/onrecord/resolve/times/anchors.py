"""What relative expressions count from: the day a post was written, and the time that the text tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.extract.times import Expression
from onrecord.resolve.times.values import Moment

#: A text tells of another time than its own where so many of its years, and so large a share, are far from it.
_LEAST_YEARS, _SHARE = 4, 0.5
_NEAR = 1
#: No sentence that is near any other.
_NEVER = -9

_YEAR_BEFORE_CHRIST = re.compile(r"BC(\d{4})")


@dataclass(slots=True)
class Anchors:
    """The day of writing, the last time told of, and whether the text is a narrative of other times.

    `fine` is the precision of the time told of, `told_in` the number of the sentence that told it; `sentence` is the
    number of the one being read. `before_christ` is the year told of last, where it was one before Christ.
    """

    written: date | None
    narrative: bool
    told: date | None = None
    fine: str = ""
    before_christ: int | None = None
    sentence: int = 0
    told_in: int = _NEVER

    def remember(self, moment: Moment) -> None:
        """Takes a resolved time as the one told of; coarser times inside the year told of change nothing."""
        early = _YEAR_BEFORE_CHRIST.match(moment.value)
        if early is not None:
            self.before_christ = int(early.group(1))
        if moment.begin is None or moment.precision in ("decade", "century"):
            return
        self.before_christ, self.told_in = None, self.sentence
        if moment.precision == "year" and self.told is not None and self.told.year == moment.begin.year:
            return
        self.told, self.fine = moment.begin, moment.precision

    @property
    def near(self) -> bool:
        """Whether the time told of stands in this sentence or the one before."""
        return self.told is not None and self.sentence - self.told_in <= 1

    @property
    def context(self) -> date | None:
        """What partial dates are completed from."""
        return self.told if self.narrative and self.told is not None else self.written or self.told


def is_narrative(written: date | None, expressions: Sequence[Expression]) -> bool:
    """Whether a text tells of another time than that of its writing, by the years that it names."""
    years = [
        found.year
        for found in expressions
        if found.kind == "date" and found.year is not None and not found.before_christ
    ]
    if written is None:
        return bool(years)
    far = sum(abs(number - written.year) > _NEAR for number in years)
    return far >= _LEAST_YEARS and far >= _SHARE * len(years)
