"""The words for times of one language, made ready for looking up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from onrecord.extract.words import Phrases
from onrecord.ontology.tables import table

#: Languages with a table of words for times.
LANGUAGES = frozenset({"en", "de", "fr", "sq", "uk", "ru"})
_SETS = (
    "capital",
    "beside_number",
    "last",
    "next",
    "this",
    "same",
    "narrative",
    "ago",
    "earlier",
    "later",
    "every",
    "vague_counts",
    "early",
    "mid",
    "late",
    "directly",
    "counted",
    "eras_before",
    "eras_after",
    "zones",
    "future_signs",
    "season_doubtful",
)
_MAPS = (
    "months",
    "weekdays",
    "units",
    "seasons",
    "parts",
    "clock",
    "days",
    "part_of_days",
    "sets",
    "numbers",
    "ordinals",
    "decades_in_words",
    "halves_of_day",
)


class TimeWords:
    """The table of a language; whatever it lacks is empty."""

    def __init__(self, language: str) -> None:
        row: dict[str, Any] = table(f"times/{language}")
        self.language = language
        self._sets = {name: frozenset(map(str, row.get(name, ()))) for name in _SETS}
        self._maps: dict[str, dict[str, Any]] = {name: dict(row.get(name, {})) for name in _MAPS}
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
        self.modalities: Phrases[str] = Phrases(row.get("modalities", {}).items())

    @cached_property
    def starts(self) -> frozenset[str]:
        """Every word that an expression can begin with, but for digits: at most words nothing need be tried."""
        sets = (self._sets[name] for name in ("last", "next", "this", "same", "every", "vague_counts"))
        maps = (self._maps[name] for name in _MAPS if name not in ("clock", "part_of_days", "halves_of_day"))
        phrases = (self.references.first_words, self.named_days.first_words)
        return frozenset({"the", "q"}.union(*sets, *maps, *phrases))

    def listed(self, name: str) -> frozenset[str]:
        """The set `name` of the table."""
        return self._sets[name]

    def valued(self, name: str) -> Mapping[str, Any]:
        """The mapping `name` of the table."""
        return self._maps[name]


@cache
def time_words(language: str) -> TimeWords:
    """The words of a language, made once. Raises KeyError where there is no table."""
    return TimeWords(language)
