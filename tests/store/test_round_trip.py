"""What goes into a book comes out of it, character for character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from store_readings import SUMMIT, reading_of, readings

from onrecord.errors import InputError
from onrecord.records import Reading, Sentence, Span, Token
from onrecord.store import RecordBook, StatementRow, open_book


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordBook]:
    """One book for all examples: they must not disturb each other either."""
    with open_book(tmp_path_factory.mktemp("round_trip") / "shared.db") as opened:
        yield opened


@settings(max_examples=150, deadline=None)
@given(reading=readings())
def test_any_reading_comes_back_equal(shared_book: RecordBook, reading: Reading) -> None:
    added = shared_book.add(reading)
    stored = shared_book.reading(reading.article.id)
    if added.status != "unchanged":
        assert stored == _with_capture_of(reading, stored)
    assert shared_book.has(reading.article.id, reading.producer)
    assert shared_book.add(reading).status == "unchanged"


def _with_capture_of(reading: Reading, stored: Reading | None) -> Reading:
    """An article without bytes keeps those that an earlier example brought for the same text."""
    if reading.article.capture is not None or stored is None:
        return reading
    return replace(reading, article=replace(reading.article, capture=stored.article.capture))


@settings(max_examples=60, deadline=None)
@given(reading=readings())
def test_rows_show_the_slices_of_the_text(shared_book: RecordBook, reading: Reading) -> None:
    shared_book.add(reading)
    stored = shared_book.article(reading.article.id)
    assert stored is not None
    for row in stored.statements:
        for words, spans in ((row.source_text, row.source), (row.cue_text, row.cue), (row.content_text, row.content)):
            assert words == " … ".join(span.of(stored.text) for span in spans)
        assert row.sentence == row.sentence_span.of(stored.text)
        if row.evidence:
            assert all(row.sentence_span.covers(span) for span in row.evidence)


def test_a_book_of_arbitrary_readings_verifies(shared_book: RecordBook) -> None:
    assert shared_book.counts().articles > 0
    assert list(shared_book.verify()) == []


def test_an_article_comes_with_all_that_was_read(book: RecordBook) -> None:
    reading = reading_of()
    book.add(reading)
    stored = book.article(reading.article.id)
    assert stored is not None
    assert stored.article == replace(reading.article, capture=None)
    assert stored.languages == reading.languages
    assert stored.sentences == reading.sentences
    assert stored.mentions == reading.mentions
    assert stored.entities == reading.entities
    assert stored.producer == reading.producer
    assert [row.id for row in stored.statements] == [statement.id for statement in reading.statements]
    assert reading.article.capture is not None
    assert [capture.sha256 for capture in stored.captures] == [reading.article.capture.sha256]
    assert stored.captures[0].size == len(SUMMIT)


def test_a_statement_row_says_everything_a_page_needs(book: RecordBook) -> None:
    reading = reading_of()
    book.add(reading)
    row = book.statement(reading.statements[1].id)
    assert isinstance(row, StatementRow)
    assert (row.speaker_name, row.cue_text, row.content_text) == ("Zelensky", "asked", "for jets")
    assert row.sentence == " Zelensky asked for jets."
    assert (row.title, row.publisher, row.address) == ("A summit", "The Example", "https://example.org/summit")
    assert (row.day, row.language, row.act, row.form) == ("2022-03-24", "en", "demand", "indirect")
    assert row.post_heading == "Summit in Brussels"
    assert (row.producer, row.current, row.fate) == (reading.producer, True, "current")
    assert row.why == reading.statements[1].why


def test_tokens_are_not_kept_but_their_sentences_are(book: RecordBook) -> None:
    token = Token(0, 6, "Summit", "summit", "NOUN", "_", -1, "root")
    sentence = Sentence(Span(0, 18), 0, "en", (token,))
    reading = replace(reading_of(), sentences=(sentence,))
    book.add(reading)
    stored = book.reading(reading.article.id)
    assert stored is not None
    assert stored.sentences == (Sentence(Span(0, 18), 0, "en"),)


def test_the_captured_bytes_come_back_by_their_hash(book: RecordBook) -> None:
    reading = reading_of()
    book.add(reading)
    assert reading.article.capture is not None
    assert book.capture(reading.article.capture.sha256) == reading.article.capture
    assert book.capture("0" * 64) is None


def test_lone_surrogates_are_refused_and_nothing_is_stored(book: RecordBook) -> None:
    for reading in (reading_of(SUMMIT + "\ud800"), reading_of(title="\udfff")):
        with pytest.raises(InputError) as raised:
            book.add(reading)
        assert (raised.value.code, raised.value.locator) == ("S008", "https://example.org/summit")
    assert book.counts().articles == 0
    assert list(book.verify()) == []


def test_what_is_not_there_is_none(book: RecordBook) -> None:
    for absent in ("", "a" + "0" * 20, "\ud800"):
        assert book.article(absent) is None
        assert book.statement(absent) is None
        assert book.entity(absent) is None
        assert book.reading(absent) is None


def test_a_book_is_the_same_after_closing_and_opening(tmp_path: Path) -> None:
    reading = reading_of()
    with open_book(tmp_path / "b.db") as first:
        first.add(reading)
    with open_book(tmp_path / "b.db", create=False) as second:
        assert second.reading(reading.article.id) == reading
