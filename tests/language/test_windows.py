"""Windows hold whole sentences, in order, all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.analysis import MAX_SENTENCE, cut_sentences
from onrecord.language.quotes import quotations
from onrecord.language.sentences import paragraphs
from onrecord.language.windows import CASES, MAX_WINDOW, PLACES, QUOTES, WordSentence, case_of, pack, window
from onrecord.records import Span


def sentence(size: int, *, opens: bool = False) -> WordSentence:
    return WordSentence(Span(0, size), tuple((n, n + 1) for n in range(size)), 0, opens, False)


@given(st.lists(st.tuples(st.integers(1, 120), st.booleans()), max_size=60))
def test_groups_are_consecutive_and_hold_every_sentence(sizes: list[tuple[int, bool]]) -> None:
    listed = [sentence(size, opens=opens) for size, opens in sizes]
    groups = pack(listed)
    assert [n for group in groups for n in group] == list(range(len(listed)))
    for group in groups:
        assert sum(len(listed[n].words) for n in group) <= MAX_WINDOW or len(group) == 1


def test_the_marks_of_a_window() -> None:
    text = "Heading here\nShe said: “Go NOW”."
    spans = paragraphs(text)
    made = window(text, cut_sentences(text, spans), quotations(text, spans))
    assert made.forms == ["Heading", "here", "She", "said", ":", "“", "Go", "NOW", "”", "."]
    assert [PLACES[n] for n in made.places] == ["heading", "inside", "paragraph", *["inside"] * 7]
    assert [QUOTES[n] for n in made.quotes] == [*["outside"] * 5, *["double"] * 4, "outside"]
    assert CASES[made.cases[7]] == "upper"


def test_cases() -> None:
    seen = {form: CASES[case_of(form)] for form in ("the", "Nato", "NATO", "I", "eBay", "42", "”")}
    assert seen == {
        "the": "lower",
        "Nato": "title",
        "NATO": "upper",
        "I": "initial",
        "eBay": "mixed",
        "42": "digit",
        "”": "other",
    }


def test_an_endless_sentence_is_cut() -> None:
    text = "word " * 1000
    assert all(len(part.words) <= MAX_SENTENCE for part in cut_sentences(text, paragraphs(text)))
