"""Lints the table of words that turn a quotation into another statement."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.ontology.tables import table
from onrecord.store.checking.folding import words_of

LANGUAGES = sorted(table("checking"))
KEYS = {"negations", "negated_beginnings", "negated_endings", "numbers"}


def rows(language: str) -> dict[str, Any]:
    found: dict[str, Any] = table("checking")[language]
    return found


def test_the_languages_that_are_read_are_there() -> None:
    assert {"en", "de", "fr", "sq"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_known_and_every_needed_one_there(language: str) -> None:
    assert {"negations", "numbers"} <= set(rows(language)) <= KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_one_folded_word_and_stands_once(language: str) -> None:
    negations = rows(language)["negations"]
    assert len(negations) == len(set(negations)) > 5
    for word in [*negations, *rows(language)["numbers"]]:
        assert list(words_of(word).forms) == [word], word
    assert not set(negations) & set(rows(language)["numbers"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_numbers(language: str) -> None:
    numbers = rows(language)["numbers"]
    assert len(numbers) > 20
    assert all(isinstance(value, int | float) and not isinstance(value, bool) for value in numbers.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_of_words_hold_an_apostrophe(language: str) -> None:
    parts = [*rows(language).get("negated_beginnings", ()), *rows(language).get("negated_endings", ())]
    assert all("'" in part and part == part.lower() for part in parts)
