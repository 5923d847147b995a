"""Plain tables for people: aligned, cut to the terminal, and whole where the output goes into a pipe."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence

from onrecord.cli import talk

#: The last column holds the words themselves; with less room than this it gets a line of its own.
_ROOM_FOR_WORDS = 40
_GAP = "  "
_INDENT = "    "


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, widest: int = 28) -> None:
    """Prints rows under their column names; no column but the last is wider than `widest`."""
    clean = [[talk.printable(cell) for cell in row] for row in rows]
    width = _terminal_width()
    sizes = [min(widest, max(_width(cell) for cell in cells)) for cells in zip(*[list(columns), *clean], strict=True)][
        :-1
    ]
    room = None if width is None else width - sum(sizes) - len(_GAP) * len(sizes)
    talk.say_data(talk.styled(_line(columns, sizes, room), bold=True))
    for row in clean:
        talk.say_data(
            _line(row, sizes, room) if room is None or room >= _ROOM_FOR_WORDS else _two_lines(row, sizes, width)
        )


def say_fields(fields: Sequence[tuple[str, str | None]]) -> None:
    """Prints labels and values, one a line; a value of None is left out."""
    shown = [(label, talk.printable(value)) for label, value in fields if value is not None]
    size = max((len(label) for label, _ in shown), default=0)
    for label, value in shown:
        talk.say_data(f"{talk.styled(label.ljust(size), dim=True)}{_GAP}{value}")


def cut(text: str, width: int) -> str:
    """`text` if it fits into `width` columns, else its beginning and an ellipsis."""
    if _width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += _char_width(char)
        if used >= width:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def _line(cells: Sequence[str], sizes: Sequence[int], room: int | None) -> str:
    padded = [_pad(cut(cell, size), size) for cell, size in zip(cells[:-1], sizes, strict=True)]
    last = cells[-1] if room is None else cut(cells[-1], max(room, _ROOM_FOR_WORDS))
    return _GAP.join([*padded, last]).rstrip()


def _two_lines(cells: Sequence[str], sizes: Sequence[int], width: int | None) -> str:
    first = _line([*cells[:-1], ""], sizes, None)
    words = cells[-1] if width is None else cut(cells[-1], max(width - len(_INDENT), _ROOM_FOR_WORDS))
    return f"{first}\n{_INDENT}{words}"


def _pad(text: str, size: int) -> str:
    return text + " " * max(0, size - _width(text))


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _terminal_width() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
