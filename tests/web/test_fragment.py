"""A text fragment leads to the quoted words and nowhere else, or is not given."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.web.fragment import encode, link_to_quote, text_directive

TEXT = (
    "The minister said: “We will act.” The opposition said: “We will act, too, and soon.”\n"
    "Later the minister said that a well-known, costly & long-delayed plan would start in May, that nobody would be "
    "left out, and that a second report was due by the end of the year.\n"
    "We will act."
)


def span_of(quoted: str, text: str = TEXT) -> Span:
    start = text.index(quoted)
    return Span(start, start + len(quoted))


def browse(text: str, directive: str) -> Span | None:
    """A plain reading of the specification: the first place where prefix, start, end and suffix fit."""
    parts = [unquote(part) for part in directive.split(",")]
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, end = parts[0], parts[1] if len(parts) > 1 else None
    flat, back = flatten(text)
    position = 0
    while (at := flat.find(flatten(start)[0], position)) >= 0:
        position = at + 1
        stop = at + len(flatten(start)[0])
        if end is not None:
            found = flat.find(flatten(end)[0], stop)
            if found < 0:
                return None
            stop = found + len(flatten(end)[0])
        before, after = flat[:at].rstrip(), flat[stop:].lstrip()
        if before.endswith(flatten(prefix)[0]) and after.startswith(flatten(suffix)[0]):
            return Span(back[at], back[stop - 1] + 1)
    return None


def flatten(text: str) -> tuple[str, list[int]]:
    """The text in lower case with runs of blanks as one, and where each character was."""
    letters: list[str] = []
    back: list[int] = []
    for offset, char in enumerate(text):
        if char.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                back.append(offset)
        else:
            letters.append(char.lower() if len(char.lower()) == 1 else char)
            back.append(offset)
    return "".join(letters), back


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("“We will act.”", "%E2%80%9CWe%20will%20act.%E2%80%9D"),
        ("costly & long-delayed plan", "costly%20%26%20long%2Ddelayed%20plan"),
        ("We will act, too", "We%20will%20act%2C%20too"),
    ],
)
def test_short_quotes_are_named_whole(quoted: str, expected: str) -> None:
    assert text_directive(TEXT, span_of(quoted)) == expected


def test_long_quotes_are_named_by_their_first_and_last_words() -> None:
    span = Span(TEXT.index("a well-known"), TEXT.index(".\nWe will act."))
    assert text_directive(TEXT, span) == "a%20well%2Dknown%2C%20costly%20%26,end%20of%20the%20year"


def test_the_second_of_two_equal_quotes_gets_context() -> None:
    text = "Smith said no. Jones said no. Nobody asked."
    second = Span(26, 29)
    assert second.of(text) == "no."
    directive = text_directive(text, second)
    assert directive is not None
    assert browse(text, directive) == second


def test_no_fragment_rather_than_one_to_a_lookalike() -> None:
    text = "x says no.\nx says no."
    assert text_directive(text, Span(11, 21)) is None
    assert text_directive(text, Span(0, 10)) == "x%20says%20no."


def test_a_quote_over_two_paragraphs_is_a_range() -> None:
    text = "He said: “First thing.\nSecond thing.” Then he left."
    directive = text_directive(text, Span(9, 37))
    assert directive is not None and "," in directive
    assert browse(text, directive) == Span(9, 37)


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 4)])
def test_nothing_to_quote_has_no_fragment(span: Span) -> None:
    assert text_directive("abc def", span) is None


words = st.sampled_from(["no", "yes", "We", "will", "act", "a-b", "x,y", "&", "“Oh”", "é", "end.", "\n", "  "])


@given(st.lists(words, min_size=1, max_size=40), st.data())
def test_a_fragment_leads_to_its_span(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    edges = [0, *(at for at, char in enumerate(text) if char == " "), len(text)]
    first, second = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    span = Span(first, second)
    directive = text_directive(text, span)
    if directive is not None:
        quoted = span.of(text)
        start = first + len(quoted) - len(quoted.lstrip())
        assert browse(text, directive) == Span(start, start + len(quoted.strip()))


@given(st.text(max_size=200))
def test_encoded_parts_hold_no_syntax(part: str) -> None:
    assert not set(encode(part)) & set("-,&#?= \n\"'<>")


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text="),
        ("https://example.org/a?x=1#top", "https://example.org/a?x=1#:~:text="),
        ("https://example.org/#/story/1", "https://example.org/#/story/1:~:text="),
    ],
)
def test_an_anchor_gives_way_unless_the_page_lives_by_it(address: str, start: str) -> None:
    link = link_to_quote(address, TEXT, (span_of("“We will act.”"),))
    assert link is not None and link.startswith(start)


def test_each_piece_has_its_own_directive() -> None:
    link = link_to_quote("https://example.org/", TEXT, (span_of("“We will act.”"), span_of("costly")))
    assert link == "https://example.org/#:~:text=%E2%80%9CWe%20will%20act.%E2%80%9D&text=costly"
    assert link_to_quote("https://example.org/", TEXT, ()) is None
