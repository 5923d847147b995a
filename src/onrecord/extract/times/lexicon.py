"""The words for times of one language, made ready for looking up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from onrecord.extract.words import Phrases
from onrecord.ontology.tables import table
from onrecord.records import TimeModality

#: Languages with a table of words for times.
LANGUAGES = frozenset({"en", "de", "fr", "sq", "uk", "ru"})
#: What an expression can begin with.
_STARTING_WORDS = frozenset({"the", "q", "h", "fy", "year"})
_STARTING_SETS = (
    "last",
    "next",
    "this",
    "same",
    "every",
    "vague_counts",
    "frequencies",
    "first_parts",
    "last_parts",
    "fiscal",
    "articles",
)
_STARTING_MAPS = (
    "months",
    "weekdays",
    "units",
    "seasons",
    "parts",
    "days",
    "sets",
    "numbers",
    "ordinals",
    "decades_in_words",
)
_NO_WORDS: frozenset[str] = frozenset()
_NO_VALUES: Mapping[str, Any] = {}


class TimeWords:
    """The table of a language; whatever it lacks is empty."""

    def __init__(self, language: str) -> None:
        row: dict[str, Any] = table(f"times/{language}")
        self.language = language
        self._sets = {name: frozenset(map(str, rows)) for name, rows in row.items() if isinstance(rows, list)}
        self._maps: dict[str, dict[str, Any]] = {name: rows for name, rows in row.items() if isinstance(rows, dict)}
        self.same_year = Phrases((surface, True) for surface in row.get("same_year", ()))
        self.from_now = Phrases((surface, True) for surface in row.get("from_now", ()))
        self.references: Phrases[str] = Phrases(
            (surface, value)
            for name, value in (
                ("present_read", "PRESENT_REF"),
                ("past_read", "PAST_REF"),
                ("future_read", "FUTURE_REF"),
            )
            for surface in row.get(name, ())
        )
        days = {**row.get("holidays", {}), **row.get("dated_events", {})}
        self.named_days: Phrases[str] = Phrases((surface, str(day)) for surface, day in days.items())
        self.moving_days: Phrases[str] = Phrases(row.get("moving", {}).items())
        self.named_periods: Phrases[str] = Phrases(row.get("periods", {}).items())
        self.modalities: Phrases[TimeModality] = Phrases(row.get("modalities", {}).items())
        self.modalities_behind: Phrases[TimeModality] = Phrases(row.get("modalities_behind", {}).items())

    @cached_property
    def starts(self) -> frozenset[str]:
        """Every word that an expression can begin with, but for digits: at most words nothing need be tried."""
        sets = (self.listed(name) for name in _STARTING_SETS)
        maps = (self.valued(name) for name in _STARTING_MAPS)
        runs = (self.references, self.named_days, self.moving_days, self.named_periods)
        return frozenset(_STARTING_WORDS.union(*sets, *maps, *(phrases.first_words for phrases in runs)))

    def listed(self, name: str) -> frozenset[str]:
        """The set `name` of the table."""
        return self._sets.get(name, _NO_WORDS)

    def valued(self, name: str) -> Mapping[str, Any]:
        """The mapping `name` of the table."""
        return self._maps.get(name, _NO_VALUES)


@cache
def time_words(language: str) -> TimeWords:
    """The words of a language, made once. Raises KeyError where there is no table."""
    return TimeWords(language)
