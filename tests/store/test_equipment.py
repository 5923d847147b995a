"""Weapons and equipment in the book: kept as read, and events and promises asked for by their class or name."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.store import CodedQuery, open_book

TEXT = (
    "Norway will send eight Leopard 2A4 battle tanks to Ukraine by June, the Norwegian government said.\n\n"
    "The army deployed two Patriot batteries near the border.\n\n"
    "Anna Berg said that talks in Paris went well.\n"
)


@pytest.fixture(scope="module")
def reading() -> onrecord.Reading:
    return onrecord.read(TEXT, date="2023-03-20", address="https://example.org/equipment", language="en")


@pytest.fixture(scope="module")
def path(reading: onrecord.Reading, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("equipment") / "book.db"
    with open_book(path) as book:
        book.add(reading)
    return path


def test_what_was_read_comes_back(reading: onrecord.Reading, path: Path) -> None:
    assert [item.name for item in reading.equipment] == ["Leopard 2", "Patriot"]
    with open_book(path, create=False) as book:
        stored = book.article(reading.article.id)
        again = book.reading(reading.article.id)
        assert list(book.verify()) == []
    assert stored is not None and again is not None
    assert stored.equipment == again.equipment == reading.equipment
    assert (again.events, again.commitments) == (reading.events, reading.commitments)


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("main battle tank", ["commitment", "event"]),
        ("tanks", ["commitment", "event"]),
        ("MBTs", ["commitment", "event"]),
        ("vehicle", ["commitment", "event"]),
        ("Leopard", ["commitment", "event"]),
        ("leopard 2", ["commitment", "event"]),
        ("air defense systems", ["event"]),
        ("weapon", ["event"]),
        ("howitzer", []),
        ("light tank nonsense", []),
        ("_eopard", []),
        ("\ud800", []),
    ],
)
def test_events_and_promises_are_found_by_class_and_name(path: Path, asked: str, kinds: list[str]) -> None:
    with open_book(path, create=False) as book:
        found = book.events(CodedQuery(equipment=asked))
        assert sorted(row.kind for row in found) == kinds
        assert found.total == len(kinds)


def test_a_blank_asks_for_nothing(path: Path) -> None:
    with open_book(path, create=False) as book:
        assert book.events(CodedQuery(equipment=" ")).total == book.events().total


def test_rows_have_the_words_and_the_class(path: Path) -> None:
    with open_book(path, create=False) as book:
        (row,) = book.events(CodedQuery(kind="commitment"))
    assert [(it.text, it.equipment.classes[0], it.equipment.maker) for it in row.equipment] == [
        ("Leopard 2A4 battle tanks", "main battle tank", "DEU")
    ]
