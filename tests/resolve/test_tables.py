"""Lints the lists that speakers are resolved by: every key as the file's schema line says, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.ontology.tables import table
from onrecord.resolve.lexicon import lexicon

LISTS = {
    "sources": {"documents", "groups", "body_nouns", "broad_bodies", "place_nouns", "titles"},
    "people": {
        "persons", "bearers", "feminine", "masculine", "kin", "attached", "spokespeople", "at_large", "quantifiers",
        "nobody", "anybody", "pairs", "leading", "minor_modifiers",
    },
    "first_names": {"feminine", "masculine"},
}  # fmt: skip
MAPS = {"sources": {"pronouns", "pronoun_genders"}, "people": {"kinds", "honorifics"}, "first_names": set[str]()}
GENDERS = {"feminine", "masculine"}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_key_is_known_and_every_list_holds_words_once(name: str) -> None:
    rows = table(f"english/{name}")
    assert set(rows) == LISTS[name] | MAPS[name]
    for path, words in _lists(rows):
        assert words, path
        assert all(isinstance(word, str) and word == " ".join(word.lower().split()) for word in words), path
        assert len(words) == len(set(words)), path


def test_genders_are_one_of_two_and_never_both() -> None:
    for name in ("people", "first_names"):
        rows = table(f"english/{name}")
        assert not set(rows["feminine"]) & set(rows["masculine"])
    assert set(table("english/people")["honorifics"].values()) == GENDERS
    assert set(table("english/sources")["pronoun_genders"]) == GENDERS


def test_a_pronoun_is_of_one_kind() -> None:
    kinds = table("english/sources")["pronouns"]
    words = [word for listed in kinds.values() for word in listed]
    assert len(words) == len(set(words))
    assert lexicon().pronoun("US") is None
    assert lexicon().pronoun("us") == "first"


def test_what_takes_up_a_body_or_place_is_a_noun_for_one() -> None:
    rows = table("english/sources")
    assert set(rows["broad_bodies"]) <= set(rows["body_nouns"])


def test_a_wider_noun_never_stands_for_itself_alone() -> None:
    for wide, narrow in table("english/people")["kinds"].items():
        assert wide not in narrow
        assert lexicon().stands_for(wide, narrow[0])
        assert not lexicon().stands_for(narrow[0], "nobody")


def _lists(rows: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(rows, dict):
        for key, value in rows.items():
            yield from _lists(value, f"{path}/{key}")
    elif isinstance(rows, list):
        yield path, rows
