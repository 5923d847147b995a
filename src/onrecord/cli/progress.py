"""A line on the terminal that shows long work moving; nothing at all where no one watches."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

import click

from onrecord.cli import talk
from onrecord.cli.table import cut

_REDRAW_SECONDS = 0.1
_BAR = 24


class Progress:
    """Counts work on standard error, as a bar where the total is known; silent unless that is a terminal.

    with Progress(total=40, quiet=False) as progress:
        progress.step("page.html")
    """

    def __init__(self, *, total: int | None, quiet: bool) -> None:
        self._total = total
        self._done = 0
        self._shown = sys.stderr.isatty() and not quiet
        self._next_draw = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def step(self, name: str, amount: int = 1) -> None:
        """Says that the work on `name` is done."""
        self._done += amount
        now = time.monotonic()
        if self._shown and now >= self._next_draw:
            self._next_draw = now + _REDRAW_SECONDS
            self._draw(name)

    def clear(self) -> None:
        """Takes the line away, so that something else can be printed."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)

    def _draw(self, name: str) -> None:
        if self._total:
            share = min(1.0, self._done / self._total)
            filled = round(share * _BAR)
            head = f"[{'#' * filled}{'-' * (_BAR - filled)}] {self._done}/{self._total}"
        else:
            head = f"{self._done} read"
        line = cut(f"{head}  {talk.printable(name)}", shutil.get_terminal_size().columns - 1)
        click.echo(f"\r\x1b[K{line}", err=True, nl=False, color=True)
