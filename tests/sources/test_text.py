"""Plain text into an article."""

from __future__ import annotations

import pytest

from onrecord.errors import ParseError, UsageError
from onrecord.records import DateValue, article_id
from onrecord.sources import Limits, article_from_text

TEXT = "Ministers agree on water\r\n\r\nThe third point is the one that will cost money, their spokesman said.\r\n"


def test_text_is_kept_as_it_is() -> None:
    article = article_from_text(TEXT)
    assert article.text == TEXT
    assert article.posts[0].span.of(article.text) == TEXT.strip()
    assert article.title == "Ministers agree on water"


def test_title_is_the_heading_without_its_mark() -> None:
    article = article_from_text("# Ministers agree on water\n\nThe third point will cost money, their spokesman said.")
    assert article.title == "Ministers agree on water"
    assert article.posts[0].heading is not None
    assert article.posts[0].heading.of(article.text) == "# Ministers agree on water"


def test_address_and_id_come_from_the_text() -> None:
    first, second = article_from_text(TEXT), article_from_text(TEXT)
    assert first == second
    assert first.address.startswith("text:") and first.id == article_id(first.address, TEXT)
    assert article_from_text(TEXT + " ").address != first.address
    assert article_from_text(TEXT, address="file:a.txt").id == article_id("file:a.txt", TEXT)


def test_what_the_caller_knows_is_kept() -> None:
    article = article_from_text(
        TEXT, date="2022-03-24", title="Water", publisher="The Harbour", authors=["Anna Berg"], language="en"
    )
    assert article.published == DateValue("2022-03-24", "day", "given")
    assert (article.title, article.publisher, article.authors, article.language) == (
        "Water",
        "The Harbour",
        ("Anna Berg",),
        "en",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "P002"), (" \r\n\t", "P002"), ("a\0b", "P001"), ("a\ud800b", "P005"), ("word " * 300, "P014")],
)
def test_what_is_no_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        article_from_text(text, limits=Limits(max_characters=1000))
    assert caught.value.code == code


@pytest.mark.parametrize("date", ["yesterday", "24/03/2022", "2022-13-01", "2022-02-30", "04-05-22"])
def test_date_that_is_not_understood_is_a_usage_error(date: str) -> None:
    with pytest.raises(UsageError) as caught:
        article_from_text(TEXT, date=date)
    assert caught.value.code == "U003"
