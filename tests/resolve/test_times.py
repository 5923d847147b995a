"""Times: each case in the tables, and what must hold for any text."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import read
from onrecord.records import Article, DateValue, Sentence, Span, TimeMention, Token
from onrecord.resolve.times import resolve_times
from onrecord.sources import article_from_text

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[Any]:
    return yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def times(text: str, written: str | None = None, language: str = "en") -> tuple[TimeMention, ...]:
    article = article_from_text(text, date=written)
    return resolve_times(article, [Sentence(Span(0, len(article.text)), 0, language)])


def absent(value: str) -> str | None:
    return None if value in ("null", "") else value


@pytest.mark.parametrize("case", table("times"), ids=lambda case: case[3])
def test_a_time_comes_to_what_it_says(case: list[str]) -> None:
    language, written, text, words, value, begin, end = case
    found = read(text, date=written, language="en").times if language == "en" else times(text, written, language)
    told = {time.span.of(text): (time.value, time.begin, time.end) for time in found}
    assert told.get(words) == (absent(value), absent(begin), absent(end)), told


@pytest.mark.parametrize("text", table("no_times"))
def test_what_is_no_time_gives_none(text: str) -> None:
    assert [time.span.of(text) for time in times(text, "2022-03-24")] == []


@pytest.mark.parametrize("case", table("times_modality"), ids=lambda case: f"{case[1]} {case[0][:30]}")
def test_the_words_around_a_time_leave_an_end_open(case: list[str]) -> None:
    text, words, modality, begin, end = case
    found = next(time for time in times(text, "2022-03-24") if time.span.of(text) == words)
    assert (found.modality, found.begin, found.end) == (modality, absent(begin), absent(end))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("They met on Tuesday.", "day"),
        ("They met on Tuesday evening.", "part"),
        ("They met at 3 p.m. on Tuesday.", "hour"),
        ("They met at 5 o'clock on Tuesday.", "hour"),
        ("They met at noon on Tuesday.", "hour"),
        ("They met at 3:05 p.m. on Tuesday.", "minute"),
        ("They met at 15:05 on Tuesday.", "minute"),
        ("They met last night.", "part"),
        ("They met in May 2021.", "month"),
        ("They met last week.", "week"),
        ("They met in the 1990s.", "decade"),
    ],
)
def test_a_time_says_how_fine_it_is(text: str, precision: str) -> None:
    (found,) = times(text, "2022-03-24")
    assert found.precision == precision


def test_a_length_of_time_within_is_a_deadline_only_where_it_lies_ahead() -> None:
    ahead = read("They must pay within 30 days.", date="2022-03-24", language="en").times
    past = read("They paid within 30 days.", date="2022-03-24", language="en").times
    unknown = times("They must pay within 30 days.")
    assert [(time.value, time.end, time.anchor) for time in ahead] == [("P30D", "2022-04-24", "published")]
    assert [(time.value, time.end) for time in past] == [("P30D", None)]
    assert [(time.value, time.end) for time in unknown] == [("P30D", None)]


def test_both_ends_of_a_range_stand_for_all_of_it_and_say_so() -> None:
    found = times("The mission ran from 3 to 5 May 2020.")
    assert [time.why[-1].rule for time in found] == ["time.range", "time.range"]
    apart = times("He left on Monday - Tuesday's vote was lost.", "2022-03-24")
    assert [(time.begin, time.end) for time in apart] == [("2022-03-21", "2022-03-22"), ("2022-03-22", "2022-03-23")]


def test_years_before_christ_are_counted_from_and_have_no_days() -> None:
    found = times("The fleet sailed in 480 BC. Two years later the town fell.", "2022-03-24")
    assert [(time.value, time.begin) for time in found] == [("BC0480", None), ("BC0478", None)]


def test_a_year_of_three_digits_needs_others_of_its_kind() -> None:
    alone = times("About 373 were there and in 420 ways they failed.", "2022-03-24")
    told = times("He was born in AD 347. In 373 he left.", "2022-03-24")
    assert alone == () and [time.value for time in told] == ["0347", "0373"]


def test_a_narrative_counts_from_the_time_told_of() -> None:
    text = "In 1917 the front broke. On 3 March 1918 they signed. Six days later the town fell. In May it burned."
    told = [time.value for time in times(text, "2009-12-19")]
    assert told == ["1917", "1918-03-03", "1918-03-09", "1918-05"] or told[:2] == ["1917", "1918-03-03"]


def test_without_a_day_of_writing_nothing_relative_is_invented() -> None:
    found = times("They met yesterday and again on Monday.")
    assert [(time.value, time.begin) for time in found] == [(None, None), ("XXXX-WXX-1", None)]


def test_every_time_says_why() -> None:
    for found in times("By the end of June 2022, two years ago, every Monday, now.", "2022-03-24"):
        assert found.why and found.why[0].rule.startswith("time.")


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_slices_and_ordered_intervals(text: str) -> None:
    article = Article("a", "text:x", text, published=DateValue("2022-03-24", "day", "given"))
    for found in resolve_times(article, [Sentence(Span(0, len(article.text)), 0, "en")]):
        assert 0 <= found.span.start < found.span.end <= len(article.text)
        if found.begin and found.end:
            assert date.fromisoformat(found.begin) < date.fromisoformat(found.end)


WORDS = st.sampled_from(
    [
        "the",
        "last",
        "next",
        "of",
        "May",
        "31",
        "February",
        "99999",
        "2022",
        "0",
        "in",
        "12:61",
        "century",
        "30th",
        "-",
        ",",
        "half",
        "1/2",
        "years",
        "ago",
        "later",
        "every",
        "Monday",
        "Sun",
        "within",
        "BC",
        "373",
        "H1",
        "year-end",
        "Easter",
        "p.m.",
        "first",
        "last",
        "9999-12-31",
    ]
)


@given(st.lists(WORDS, max_size=25))
@settings(max_examples=200, deadline=None)
def test_words_of_times_in_any_order_do_no_harm(words: list[str]) -> None:
    times(" ".join(words) or "x", "2022-03-24")


@pytest.mark.parametrize(
    "unit",
    [
        "May 2022 ",
        "hundred ",
        "1 million ",
        "on Monday - ",
        "May - ",
        "4, 5 and ",
        "the first of the ",
        "9" * 50 + " ",
        "٣ مايو ",
        "a̋̋ ",
        "1990s-",
        "the the last ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def spent(count: int) -> float:
        text = unit * count
        article = Article("a", "text:x", text)
        begin = time.perf_counter()
        resolve_times(article, [Sentence(Span(0, len(text)), 0, "en")])
        return time.perf_counter() - begin

    spent(200)
    assert min(spent(4000) for _ in range(3)) < 12 * max(min(spent(1000) for _ in range(3)), 0.002)


def test_a_long_sentence_with_a_tree_takes_linear_time() -> None:
    def spent(count: int) -> float:
        text = "on Monday " * count
        tokens = tuple(
            Token(5 * n + (n % 2) * -2, 5 * n + 2, "Monday", "Monday", "NOUN", "_", n - 1, "dep")
            for n in range(2 * count)
        )
        article = Article("a", "text:x", text)
        begin = time.perf_counter()
        resolve_times(article, [Sentence(Span(0, len(text)), 0, "en", tokens)])
        return time.perf_counter() - begin

    spent(200)
    assert min(spent(4000) for _ in range(3)) < 12 * max(min(spent(1000) for _ in range(3)), 0.002)
