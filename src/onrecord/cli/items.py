"""The items of a command's targets, read one by one, with every item that fails reported and the rest going on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.cli import talk
from onrecord.errors import InputError, UsageError
from onrecord.records import Article

if TYPE_CHECKING:
    from onrecord.sources import Limits


@dataclass(frozen=True, slots=True)
class Intake:
    """What to read and how: the options that `read`, `add` and `explain` share."""

    targets: tuple[str, ...]
    follow: bool = False
    date: str | None = None
    max_bytes: int | None = None

    def limits(self) -> Limits:
        """The caps on what comes from outside, with the size cap the person asked for."""
        from onrecord.sources import Limits

        return Limits() if self.max_bytes is None else Limits(max_bytes=self.max_bytes)


@dataclass(slots=True)
class Tally:
    """How many items went well and how many failed."""

    succeeded: int = 0
    failed: int = 0


def items(intake: Intake) -> Iterator[Article | InputError]:
    """Each article of the targets, or the error that stands for it, in the order given."""
    from onrecord.sources import load

    if not intake.targets:
        raise UsageError("U001")
    limits = intake.limits()
    for target in intake.targets:
        try:
            yield from load(target, limits=limits, follow=intake.follow, date=intake.date)
        except InputError as error:
            yield error


def articles(intake: Intake, tally: Tally, *, as_json: bool) -> Iterator[Article]:
    """The articles alone: errors are said and counted."""
    for item in items(intake):
        if isinstance(item, InputError):
            tally.failed += 1
            talk.say_error(item, as_json=as_json)
        else:
            yield item
