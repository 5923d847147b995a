"""Which of two versions of a reader is the newer one."""

from __future__ import annotations

import re

_VERSION = re.compile(r"[vV]?(?:(\d{1,18})!)?(\d{1,18}(?:\.\d{1,18})*)(.*)", re.ASCII | re.DOTALL)
_EARLY = re.compile(r"[.\-_]?(?:a|b|c|rc|dev|alpha|beta|pre)", re.IGNORECASE)
_PIECES = re.compile(r"[0-9]{1,18}|[A-Za-z]+")


def is_newer(version: str, than: str) -> bool:
    """Whether `version` comes after `than`: 0.10 after 0.9, 1.0 after 1.0rc1, 1.0+model.2 after 1.0+model.1."""
    return _key(version) > _key(than)


def _key(version: str) -> tuple[object, ...]:
    found = _VERSION.match(version)
    if found is None:
        return -1, (), 0, _pieces(version)
    numbers = [int(number) for number in found[2].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    rest = found[3]
    stage = 1 if not rest else 0 if _EARLY.match(rest) else 2
    return int(found[1] or 0), tuple(numbers), stage, _pieces(rest)


def _pieces(text: str) -> tuple[tuple[int, int, str], ...]:
    """Letters and numbers so that numbers compare as numbers and letters come before them."""
    return tuple(
        (1, int(piece), "") if piece.isdigit() else (0, 0, piece.casefold()) for piece in _PIECES.findall(text)
    )
