"""Paragraphs and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.sentences import paragraphs, sentences
from onrecord.records import Span


def cut(text: str) -> list[str]:
    return [span.of(text) for paragraph in paragraphs(text) for span in sentences(text, paragraph)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended. Nobody came.", ["It ended.", "Nobody came."]),
        ("Mr. Smith met Gov. Jones. They talked.", ["Mr. Smith met Gov. Jones.", "They talked."]),
        ("He lives in the U.S. The rest left.", ["He lives in the U.S.", "The rest left."]),
        ("On Jan. 6 it rained.", ["On Jan. 6 it rained."]),
        ("“We are ready.” She left.", ["“We are ready.”", "She left."]),
        ("Is it true? “No!” he said.", ["Is it true?", "“No!” he said."]),
        ("It cost 3.5 million. So what?", ["It cost 3.5 million.", "So what?"]),
        ("Heading\nFirst line.", ["Heading", "First line."]),
        ("He rose … and fell.", ["He rose … and fell."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = "The committee met for the third time this week and\nagreed on nothing at all.\nThen it went home."
    assert len(paragraphs(text)) == 2


@given(st.text(alphabet=st.sampled_from("aB.!?\"”“'\n\r 1\u2028éЖ漢"), max_size=200))
def test_sentences_cover_the_text_but_for_blanks(text: str) -> None:
    cursor = 0
    for paragraph in paragraphs(text):
        for span in sentences(text, paragraph):
            assert cursor <= span.start < span.end
            assert not text[cursor : span.start].strip()
            assert not span.of(text)[0].isspace() and not span.of(text)[-1].isspace()
            cursor = span.end
    assert not text[cursor:].strip()


def test_a_paragraph_of_nothing_is_no_sentence() -> None:
    assert sentences("   ", Span(0, 3)) == []
