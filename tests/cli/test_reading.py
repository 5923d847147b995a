"""The verbs with the real reader and its model, from a page to a book and back."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "onrecord"

#: The processor's time that the first record may take; the clock's would fail on a busy machine.
MOST_SECONDS_TO_FIRST_RECORD = 2.0

TEXT = """The harbour will open again

The harbour of Vlora will open again in May, Transport Minister Elira Hoxha said on Monday.
“We will keep every job,” she told reporters. The union accused the ministry of hiding the costs.
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def records(result: Any, kind: str) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    found = map(json.loads, result.stdout.splitlines())
    return [record for record in found if record["kind"] == kind]


def test_every_span_is_a_slice_of_the_text(run: Any, harbour: Path) -> None:
    statements = records(run("read", "--json", harbour), "statement")
    assert len(statements) >= 3
    for statement in statements:
        for role in ("content", "source", "cue"):
            pieces = [TEXT[start:end] for start, end in statement[f"{role}_spans"]]
            assert " … ".join(pieces) == statement[role]
        start, end = statement["sentence_span"]
        assert TEXT[start:end] == statement["sentence"]


def test_who_said_what(run: Any, harbour: Path) -> None:
    statements = records(run("read", "--json", harbour), "statement")
    (promise,) = [statement for statement in statements if "keep every job" in statement["content"]]
    assert (promise["speaker"], promise["form"], promise["attribution"]) == ("Elira Hoxha", "direct", "explicit")
    (reopening,) = [statement for statement in statements if "open again in May" in statement["content"]]
    assert "Elira Hoxha" in reopening["source"]
    assert reopening["form"] == "indirect"


def test_read_and_search_give_the_same_statements(run: Any, harbour: Path) -> None:
    read = records(run("read", "--json", harbour, "--date", "2024-05-06"), "statement")
    assert run("add", harbour, "--date", "2024-05-06").exit_code == 0
    stored = records(run("search", "--json"), "statement")
    assert sorted(stored, key=lambda record: record["id"]) == sorted(read, key=lambda record: record["id"])
    assert run("verify").exit_code == 0


def test_same_input_gives_the_same_bytes_in_every_process(harbour: Path) -> None:
    def read(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [PROGRAM, "read", "--json", harbour]
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert read("1") == read("2") != b""


def test_explain_says_why_there_is_nothing(run: Any, harbour: Path) -> None:
    (explanation,) = records(run("explain", harbour, "--text", "The harbour will open", "--json"), "explanation")
    assert explanation["why"]
    assert all(reason["rule"] and reason["detail"] for reason in explanation["why"])


@pytest.mark.skipif(not hasattr(os, "times"), reason="this system does not count its children's time")
def test_first_record_comes_within_two_seconds(harbour: Path) -> None:
    def seconds() -> float:
        before = os.times()
        subprocess.run([PROGRAM, "read", harbour], capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(3)) <= MOST_SECONDS_TO_FIRST_RECORD
