"""`onrecord explain`: why a record is there, and why there is none."""

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("reader")


def first_statement(run: Any, book: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run("search", "pact", "--json", "--book", book).stdout)
    return result


def test_statement_by_id(run: Any, book: Path) -> None:
    result = run("explain", first_statement(run, book)["id"], "--book", book)
    assert result.stdout == "Anna Berg, say: The pact is ready,\n  pattern: words, said, name (0.90)\n"


def test_words_in_a_file(run: Any, page: Path) -> None:
    result = run("explain", page, "--text", "pact is ready", "--json")
    explanation = json.loads(result.stdout)
    start = page.read_text(encoding="utf-8").index("pact is ready")
    assert explanation["span"] == {"start": start, "end": start + 13, "text": "pact is ready"}
    assert explanation["why"] == [{"rule": "pattern", "detail": "words, said, name", "score": 0.9}]


def test_why_there_is_nothing(run: Any, page: Path) -> None:
    result = run("explain", page, "--text", "Nobody else spoke")
    assert result.stdout.endswith("  nothing: no words in quotes here\n")


def test_offset_in_a_stored_article(run: Any, book: Path) -> None:
    article = first_statement(run, book)["article_id"]
    result = run("explain", article, "--at", "0", "--book", book)
    assert result.stdout.startswith("0-1: M\n")


def test_words_that_stand_there_twice(run: Any, page: Path) -> None:
    result = run("explain", page, "--text", "said")
    second = page.read_text(encoding="utf-8").rindex("said")
    assert f"These words stand 2 times in the text; this is the first. Others: --at {second}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--text", "words that are not there"], "U007"),
        (["--at", "100000"], "U007"),
        (["--text", ""], "U007"),
    ],
)
def test_place_that_is_not_there(run: Any, page: Path, arguments: list[str], code: str) -> None:
    result = run("explain", page, *arguments)
    assert result.exit_code == 2
    assert f"[{code}]" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["--at", "3", "--text", "pact"]])
def test_place_must_be_named_once(run: Any, page: Path, arguments: list[str]) -> None:
    result = run("explain", page, *arguments)
    assert result.exit_code == 2
    assert "--at and --text" in result.stderr


def test_unknown_ids(run: Any, book: Path) -> None:
    assert "[U002]" in run("explain", "s" + "0" * 20, "--book", book).stderr
    assert "[U002]" in run("explain", "a" + "0" * 20, "--at", "1", "--book", book).stderr


def test_unreadable_file(run: Any, tmp_path: Path) -> None:
    result = run("explain", tmp_path / "none.txt", "--at", "1")
    assert result.exit_code == 1
    assert "[P011]" in result.stderr
