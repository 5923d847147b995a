"""`onrecord check`: the verdict for people, for programs and for scripts."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import exits
from onrecord.records import Reason, entity_id
from onrecord.store import RecordBook
from onrecord.store.checking.quotation import MAX_QUOTE

#: Quotation, options, verdict, exit code.
CASES = [
    ("the pact is ready", [], "verbatim here", exits.DONE),
    ("The pact is ready", ["--said-by", "Berg"], "verbatim here", exits.DONE),
    ("The pact is ready", ["--said-by", "Lind"], "said, but by someone else", exits.PROBLEMS_FOUND),
    ("Nobody else spoke", [], "verbatim elsewhere", exits.PROBLEMS_FOUND),
    ("We will send twelve trucks", [], "close to", exits.PROBLEMS_FOUND),
    ("We won't ever say what is in it", [], "nowhere", exits.NOWHERE),
]


@pytest.mark.parametrize(("quote", "options", "verdict", "code"), CASES)
def test_verdict_and_exit_code(run: Any, book: Path, quote: str, options: list[str], verdict: str, code: int) -> None:
    result = run("check", quote, *options, "--book", book)
    assert result.exit_code == code, result.output
    assert result.stdout.startswith(f"{verdict.upper()}: ")


@pytest.mark.parametrize(("quote", "options", "verdict", "code"), CASES)
def test_the_same_for_programs(run: Any, book: Path, quote: str, options: list[str], verdict: str, code: int) -> None:
    result = run("check", quote, *options, "--json", "--book", book)
    assert result.exit_code == code
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert (found["kind"], found["verdict"], found["quote"]) == ("check", verdict, quote)
    assert bool(found["places"]) == (verdict != "nowhere")


def test_a_place_is_told_to_people(run: Any, book: Path) -> None:
    lines = run("check", "The pact is ready", "--book", book).stdout.splitlines()
    assert lines[0] == "VERBATIM HERE: Anna Berg says it in these words."
    assert "“>>The pact is ready<<,” said Anna Berg." in lines[2]
    fields = dict(line.split(maxsplit=1) for line in lines[3:])
    assert (fields["speaker"], fields["words"]) == ("Anna Berg", "in quote marks")
    assert fields["address"] == "file:pact.txt"
    assert fields["characters"] == "52-69"
    assert fields["statement"].endswith("say, direct, explicit")


def test_a_difference_is_shown_without_colour(run: Any, book: Path) -> None:
    out = run("check", "We will not send twelve trucks", "--book", book).stdout
    assert "[-in the text-] {+in the quotation+}: We will {+not+} send [-ten-]{+twelve+} trucks\n" in out
    assert "CAUTION" in out and "the quotation adds “not”" in out
    assert "\x1b" not in out


def test_everything_of_a_place_is_told_to_programs(run: Any, book: Path) -> None:
    found = json.loads(run("check", "we … send 12 trucks", "--said-by", "Lind", "--json", "--book", book).stdout)
    (place,) = found["places"]
    assert found["meant"] == [{"id": entity_id("PER", "Marko Lind"), "name": "Marko Lind", "statements": 1}]
    assert (place["speaker"], place["holder"], place["in_quote_marks"]) == ("Marko Lind", "asked", True)
    assert [(difference["kind"], difference["concern"]) for difference in place["differences"]] == [
        ("omitted", None),
        ("changed", "number"),
    ]
    assert place["differences"][1]["found"]["text"] == "ten"
    assert place["statements"][0]["speaker"] == "Marko Lind"
    assert place["date"]["begin"] == "2024-05-06"


def test_a_quotation_comes_from_standard_input_too(run: Any, book: Path) -> None:
    result = run("check", "-", "--book", book, input="“The pact is ready,”\n")
    assert (result.exit_code, result.stdout.split(":")[0]) == (exits.DONE, "VERBATIM HERE")
    assert "[U009]" in run("check", "-", "--book", book, input="x" * (MAX_QUOTE * 10)).stderr


def test_what_was_not_said_is_no_success(run: Any, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = RecordBook.check

    def negated(*arguments: Any, **options: Any) -> Any:
        found = ask(*arguments, **options)
        caution = Reason("statement.negated", "the text says that this was not said: “did not say”")
        return replace(found, places=(replace(found.places[0], cautions=(caution,)),))

    monkeypatch.setattr(RecordBook, "check", negated)
    result = run("check", "The pact is ready", "--book", book)
    assert result.exit_code == exits.PROBLEMS_FOUND
    assert result.stdout.startswith("VERBATIM HERE: Anna Berg, but the text says that this was not said")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([""], "U008"),
        (["…"], "U008"),
        (["x" * (MAX_QUOTE + 1)], "U009"),
        (["The pact", "--said-by", "?"], "U007"),
        (["The pact", "--said-by", "e" + "0" * 20], "U002"),
        (["The pact", "--article", "a" + "0" * 20], "U002"),
    ],
)
def test_wrong_use_is_coded(run: Any, book: Path, arguments: list[str], code: str) -> None:
    result = run("check", *arguments, "--book", book)
    assert result.exit_code == exits.USAGE
    assert f"[{code}]" in result.stderr
    assert result.stdout == ""


def test_more_places_are_told(run: Any, book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Copy\n\n“The pact is ready,” said Anna Berg.\n", encoding="utf-8")
    assert run("add", copy, "--book", book).exit_code == 0
    result = run("check", "The pact is ready", "--limit", "1", "--book", book)
    assert result.stderr == "These are the best 1 places; there are more: --limit.\n"
    assert run("check", "The pact is ready", "--limit", "1", "--quiet", "--book", book).stderr == ""


def test_no_book_says_how_to_make_one(run: Any) -> None:
    result = run("check", "The pact is ready")
    assert result.exit_code == 1
    assert "[S005]" in result.stderr
