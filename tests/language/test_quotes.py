"""Quote marks, however badly they are kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.quotes import overlapping, quotations
from onrecord.language.sentences import paragraphs
from onrecord.records import Span


def quoted(text: str) -> list[str]:
    return [found.span.of(text) for found in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "yes" and left.', ['"yes"']),
        ("He called it “a ‘grave’ mistake” twice.", ["“a ‘grave’ mistake”"]),
        ("It’s the allies’ plan, isn’t it?", []),
        ("Weapons would ‘change everything’, he said.", ["‘change everything’"]),
        ("The '90s were 'a lost decade' for it.", ["'a lost decade'"]),
        ("„Wir sind bereit“, sagte sie.", ["„Wir sind bereit“"]),
        ("« Nous sommes prêts », dit-elle.", ["« Nous sommes prêts »"]),
        ("»Wir sind bereit«, sagte sie.", ["»Wir sind bereit«"]),
        ("``Old style'' it was.", ["``Old style''"]),
        ('A 6" pipe burst.', []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "He said: “We go on.\nThe meeting ended. “Fine,” she said."
    found = quotations(text, paragraphs(text))
    assert [(item.span.of(text), item.closed) for item in found] == [("“We go on.", False), ("“Fine,”", True)]
    assert not found[1].continues


def test_a_quotation_over_paragraphs_continues() -> None:
    text = "“We go on.\n“We never stop,” he said."
    found = quotations(text, paragraphs(text))
    assert [(item.closed, item.continues) for item in found] == [(False, False), (True, True)]


@given(st.text(alphabet=st.sampled_from("ab \"'“”‘’„«»`\n,."), max_size=120))
def test_quotations_never_overlap_and_stay_in_their_paragraph(text: str) -> None:
    spans = paragraphs(text)
    found = quotations(text, spans)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for item in found:
        assert any(paragraph.covers(item.span) for paragraph in spans)
        assert list(overlapping(found, item.span)) == [item]


def test_overlapping_finds_all() -> None:
    text = '"a" and "b" and "c"'
    found = quotations(text, paragraphs(text))
    assert [item.span.of(text) for item in overlapping(found, Span(2, 9))] == ['"a"', '"b"']
