"""Writes the pages of docs/ that are made from the program itself.

python scripts/write_reference.py            writes docs/commands.md and docs/errors.md
python scripts/write_reference.py --check    changes nothing; exits with 1 where a page is not what it would write
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.app import PREFIX, command
from onrecord.errors import MESSAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Written by scripts/write_reference.py (make docs); do not edit. -->"

FAMILIES = {
    "U": ("UsageError", "The call itself is wrong. Exit code 2."),
    "F": ("FetchError", "The item could not be had from its address; the rest goes on."),
    "P": ("ParseError", "The item was had, and is not what it should be; the rest goes on."),
    "S": ("StoreError", "The record book can not be opened, read or written. Exit code 1."),
    "M": ("ModelError", "The reader's own files are missing or broken. Exit code 1."),
    "W": ("Web pages", "What the pages and the API of `onrecord serve` answer."),
}


def main(arguments: list[str]) -> int:
    """Writes or checks every page."""
    stale = []
    for name, page in (("commands.md", commands_page()), ("errors.md", errors_page())):
        path = DOCS / name
        if path.exists() and path.read_text(encoding="utf-8") == page:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(page, encoding="utf-8")
    verdict = "are not up to date: run make docs" if "--check" in arguments else "written"
    print(
        f"Reference pages: {', '.join(stale)} {verdict}." if stale else "Reference pages: up to date.", file=sys.stderr
    )
    return 1 if stale and "--check" in arguments else 0


def commands_page() -> str:
    """docs/commands.md: every verb with its arguments, options and environment variables."""
    return "\n".join([*_commands_head(), *(line for name in command.commands for line in _verb(name))]) + "\n"


def errors_page() -> str:
    """docs/errors.md: every error code with what happened and what to do."""
    lines = [
        "# Errors",
        "",
        NOTE,
        "",
        "Every error onrecord raises on purpose has a code, one sentence and what to do about it. Codes are never used",
        "again. On the command line they go to standard error, as JSON objects with `--json`; in Python they are",
        "exceptions of `onrecord.errors`, all of them an `OnRecordError`, with `code`, `message`, `hint` and `locator`",
        "(the item's name).",
        "",
    ]
    for letter, (name, meaning) in FAMILIES.items():
        lines += [f"## {name}", "", meaning, "", "| code | what happened | what to do |", "| --- | --- | --- |"]
        lines += [_error_row(code) for code in sorted(MESSAGES) if code.startswith(letter)]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


class Placeholders(dict[str, str]):
    """Shows a message's fields by their names."""

    def __missing__(self, key: str) -> str:
        return f"‹{key}›"


def _error_row(code: str) -> str:
    message, hint = (words.format_map(Placeholders()) for words in MESSAGES[code])
    return f"| {code} | {_cell(message)} | {_cell(hint)} |"


def _commands_head() -> list[str]:
    return [
        "# Commands",
        "",
        NOTE,
        "",
        *_paragraphs(command.help),
        "Data goes to standard output, talk and errors to standard error; with `--json` both are JSON, one object a",
        "line, with its `kind`. `-` reads standard input. `NO_COLOR` and the `ONRECORD_*` variables below are obeyed;",
        "an option on the command line wins over its variable.",
        "",
    ]


def _verb(name: str) -> Iterator[str]:
    verb = command.commands[name]
    context = click.Context(verb, info_name=f"onrecord {name}")
    yield f"## onrecord {name}"
    yield ""
    yield from _paragraphs(verb.help)
    yield from ("```", f"onrecord {name} {' '.join(verb.collect_usage_pieces(context))}", "```", "")
    yield "| option | what it does | default | variable |"
    yield "| --- | --- | --- | --- |"
    for parameter in verb.params:
        if isinstance(parameter, click.Option):
            yield _option_row(parameter, name)
    yield ""


def _option_row(option: click.Option, verb: str) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" {_cell(_value_name(option))}"
    default = "" if option.is_flag or not isinstance(option.default, str | int | Path) else f"`{option.default}`"
    variable = (
        option.envvar if isinstance(option.envvar, str) else f"{PREFIX}_{verb}_{option.name}".upper().replace("-", "_")
    )
    return f"| {names}{value} | {_cell(option.help or '')} | {default} | `{variable}` |"


def _value_name(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return " or ".join(f"`{choice}`" for choice in option.type.choices)
    return option.metavar or option.type.name.upper()


def _paragraphs(text: str | None) -> list[str]:
    return [*inspect.cleandoc(text or "").splitlines(), ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
