"""Lints the English tables that have a schema of their own: every key described and of its type, nothing twice."""

from __future__ import annotations

import pytest

from onrecord.extract.acts import acts, reporting_verbs
from onrecord.ontology.tables import table

TABLES = ("structure", "inner", "wording", "sports")


@pytest.mark.parametrize("name", TABLES)
def test_the_keys_are_those_of_the_schema(name: str) -> None:
    schema = table(f"english/{name}_schema")
    assert set(table(f"english/{name}")) == set(schema)
    assert all(rule["type"] == "words" and rule["means"] for rule in schema.values())


@pytest.mark.parametrize("name", TABLES)
def test_every_list_holds_lower_case_words_and_none_twice(name: str) -> None:
    for key, words in table(f"english/{name}").items():
        assert words, key
        assert len(words) == len(set(words)), f"{key}: {sorted(w for w in words if words.count(w) > 1)}"
        for word in words:
            assert isinstance(word, str), f"{key}: {word!r} is no text; put it in quote marks"
            assert word == " ".join(word.lower().split()) != "", f"{key}: {word!r}"


def test_the_acts_named_in_tables_exist() -> None:
    names = {act.name for act in acts()} | {"say"}
    assert set(table("english/wording")["plain_acts"]) <= names
    assert set(table("english/wording")["goes_on_to"]) <= names


def test_verbs_that_are_taken_out_of_the_reporting_verbs_are_among_them() -> None:
    for words in (table("english/structure")["thinking"], table("english/inner")["weak"]):
        assert not set(words) - reporting_verbs() - {"need", "accept"}, set(words) - reporting_verbs()


def test_what_is_only_told_takes_an_object() -> None:
    inner = table("english/inner")
    assert set(inner["spoken_to"]) <= set(inner["object_content"])
