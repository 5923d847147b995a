"""`onrecord events`, `show` of what they find, and `export-events`: over a real reading in a real book."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord

TEXT = (
    "Norway said it would send eight tanks to Ukraine by June.\n\n"
    "The minister said Sweden would send 200 soldiers to Latvia."
)


@pytest.fixture(scope="module")
def coded_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coded") / "book.db"
    with onrecord.open(path) as book:
        book.add(onrecord.read(TEXT, date="2023-03-20", address="https://example.org/tanks", language="en"))
    return path


def rows(result: Any) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_filters_narrow(run: Callable[..., Any], coded_book: Path) -> None:
    aid = rows(run("events", "--book", coded_book, "--kind", "event", "--recipient", "UKR", "--json"))
    assert [(row["type"], row["modality"]) for row in aid] == [("AID", "planned")]
    assert [party["name"] for party in aid[0]["actors"]] == ["Norway"]
    assert rows(run("events", "--book", coded_book, "--actor", "NOR", "--recipient", "LVA", "--json")) == []
    assert rows(run("events", "--book", coded_book, "--modality", "denied", "--json")) == []


def test_table_names_both_sides(run: Callable[..., Any], coded_book: Path) -> None:
    result = run("events", "--book", coded_book, "--type", "aid", "--kind", "event")
    assert "Norway" in result.stdout and "Ukraine" in result.stdout
    assert result.stderr == "1 of 1 records.\n"


def test_show_says_everything(run: Callable[..., Any], coded_book: Path) -> None:
    found = rows(run("events", "--book", coded_book, "--kind", "event", "--recipient", "UKR", "--json"))[0]
    shown = run("show", found["id"], "--book", coded_book)
    assert shown.exit_code == 0
    for part in ("AID", "planned", "Norway", "Ukraine", "eight tanks", "event.verb"):
        assert part in shown.stdout
    assert rows(run("show", found["id"], "--book", coded_book, "--json"))[0] == found
    assert "U002" in run("show", "v" + "0" * 20, "--book", coded_book).output


def test_plover_codes_a_planned_help_as_an_agreement(run: Callable[..., Any], coded_book: Path) -> None:
    exported = rows(run("export-events", "--book", coded_book, "--recipient", "UKR"))
    assert [row["event"] for row in exported] == [["AGREE"]]
    info = exported[0]["text_info"]
    assert TEXT[info["start"] : info["end"]] == exported[0]["event_text"]
    assert {"id", "date", "actor", "event"} <= exported[0].keys()
    assert exported[0]["onrecord"]["act"] == "AID"


def test_tracker_rows_open_on_their_sentence(run: Callable[..., Any], coded_book: Path, tmp_path: Path) -> None:
    target = tmp_path / "promises.csv"
    assert run("export-events", "--book", coded_book, "--format", "tracker", "-o", target).exit_code == 0
    lines = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert len(lines) >= 1
    for line in lines:
        assert line["sentence"] in TEXT and line["url"] == "https://example.org/tanks"
    # A file that is there is never written over.
    assert "U006" in run("export-events", "--book", coded_book, "-o", target).output


def test_everything_as_json_lines(run: Callable[..., Any], coded_book: Path) -> None:
    everything = rows(run("export-events", "--book", coded_book, "--format", "jsonl"))
    assert {row["kind"] for row in everything} >= {"event"}
    assert all(row["why"] and row["sentence"] for row in everything)
