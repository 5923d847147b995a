"""Copies never put retold words into a mouth, and survive being pasted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.records import DateValue, Producer, Span
from onrecord.store import StatementRow
from onrecord.web.copies import copies_of

TEXT = "“We will act,” Anna Keller said. She said that nothing would change."

DIRECT = StatementRow(
    id="s1",
    article="a1",
    title="Plans",
    address="https://news.example/plans",
    publisher="The Ledger",
    date=DateValue("2024-05-14T10:00:00Z", "minute", "meta"),
    language="en",
    speaker="e1",
    speaker_name="Anna Keller",
    source_text="Anna Keller",
    cue_text="said",
    content_text="“We will act,”",
    source=(Span(15, 26),),
    cue=(Span(27, 31),),
    content=(Span(0, 14),),
    form="direct",
    act="commit",
    attribution="explicit",
    polarity="positive",
    modality="made",
    parent=None,
    addressee=None,
    addressee_name=None,
    according_to=(),
    confidence=0.9,
    why=(),
    sentence=TEXT[:32],
    sentence_span=Span(0, 32),
    post=0,
    post_address=None,
    post_heading=None,
    producer=Producer("onrecord", "0.1.0"),
)
RETOLD = replace(DIRECT, form="indirect", content_text="nothing would change", content=(Span(47, 67),))


def copied(row: StatementRow, text: str = TEXT) -> dict[str, str]:
    return {copy.name: copy.text for copy in copies_of(row, text, "http://127.0.0.1/r/s1")}


def test_direct_words_are_quoted_with_their_own_marks() -> None:
    assert copied(DIRECT)["Quote with attribution"] == (
        "“We will act,”\n— Anna Keller (The Ledger, Plans, 14 May 2024) https://news.example/plans"
    )
    bare = replace(DIRECT, content_text="We will act")
    assert copied(bare)["Quote with attribution"].startswith("“We will act”\n— Anna Keller")


@pytest.mark.parametrize("form", ["indirect", "mixed"])
def test_retold_words_get_no_quotation_marks_and_say_that_they_are_retold(form: str) -> None:
    for name, text in copied(replace(RETOLD, form=form)).items():
        if name in ("Quote with attribution", "Markdown"):
            assert f"Anna Keller, as reported ({form} speech): nothing would change" in text
            assert "“" not in text


def test_the_link_leads_to_the_words() -> None:
    assert copied(DIRECT)["Link to the words"] == (
        "https://news.example/plans#:~:text=%E2%80%9CWe%20will%20act%2C%E2%80%9D"
    )
    assert copied(RETOLD)["Link to the words"].endswith("#:~:text=nothing%20would%20change")


def test_words_that_can_not_be_named_get_a_plain_link_that_says_so() -> None:
    row = replace(RETOLD, content=(Span(11, 21),), content_text="x says no.")
    copies = copies_of(row, "x says no.\nx says no.", "")
    assert (copies[0].name, copies[0].text) == ("Link to the page", "https://news.example/plans")
    assert copies[0].note == "No text fragment can name these words for sure."


@pytest.mark.parametrize("address", ["file:plans.txt", "text:abc", "javascript:alert(1)", "https://"])
def test_there_is_no_link_to_what_is_no_page(address: str) -> None:
    copies = copied(replace(DIRECT, address=address))
    assert list(copies) == ["Quote with attribution", "Markdown", "Address of this record"]
    assert address not in "".join(copies.values())


def test_a_posts_own_address_is_the_better_one() -> None:
    row = replace(DIRECT, post_address="https://news.example/plans#post-3")
    assert copied(row)["Link to the words"].startswith("https://news.example/plans#:~:text=")
    assert copied(row)["Quote with attribution"].endswith("https://news.example/plans#post-3")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"title": "A [plan](https://evil.example)"},
            r"[A \[plan\](https://evil.example)](<https://news.example/plans>)",
        ),
        ({"title": "*Plans* & <b>"}, r"[\*Plans\* \& \<b\>]("),
        ({"speaker_name": "# Anna"}, "> — \\# Anna"),
        ({"content_text": "`code`\n\n# head"}, r"> “\`code\` \# head”"),
        ({"speaker_name": "1. Anna", "form": "mixed"}, r"> 1\. Anna, as reported"),
        ({"speaker_name": "- Anna", "form": "mixed"}, r"> \- Anna, as reported"),
        ({"address": "https://news.example/a b>c"}, "(<https://news.example/a%20b%3Ec>)"),
        ({"title": None, "publisher": None, "date": None}, "[source](<https://news.example/plans>), no date"),
    ],
)
def test_markdown_takes_nothing_of_the_text_for_its_own(fields: dict[str, Any], expected: str) -> None:
    assert expected in copied(replace(DIRECT, **fields))["Markdown"]


def test_fields_are_as_high_as_their_text() -> None:
    markdown = next(copy for copy in copies_of(DIRECT, TEXT, "") if copy.name == "Markdown")
    assert markdown.rows == len(markdown.text.splitlines())
    assert replace(markdown, text="x" * 200).rows == 3


@pytest.mark.parametrize(
    ("modality", "polarity", "words"),
    [
        ("made", "negative", "Anna Keller did not commit, as reported (direct speech): “We will act,”"),
        ("refused", "positive", "Anna Keller refused to say, as reported (direct speech): “We will act,”"),
        ("possible", "positive", "Anna Keller may commit, as reported (direct speech): “We will act,”"),
    ],
)
def test_what_was_not_said_never_comes_out_as_said(modality: str, polarity: str, words: str) -> None:
    copies = copied(replace(DIRECT, modality=modality, polarity=polarity))
    assert copies["Quote with attribution"].startswith(words)
    assert copies["Markdown"].startswith(f"> {words}")
    assert "— Anna" not in "".join(copies.values())
