"""Where words go: data on standard output, talk on standard error, and neither can steer the terminal."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.errors import OnRecordError
    from onrecord.store import Results

#: Categories that a page must never bring to a terminal: controls (escape sequences) and formats (direction overrides).
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
#: Soft hyphens and joiners are on many pages, do no harm and have nothing to show.
_INVISIBLE = dict.fromkeys(
    map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
)
_BLANKS = re.compile(r"\s+")


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


def tell(words: str, facts: Mapping[str, Any], *, as_json: bool, quiet: bool) -> None:
    """Tells on standard error what came of a command: in words to people, as one JSON object to programs."""
    if quiet:
        return
    click.echo(encoded(facts) + b"\n" if as_json else words, err=True, nl=not as_json)


def styled(text: str, **style: Any) -> str:
    """`text` in a style, unless NO_COLOR says to leave it; in a pipe the style is taken off again."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)


def say_error(error: OnRecordError, *, as_json: bool) -> None:
    """Prints an error with its code on standard error, as JSON where JSON was asked for."""
    if as_json:
        click.echo(encoded({"kind": "error", **error.as_dict()}) + b"\n", err=True, nl=False)
    else:
        click.echo(f"{styled('onrecord:', fg='red')} {printable(str(error))}", err=True)


def encoded(value: Mapping[str, Any]) -> bytes:
    """`value` as JSON in UTF-8; escaped throughout where it holds half a surrogate pair, which UTF-8 can not say."""
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True).encode("ascii")


def printable(text: str) -> str:
    """`text` on one line, with everything that could steer a terminal replaced."""
    return visible(text).strip()


def visible(text: str) -> str:
    """Like `printable`, with one blank kept at either end if there was any: for pieces of a line."""
    flat = _BLANKS.sub(" ", text.translate(_INVISIBLE))
    if flat.isascii() and flat.isprintable():
        return flat
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _UNPRINTABLE else char for char in flat)


def forgiving_streams() -> None:
    """Lets characters that the terminal's encoding lacks be shown as escapes and not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def tell_page(found: Results[Any], noun: str, *, as_json: bool, quiet: bool) -> None:
    """Tells how much of what was found was shown, and how to see the rest."""
    facts = {"kind": "page", "shown": len(found), "total": found.total, "next_cursor": found.next_cursor}
    shown = len(found) if found.total is None else f"{len(found)} of {found.total}"
    more = f"\nNext page: --cursor {found.next_cursor}" if found.next_cursor else ""
    tell(f"{shown} {noun}.{more}" if found else "Nothing found.", facts, as_json=as_json, quiet=quiet)
