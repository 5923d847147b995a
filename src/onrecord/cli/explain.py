"""`onrecord explain`: why this record is there, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from onrecord.cli import data, exits, rows, talk
from onrecord.cli.items import Intake, Tally, articles
from onrecord.cli.options import book_option, reading_options, together
from onrecord.errors import UsageError
from onrecord.records import Article, Reason, Span

_RECORD_ID = re.compile(r"[asvcd][0-9a-f]{20}")


@click.command()
@click.argument("target", metavar="ID|FILE|URL|-")
@click.option("--at", type=click.IntRange(min=0), help="Explain the character at this offset of the text.")
@click.option("--text", help="Explain these words: the first place where they stand in the text.")
@together(book_option, reading_options)
def explain(
    target: str,
    at: int | None,
    text: str | None,
    book: Path,
    follow: bool,
    date: str | None,
    max_bytes: int | None,
    tables: tuple[Path, ...],
    as_json: bool,
    quiet: bool,
) -> int:
    """Say why a record is there, or why none is.

    It prints the rules, heads, table rows and scores that decided. With the id of a statement, an event, a
    commitment or a dispute, why that record is there. With an article's id, a file or an address, and --at or
    --text, what was decided at that place, and why there is nothing if there is nothing.
    """
    if (at is None) == (text is None) and not _is_record(target):
        raise click.UsageError("Name a record's id, or a text with one of --at and --text.")
    if _is_record(target):
        _explain_record(target, book, as_json=as_json)
        return exits.DONE
    found = _articles(target, book, Intake((target,), follow, date, max_bytes), as_json=as_json)
    if not found:
        return exits.PROBLEMS_FOUND
    article, span = _place(found, at, text)
    _explain_place(article, span, tables, as_json=as_json, quiet=quiet)
    return exits.DONE


def _is_record(target: str) -> bool:
    known = target[:1] != "a" and _RECORD_ID.fullmatch(target) is not None
    return known and not Path(target).exists()


def _explain_record(record_id: str, book: Path, *, as_json: bool) -> None:
    from onrecord.store import open_book

    with open_book(book, create=False) as record_book:
        row = record_book.statement(record_id)
        act = None if row is not None else next(iter(record_book.event_history(record_id)), None)
    if row is not None:
        words, why = row.content_text, row.why
        told = f"{rows.speaker_of(row)}, {row.mark or row.act}"
    elif act is not None:
        words, why, told = act.text, act.record.why, act.kind
    else:
        raise UsageError("U002", record_id)
    if as_json:
        talk.say_json({"kind": "explanation", "record": record_id, "text": words, "why": data.of_reasons(why)})
        return
    talk.say_data(f"{talk.printable(told)}: {talk.printable(words)}")
    _say_reasons(why)


def _articles(target: str, book: Path, intake: Intake, *, as_json: bool) -> Sequence[Article]:
    if _RECORD_ID.fullmatch(target) is None or Path(target).exists():
        return list(articles(intake, Tally(), as_json=as_json))
    from onrecord.store import open_book

    with open_book(book, create=False) as record_book:
        stored = record_book.article(target)
    if stored is None:
        raise UsageError("U002", target)
    return [stored.article]


def _place(found: Sequence[Article], offset: int | None, words: str | None) -> tuple[Article, Span]:
    """The article and the span that the person means."""
    if words is not None:
        for article in found:
            start = article.text.find(words)
            if start >= 0 and words:
                return article, Span(start, start + len(words))
        raise UsageError(
            "U007", value="--text", hint="These words are not in the text; copy them exactly as they stand."
        )
    if len(found) > 1:
        raise UsageError("U007", value="--at", hint=f"There are {len(found)} articles here; use --text.")
    article = found[0]
    if offset is None or offset >= len(article.text):
        raise UsageError("U007", value="--at", hint=f"The text has {len(article.text)} characters.")
    return article, Span(offset, offset + 1)


def _explain_place(article: Article, span: Span, tables: Sequence[Path], *, as_json: bool, quiet: bool) -> None:
    from onrecord import reading

    why = reading.explain(article, span, tables=tables)
    if as_json:
        place = data.of_span(span, article.text)
        talk.say_json({"kind": "explanation", "article": article.id, "span": place, "why": data.of_reasons(why)})
        return
    others = [] if span.end - span.start == 1 else _other_places(article.text, span)
    if others:
        places = ", ".join(f"--at {start}" for start in others)
        talk.say(
            f"These words stand {len(others) + 1} times in the text; this is the first. Others: {places}", quiet=quiet
        )
    talk.say_data(f"{span.start}-{span.end}: {talk.printable(span.of(article.text))}")
    _say_reasons(why)


def _other_places(text: str, span: Span) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(span.of(text)), text) if found.start() != span.start]


def _say_reasons(why: Iterable[Reason]) -> None:
    for reason in why:
        talk.say_data(f"  {talk.printable(rows.reason_words(reason))}")
