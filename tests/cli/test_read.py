"""`onrecord read`: records on standard output, errors beside them, nothing stored."""

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("reader")


def test_table_for_people(run: Any, page: Path) -> None:
    result = run("read", page, "--date", "2024-05-06")
    assert result.exit_code == 0
    head, first, second = result.stdout.splitlines()
    assert head.split() == ["DATE", "SPEAKER", "ACT", "ID", "WORDS"]
    assert first.startswith("2024-05-06  Anna Berg   say  s")
    assert first.endswith("  The pact is ready,")
    assert "Marko Lind" in second
    assert "pact.txt" in result.stderr or "Ministers meet in Tallinn" in result.stderr


def test_json_lines_are_article_then_entities_then_statements(run: Any, page: Path) -> None:
    result = run("read", "--json", page)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["kind"] for record in records] == ["article", "entity", "entity", "statement", "statement"]
    article, anna, _, first, _ = records
    assert article["languages"] == [
        {"post": 0, "language": "en", "confidence": 0.99, "runner_up": None, "read": "full"}
    ]
    assert article["characters"] == len(page.read_text(encoding="utf-8"))
    assert (anna["name"], anna["names"]) == ("Anna Berg", ["Anna Berg"])
    assert first["speaker_id"] == anna["id"]
    assert first["article_id"] == article["id"]


def test_same_input_gives_the_same_bytes(run: Any, page: Path) -> None:
    assert run("read", "--json", page).stdout_bytes == run("read", "--json", page).stdout_bytes


def test_quiet_leaves_only_the_data(run: Any, page: Path) -> None:
    result = run("read", "-q", page)
    assert result.stderr == ""
    assert "Anna Berg" in result.stdout


def test_standard_input(run: Any, page: Path) -> None:
    result = run("read", "--json", "-", input=page.read_bytes())
    article = json.loads(result.stdout.splitlines()[0])
    assert result.exit_code == 0
    assert article["address"].startswith("text:")


def test_no_target_is_usage(run: Any) -> None:
    result = run("read")
    assert result.exit_code == 2
    assert "[U001]" in result.stderr


def test_the_rest_goes_on_after_a_failure(run: Any, page: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    result = run("read", "--json", empty, page)
    assert result.exit_code == 3
    error = json.loads(result.stderr)
    assert (error["kind"], error["code"], error["locator"]) == ("error", "P002", str(empty))
    assert len(result.stdout.splitlines()) == 5


def test_all_failed(run: Any, tmp_path: Path) -> None:
    result = run("read", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert "none.txt: The file can not be read." in result.stderr
    assert result.stdout == ""


def test_size_cap_of_the_person(run: Any, page: Path) -> None:
    result = run("read", "--max-bytes", "20", page)
    assert result.exit_code == 1
    assert "[F007]" in result.stderr


def test_a_text_without_statements_says_so(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("It rained the whole day, and the river rose.\n", encoding="utf-8")
    result = run("read", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No statement was found." in result.stderr


def test_what_is_left_unread_says_so(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    body = "Le traité est prêt, et les ministres sont partis tard dans la nuit après une longue réunion. " * 4
    path.write_text(f'<html lang="fr"><body><article><p>{body}</p></article></body></html>', encoding="utf-8")
    assert "Post 1 is left unread: its language is fr (99%)." in run("read", path).stderr


def test_escape_sequences_of_a_page_do_not_reach_the_terminal(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("“Ready \x1b[2J now,” said Anna Berg.\n", encoding="utf-8")
    result = run("read", path)
    assert "\x1b" not in result.stdout
    assert "Ready \N{REPLACEMENT CHARACTER}[2J now," in result.stdout
