"""`onrecord search`: words and filters, newest first, page by page."""

import json
from pathlib import Path
from typing import Any

import pytest


def found(result: Any) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["content"] for line in result.stdout.splitlines()]


def test_table_for_people(run: Any, book: Path) -> None:
    result = run("search", "--book", book)
    assert [line.split()[1:3] for line in result.stdout.splitlines()[1:]] == [["Anna", "Berg"], ["Marko", "Lind"]]
    assert result.stderr == "2 of 2 statements.\n"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["trucks"], 1),
        (["pact", "ready"], 1),
        (["pact", "trucks"], 0),
        (["pact is"], 1),
        (["is pact"], 0),
        (["--speaker", "berg"], 1),
        (["--act", "say"], 2),
        (["--act", "deny"], 0),
        (["--form", "direct"], 2),
        (["--modality", "made"], 2),
        (["--modality", "refused"], 0),
        (["--since", "2024-05-06", "--until", "2024-05-06"], 2),
        (["--since", "2024-05-07"], 0),
        (["--language", "en"], 2),
        (["--limit", "1"], 1),
    ],
)
def test_filters(run: Any, book: Path, arguments: list[str], count: int) -> None:
    assert len(found(run("search", *arguments, "--json", "--book", book))) == count


def test_pages_follow_one_another(run: Any, book: Path) -> None:
    first = run("search", "--limit", "1", "--json", "--book", book)
    cursor = json.loads(first.stderr)["next_cursor"]
    second = run("search", "--limit", "1", "--json", "--book", book, "--cursor", cursor)
    assert found(first) + found(second) == found(run("search", "--json", "--book", book))
    assert json.loads(second.stderr) == {"kind": "page", "shown": 1, "total": 2, "next_cursor": None}


def test_next_page_is_said_to_people(run: Any, book: Path) -> None:
    result = run("search", "--limit", "1", "--book", book)
    assert result.stderr.startswith("1 of 2 statements.\nNext page: --cursor ")


def test_nothing_found_is_no_problem(run: Any, book: Path) -> None:
    result = run("search", "nothing", "--book", book)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing found.\n")


def test_no_book_says_how_to_make_one(run: Any, tmp_path: Path) -> None:
    result = run("search", "pact")
    assert result.exit_code == 1
    assert "[S005]" in result.stderr
    assert list(tmp_path.iterdir()) == []
