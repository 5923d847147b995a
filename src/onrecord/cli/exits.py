"""What a command's exit code says."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
PROBLEMS_FOUND: Final = 1
USAGE: Final = 2
PARTLY_FAILED: Final = 3
NOWHERE: Final = 4
INTERRUPTED: Final = 130


def of_items(succeeded: int, failed: int) -> int:
    """The code for work on many items: 0 if all went well, 3 if some failed, 1 if all did."""
    if not failed:
        return DONE
    return PARTLY_FAILED if succeeded else PROBLEMS_FOUND
