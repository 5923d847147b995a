"""Plain text into posts: headings start them, and what only looks like a heading does not."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.sources.posts import split_posts

LONG = "The ministers agreed on three points after a night of talks, and the third of them is the one that costs money."
OTHER = (
    "Nobody from the opposition came to the meeting, which its leader called a show for the cameras in a short note."
)


def headings(text: str) -> list[str | None]:
    return [post.heading.of(text) if post.heading else None for post in split_posts(text)]


def test_live_report_has_a_post_for_each_heading() -> None:
    text = "\n".join([LONG, OTHER, "Ministers ‘ready to act’", LONG, OTHER, "Talks go on in the night", LONG])
    assert headings(text) == [None, "Ministers ‘ready to act’", "Talks go on in the night"]
    assert [post.span.of(text).count("\n") for post in split_posts(text)] == [1, 2, 1]


def test_last_line_that_is_a_heading_is_a_post_of_its_own() -> None:
    text = f"{LONG}\n{OTHER}\nMinistrat premtojnë më shumë para për ujin./ Gazeta"
    assert headings(text) == [None, "Ministrat premtojnë më shumë para për ujin./ Gazeta"]


def test_signature_at_the_end_is_no_post() -> None:
    assert headings(f"{LONG}\n{OTHER}\nAnna Berg, Oslo") == [None]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_title_over_paragraphs_is_one_post(gap: str) -> None:
    text = gap.join(["Ministers agree on water", LONG, OTHER, LONG])
    assert headings(text) == ["Ministers agree on water"]


def test_title_with_byline_and_date_is_one_post() -> None:
    text = "\n\n".join(["Ministers agree on water", "By Anna Berg", "Oslo, 24 March 2022", LONG, OTHER])
    assert headings(text) == ["Ministers agree on water"]


@pytest.mark.parametrize("date", ["10. Juni 2022", "2022-06-10", "10.06.2022, 18:05", "June 10, 2022"])
def test_title_with_a_date_under_it(date: str) -> None:
    assert headings(f"Ministers agree on water\n\n{date}\n\n{LONG}") == ["Ministers agree on water"]
    assert headings(f"{LONG}\n\nMinisters agree on water\n{date}\n\n{LONG}") == [None, "Ministers agree on water"]


def test_short_title_and_short_sentence() -> None:
    assert headings("Ministers meet\nThey agreed.") == ["Ministers meet"]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_paragraphs_do_not_explode(width: int, gap: str) -> None:
    paragraphs = [textwrap.fill(f"{LONG} {OTHER} {LONG}", width), textwrap.fill(f"{OTHER} {LONG} {OTHER}", width)]
    assert headings(gap.join(paragraphs)) == [None]


def test_wrapped_text_under_a_title() -> None:
    text = "Ministers agree on water\n\n" + textwrap.fill(f"{LONG} {OTHER}", 72)
    assert headings(text) == ["Ministers agree on water"]


def test_wrapped_text_with_a_heading_in_a_gap() -> None:
    wrapped = textwrap.fill(f"{LONG} {OTHER}", 72)
    assert headings(f"{wrapped}\n\nThe cost of it\n\n{wrapped}") == [None, "The cost of it"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} He named these:\n- Bread\n- Milk\n- Eggs\n{OTHER}",
        f"{LONG}\n\nBread\n\nMilk\n\nEggs\n\n{OTHER}",
        f"{LONG} He named these:\nBread\n{OTHER}",
        f"{LONG}\n1. Bread for all\n2. Milk for all\n{OTHER}",
        f"{LONG}\n(a) Bread for all\n(b) Milk for all\n{OTHER}",
    ],
)
def test_lists_do_not_explode(text: str) -> None:
    assert headings(text) == [None]


@pytest.mark.parametrize("separator", ["\t", " | ", "     "])
def test_tables_do_not_explode(separator: str) -> None:
    rows = [separator.join(row) for row in (("Town", "Votes"), ("Oslo", "1,200"), ("Bergen", "900"), ("Moss", "41"))]
    assert headings("\n".join([LONG, *rows, OTHER])) == [None]


def test_verses_do_not_explode() -> None:
    verses = [
        "The lamp went out above the quay",
        "And nobody came to light it.",
        "The boats lay still, as boats will lie,",
        "The night had come to hide it.",
        "A bell rang once beyond the wall",
        "And twice beyond the water.",
    ]
    assert len(split_posts("\n".join(verses))) == 1
    assert (
        len(split_posts("\n".join(verses[:2]) + "\n\n" + "\n".join(verses[2:4]) + "\n\n" + "\n".join(verses[4:]))) == 1
    )


@pytest.mark.parametrize("text", ["", " ", "\n\r\n \t\n", "\u2003\n"])
def test_blank_text_has_no_posts(text: str) -> None:
    assert split_posts(text) == ()


def test_spans_leave_out_white_space_around_lines() -> None:
    text = f"\n  Ministers agree on water  \n\n\t{LONG} \n\n"
    (post,) = split_posts(text)
    assert post.span == Span(text.index("Ministers"), text.index(LONG) + len(LONG))
    assert post.heading is not None and post.heading.of(text) == "Ministers agree on water"


PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "Heading here",
        LONG,
        OTHER,
        "a",
        ".",
        "“",
        "- item",
        "1. x",
        "é😀",
        "\u2028",
        "\x0c",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_posts_cover_all_but_white_space_in_order(text: str) -> None:
    end = 0
    for index, post in enumerate(split_posts(text)):
        assert post.index == index
        assert post.span.start >= end
        assert text[end : post.span.start].strip() == ""
        words = post.span.of(text)
        assert words and words == words.strip()
        if post.heading is not None:
            assert post.heading.start == post.span.start and post.span.covers(post.heading)
        end = post.span.end
    assert text[end:].strip() == ""


def test_long_texts_are_split_in_linear_time() -> None:
    started = time.process_time()
    assert split_posts("Heading\n" + "word. \n" * 100_000)
    assert split_posts("Heading" * 100_000)
    assert split_posts(".”" * 300_000)
    assert time.process_time() - started < 20
