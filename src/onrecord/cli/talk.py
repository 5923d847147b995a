"""Where words go: data on standard output, talk on standard error, and neither can steer the terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.errors import OnRecordError

#: Categories that a page must never bring to a terminal: controls (escape sequences) and formats (direction overrides).
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def say_data(line: str) -> None:
    """Prints one line of what was asked for, on standard output."""
    click.echo(line)


def say_json(value: Mapping[str, Any]) -> None:
    """Prints one JSON object as one line on standard output, in UTF-8 whatever the terminal's encoding is."""
    click.echo(encoded(value) + b"\n", nl=False)


def say(words: str, *, quiet: bool = False) -> None:
    """Tells the person something on standard error, unless they asked for quiet."""
    if not quiet:
        click.echo(words, err=True)


def say_error(error: OnRecordError, *, as_json: bool) -> None:
    """Prints an error with its code on standard error, as JSON where JSON was asked for."""
    if as_json:
        click.echo(encoded({"kind": "error", **error.as_dict()}) + b"\n", err=True, nl=False)
    else:
        click.echo(f"{click.style('onrecord:', fg='red')} {printable(str(error))}", err=True)


def encoded(value: Mapping[str, Any]) -> bytes:
    """`value` as JSON in UTF-8; escaped throughout where it holds half a surrogate pair, which UTF-8 can not say."""
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True).encode("ascii")


def printable(text: str) -> str:
    """`text` on one line, with everything that could steer a terminal replaced."""
    flat = " ".join(text.split())
    if flat.isascii() and flat.isprintable():
        return flat
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _UNPRINTABLE else char for char in flat)


def forgiving_streams() -> None:
    """Lets characters that the terminal's encoding lacks be shown as escapes and not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
