"""Whether two spellings may name one person: initials, middle names, suffixes, and other ways to write a sound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import fold_name

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Words of this many letters may differ by one of them ("Rushdiyah", "Rushiyah").
_LONG = 7
_SOUNDS = (
    (re.compile(r"[-'’.]"), ""),
    (re.compile(r"iyy|yy|iy|ij|ey$|ii"), "y"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"ie$|i$|e$"), "y"),
    (re.compile(r"([aeiou])h(?=[^aeiou]|$)"), r"\1"),
    (re.compile(r"ck|c(?=[aou])|q"), "k"),
)


def name_words(form: str) -> tuple[str, ...]:
    """The words of a person's name as they are compared: folded, without "Jr." and what follows it.

    >>> name_words("James P. Example Jr.")
    ('james', 'p', 'example')
    """
    words = [word.strip(".,") for word in fold_name(form).split()]
    words = [word for word in words if word]
    return tuple(words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words)


def sound(word: str) -> str:
    """A word without what transliterations differ in.

    >>> sound("zelenskyy") == sound("zelensky") == sound("zelenskiy")
    True
    """
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names, of two words or more each, may be one person's.

    >>> same_person(("john", "g", "roberts"), ("john", "roberts"))
    True
    >>> same_person(("maria", "example"), ("paul", "example"))
    False
    """
    shorter, longer = sorted((tuple(one), tuple(other)), key=len)
    if longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter:
        return True
    if not _like(one[-1], other[-1]) or not _first_names_agree(one[0], other[0]):
        return False
    spelled_alike = one[-1] == other[-1] or one[0] == other[0]
    return spelled_alike and _middles_agree(one[1:-1], other[1:-1])


def _first_names_agree(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _like(one, other)


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Middle names agree where one name leaves them out, or they begin alike."""
    return not one or not other or one[0][0] == other[0][0]


def _like(one: str, other: str) -> bool:
    if one == other or sound(one) == sound(other):
        return True
    return min(len(one), len(other)) >= _LONG and _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    shorter, longer = sorted((one, other), key=len)
    at = next((n for n, letter in enumerate(shorter) if letter != longer[n]), len(shorter))
    return shorter[at:] == longer[at + 1 :] or shorter[at + 1 :] == longer[at + 1 :]
