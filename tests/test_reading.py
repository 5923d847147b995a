"""`read` as a whole: pure, exact and without surprises."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.reading import PRODUCER, explain
from onrecord.records import Reading, Span, record_id

SAMPLES = Path(__file__).parent.parent / "samples"
fragments = st.sampled_from(
    [
        "Maria Example ",
        "said ",
        "“",
        "”",
        '"',
        "the bridge ",
        "is safe",
        ", ",
        ". ",
        "\n",
        "He ",
        "warned that ",
        "it will ",
        "’s ",
        "'",
        "…",
        "é",
        "漢字",
    ]
)


def sample_articles() -> list[onrecord.Article]:
    return [loaded for loaded in onrecord.load(SAMPLES) if isinstance(loaded, onrecord.Article)]


def check(reading: Reading) -> None:
    """What holds for every reading of every text."""
    text = reading.article.text
    ids = {statement.id for statement in reading.statements}
    assert len(ids) == len(reading.statements)
    entities = {entity.id for entity in reading.entities}
    for statement in reading.statements:
        assert statement.id == record_id(reading.article.id, "statement", statement.evidence)
        assert statement.content
        for span in statement.evidence:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
        assert statement.parent is None or statement.parent in ids
        assert statement.speaker is None or statement.speaker in entities
        assert statement.why
        assert (statement.attribution == "inferred") <= (not statement.cue)
        post = reading.article.posts[statement.post]
        assert all(post.span.covers(span) for span in statement.evidence)
    for sentence in reading.sentences:
        assert sentence.span.of(text).strip()
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.form
        if sentence.tokens:
            assert sum(token.head < 0 for token in sentence.tokens) == 1
    for mention in reading.mentions:
        assert mention.span.of(text)
        assert mention.entity in entities


def check_if_text(text: str) -> None:
    try:
        reading = onrecord.read(text)
    except onrecord.ParseError as error:
        assert error.code in ("P001", "P002", "P005")
        return
    check(reading)


@given(st.lists(fragments, max_size=25))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_without_surprise(parts: list[str]) -> None:
    check_if_text("".join(parts))


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_characters_are_read_without_surprise(text: str) -> None:
    check_if_text(text)


@pytest.mark.parametrize("text", ["", "   \n\n  ", "\ud800"])
def test_no_text_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(onrecord.ParseError) as caught:
        onrecord.read(text)
    assert caught.value.code in ("P002", "P001", "P005")


@pytest.mark.parametrize("article", sample_articles(), ids=lambda article: article.address.rsplit("/", 1)[-1][:40])
def test_samples_are_read_without_surprise(article: onrecord.Article) -> None:
    check(onrecord.read(article))


def test_the_same_text_gives_the_same_bytes() -> None:
    article = max(sample_articles(), key=lambda found: len(found.text))
    first, second = (json.dumps(asdict(onrecord.read(article)), default=repr) for _ in range(2))
    assert first == second


def test_the_producer_is_named() -> None:
    assert onrecord.read("Nothing.").producer == PRODUCER


def test_explain_says_why_there_is_a_statement() -> None:
    text = "Maria Example said the bridge was safe."
    article = onrecord.read(text).article
    rules = [reason.rule for reason in explain(article, Span(text.index("safe"), len(text)))]
    assert rules[0] == "explain.statement"
    assert "role-head.cue" in rules


def test_explain_says_why_there_is_none() -> None:
    text = "The bridge opened on Monday and is two kilometres long."
    article = onrecord.read(text).article
    assert [reason.rule for reason in explain(article, Span(0, 10))] == ["explain.roles"]


def test_explain_names_an_unread_language() -> None:
    text = "Министр заявил, что мост безопасен и простоит ещё сто лет без ремонта."
    assert explain(onrecord.read(text).article, Span(0, 7))[0].rule == "explain.language"


def test_time_grows_with_length_and_not_faster() -> None:
    import time

    text = "Maria Example said the bridge was “safe”. He said it would last. The ministers agreed to pay.\n"
    onrecord.read(text)

    def spent(times: int) -> float:
        begin = time.process_time()
        onrecord.read(text * times)
        return time.process_time() - begin

    short = min(spent(60) for _ in range(2))
    long = min(spent(240) for _ in range(2))
    assert long < 4 * short * 2
