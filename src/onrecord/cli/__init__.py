"""The command line: one module a verb, all on click, with everything heavy loaded inside the verb that needs it."""

from __future__ import annotations

from onrecord.cli.app import command, main

__all__ = ["command", "main"]
