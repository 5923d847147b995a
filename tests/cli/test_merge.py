"""`onrecord merge`: two names of one person, brought together and parted again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord

TEXT = "“We agreed,” said Anna Berg.\n\n“We did not agree,” said Marko Lind."


@pytest.fixture
def people(tmp_path: Path) -> tuple[Path, str, str]:
    path = tmp_path / "book.db"
    with onrecord.open(path) as book:
        book.add(onrecord.read(TEXT, date="2024-01-01", address="https://example.org/pact", language="en"))
        speakers = {value.label: value.value for value in book.speakers()}
    return path, speakers["Anna Berg"], speakers["Marko Lind"]


def said_by(run: Callable[..., Any], book: Path, who: str) -> int:
    return len(run("search", "--speaker", who, "--book", book, "--json").stdout.splitlines())


def test_what_either_said_is_found_under_both_until_they_are_parted(
    run: Callable[..., Any], people: tuple[Path, str, str]
) -> None:
    book, anna, marko = people
    assert said_by(run, book, anna) == 1
    result = run("merge", anna, marko, "--by", "desk", "--note", "pen name", "--book", book)
    assert result.exit_code == 0 and "Anna Berg" in result.stderr and "merged into Marko Lind" in result.stderr
    assert said_by(run, book, anna) == said_by(run, book, marko) == 2
    shown = json.loads(run("show", marko, "--book", book, "--json").stdout)
    assert [(merge["from_id"], merge["by"], merge["note"]) for merge in shown["merges"]] == [(anna, "desk", "pen name")]
    assert run("merge", anna, marko, "--undo", "--book", book).exit_code == 0
    assert said_by(run, book, anna) == 1
    assert "taken back" in run("show", marko, "--book", book).stdout
    assert run("verify", "--book", book).exit_code == 0


def test_what_is_not_there_is_said(run: Callable[..., Any], people: tuple[Path, str, str]) -> None:
    book, anna, marko = people
    assert "[U002]" in run("merge", anna, "e00000000000000000000", "--book", book).stderr
    assert "[U002]" in run("merge", anna, marko, "--undo", "--book", book).stderr
    run("merge", anna, marko, "--book", book)
    assert "[U007]" in run("merge", marko, anna, "--book", book).stderr
