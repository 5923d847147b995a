"""Quantities: each case in the tables, and what must hold for any text."""

from __future__ import annotations

import math
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.quantities import find_quantities
from onrecord.extract.quantities.scanning import value_of
from onrecord.language.analysis import analyse, default_parts
from onrecord.records import Article, Quantity, Sentence, Span
from onrecord.sources import article_from_text

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[Any]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def quantities(text: str) -> tuple[Quantity, ...]:
    article = article_from_text(text)
    return find_quantities(article, analyse(article.text, default_parts(article.text)).sentences)


def unparsed(text: str) -> tuple[Quantity, ...]:
    article = Article("a", "text:x", text)
    return find_quantities(article, [Sentence(Span(0, len(text)), 0, "xx")])


def told(quantity: Quantity, text: str) -> list[Any]:
    what = quantity.what.of(text) if quantity.what else None
    known = (quantity.bound, quantity.quantity_kind, quantity.change, quantity.unit, quantity.currency, what)
    return [quantity.low, quantity.high, *known]


@pytest.mark.parametrize("case", table("quantities"), ids=lambda case: case[0])
def test_a_quantity_is_read_whole(case: list[Any]) -> None:
    text, words, *wanted = case
    found = {quantity.span.of(text): told(quantity, text) for quantity in quantities(text)}
    assert words in found, found
    assert found[words] == [
        None if value == "-" else pytest.approx(value) if isinstance(value, float) else value for value in wanted
    ]


@pytest.mark.parametrize("text", table("no_quantities"))
def test_what_counts_nothing_is_none(text: str) -> None:
    assert [quantity.span.of(text) for quantity in quantities(text)] == []


def test_a_date_that_is_taken_is_no_quantity() -> None:
    text = "Some 2019 homes and 12 boats."
    article = article_from_text(text)
    sentences = analyse(text, default_parts(text)).sentences
    assert [q.span.of(text) for q in find_quantities(article, sentences, [Span(5, 9)])] == ["12"]


def test_other_languages_give_numbers_with_units_alone() -> None:
    text = "Der Bund zahlt 800 Millionen und 5 % oder €40,000 für 12 Häuser."
    assert [q.span.of(text) for q in unparsed(text)] == ["800", "5 %", "€40,000"] or "€40,000" in [
        q.span.of(text) for q in unparsed(text)
    ]


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("40,000", 40000),
        ("1.5", 1.5),
        ("1.234.567", 1234567),
        ("1.234,56", 1234.56),
        ("12,34,567", 1234567),
        ("9" * 400, None),
        ("٣", 3),
    ],
)
def test_digits_are_read_in_the_manner_that_fits(digits: str, value: float | None) -> None:
    assert value_of(digits) == value


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_slices_and_finite_ends(text: str) -> None:
    for quantity in unparsed(text):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert all(end is None or math.isfinite(end) for end in (quantity.low, quantity.high))


WORDS = st.sampled_from(
    [
        "$",
        "5",
        "%",
        "-",
        "to",
        "1e999999",
        "NaN",
        "million",
        "half",
        "a",
        "dozen",
        "of",
        "thirds",
        "/2",
        "€",
        "m",
        "per",
        "of",
        "and",
        "1,000,0",
        "½",
        ".",
        "more",
        "than",
        "km",
    ]
)


@given(st.lists(WORDS, max_size=25))
@settings(max_examples=200, deadline=None)
def test_words_of_quantities_in_any_order_do_no_harm(words: list[str]) -> None:
    unparsed(" ".join(words))


@pytest.mark.parametrize("unit", ["40,000 ", "9" * 60, "million ", "½", "٣٤ ", "twenty-one hundred and "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def spent(count: int) -> float:
        text = unit * count
        begin = time.perf_counter()
        unparsed(text)
        return time.perf_counter() - begin

    spent(200)
    assert min(spent(4000) for _ in range(3)) < 12 * max(min(spent(1000) for _ in range(3)), 0.002)


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=12))
def test_what_overlaps_something_taken_is_left_out_and_nothing_else(places: list[tuple[int, int]]) -> None:
    text = "1,200 3,400 and 5,600; " * 3
    article = article_from_text(text)
    sentences = (Sentence(Span(0, 23), 0, "ru", ()), Sentence(Span(23, len(text)), 0, "ru", ()))
    taken = [Span(start, start + length) for start, length in places]
    free = [found for found in find_quantities(article, sentences) if not any(map(found.span.overlaps, taken))]
    assert list(find_quantities(article, sentences, taken)) == free


def test_time_grows_with_what_is_taken_and_no_faster() -> None:
    def spent(count: int) -> float:
        unit = "1,200 and 3,400 then "
        article = article_from_text(unit * count)
        taken = [Span(at, at + 5) for at in range(0, len(unit) * count, len(unit))]
        begin = time.perf_counter()
        find_quantities(article, (Sentence(Span(0, len(article.text)), 0, "ru", ()),), taken)
        return time.perf_counter() - begin

    spent(200)
    assert min(spent(6000) for _ in range(2)) < 8 * min(spent(1500) for _ in range(2))
