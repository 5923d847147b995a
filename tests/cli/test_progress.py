"""The progress line is for a terminal that someone watches, and for nothing else."""

import io
import sys

import pytest

from onrecord.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_drawn_into_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with Progress(total=2, quiet=False) as progress:
        progress.step("first")
    assert pipe.getvalue() == ""


def test_quiet_is_quiet_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(total=2, quiet=True) as progress:
        progress.step("first")
    assert terminal.getvalue() == ""


def test_a_bar_where_the_total_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(total=2, quiet=False) as progress:
        progress.step("first\x1b[2J")
    assert "[############------------] 1/2  first\N{REPLACEMENT CHARACTER}[2J" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_count_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(total=None, quiet=False) as progress:
        progress.step("first")
    assert "1 read  first" in terminal.getvalue()
