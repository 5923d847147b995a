"""`onrecord export`: all that a search finds, as JSON lines or CSV, to a stream or to a file that is whole or not."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest


def test_json_lines_on_standard_output(run: Any, book: Path) -> None:
    result = run("export", "--book", book)
    assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == ["Anna Berg", "Marko Lind"]
    assert result.stderr == "2 statements written.\n"


def test_csv_is_exact(run: Any, book: Path) -> None:
    result = run("export", "--format", "csv", "--book", book)
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8"), newline="")))
    assert [row["content"] for row in rows] == ["The pact is ready,", "We will send ten trucks,"]


def test_filters_are_those_of_search(run: Any, book: Path) -> None:
    assert len(run("export", "trucks", "--book", book).stdout.splitlines()) == 1
    assert run("export", "--act", "deny", "--book", book).stdout == ""


def test_file_is_the_same_as_the_stream(run: Any, book: Path, tmp_path: Path) -> None:
    result = run("export", "--book", book, "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "out.jsonl").read_bytes() == run("export", "--book", book, "-o", "-").stdout_bytes


def test_file_that_is_there_is_never_written_over(run: Any, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")
    result = run("export", "--book", book, "-o", path)
    assert result.exit_code == 2
    assert "[U006]" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_folder_that_is_not_there(run: Any, book: Path, tmp_path: Path) -> None:
    result = run("export", "--book", book, "-o", tmp_path / "none" / "out.csv")
    assert result.exit_code == 2
    assert "[U007]" in result.stderr


def test_nothing_is_left_of_a_write_that_broke(
    run: Any, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(rows: Any, format_: str, stream: Any) -> int:
        stream.write("half a li")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.export.write", breaks)
    before = sorted(tmp_path.iterdir())
    result = run("export", "--book", book, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert sorted(tmp_path.iterdir()) == before
