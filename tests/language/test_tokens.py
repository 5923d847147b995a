"""Words are cut as the treebanks cut them, and every offset is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.tokens import MAX_WORD, words


def forms(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They can't stay.", ["They", "ca", "n't", "stay", "."]),
        ("Nato’s troops", ["Nato", "’s", "troops"]),
        ("the allies' plan", ["the", "allies", "'", "plan"]),
        ("a 360-degree approach", ["a", "360", "-", "degree", "approach"]),
        ("the pre-war border", ["the", "pre-war", "border"]),
        ("40,000 troops and 3.5 tonnes", ["40,000", "troops", "and", "3.5", "tonnes"]),
        ("Mr. Smith of the U.S. said", ["Mr.", "Smith", "of", "the", "U.S.", "said"]),
        ("J. Doe cannot", ["J.", "Doe", "can", "not"]),
        ("“Stop,” she said…", ["“", "Stop", ",", "”", "she", "said", "…"]),
        ("see https://example.org/a?b=c now", ["see", "https://example.org/a?b=c", "now"]),
        ("O'Neill's", ["O'Neill", "'s"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@given(st.text(max_size=300))
def test_words_are_ordered_slices_that_leave_out_blanks_only(text: str) -> None:
    found = words(text, 0, len(text))
    cursor = 0
    for start, end in found:
        assert cursor <= start < end <= len(text)
        assert not text[cursor:start].strip()
        cursor = end
    assert not text[cursor:].strip()


def test_a_huge_word_is_cut() -> None:
    text = "x" * 10_000
    assert all(end - start <= MAX_WORD for start, end in words(text, 0, len(text)))
    assert "".join(forms(text)) == text
