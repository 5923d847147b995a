"""Lints the tables of direct quotes: every key as schema.yaml says, every entry of use, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onrecord.extract.tabled_patterns import languages, quote_table
from onrecord.ontology.tables import table

SCHEMA = table("quotes/schema")
ACTS = {act["name"] for act in table("acts")["acts"]} | {"say"}
LANGUAGES = sorted(languages())
LEAST = {
    "verbs": 30,
    "titles": 40,
    "not_names": 30,
    "modifiers": 10,
    "prepositions": 10,
    "determiners": 1,
    "quote_marks": 4,
}


def test_the_first_three_languages_are_there_and_the_schema_is_none() -> None:
    assert {"sq", "de", "fr"} <= languages()
    assert "schema" not in languages()
    assert "en" not in languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_in_the_schema_and_every_required_one_is_there(language: str) -> None:
    rows = table(f"quotes/{language}")
    assert set(rows) <= set(SCHEMA)
    assert {key for key, rule in SCHEMA.items() if rule.get("required")} <= set(rows)
    assert rows["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_of_its_type(language: str) -> None:
    rows = table(f"quotes/{language}")
    for key, value in rows.items():
        assert _fits(SCHEMA[key]["type"], value), f"{key}: not of type {SCHEMA[key]['type']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_twice_and_nothing_has_blanks_around_it(language: str) -> None:
    for path, words in _lists(table(f"quotes/{language}")):
        assert len(words) == len({str(word) for word in words}), f"{path}: {_twice(words)}"
        for word in words:
            assert not isinstance(word, str) or word == " ".join(word.split()) != "", f"{path}: {word!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verb_form_has_one_act(language: str) -> None:
    rows = table(f"quotes/{language}")
    for key in ("verbs", "participles", "separable"):
        forms = [str(form) for words in rows.get(key, {}).values() for form in words]
        assert len(forms) == len(set(forms)), f"{key}: {_twice(forms)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_large_enough_to_be_of_use(language: str) -> None:
    rows = table(f"quotes/{language}")
    for key, least in LEAST.items():
        entries = sum(map(len, rows[key].values())) if key == "verbs" else len(rows[key])
        assert entries >= least, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_both_a_name_part_and_a_verb(language: str) -> None:
    rows = table(f"quotes/{language}")
    verbs = {form for words in rows["verbs"].values() for form in words}
    assert not verbs & set(rows["not_names"])
    assert not set(rows["name_particles"]) & set(rows["pronouns"])
    assert all(word[0].isupper() for word in rows["not_names"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_compiles_and_knows_an_act_for_every_form(language: str) -> None:
    compiled = quote_table(language)
    assert compiled.behind
    assert compiled.before
    assert set(compiled.acts.values()) <= ACTS
    assert {
        pattern.rule for pattern in (*compiled.behind, *compiled.before, *compiled.inside, *compiled.pronoun_behind)
    } == set(table(f"quotes/{language}")["patterns"])


def _fits(kind: str, value: Any) -> bool:
    checks: dict[str, Callable[[], object]] = {
        "text": lambda: isinstance(value, str) and bool(value),
        "flag": lambda: value is True,
        "words": lambda: _are_words(value),
        "pairs": lambda: _are_pairs(value),
        "prefixes": lambda: value == "any" or _are_words(value),
        "marks": lambda: all(
            len(mark) == 1 and isinstance(closers, str) and closers for mark, closers in value.items()
        ),
        "acts": lambda: set(value) <= ACTS and all(_are_words(words) or _are_pairs(words) for words in value.values()),
    }
    return bool(checks[kind]())


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) for word in value)


def _are_pairs(value: Any) -> bool:
    return isinstance(value, list) and all(_are_words(pair) and len(pair) == 2 for pair in value)


def _lists(rows: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(rows, dict):
        for key, value in rows.items():
            yield from _lists(value, f"{path}/{key}")
    elif isinstance(rows, list):
        yield path, rows


def _twice(words: list[Any]) -> list[str]:
    seen = [str(word) for word in words]
    return sorted({word for word in seen if seen.count(word) > 1})
