"""What every verb shares: version, help, exit codes, and errors for people and for programs."""

import json
from pathlib import Path
from typing import Any

import click
import pytest

import onrecord
from onrecord.cli import command
from onrecord.cli.app import Verbs
from onrecord.errors import StoreError

VERBS = [
    "read",
    "add",
    "search",
    "events",
    "check",
    "show",
    "export",
    "export-events",
    "merge",
    "serve",
    "verify",
    "explain",
    "doctor",
    "completion",
]


def test_version(run: Any) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"onrecord {onrecord.__version__}\n", "")


def test_verbs_are_listed_in_the_order_in_which_one_meets_them() -> None:
    assert command.list_commands(click.Context(command)) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_json(run: Any, verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert "--json" in result.stdout
    assert "--quiet" in result.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_first_line_of_help_is_shown_whole_in_the_list(run: Any, verb: str) -> None:
    first_line = (command.commands[verb].help or "").splitlines()[0]
    assert first_line in run("--help").stdout


def test_wrong_option_is_usage(run: Any) -> None:
    result = run("search", "--novelty")
    assert result.exit_code == 2
    assert "--novelty" in result.stderr
    assert result.stdout == ""


def test_wrong_option_is_json_where_json_is_asked_for(run: Any) -> None:
    result = run("search", "--json", "--novelty")
    assert result.exit_code == 2
    error = json.loads(result.stderr)
    assert (error["kind"], error["code"]) == ("error", "usage")
    assert "--novelty" in error["message"]


def test_error_says_what_happened_and_what_to_do(run: Any) -> None:
    result = run("search", "--since", "tomorrow")
    assert result.exit_code == 2
    assert result.stderr == "onrecord: This date is not understood: tomorrow. Write it as YYYY-MM-DD. [U003]\n"


def test_error_is_one_json_object_where_json_is_asked_for(run: Any, tmp_path: Path) -> None:
    result = run("search", "--json", "--book", tmp_path / "none.db")
    assert result.exit_code == 1
    assert json.loads(result.stderr)["code"] == "S005"
    assert result.stdout == ""


def test_json_after_two_dashes_is_a_word(run: Any, tmp_path: Path) -> None:
    result = run("search", "--book", tmp_path / "none.db", "--", "--json")
    assert result.stderr.startswith("onrecord: ")


def test_variables_stand_in_for_options(run: Any, tmp_path: Path) -> None:
    environment = {"ONRECORD_BOOK": str(tmp_path / "other.db"), "ONRECORD_JSON": "1"}
    result = run("search", env=environment)
    assert json.loads(result.stderr)["locator"] == str(tmp_path / "other.db")
    assert run("search", env={"ONRECORD_SEARCH_LIMIT": "0"}).exit_code == 2
    assert "frog" in run("export", env={"ONRECORD_EXPORT_FORMAT": "frog"}).stderr


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "onrecord: stopped."),
        (StoreError("S003", "book.db"), 1, "[S003]"),
        (OSError(28, "No space left on device"), 1, "onrecord: No space left on device"),
    ],
)
def test_every_ending_has_its_code(raised: BaseException, code: int, said: str) -> None:
    from click.testing import CliRunner

    @click.group(cls=Verbs)
    def group() -> None:
        pass

    @group.command()
    def end() -> None:
        raise raised

    result = CliRunner().invoke(group, ["end"])
    assert result.exit_code == code
    assert said in result.stderr
