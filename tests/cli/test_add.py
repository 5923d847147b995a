"""`onrecord add`: into the book once, whatever fails is named and noted, and the rest goes on."""

import json
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.records import Article

pytestmark = pytest.mark.usefixtures("reader")


def test_adds_and_says_what_came_of_it(run: Any, page: Path, tmp_path: Path) -> None:
    result = run("add", page, "--book", "new.db")
    assert result.exit_code == 0
    assert result.stdout.startswith("added       a")
    assert "   2 statements  " in result.stdout
    assert result.stderr == "1 added, 0 unchanged; 2 new statements in new.db\n"
    with onrecord.open(tmp_path / "new.db", create=False) as book:
        assert [row.speaker_name for row in book.statements()] == ["Anna Berg", "Marko Lind"]


def test_adding_twice_adds_nothing_and_reads_nothing(
    run: Any, book: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(article: Article) -> None:
        raise AssertionError(f"{article.address} is read again")

    monkeypatch.setattr("onrecord.reading.read", never)
    result = run("add", page, "--book", book, "--date", "2024-05-06")
    assert result.exit_code == 0
    assert result.stdout.startswith("unchanged   a")
    assert "0 added, 1 unchanged; 0 new statements" in result.stderr


def test_json_gives_a_line_an_item(run: Any, page: Path) -> None:
    result = run("add", "--json", page)
    added, summary = json.loads(result.stdout), json.loads(result.stderr)
    assert (summary["kind"], summary["added"], summary["failed"], summary["statements"]) == ("summary", 1, 0, 2)
    assert (added["kind"], added["status"], added["statements"]) == ("added", "added", 2)
    assert added["address"] == "file:pact.txt"


def test_failures_are_said_noted_and_passed_over(run: Any, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"")
    (folder / "b.txt").write_bytes(page.read_bytes())
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    result = run("add", folder, "--book", "new.db")
    assert result.exit_code == 3
    assert "a.html: The page is empty." in result.stderr
    assert "c.png: This is no text" in result.stderr
    assert "1 added, 0 unchanged, 2 failed" in result.stderr
    with onrecord.open(tmp_path / "new.db", create=False) as book:
        assert sorted(failure.code for failure in book.failures()) == ["P001", "P002"]
        assert book.counts().articles == 1


def test_all_failed(run: Any, tmp_path: Path) -> None:
    result = run("add", tmp_path / "none.txt", "--json", "-q")
    assert result.exit_code == 1
    assert json.loads(result.stderr)["code"] == "P011"


def test_nothing_to_add_makes_no_book(run: Any, tmp_path: Path) -> None:
    assert run("add").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_book_is_not_touched(run: Any, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear Anna, this is a letter.", encoding="utf-8")
    result = run("add", page, "--book", other)
    assert result.exit_code == 1
    assert "[S001]" in result.stderr
    assert other.read_text(encoding="utf-8") == "Dear Anna, this is a letter."


def test_interrupted_between_items_keeps_what_was_stored(
    run: Any, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second.txt"
    second.write_text("“No,” said Marko Lind.\n", encoding="utf-8")
    read = __import__("onrecord.reading").reading.read

    def interrupted(article: Article, **_: object) -> Any:
        if article.address == "file:second.txt":
            raise KeyboardInterrupt
        return read(article)

    monkeypatch.setattr("onrecord.reading.read", interrupted)
    result = run("add", page, second, "--book", "new.db")
    assert result.exit_code == 130
    assert "1 added" in result.stderr
    with onrecord.open(tmp_path / "new.db", create=False) as book:
        assert book.counts().articles == 1
        assert list(book.verify()) == []
