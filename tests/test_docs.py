"""The documents say what the program does: every verb, option, code, column, act and dependency."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from onrecord.cli.app import command
from onrecord.errors import MESSAGES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The part of a page under a second-level heading."""
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", list(command.commands))
def test_every_verb_and_option_is_documented(name: str) -> None:
    documented = section(page("commands.md"), f"onrecord {name}")
    for parameter in command.commands[name].params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert f"`{option}`" in documented
            assert parameter.help


@pytest.mark.parametrize("name", list(command.commands))
def test_every_variable_in_the_documents_is_obeyed(name: str) -> None:
    verb = command.commands[name]
    context = click.Context(verb, auto_envvar_prefix=f"ONRECORD_{name.upper()}".replace("-", "_"))
    documented = section(page("commands.md"), f"onrecord {name}")
    variables = re.findall(r"\| `(ONRECORD_\w+)` \|$", documented, re.MULTILINE)
    obeyed = {
        parameter.envvar or f"{context.auto_envvar_prefix}_{(parameter.name or '').upper()}"
        for parameter in verb.params
        if isinstance(parameter, click.Option)
    }
    assert set(variables) == obeyed


def test_every_error_code_is_documented() -> None:
    rows = dict(re.findall(r"^\| ([A-Z]\d{3}) \| (.+?) \|", page("errors.md"), re.MULTILINE))
    assert sorted(rows) == sorted(MESSAGES)
    assert rows["U001"] == MESSAGES["U001"][0]


def test_every_export_column_is_documented() -> None:
    from onrecord.export import write

    stream = io.StringIO()
    write([], "csv", stream)
    columns = next(csv.reader(io.StringIO(stream.getvalue())))
    assert columns
    for column in columns:
        assert f"`{column}`" in page("export.md")


def test_what_the_readme_shows_is_what_is_printed() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"onrecord read --json (samples/\S+?)`.*?```json\n(.*?)```", text, re.DOTALL)
    assert len(shown) == 2
    for sample, block in shown:
        expected = json.loads(block)
        result = CliRunner().invoke(command, ["read", "--json", str(ROOT / sample)])
        records = [json.loads(line) for line in result.stdout.splitlines()]
        (printed,) = [record for record in records if record.get("id") == expected["id"]]
        # Scores differ a little from processor to processor.
        for record in (expected, printed):
            record["confidence"] = record["why"] = [reason["rule"] for reason in record["why"]]
        assert {name: printed[name] for name in expected} == expected


def test_every_field_of_events_and_promises_is_documented() -> None:
    from onrecord.export.tracker import TRACKER_COLUMNS
    from onrecord.extract.events.lexicon import TYPES
    from onrecord.knowledge.user_tables import COLUMNS

    for column in TRACKER_COLUMNS:
        assert f"| `{column}` |" in page("export.md")
    for type_ in TYPES:
        assert f"| {type_} |" in page("events.md")
    for column in COLUMNS:
        assert f"| `{column}` |" in page("knowledge.md")


def test_every_act_is_documented() -> None:
    acts = yaml.safe_load((ROOT / "src/onrecord/ontology/acts.yaml").read_text(encoding="utf-8"))["acts"]
    assert {"say", "deny", "commit"} <= {act["name"] for act in acts}
    for act in acts:
        assert f"| `{act['name']}` |" in page("concepts.md")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=!~ ]", line)[0] for line in project["dependencies"]}
    documented = set(re.findall(r"^\| `([\w-]+)` \|", page("dependencies.md"), re.MULTILINE))
    assert documented == names


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"
