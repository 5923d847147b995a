"""Names of places and what they may stand for, from the tables in `data/` (docs/places.md has their sources)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.knowledge.areas import Area, Areas, areas_of

#: What a county weighs beside a town of the same name.
_PEOPLE_OF_COUNTY = 700_000
#: A shorter word one letter off is often a word of its own.
_LONG_ENOUGH = 6
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")

RowKind = Literal["country", "region", "area", "town"]


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """A place of the tables. `country` is alpha-2 and `division` the code of the first-order division within it.

    `adjectives` are those of a country ("French", "Frenchman"). `row` names the table and the row, for explaining.
    `area` is the row of the table of regions that an area has.
    """

    kind: RowKind
    name: str
    country: str
    division: str
    latitude: float
    longitude: float
    people: int = 0
    qid: str | None = None
    geonames: int | None = None
    alpha3: str | None = None
    capital: str | None = None
    adjectives: tuple[str, ...] = ()
    row: str = ""
    area: Area | None = None

    @property
    def id(self) -> str:
        """The QID where it is known, else the GeoNames number, else the table's row."""
        return self.qid or (f"geonames:{self.geonames}" if self.geonames else f"place:{self.row}")


class Gazetteer:
    """Places by name. Towns stay lines of text until they are asked for: most never are."""

    def __init__(
        self, countries: Iterable[str], regions: Iterable[str], towns: Iterable[str], areas: Iterable[str] = ()
    ) -> None:
        self._rows: dict[str, list[GazetteerRow]] = defaultdict(list)
        self._country_names: dict[str, list[str]] = defaultdict(list)
        self._adjectives: dict[str, GazetteerRow] = {}
        self._countries: dict[str, GazetteerRow] = {}
        self._by_alpha3: dict[str, GazetteerRow] = {}
        self._divisions: dict[tuple[str, str], GazetteerRow] = {}
        for line in countries:
            self._add_country(line.split("\t"))
        for line in regions:
            self._add_region(line.split("\t"))
        #: Continents, groups of countries, seas and the like, by the names that news has for them.
        self.areas: Areas = areas_of(areas)
        self._area_rows = {row: self._area_row(area) for row, area in self.areas.by_row.items()}
        # Lines of one name stand in one string: a list for each of a hundred thousand names takes as long again.
        self._towns: dict[str, str] = {}
        found = self._towns
        for line in towns:
            _, name, rest = line.split("\t", 2)
            known = found.get(name)
            found[name] = line if known is None else f"{known}\n{line}"
            others = rest.rpartition("\t")[2]
            for other in others.split("|") if others else ():
                known = found.get(other)
                found[other] = line if known is None else f"{known}\n{line}"

    def named(self, name: str) -> tuple[GazetteerRow, ...]:
        """Every place of this name as written: countries, regions and areas first, then towns by their people."""
        known = self._rows.get(name) or self._rows.get(name.removeprefix("the ").removeprefix("The ")) or ()
        area = self.areas.called(name)
        towns = self._towns.get(name)
        if area is not None:
            known = (*known, self._area_rows[area.row])
        return (*known, *map(_town, towns.split("\n"))) if towns else tuple(known)

    def area(self, area: Area) -> GazetteerRow:
        """The row of a region of the table of regions."""
        return self._area_rows[area.row]

    def adjective(self, word: str) -> GazetteerRow | None:
        """The country that an adjective or a people's name belongs to ("Ukrainian", "Serbs")."""
        return self._adjectives.get(word)

    def country(self, code: str) -> GazetteerRow | None:
        """A country by its alpha-2 code."""
        return self._countries.get(code)

    def by_alpha3(self, code: str) -> GazetteerRow | None:
        """A country by its alpha-3 code."""
        return self._by_alpha3.get(code)

    def misspelt(self, name: str) -> GazetteerRow | None:
        """The one country whose name differs from a long word by a letter changed, missing, added or swapped."""
        if len(name) < _LONG_ENOUGH or not name.isalpha():
            return None
        names = [other for other in self._country_names[name[0]] if _is_one_off(name, other)]
        near = {row.id: row for other in names for row in self._rows[other] if row.kind == "country"}
        return next(iter(near.values())) if len(near) == 1 else None

    def division(self, country: str, code: str) -> GazetteerRow | None:
        """A first-order division by its country and code, where the tables have it."""
        return self._divisions.get((country, code))

    def _add_country(self, fields: list[str]) -> None:
        code, alpha3, qid, name, latitude, longitude, capital, adjectives, others = fields
        row = GazetteerRow(
            "country",
            name,
            code,
            "",
            float(latitude),
            float(longitude),
            qid=qid,
            alpha3=alpha3,
            capital=capital or None,
            adjectives=tuple(filter(None, adjectives.split("|"))),
            row=f"countries:{code}",
        )
        self._countries[code] = row
        self._by_alpha3[alpha3] = row
        self._add(row, others)
        for adjective in row.adjectives:
            self._adjectives[adjective] = row

    def _add_region(self, fields: list[str]) -> None:
        kind, country, code, qid, name, latitude, longitude, others = fields
        row = GazetteerRow(
            "region",
            name,
            "" if country == "-" else country,
            "" if code == "-" else code,
            float(latitude),
            float(longitude),
            _PEOPLE_OF_COUNTY if kind == "county" else 0,
            qid=None if qid == "-" else qid,
            row=f"regions:{name}",
        )
        if row.division:
            self._divisions[row.country, row.division] = row
        self._add(row, others)

    def _area_row(self, area: Area) -> GazetteerRow:
        country = self._by_alpha3.get(area.country or "")
        return GazetteerRow(
            "area",
            area.name,
            country.country if country is not None else "",
            "",
            area.latitude,
            area.longitude,
            qid=area.qid,
            row=area.row,
            area=area,
        )

    def _add(self, row: GazetteerRow, others: str) -> None:
        names = (known.removeprefix("the ").removeprefix("The ") for known in (row.name, *others.split("|")))
        for known in dict.fromkeys(filter(None, names)):
            self._rows[known].append(row)
            if row.kind == "country":
                self._country_names[known[0]].append(known)


def _is_one_off(name: str, other: str) -> bool:
    """Whether a name is one letter away from another, the first letter kept (Damerau's four errors)."""
    pairs = enumerate(zip(name, other, strict=False))
    same = next((n for n, (one, another) in pairs if one != another), min(len(name), len(other)))
    rest, others = name[same:], other[same:]
    if not same or not rest + others:
        return bool(same)
    changed_or_missing = others[:1] in _LETTERS and others[1:] in (rest[1:], rest)
    swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return bool((others and changed_or_missing) or rest[1:] == others or swapped)


def _town(line: str) -> GazetteerRow:
    number, name, country, division, latitude, longitude, people, _ = line.split("\t")
    return GazetteerRow(
        "town",
        name,
        country,
        division,
        float(latitude),
        float(longitude),
        int(people),
        geonames=int(number),
        row=f"towns:{number}",
    )


def lines_of(name: str) -> Iterator[str]:
    """The rows of a table in `data/`, without its comments."""
    text = files("onrecord.knowledge").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line and not line.startswith("#"))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package, made once."""
    return Gazetteer(*map(lines_of, ("countries", "regions", "towns", "areas")))
