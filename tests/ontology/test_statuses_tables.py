"""Lints the table of statuses and the sentences that test it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from onrecord.extract.statuses.lexicon import Effect
from onrecord.ontology.tables import table
from onrecord.records import Certainty, EventModality, Polarity

WORDS = table("english/statuses")
SCHEMA = table("english/statuses_schema")
ROLES = ("infinitives", "gerunds", "clauses", "nouns", "subjects")
ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "benchmarks" / "statuses" / "sentences.jsonl"
PASSES = ROOT / "benchmarks" / "statuses" / "passes.tsv"


def test_the_keys_are_those_of_the_schema_and_of_its_type() -> None:
    assert set(WORDS) == set(SCHEMA)
    for key, rule in SCHEMA.items():
        assert isinstance(WORDS[key], dict if rule["type"] == "groups" else list), key
        assert rule["means"]


@pytest.mark.parametrize("key", list(SCHEMA))
def test_every_list_holds_lower_case_words_and_none_twice(key: str) -> None:
    groups = WORDS[key].values() if isinstance(WORDS[key], dict) else [WORDS[key]]
    words = [word for group in groups for word in group]
    assert words
    assert len(words) == len(set(words)), sorted(word for word, times in Counter(words).items() if times > 1)
    for word in words:
        assert isinstance(word, str), f"{word!r} is no text; put it in quote marks"
        assert word == " ".join(word.lower().split()) != ""


@pytest.mark.parametrize("key", ROLES)
def test_governors_have_known_effects_and_at_most_one_word_beside_them(key: str) -> None:
    assert set(WORDS[key]) <= set(get_args(Effect))
    assert all(len(word.split()) <= 2 for words in WORDS[key].values() for word in words)


@pytest.mark.parametrize("key", ["modifiers", "auxiliaries"])
def test_modifiers_and_auxiliaries_give_modalities(key: str) -> None:
    assert set(WORDS[key]) <= set(get_args(EventModality))


def test_the_sentences_are_four_hundred_in_two_halves_with_legal_labels() -> None:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == 400
    assert Counter(row["half"] for row in rows) == {"tune": 200, "held": 200}
    counts = Counter(row["modality"] for row in rows)
    assert set(counts) == set(get_args(EventModality))
    assert min(counts.values()) >= 25
    for row in rows:
        assert row["polarity"] in get_args(Polarity)
        assert row["certainty"] in get_args(Certainty)
        for span in (row["predicate"], row["holder"] or row["predicate"]):
            words = row["text"][span[0] : span[1]]
            assert words and words == words.strip()


def test_both_passes_label_every_sentence_and_agree_as_the_documents_say() -> None:
    rows = [line.split("\t") for line in PASSES.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) == 400
    agreed = sum(row[1] == row[4] for row in rows) / len(rows)
    page = (ROOT / "docs" / "statuses.md").read_text(encoding="utf-8")
    assert f"{agreed:.3f}" in page
