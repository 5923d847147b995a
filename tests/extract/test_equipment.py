"""Weapons and equipment: each case in the tables, what makes an ambiguous word one, and what must hold for any text."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import reading as reader
from onrecord.extract.equipment import FoundEquipment, class_meant, find_equipment, lexicon
from onrecord.extract.equipment.lexicon import plural
from onrecord.language.analysis import analyse, default_parts
from onrecord.records import Article, Sentence, Span
from onrecord.sources import article_from_text

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[Any]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def found(text: str) -> FoundEquipment:
    article = article_from_text(text)
    return find_equipment(article, analyse(article.text, default_parts(article.text)).sentences)


def unparsed(text: str, language: str = "en") -> FoundEquipment:
    return find_equipment(Article("a", "text:x", text), [Sentence(Span(0, len(text)), 0, language)])


@pytest.mark.parametrize("case", table("equipment"), ids=lambda case: case[0])
def test_equipment_is_read_with_its_class(case: list[str]) -> None:
    text, words, *wanted = case
    told = {it.span.of(text): [it.name or "-", it.classes[0], it.maker or "-"] for it in found(text).equipment}
    assert words in told, told
    assert told[words] == wanted


@pytest.mark.parametrize("text", table("no_equipment"))
def test_what_is_something_else_is_none(text: str) -> None:
    assert [item.span.of(text) for item in found(text).equipment] == []


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("They sent HIMARS and Javelins.", "Javelins", "equipment.beside"),
        ("There are 12 Leopards.", "Leopards", "equipment.counted"),
        ("They launched a Javelin.", "Javelin", "equipment.verb"),
        ("The infantry has a Javelin.", "Javelin", "equipment.military"),
        ("A Leopard 2 came by train. A Leopard is heavy.", "Leopard", "equipment.article"),
    ],
)
def test_an_ambiguous_name_says_what_made_it_sure(text: str, words: str, rule: str) -> None:
    item = next(item for item in found(text).equipment if item.span.of(text) == words)
    assert [reason.rule for reason in item.why] == ["equipment.name", rule]
    assert item.confidence < 0.95


def test_what_stays_unknown_is_weighed_and_told() -> None:
    text = "He saw a Leopard at the zoo."
    assert [(span.of(text), why.rule) for span, why in found(text).left] == [("Leopard", "equipment.unknown")]
    article = article_from_text(text, language="en")
    reasons = reader.explain(article, Span(9, 16))
    assert "equipment.unknown" in [reason.rule for reason in reasons]


def test_only_english_is_read() -> None:
    assert unparsed("HIMARS").equipment and not unparsed("HIMARS", "pl").equipment


@pytest.mark.parametrize(
    ("text", "number", "unit", "what"),
    [
        ("Lakeland will send 14 Leopard 2 A6 battle tanks.", "14", "main battle tank", "Leopard 2 A6 battle tanks"),
        ("The ministry ordered six HIMARS.", "six", "multiple rocket launcher", "HIMARS"),
        ("Two F-16s crossed the border.", "Two", "fighter jet", "F-16s"),
        ("They lost more than 30 armoured vehicles.", "more than 30", "armoured vehicle", "armoured vehicles"),
        ("The troops left 12 old Upland tanks behind.", "12", "tank", "old Upland tanks"),
        ("Hundreds of drones were fired.", "Hundreds", "drone", "drones"),
    ],
)
def test_a_number_counts_the_class(text: str, number: str, unit: str, what: str) -> None:
    reading = onrecord.read(text, language="en")
    assert [
        (it.span.of(text), it.unit, it.what.of(text) if it.what else None, it.quantity_kind)
        for it in reading.quantities
    ] == [(number, unit, what, "count")]


@pytest.mark.parametrize(
    "text",
    [
        "The F-16 landed.",
        "The T-72 burned.",
        "An S-300 stood there.",
        "The Challenger 2 is heavy.",
        "Lakeland wants the Leopard 2 A6.",
        "A 2S19 was hit.",
    ],
)
def test_a_number_in_a_name_counts_nothing(text: str) -> None:
    assert onrecord.read(text, language="en").quantities == ()


def test_acts_and_promises_have_their_equipment() -> None:
    text = "Norway will send eight Leopard 2 tanks to Ukraine, the Norwegian government said."
    reading = onrecord.read(text, language="en")
    ids = tuple(item.id for item in reading.equipment)
    assert [item.span.of(text) for item in reading.equipment] == ["Leopard 2 tanks"]
    assert [event.equipment for event in reading.events if event.type == "AID"] == [ids]
    assert [promise.equipment for promise in reading.commitments] == [ids]


def test_acts_of_words_have_none() -> None:
    reading = onrecord.read("Norway praised the crews of the Leopard 2 tanks.", language="en")
    assert all(event.equipment == () for event in reading.events)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("tanks", "tank"), ("MBT", "main battle tank"), ("Air Defense Systems", "air defence system"), ("Leopard", None)],
)
def test_a_class_is_meant_by_any_of_its_nouns(asked: str, meant: str | None) -> None:
    assert class_meant(asked) == meant


@pytest.mark.parametrize(
    ("one", "many"), [("battery", "batteries"), ("aircraft", "aircraft"), ("MANPADS", "MANPADS"), ("torch", "torches")]
)
def test_plurals_are_made_by_rule(one: str, many: str) -> None:
    assert plural(one) == many


PIECES = [
    *list(lexicon().names)[:60],
    *list(lexicon().nouns)[:60],
    " ",
    " ",
    "-",
    "2",
    "A6",
    "s",
    ".",
    "the ",
    "’",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_spans_lie_in_the_text_in_its_order_and_none_overlaps(text: str) -> None:
    spans = [item.span for item in unparsed(text).equipment]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize("text", ["T-" * 30_000, "Leopard 2 " * 10_000, "F-16-" * 20_000, "long-range " * 10_000])
def test_time_grows_with_the_text_alone(text: str) -> None:
    begin = time.process_time()
    unparsed(text)
    assert time.process_time() - begin < 5
