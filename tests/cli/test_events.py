"""`onrecord events`, `show` of what they find, and `export-events`: over a real reading in a real book."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord

TEXT = (
    "Norway said it would send eight tanks to Ukraine by June.\n\n"
    "The minister said Sweden would send 200 soldiers to Latvia."
)


KINDS = ("event", "commitment", "dispute")


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


def test_equipment_is_asked_for_by_class_and_shown(run: Callable[..., Any], coded_book: Path) -> None:
    for asked in ("tank", "tanks", "armoured vehicle", "vehicles"):
        found = rows(run("events", "--book", coded_book, "--kind", "commitment", "--equipment", asked, "--json"))
        assert [[item["text"] for item in row["equipment"]] for row in found] == [["tanks"]]
        assert found[0]["equipment"][0]["classes"] == ["tank", "armoured vehicle", "vehicle"]
    for asked in ("missile", "Leopard", "%"):
        assert rows(run("events", "--book", coded_book, "--equipment", asked, "--json")) == []
    shown = run("show", found_id(run, coded_book), "--book", coded_book)
    assert "tanks (tank < armoured vehicle < vehicle)" in shown.stdout


def found_id(run: Callable[..., Any], book: Path) -> str:
    return str(rows(run("events", "--book", book, "--kind", "commitment", "--equipment", "tank", "--json"))[0]["id"])


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


def test_read_prints_what_a_book_would_hold(run: Callable[..., Any], tmp_path: Path, coded_book: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    read = [row for row in rows(run("read", path, "--date", "2023-03-20", "--json")) if row["kind"] in KINDS]
    stored = rows(run("events", "--book", coded_book, "--json"))
    compared = ("kind", "text", "sentence", "quantities", "times", "places", "why", "date")
    assert {json.dumps([row[name] for name in compared]) for row in read} == {
        json.dumps([row[name] for name in compared]) for row in stored
    }
    assert "send eight tanks to Ukraine" in run("read", path, "--date", "2023-03-20").stdout


def test_explain_says_why_an_act_is_there_and_why_none_is(
    run: Callable[..., Any], tmp_path: Path, coded_book: Path
) -> None:
    (event, *_) = rows(run("events", "--book", coded_book, "--kind", "event", "--type", "AID", "--json"))
    explained = rows(run("explain", event["id"], "--book", coded_book, "--json"))[0]
    assert explained["why"] == event["why"] and explained["text"] == event["text"]
    path = tmp_path / "page.txt"
    path.write_text("The storm killed three people in Peru. Norway will send eight tanks to Ukraine.", encoding="utf-8")
    assert "event.nature" in run("explain", path, "--text", "killed").stdout
    assert "explain.event" in run("explain", path, "--text", "send eight tanks").stdout
    assert "explain.entity: Norway (Q20)" in run("explain", path, "--text", "Norway").stdout


TABLE = """name,aliases,type,qid,country,sector
Harbour Board of Westhaven,the Harbour Board|HBW,org,,NLD,GOV
"""


def test_a_table_of_ones_own_says_who_a_body_is(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text(TABLE, encoding="utf-8")
    page = tmp_path / "page.txt"
    page.write_text("HBW will send five cranes to Ukraine, a spokesman said.", encoding="utf-8")
    found = rows(run("read", page, "--tables", tmp_path / "bodies.csv", "--json"))
    (board,) = [row for row in found if row["kind"] == "entity" and "HBW" in row["names"]]
    assert (board["name"], board["country"], board["sector"]) == ("Harbour Board of Westhaven", "NLD", "GOV")
    assert "bodies.csv:2" in json.dumps(board["why"])


def test_a_changed_table_reads_again_and_supersedes(run: Callable[..., Any], tmp_path: Path) -> None:
    table, page, book = tmp_path / "bodies.csv", tmp_path / "page.txt", tmp_path / "book.db"
    page.write_text("HBW will send five cranes to Ukraine, a spokesman said.", encoding="utf-8")
    table.write_text(TABLE, encoding="utf-8")
    add = ("add", page, "--book", book, "--tables", table)
    assert run("add", page, "--book", book).stdout.startswith("added")
    assert run(*add).stdout.startswith("superseded")
    assert run(*add).stdout.startswith("unchanged")
    table.write_text(TABLE.replace("NLD", "BEL"), encoding="utf-8")
    os.utime(table, (2_000_000_000, 2_000_000_000))
    assert run(*add).stdout.startswith("superseded")
    assert run("verify", "--book", book).exit_code == 0


def test_a_table_that_cannot_be_used_names_its_line(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text(TABLE.replace("NLD", "Atlantis"), encoding="utf-8")
    (tmp_path / "page.txt").write_text("Nothing.", encoding="utf-8")
    result = run("read", tmp_path / "page.txt", "--tables", tmp_path / "bodies.csv")
    assert result.exit_code == 2 and "line 2, column country" in result.stderr
