"""The number words, units and currencies of the tables, made ready for looking up word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.extract.words import Phrases
from onrecord.ontology.tables import table
from onrecord.records import QuantityKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement or a currency under its plain name; `currency` is ISO 4217."""

    name: str
    kind: QuantityKind
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the tables under ontology/quantities say."""

    ones: Mapping[str, float]
    tens: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    money_suffixes: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    fractions: Mapping[str, float]
    fraction_signs: Mapping[str, float]
    unit_words: Phrases[Unit]
    unit_symbols: Mapping[str, Unit]
    currency_signs: Mapping[str, Unit]
    bounds_before: Phrases[str]
    bounds_behind: Phrases[str]
    additional_before: frozenset[str]
    additional_behind: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    naming: frozenset[str]
    naming_always: frozenset[str]
    years_of_age: frozenset[str]
    lengths_behind: frozenset[str]
    months: frozenset[str]
    halves_of_day: frozenset[str]
    per: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, made once."""
    words: dict[str, Any] = table("quantities/english")
    units, symbols, signs = _units()
    numbers = {name: {key: float(value) for key, value in words[name].items()} for name in _NUMBERS}
    sets = {name: frozenset(words[name]) for name in _SETS}
    return Lexicon(
        ones=numbers["ones"],
        tens=numbers["tens"],
        scales=numbers["scales"],
        suffixes=numbers["suffixes"],
        money_suffixes=numbers["suffixes_of_money"],
        vague={word: (float(low), float(high)) for word, (low, high) in words["vague"].items()},
        fractions=numbers["fractions"],
        fraction_signs=numbers["fraction_signs"],
        unit_words=units,
        unit_symbols=symbols,
        currency_signs=signs,
        bounds_before=_bounds(words["bounds_before"]),
        bounds_behind=_bounds(words["bounds_behind"]),
        **sets,
    )


_NUMBERS = ("ones", "tens", "scales", "suffixes", "suffixes_of_money", "fractions", "fraction_signs")
_SETS = (
    "additional_before",
    "additional_behind",
    "up",
    "down",
    "naming",
    "naming_always",
    "years_of_age",
    "lengths_behind",
    "months",
    "halves_of_day",
    "per",
)


def _bounds(groups: Mapping[str, Sequence[str]]) -> Phrases[str]:
    return Phrases((surface, bound) for bound, surfaces in groups.items() for surface in surfaces)


def _units() -> tuple[Phrases[Unit], dict[str, Unit], dict[str, Unit]]:
    words: list[tuple[str, Unit]] = []
    symbols: dict[str, Unit] = {}
    for name, row in table("quantities/units").items():
        unit = Unit(name, row["kind"])
        words += [(surface, unit) for plain in row["words"] for surface in (plain, _plural(plain))]
        symbols |= {str(symbol): unit for symbol in row["symbols"]}
    signs: dict[str, Unit] = {}
    for code, row in table("quantities/currencies").items():
        unit = Unit(row["name"], "money", code)
        words += [(surface, unit) for surface in row["words"]]
        signs |= {"".join(sign.split()): unit for sign in row["signs"]}
    return Phrases(words), symbols, signs


def _plural(surface: str) -> str:
    return surface if surface.endswith("s") else surface + "s"
