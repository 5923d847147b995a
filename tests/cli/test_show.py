"""`onrecord show`: articles, statements and entities by their ids."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def statement(run: Any, book: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run("search", "pact", "--json", "--book", book).stdout)
    return result


def test_statement(run: Any, book: Path, statement: dict[str, Any]) -> None:
    lines = run("show", statement["id"], "--book", book).stdout.splitlines()
    assert "“The pact is ready,” said Anna Berg." in lines[0]
    assert f"speaker     Anna Berg ({statement['speaker_id']})" in lines
    assert "words       The pact is ready," in lines
    assert "date        2024-05-06 (given)" in lines
    assert "state       current" in lines
    assert "why         pattern: words, said, name (0.90)" in lines


def test_statement_as_json_is_what_search_gives(run: Any, book: Path, statement: dict[str, Any]) -> None:
    assert json.loads(run("show", statement["id"], "--json", "--book", book).stdout) == statement


def test_article(run: Any, book: Path, statement: dict[str, Any]) -> None:
    result = run("show", statement["article_id"], "--book", book)
    assert "address    file:pact.txt" in result.stdout
    assert "characters in 1 posts" in result.stdout
    assert result.stdout.count("  say  s") == 2


def test_article_as_json_has_its_entities_and_statements(run: Any, book: Path, statement: dict[str, Any]) -> None:
    article = json.loads(run("show", statement["article_id"], "--json", "--book", book).stdout)
    assert statement in article["statements"]
    assert [entity["name"] for entity in article["entities"]] == ["Anna Berg", "Marko Lind"]
    assert article["published"]["basis"] == "given"


def test_text_of_an_article_is_exact(run: Any, book: Path, page: Path, statement: dict[str, Any]) -> None:
    result = run("show", statement["article_id"], "--text", "--book", book)
    assert result.stdout_bytes == page.read_bytes()


def test_entity(run: Any, book: Path, statement: dict[str, Any]) -> None:
    result = run("show", statement["speaker_id"], "--book", book)
    assert "name    Anna Berg" in result.stdout
    assert "Said: 1 of 1" in result.stdout
    assert "Said about: 0 of 0" in result.stdout
    as_json = json.loads(run("show", statement["speaker_id"], "--json", "--book", book).stdout)
    assert as_json["said"] == [statement]


@pytest.mark.parametrize("record_id", ["s" + "0" * 20, "a" + "0" * 20, "e" + "0" * 20, "frog", ""])
def test_unknown_id(run: Any, book: Path, record_id: str) -> None:
    result = run("show", record_id, "--book", book)
    assert result.exit_code == 2
    assert "[U002]" in result.stderr
