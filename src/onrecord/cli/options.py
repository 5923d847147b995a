"""The options that several verbs share, so that one name means one thing everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from onrecord.cli.dates import Day
from onrecord.records import Modality

Decorated = Callable[..., Any]
Decorator = Callable[[Decorated], Decorated]

DEFAULT_BOOK = Path("onrecord.db")

json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, envvar="ONRECORD_JSON", help="Print JSON, one object a line."
)
quiet_option: Decorator = click.option(
    "-q", "--quiet", is_flag=True, envvar="ONRECORD_QUIET", help="Say nothing but errors on standard error."
)
book_option: Decorator = click.option(
    "--book",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_BOOK,
    envvar="ONRECORD_BOOK",
    show_envvar=True,
    help="The record book.",
)
follow_option: Decorator = click.option(
    "--follow", is_flag=True, help="Fetch the page behind each entry of a feed, not the entry's own text."
)
date_option: Decorator = click.option(
    "--date", type=Day(), help="The date of a text or page; for feeds, of entries that state none."
)
max_bytes_option: Decorator = click.option(
    "--max-bytes", type=click.IntRange(min=1), help="The size cap of one page or file.  [default: 20000000]"
)
tables_option: Decorator = click.option(
    "--tables",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    envvar="ONRECORD_TABLES",
    show_envvar=True,
    help="Your own bodies and people: CSV, or FollowTheMoney as JSON lines; as often as needed.",
)
superseded_option: Decorator = click.option(
    "--superseded", is_flag=True, help="Also what newer readings have superseded."
)
output_option: Decorator = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this new file."
)

_FILTERS: Sequence[Decorator] = (
    click.option(
        "--speaker", metavar="NAME|ID", help="Said by this person or body: an entity's id or part of its name."
    ),
    click.option(
        "--act",
        metavar="ACT",
        help="What was done with the words: say, deny, accuse, commit, ... (see docs/concepts.md).",
    ),
    click.option("--form", type=click.Choice(["direct", "indirect", "mixed"]), help="How the words are given."),
    click.option(
        "--modality",
        type=click.Choice(get_args(Modality)),
        help="Whether it was said at all: made, or planned, possible, refused, requested.",
    ),
    click.option("--since", type=Day(), help="On or after this day."),
    click.option("--until", type=Day(), help="On or before this day."),
    click.option("--publisher", metavar="NAME", help="Published by this outlet."),
    click.option("--language", metavar="CODE", help="In this language: en, de, fr, sq, ..."),
    click.option("--article", metavar="ID", help="In this article."),
    click.option(
        "--place", metavar="NAME|ID", help="Its sentence names this place, or one in this country (Ukraine, UKR)."
    ),
    click.option("--when", metavar="DAY..DAY", help="Its sentence names a time within these days."),
    click.option("--quantity", metavar="RANGE", help="Its sentence has such a number: 40000, >=1000, 10..50."),
    click.option("--unit", metavar="WORD", help="Its sentence has a number of these: troops, euro, kilometre."),
)


def search_text(words: Sequence[str]) -> str | None:
    """The words of a search as one text; what the shell was given in quotes, blanks and all, is a phrase."""
    parts = (f'"{word}"' if " " in word.strip() and '"' not in word else word for word in words)
    return " ".join(parts) or None


def reading_options(verb: Decorated) -> Decorated:
    """Adds the options of verbs that read sources."""
    return together(follow_option, date_option, max_bytes_option, tables_option, json_option, quiet_option)(verb)


def page_options(verb: Decorated) -> Decorated:
    """Adds the options of verbs that print one page of what they find."""
    return together(
        superseded_option,
        click.option("--limit", type=click.IntRange(1, 1000), default=50, help="At most so many."),
        click.option("--cursor", metavar="CURSOR", help="Go on where the last page ended."),
        book_option,
        json_option,
        quiet_option,
    )(verb)


def filter_options(verb: Decorated) -> Decorated:
    """Adds the filters that search and export share."""
    return together(*_FILTERS)(verb)


def together(*decorators: Decorator) -> Decorator:
    """Several decorators as one, so that the help lists them in this order."""

    def decorate(verb: Decorated) -> Decorated:
        for decorator in reversed(decorators):
            verb = decorator(verb)
        return verb

    return decorate
