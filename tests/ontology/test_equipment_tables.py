"""Lints the classes of weapons and equipment and the table of their names."""

from __future__ import annotations

from collections import Counter

import pytest

from onrecord.knowledge.equipment import equipment_rows
from onrecord.knowledge.gazetteer import lines_of
from onrecord.ontology.tables import table

WORDS = table("english/equipment")
SCHEMA = table("english/equipment_schema")
CLASSES = WORDS["classes"]
DOMAINS = {"land", "air", "sea", "cyber", "space", "cbrn"}
NOUNS = ("words", "in_context", "plural_only")
#: States that are no more, of which the table of countries has none.
NO_MORE = {"SUN", "YUG"}


def test_the_keys_are_those_of_the_schema() -> None:
    assert set(WORDS) == set(SCHEMA)
    for key, rule in SCHEMA.items():
        assert isinstance(WORDS[key], dict if rule["type"] in ("classes", "groups") else list), key
        assert rule["means"]


@pytest.mark.parametrize("name", list(CLASSES))
def test_a_class_stands_below_one_told_before_and_in_a_known_domain(name: str) -> None:
    row = CLASSES[name]
    assert set(row) <= {"above", "domain", "behind_names", "fires", *NOUNS}
    assert set(row.get("fires", ())) <= set(CLASSES)
    before = list(CLASSES)[: list(CLASSES).index(name)]
    assert "above" not in row or row["above"] in before
    assert "domain" not in row or row["domain"] in DOMAINS
    assert any(row.get(kind) for kind in NOUNS)


def test_no_noun_means_two_classes() -> None:
    nouns = [noun for row in CLASSES.values() for kind in NOUNS for noun in row.get(kind, ())]
    assert [noun for noun, times in Counter(nouns).items() if times > 1] == []
    for noun in nouns:
        assert isinstance(noun, str), f"{noun!r} is no text"
        assert noun == " ".join(noun.split()) and all(
            word.islower() or word.isupper() or "-" in word for word in noun.split()
        )


@pytest.mark.parametrize("key", [key for key, rule in SCHEMA.items() if rule["type"] in ("words", "prefixes")])
def test_every_list_holds_words_and_none_twice(key: str) -> None:
    assert WORDS[key] and len(WORDS[key]) == len(set(WORDS[key]))
    if SCHEMA[key]["type"] == "words":
        assert all(isinstance(word, str) and word == word.lower().strip() for word in WORDS[key])


def test_words_before_a_noun_are_of_a_noun_in_the_table() -> None:
    nouns = {noun for row in CLASSES.values() for kind in NOUNS for noun in row.get(kind, ())}
    for key in ("not_behind", "verbs_of"):
        assert set(WORDS[key]) <= nouns
        assert all(words and len(words) == len(set(words)) for words in WORDS[key].values())


def test_every_row_has_a_known_class_maker_and_use() -> None:
    countries = {line.split("\t")[1] for line in lines_of("countries")} | NO_MORE
    for line in lines_of("equipment"):
        fields = line.split("\t")
        assert len(fields) == 5 and fields[3] in ("always", "context"), line
    for row in equipment_rows():
        assert row.equipment_class in CLASSES, row
        assert row.maker is None or row.maker in countries, row


def test_no_name_is_there_twice() -> None:
    names = [name for row in equipment_rows() for name in (row.name, *row.others)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_name_that_is_a_plain_word_needs_context() -> None:
    for name in ("Leopard", "Patriot", "Javelin", "Grad", "Hornet", "Tiger", "Apache", "Hawk", "Shark"):
        assert next(row for row in equipment_rows() if name in (row.name, *row.others)).in_context, name
