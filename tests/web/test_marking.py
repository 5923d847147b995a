"""Cutting at the borders of spans loses nothing and marks exactly what it should."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span, Statement
from onrecord.web.marking import Mark, marks_in, marks_of, paragraphs, segments

TEXT = "Anna said “Ben denies it”, and left."


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    text = draw(st.text(min_size=1, max_size=60))
    offsets = st.integers(0, len(text))

    def span() -> Span:
        first, second = sorted((draw(offsets), draw(offsets)))
        return Span(first, second)

    marks = [
        Mark(span(), draw(st.sampled_from(["source", "cue", "content", "hit"])), draw(st.sampled_from("pqrs")))
        for _ in range(draw(st.integers(0, 8)))
    ]
    return text, span(), marks


@given(marked_texts())
def test_joined_segments_are_the_window(case: tuple[str, Span, list[Mark]]) -> None:
    text, window, marks = case
    cut = segments(text, window, marks)
    assert "".join(segment.text for segment in cut) == window.of(text)
    assert all(segment.text == segment.span.of(text) for segment in cut)


@given(marked_texts())
def test_each_character_has_the_marks_that_cover_it_and_no_other(case: tuple[str, Span, list[Mark]]) -> None:
    text, window, marks = case
    for segment in segments(text, window, marks):
        for offset in range(segment.span.start, segment.span.end):
            covering = {mark for mark in marks if mark.span.start <= offset < mark.span.end}
            assert set(segment.marks) == covering


@given(marked_texts())
def test_each_record_starts_once_at_most_and_where_its_evidence_begins(case: tuple[str, Span, list[Mark]]) -> None:
    text, window, marks = case
    starts = [(record, segment.span.start) for segment in segments(text, window, marks) for record in segment.starts]
    assert len({record for record, _ in starts}) == len(starts)
    for record, offset in starts:
        inside = [mark.span.start for mark in marks if mark.record == record and mark.span.overlaps(window)]
        assert offset == min(inside)


@given(st.text(alphabet="ab .\n\r\t", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_paragraphs_cover_all_but_blanks(text: str, first: int, second: int) -> None:
    window = Span(*sorted((min(first, len(text)), min(second, len(text)))))
    parts = list(paragraphs(text, window))
    assert all(window.covers(part) for part in parts)
    assert all(left.end <= right.start for left, right in pairwise(parts))
    outside = set(range(window.start, window.end)) - {at for part in parts for at in range(part.start, part.end)}
    assert all(text[at].isspace() for at in outside)


@given(marked_texts(), st.lists(st.integers(0, 60), max_size=6))
def test_each_window_gets_the_marks_that_touch_it(case: tuple[str, Span, list[Mark]], cuts: list[int]) -> None:
    text, _, marks = case
    borders = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    windows = [Span(left, right) for left, right in pairwise(borders)]
    for window, found in zip(windows, marks_in(windows, marks), strict=True):
        assert sorted(found, key=str) == sorted((mark for mark in marks if mark.span.overlaps(window)), key=str)


def test_nested_statements_are_two_deep() -> None:
    marks = [
        Mark(Span(0, 4), "source", "outer"),
        Mark(Span(5, 9), "cue", "outer"),
        Mark(Span(10, 25), "content", "outer"),
        Mark(Span(11, 14), "source", "inner"),
        Mark(Span(15, 21), "cue", "inner"),
        Mark(Span(22, 24), "content", "inner"),
    ]
    shown = [(s.text, s.roles, s.depth, s.starts) for s in segments(TEXT, Span(0, len(TEXT)), marks)]
    assert shown == [
        ("Anna", ("source",), 0, ("outer",)),
        (" ", (), 0, ()),
        ("said", ("cue",), 0, ()),
        (" ", (), 0, ()),
        ("“", ("content",), 1, ()),
        ("Ben", ("source", "content"), 1, ("inner",)),
        (" ", ("content",), 1, ()),
        ("denies", ("cue", "content"), 1, ()),
        (" ", ("content",), 1, ()),
        ("it", ("content",), 2, ()),
        ("”", ("content",), 1, ()),
        (", and left.", (), 0, ()),
    ]


def test_a_record_that_began_before_the_window_does_not_begin_in_it() -> None:
    cut = segments("one two", Span(4, 7), [Mark(Span(0, 7), "content", "s1")])
    assert [(segment.text, segment.starts, segment.records) for segment in cut] == [("two", (), ("s1",))]


@pytest.mark.parametrize(("control", "code"), [("\u202e", "U+202E"), ("\x00", "U+0000"), ("\u200b", "U+200B")])
def test_hidden_characters_stand_alone_with_their_code(control: str, code: str) -> None:
    cut = segments(f"a{control}b", Span(0, 3), [Mark(Span(0, 3), "content", "s1")])
    assert [(segment.text, segment.control) for segment in cut] == [("a", None), (control, code), ("b", None)]


def test_joiners_of_ordinary_text_are_left_alone() -> None:
    assert len(segments("می\u200cخواهم", Span(0, 8), [])) == 1


def test_marks_of_a_statement_have_every_piece() -> None:
    statement = Statement(
        "s1", "a1", 0, (Span(0, 4),), (Span(5, 9),), (Span(10, 12), Span(14, 16)), "mixed", "say", "explicit"
    )
    assert [(mark.span.start, mark.role, mark.record) for mark in marks_of(statement)] == [
        (0, "source", "s1"),
        (5, "cue", "s1"),
        (10, "content", "s1"),
        (14, "content", "s1"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\n  Two.", ["One.", "Two."]),
        ("A" * 120 + "\n" + "B" * 30, ["A" * 120, "B" * 30]),
        ("wrapped by\nhand in\nthree lines\n\nnext", ["wrapped by\nhand in\nthree lines", "next"]),
        ("   \n\n \n", []),
    ],
)
def test_paragraph_rules(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in paragraphs(text, Span(0, len(text)))] == expected
