"""Lints the tables of modalities: what each is, the marks people see, and the English words that show it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from onrecord.ontology.modalities import mark_of
from onrecord.ontology.tables import table
from onrecord.records import Modality, Polarity

WORDS = table("english/modality")
SCHEMA = table("english/modality_schema")
CONCEPTS = Path(__file__).parents[2] / "docs" / "concepts.md"


def test_the_table_has_every_modality_of_the_records_in_their_order() -> None:
    assert tuple(entry["name"] for entry in table("modalities")["modalities"]) == get_args(Modality)


@pytest.mark.parametrize("modality", get_args(Modality))
@pytest.mark.parametrize("polarity", get_args(Polarity))
def test_all_but_what_was_said_has_a_mark_in_words(modality: str, polarity: str) -> None:
    mark = mark_of("say", modality, polarity)
    assert (mark is None) == ((modality, polarity) == ("made", "positive"))
    assert mark is None or ("say" in mark and "{" not in mark)


def test_a_modality_of_a_later_reader_is_shown_as_it_is() -> None:
    assert mark_of("say", "dreamt", "positive") == "dreamt, positive"


def test_the_documents_say_what_each_modality_is() -> None:
    page = CONCEPTS.read_text(encoding="utf-8")
    for entry in table("modalities")["modalities"]:
        assert f"| `{entry['name']}` |" in page


def test_the_words_have_the_keys_of_their_schema() -> None:
    assert set(WORDS) == set(SCHEMA)
    for key, rule in SCHEMA.items():
        assert isinstance(WORDS[key], dict if rule["type"] == "groups" else list), key
        assert rule["means"]


def test_every_word_is_lower_case_text_and_stands_once_in_its_list() -> None:
    for path, words in _lists(WORDS):
        assert words, path
        assert all(isinstance(word, str) and word == word.lower().strip() for word in words), path
        assert len(words) == len(set(words)), path


def test_no_word_gives_two_modalities() -> None:
    for key in ("auxiliaries", "governors"):
        listed = [word for words in WORDS[key].values() for word in words]
        assert len(listed) == len(set(listed)), key
    assert set(WORDS["auxiliaries"]) <= set(get_args(Modality))


def test_irregular_forms_are_of_verbs_that_are_used() -> None:
    used = {word for path, words in _lists(WORDS) if not path.startswith("/irregular") for word in words}
    assert set(WORDS["irregular"]) <= used


def _lists(value: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, f"{path}/{key}")
    else:
        yield path, value
