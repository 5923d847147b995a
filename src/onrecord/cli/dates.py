"""Days as people write them on the command line."""

from __future__ import annotations

from datetime import date

import click

from onrecord.errors import UsageError


class Day(click.ParamType[str]):
    """A day written YYYY-MM-DD; kept as the string, which is how records keep it."""

    name = "YYYY-MM-DD"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` if it is a day of the calendar; error U003 if it is not."""
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise UsageError("U003", value=value) from None
