"""Folding keeps the way back: what is found in folded text is a slice of the text as it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.checking.folding import fold, words_of

#: Any text, and much of what folding is about.
texts = st.text(st.characters() | st.sampled_from("aB é\u0301\u00ad\u200b“”«»'’–—\u00a0\n\tﬁß½1,0…%€[]."), max_size=60)


@given(texts)
def test_every_folded_character_has_its_place_in_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts) and list(folded.ends) == sorted(folded.ends)


@given(texts)
def test_what_lies_between_two_places_folds_to_what_lies_between_them(text: str) -> None:
    folded = fold(text)
    for number in range(len(folded.text)):
        span = folded.source(number, number + 1)
        assert folded.text[number] in fold(span.of(text)).text
    if folded.text:
        assert fold(folded.source(0, len(folded.text)).of(text)).text == folded.text


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_words_follow_one_another_and_fold_to_themselves(text: str) -> None:
    words = words_of(text)
    end = 0
    for form, start, stop in zip(words.forms, words.starts, words.ends, strict=True):
        assert end <= start < stop <= len(text)
        assert " " not in form and form
        assert "".join(words_of(text[start:stop]).forms) == form
        end = stop


@given(st.lists(st.sampled_from(("Quay", "don’t", "1,000", "Straße", "e\u0301te", "5", "%")), max_size=8))
def test_words_are_the_same_whatever_stands_between_them(given_words: list[str]) -> None:
    plain = words_of(" ".join(given_words)).forms
    assert words_of(" – “".join(given_words)).forms == plain
    assert words_of("\u00a0\n".join(given_words)).forms == plain
    assert words_of(unicodedata.normalize("NFC", "; ".join(given_words)).upper().replace("SS", "ß")).forms == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’ll go,” she said", "'We'll go' she said"),
        ("co-operate – now", "co‐operate — now"),
        ("gov\u00ader\u00adnment", "government"),
        ("SO IT IS", "so it is"),
        ("ten\u00a0trucks\n\nnow", "ten trucks now"),
        ("caf\u00e9", "cafe\u0301"),
        ("ﬁne", "fine"),
        ("1,000,000", "1 000 000"),
        ("1,000", "1000"),
        ("Weißbrot", "WEISSBROT"),
    ],
)
def test_these_are_the_same_words(one: str, other: str) -> None:
    assert words_of(one).forms == words_of(other).forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("½", "1"),
        ("5²", "52"),
        ("1.5", "15"),
        ("5", "5 %"),
        ("$5", "€5"),
        ("resume", "résumé"),
        ("can", "can't"),
        ("1,00", "100"),
        ("कि", "का"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert words_of(one).forms != words_of(other).forms
