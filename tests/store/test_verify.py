"""`verify` finds whatever is not as it must be."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store_readings import Said, reading_of

from onrecord.store import Fault, open_book

NESTED = (
    Said("Stoltenberg", "said", "that Nato stands with Ukraine. Zelensky asked for jets"),
    Said("Zelensky", "asked", "for jets", parent=0),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_book(tmp_path / "book.db") as book:
        book.add(reading_of())
        book.add(reading_of(said=NESTED, address="https://example.org/nested"))
        book.add(reading_of(said=NESTED, address="https://example.org/nested", version="2.0"))
    return tmp_path / "book.db"


def faults_after(path: Path, change: str, *values: object) -> list[Fault]:
    """What `verify` finds after somebody changed the file behind our back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change, values)
    with open_book(path) as book:
        return list(book.verify())


def test_a_sound_book_has_no_fault(path: Path) -> None:
    with open_book(path) as book:
        assert list(book.verify()) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE statement_span SET text = 'never said' WHERE role = 'content'", "the words of content"),
        ("UPDATE statement_span SET start = start + 1 WHERE role = 'cue'", "the words of cue"),
        ("UPDATE statement_span SET stop = 99999 WHERE role = 'source'", "is outside the text"),
        ("DELETE FROM statement_span WHERE role = 'source'", "the id does not follow from the evidence"),
        ("UPDATE statement SET content_text = 'never said'", "content_text is not what its spans show"),
        ("UPDATE statement SET sentence_text = 'never said'", "the words of statement"),
        ("UPDATE statement SET id = 's00000000000000000000' WHERE key = 1", "the id does not follow from the evidence"),
        ("UPDATE statement SET parent = 's00000000000000000000' WHERE key = 1", "not there"),
        ("UPDATE statement SET parent = id WHERE key = 1", "the statement lies in itself"),
        ("UPDATE statement SET post = 9 WHERE key = 1", "a statement names post 9"),
        ("UPDATE statement SET producer_version = '9' WHERE key = 1", "name different producers"),
        ("UPDATE statement SET article_id = (SELECT max(id) FROM article)", "another article"),
        ("UPDATE statement SET why = 'not json' WHERE key = 1", "its rows can not be read"),
        ("UPDATE statement SET speaker_id = 'e00000000000000000000' WHERE key = 1", "not there"),
        ("DELETE FROM statement WHERE parent IS NOT NULL", "not there"),
        ("UPDATE mention SET text = 'nobody'", "the words of mention"),
        ("UPDATE post SET heading = 'Another heading'", "the words of post"),
        ("UPDATE post SET stop = 99999", "is outside the text"),
        ("UPDATE sentence SET start = stop + 1", "is outside the text"),
        ("UPDATE article SET text = text || '.'", "the id does not follow from address and text"),
        ("UPDATE article SET address = 'https://example.org/moved'", "the id does not follow from address and text"),
        ("DELETE FROM reading_entity", "not there"),
        ("DELETE FROM article WHERE key = 1", "not there"),
        ("UPDATE capture SET content = x'00'", "can not be inflated"),
        ("UPDATE capture SET size = size + 1", "can not be inflated"),
        ("DELETE FROM statement_fts_data WHERE id > 10", "damaged|does not fit|malformed"),
        (
            "INSERT INTO statement_fts (statement_fts, rowid, speaker_name, source_text, cue_text, content_text)"
            " SELECT 'delete', key, speaker_name, source_text, cue_text, content_text FROM statement WHERE key = 1",
            "the search index does not fit its table",
        ),
        (
            "INSERT INTO article_fts (rowid, title, text) VALUES (77, 'no such', 'article')",
            "the search index does not fit its table",
        ),
    ],
)
def test_a_change_behind_our_back_is_found(path: Path, change: str, what: str) -> None:
    found = faults_after(path, change)
    assert found
    assert any(_says(fault, what) for fault in found), found


def _says(fault: Fault, what: str) -> bool:
    return any(part in fault.what for part in what.split("|"))


def test_bytes_that_were_replaced_are_found(path: Path) -> None:
    forged = b"<p>forged</p>"
    found = faults_after(path, "UPDATE capture SET content = ?, size = ?", zlib.compress(forged), len(forged))
    assert {fault.what for fault in found} == {"the captured bytes have another hash"}


def test_a_capture_that_inflates_beyond_its_size_is_not_inflated(path: Path) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    found = faults_after(path, "UPDATE capture SET content = ?", bomb)
    assert {fault.what for fault in found} == {"the captured bytes can not be inflated to their size"}


def test_a_damaged_file_is_a_fault_and_no_crash(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = content.index(b"Stoltenberg said that Nato") // 4_096 * 4_096
    content[page : page + 4_096] = b"\xff" * 4_096
    path.write_bytes(content)
    with open_book(path) as book:
        found = list(book.verify())
    assert {fault.record for fault in found} == {"file"}


def test_faults_are_found_one_by_one(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE mention SET text = 'nobody'")
    with open_book(path) as book:
        faults: Iterator[Fault] = book.verify()
        assert next(faults).what.startswith("the words of mention")
