"""Regions as news names them ("the Sahel", "NATO's eastern flank"), from `data/areas.tsv` (areas_schema.yaml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

#: Directions are written in many ways: "South-East Asia", "southeast Asia", "South East Asia".
_DIRECTION = re.compile(
    r"\b(?:(?:north|south)[- ]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|central|sub-?saharan)\b",
    re.IGNORECASE,
)
_APOSTROPHES = str.maketrans("’–", "'-")
_GROUND = frozenset({"ocean", "sea", "gulf", "strait", "line", "military", "land"})
_GROUND_NAMES = ("Peninsula", "Islands", "Valley", "Heights")
#: One of these is in each of them: a quick look before the search.
_IN_DIRECTIONS = ("orth", "outh", "ORTH", "OUTH", "ast", "est", "AST", "EST", "entral", "ENTRAL", "ahara", "AHARA")
_SPLITTING = ("north", "south", "sub")
#: By how many words a direction may be longer in a text than in the table ("south-east" is three).
_SPLIT = 2
#: More countries than this are told by their number.
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the table. `made_of` are the countries that lie in it whole, `lies_in` those that it takes a part of."""

    kind: str
    name: str
    latitude: float
    longitude: float
    qid: str | None = None
    radius: int | None = None
    made_of: tuple[str, ...] = ()
    lies_in: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The table and the row, for explaining."""
        return f"areas:{self.name}"

    @property
    def country(self) -> str | None:
        """The one country (alpha-3) that it lies in."""
        countries = (*self.made_of, *self.lies_in)
        return countries[0] if len(countries) == 1 else None

    @property
    def is_ground(self) -> bool:
        """Whether nobody acts by its name: a sea, a front, a province, a peninsula; the Gulf states and Europe do."""
        return self.kind in _GROUND or self.name.endswith(_GROUND_NAMES)

    @property
    def told(self) -> str:
        """What it is, for explaining: its kind, its countries, its size."""
        parts = [self.kind]
        if self.made_of:
            few = len(self.made_of) <= _MOST_TOLD
            parts.append(f"made of {', '.join(self.made_of) if few else f'{len(self.made_of)} countries'}")
        if self.lies_in:
            parts.append(f"lies in {', '.join(self.lies_in)}")
        if self.radius is not None:
            parts.append(f"some {self.radius} km around its point")
        return "; ".join(parts)


@dataclass(slots=True)
class Areas:
    """The regions by their names."""

    named: dict[str, Area] = field(default_factory=dict)
    in_context: dict[str, Area] = field(default_factory=dict)
    adjectives: dict[str, Area] = field(default_factory=dict)
    by_row: dict[str, Area] = field(default_factory=dict)
    _reach: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def reach(self, word: str) -> int:
        """How many words the longest name has that begins with this one; 0 where none does."""
        return self._reach.get(_first(word), 0)

    def called(self, name: str) -> Area | None:
        """The region of this name, wherever it stands."""
        key = folded(name)
        return self.named.get(key) or self.named.get(key.lower())

    def called_in_context(self, name: str) -> Area | None:
        """The region that this name may mean where the article speaks of what it belongs to."""
        key = folded(name)
        return self.in_context.get(key) or self.in_context.get(key.lower())

    def asked_for(self, name: str) -> Area | None:
        """The region that somebody asks for, in any case, by a name or by one that means it only in context."""
        wanted = folded(name.strip()).casefold()
        every = (*self.named.items(), *self.in_context.items())
        return next((area for key, area in every if key.casefold() == wanted), None)

    def adjective(self, word: str) -> Area | None:
        """The region that an adjective belongs to ("Middle Eastern")."""
        return self.adjectives.get(folded(word))

    def add(self, area: Area) -> None:
        """Adds a row with all its names."""
        self.by_row[area.row] = area
        for names, found in (
            ((area.name, *area.aliases), self.named),
            (area.adjectives, self.adjectives),
            (area.in_context, self.in_context),
        ):
            for name in names:
                key = folded(name)
                found.setdefault(key, area)
                first = _first(key)
                self._reach[first] = max(self._reach[first], _words_of(key) + _SPLIT)


def folded(name: str) -> str:
    """A name as it is looked for: no article before it, directions in one spelling and without capitals.

    A name that has no capital beside its directions is found in any case.
    """
    name = " ".join(name.translate(_APOSTROPHES).split())
    name = name.removeprefix("the ").removeprefix("The ")
    if not any(letters in name for letters in _IN_DIRECTIONS):
        return name
    return _DIRECTION.sub(lambda found: re.sub(r"[- ]", "", found.group()).lower(), name)


def _words_of(key: str) -> int:
    """At most how many words a name has in a text, where a mark is a word."""
    return 1 + key.count(" ") + 2 * (key.count("-") + key.count("'") + key.count("."))


@lru_cache(maxsize=1 << 16)
def _first(name: str) -> str:
    """What a name begins with: its first letters, of a direction those that a split one begins with ("south-east")."""
    word = name.lower()
    for begin in _SPLITTING:
        if word.startswith(begin):
            return begin
    end = next((at for at, letter in enumerate(word) if not letter.isalnum()), len(word))
    return word[: max(1, end)]


def area_of(line: str) -> Area:
    """The row that a line of the table describes."""
    fields = [None if value == "-" else value for value in line.split("\t")]
    kind, qid, name, made_of, lies_in, latitude, longitude, radius, *names = fields
    return Area(
        kind or "",
        name or "",
        float(latitude or 0),
        float(longitude or 0),
        qid,
        int(radius) if radius else None,
        _listed(made_of),
        _listed(lies_in),
        *map(_listed, names),
    )


def areas_of(lines: Iterable[str]) -> Areas:
    """The regions of a table."""
    areas = Areas()
    for line in lines:
        areas.add(area_of(line))
    return areas


def _listed(value: str | None) -> tuple[str, ...]:
    return tuple(value.split("|")) if value else ()
