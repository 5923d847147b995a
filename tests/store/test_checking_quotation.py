"""What somebody gives as a quotation: words, gaps that are owned up to, and what is no quotation at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.store.checking.quotation import MAX_GAPS, MAX_QUOTE, read_quotation


def pieces(text: str) -> list[str]:
    quotation = read_quotation(text)
    return [" ".join(quotation.words.forms[word] for word in piece) for piece in quotation.pieces]


@pytest.mark.parametrize("ellipsis", ["…", "...", "....", ". . .", "[...]", "[…]", "(...)", "[ . . . ]"])
def test_an_ellipsis_parts_a_quotation(ellipsis: str) -> None:
    assert pieces(f"We will go {ellipsis} and stay") == ["we will go", "and stay"]
    (gap,) = read_quotation(f"We will go {ellipsis} and stay").gaps.values()
    assert gap.kind == "omitted"
    assert gap.span.of(f"We will go {ellipsis} and stay") == ellipsis


@pytest.mark.parametrize("text", ["… we will go", "we will go ...", "[...] we will go […]"])
def test_an_ellipsis_at_an_end_parts_nothing(text: str) -> None:
    assert pieces(text) == ["we will go"]


@pytest.mark.parametrize(
    ("text", "expected", "inserted"),
    [
        ("We will help [the town] now", ["we will help", "now"], ["[the town]"]),
        ("He go[es] there", ["he", "there"], ["go[es]"]),
        ("[W]e will go", ["we will go"], []),
        ("They say [sic] so", ["they say", "so"], ["[sic]"]),
        ("one [two] ... three", ["one", "three"], ["[two]"]),
    ],
)
def test_brackets_are_words_put_in(text: str, expected: list[str], inserted: list[str]) -> None:
    assert pieces(text) == expected
    gaps = read_quotation(text).gaps.values()
    assert [gap.span.of(text) for gap in gaps if gap.kind == "inserted"] == inserted


def test_a_quotation_of_brackets_alone_is_its_words() -> None:
    assert pieces("[We will go]") == ["we will go"]


@pytest.mark.parametrize("text", ["", "   ", "“…”", "— ...", "\u00ad"])
def test_no_word_is_no_quotation(text: str) -> None:
    with pytest.raises(UsageError, match="U008"):
        read_quotation(text)


def test_the_longest_quotation_and_one_character_more() -> None:
    assert len(read_quotation("a " * (MAX_QUOTE // 2))) == MAX_QUOTE // 2
    with pytest.raises(UsageError, match="U009"):
        read_quotation("a" * (MAX_QUOTE + 1))


def test_too_many_gaps_are_refused() -> None:
    assert len(read_quotation("a … " * MAX_GAPS + "b").gaps) == MAX_GAPS
    with pytest.raises(UsageError, match="U007"):
        read_quotation("a … " * (MAX_GAPS + 1) + "b")


@given(st.text(st.characters() | st.sampled_from("[]….() a"), max_size=80))
def test_any_text_is_read_or_refused_with_a_code(text: str) -> None:
    try:
        quotation = read_quotation(text)
    except UsageError as error:
        assert error.code in ("U007", "U008")
        return
    assert [word for piece in quotation.pieces for word in piece] == list(range(len(quotation)))
    assert all(0 < behind < len(quotation) for behind in quotation.gaps)
