"""Laying a quotation over a text: exactly where it stands, or with the fewest words that differ."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.store.checking.alignment import Alignment, Stream, exact, nearest
from onrecord.store.checking.differences import Comparison
from onrecord.store.checking.folding import words_of
from onrecord.store.checking.quotation import read_quotation

few = st.lists(st.sampled_from(("a", "b", "c", "not")), min_size=1, max_size=8)
TEXT = "We will send ten trucks to the port before winter comes. Nobody spoke."


def laid(quote: str, text: str) -> tuple[Comparison, Alignment]:
    """The quotation and its nearest alignment with an English text."""
    words = words_of(text)
    comparison = Comparison(read_quotation(quote), words, text, "en")
    alignment = nearest(comparison.quotation, words.forms, [False] * len(words))
    return comparison, comparison.trimmed(alignment)


def told(quote: str, text: str = TEXT) -> list[tuple[str, str, str, str | None]]:
    comparison, alignment = laid(quote, text)
    return [
        (found.kind, found.quoted_text, found.found_text, found.concern) for found in comparison.differences(alignment)
    ]


def test_one_word_changed_added_and_missing() -> None:
    assert told("We will send ten lorries to the port") == [("changed", "lorries", "trucks", None)]
    assert told("We will soon send ten trucks") == [("added", "soon", "", None)]
    assert told("We will send ten to the port") == [("missing", "", "trucks", None)]


def test_a_negation_and_a_number_are_pointed_out() -> None:
    assert told("We will not send ten trucks") == [("added", "not", "", "negation")]
    assert told("We won't send ten trucks") == [("changed", "won't", "will", "negation")]
    assert told("We will send 12 trucks") == [("changed", "12", "ten", "number")]
    assert told("We will send 10 trucks") == [("changed", "10", "ten", None)]
    assert told("They do go home now", "They do not go home now.") == [("missing", "", "not", "negation")]


def test_an_omission_that_hides_a_negation_is_pointed_out() -> None:
    assert told("They ... go home", "They will not go home.") == [("omitted", "...", "will not", "negation")]


def test_words_put_in_are_told_with_what_they_stand_for() -> None:
    assert told("We will send [them] to the port") == [("inserted", "[them]", "ten trucks", "number")]
    assert told("We will [gladly] send ten trucks") == [("inserted", "[gladly]", "", None)]


def test_a_word_at_an_end_is_added_and_not_laid_over_another_sentence() -> None:
    assert told("before winter comes again") == [("added", "again", "", None)]
    assert told("Surely nobody spoke") == [("added", "Surely", "", None)]


def test_offsets_are_those_of_the_texts() -> None:
    comparison, alignment = laid("We will send twelve trucks", TEXT)
    (difference,) = comparison.differences(alignment)
    assert difference.quoted.of("We will send twelve trucks") == "twelve"
    assert difference.found.of(TEXT) == "ten"
    assert comparison.spans(alignment) == (Span(0, 23),)
    assert comparison.similarity(alignment) == 0.8


def test_the_tightest_place_is_taken() -> None:
    stream = Stream(["a", "x", "a", "y", "b"], range(5))
    (alignment,) = exact(read_quotation("a … b"), stream)
    assert [step.text for step in alignment] == [2, 3, 4]


def test_a_gap_is_not_endless() -> None:
    stream = Stream(["a", *["x"] * 101, "b"], range(103))
    assert list(exact(read_quotation("a … b"), stream)) == []
    assert len(list(exact(read_quotation("a … b"), Stream(["a", *["x"] * 100, "b"], range(102))))) == 1


@given(few, few)
def test_the_nearest_alignment_differs_in_no_more_words_than_any(quoted: list[str], text: list[str]) -> None:
    quotation = read_quotation(" ".join(quoted))
    alignment = nearest(quotation, text, [False] * len(text))
    cost = sum(step.quote is None or step.text is None or quoted[step.quote] != text[step.text] for step in alignment)
    assert cost == min(
        _distance(quoted, text[start:end]) for start in range(len(text) + 1) for end in range(start, len(text) + 1)
    )
    assert [step.quote for step in alignment if step.quote is not None] == list(range(len(quoted)))


@given(few, few, few)
def test_what_stands_in_a_text_is_found_there(before: list[str], quoted: list[str], after: list[str]) -> None:
    forms = [*before, *quoted, *after]
    found = list(exact(read_quotation(" ".join(quoted)), Stream(forms, range(len(forms)))))
    assert found
    for alignment in found:
        assert [forms[step.text] for step in alignment if step.text is not None] == quoted
    assert len(before) in {alignment[0].text for alignment in found}


def test_a_hostile_quotation_takes_no_longer_than_another() -> None:
    forms = ["a"] * 20_000
    start = time.monotonic()
    for quote in ("a " * 999 + "b", "a … " * 20 + "b", "a [b] " * 20 + "c"):
        quotation = read_quotation(quote)
        assert list(exact(quotation, Stream(forms, range(len(forms))))) == []
        assert nearest(quotation, forms, [False] * len(forms))
    assert time.monotonic() - start < 20


def _distance(one: list[str], other: list[str]) -> int:
    row = list(range(len(other) + 1))
    for number, word in enumerate(one, 1):
        above, row = row, [number]
        for column, second in enumerate(other, 1):
            row.append(min(row[-1] + 1, above[column] + 1, above[column - 1] + (word != second)))
    return row[-1]
