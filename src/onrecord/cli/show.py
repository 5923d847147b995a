"""`onrecord show`: one record with everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import coded, data, exits, rows, table, talk
from onrecord.cli.options import book_option, json_option, quiet_option, together
from onrecord.errors import UsageError
from onrecord.records import DateValue

if TYPE_CHECKING:
    from onrecord.store import RecordBook, StatementRow, StoredArticle, StoredEntity


@click.command()
@click.argument("record_id", metavar="ID")
@click.option("--text", is_flag=True, help="Print an article's text exactly as it was read, and nothing else.")
@together(book_option, json_option, quiet_option)
def show(record_id: str, text: bool, book: Path, as_json: bool, quiet: bool) -> int:
    """Show one record, by its id.

    It may be an article (a...), a statement (s...), an event (v...), a commitment (c...), a dispute (d...), or a
    person, body or place (e..., Q...). Ids come from search; an id
    once given out always answers, and says what became of its record.
    """
    from onrecord.store import open_book

    with open_book(book, create=False) as record_book:
        if text:
            click.echo(_article(record_book, record_id).text.encode("utf-8", "surrogatepass"), nl=False)
        else:
            _SHOWN.get(record_id[:1], _unknown)(record_book, record_id, as_json)
    return exits.DONE


def _unknown(_book: RecordBook, record_id: str, _as_json: bool) -> None:
    raise UsageError("U002", record_id)


def _article(book: RecordBook, record_id: str) -> StoredArticle:
    article = book.article(record_id)
    if article is None:
        raise UsageError("U002", record_id)
    return article


def _show_article(book: RecordBook, record_id: str, as_json: bool) -> None:
    stored = _article(book, record_id)
    if as_json:
        statements = [data.of_statement(row) for row in stored.statements]
        entities = [data.of_entity(entity) for entity in stored.entities]
        known = data.of_article(stored.article, stored.producer, stored.languages)
        acts = [coded.of_coded(row) for row in stored.coded]
        found = {"entities": entities, "statements": statements, "coded": acts, **data.of_values(stored)}
        talk.say_json({**known, "added_at": stored.added_at, **found})
        return
    table.say_fields(list(_article_fields(stored)))
    for note in rows.unread_notes(stored.languages):
        talk.say_data(note)
    if stored.statements:
        talk.say_data("")
        rows.say_rows(stored.statements)
    if stored.coded:
        talk.say_data("")
        coded.say_coded(stored.coded)


def _article_fields(stored: StoredArticle) -> Iterator[tuple[str, str | None]]:
    article = stored.article
    yield "article", article.id
    yield "title", article.title
    yield "address", article.address
    yield "publisher", article.publisher
    yield "authors", ", ".join(article.authors) or None
    yield "published", _date(article.published)
    yield "modified", _date(article.modified)
    yield "text", f"{len(article.text)} characters in {len(article.posts)} posts"
    yield "captures", ", ".join(capture.sha256[:12] for capture in stored.captures) or None
    yield "added", stored.added_at
    yield "reader", f"{stored.producer.name} {stored.producer.version}"


def _show_statement(book: RecordBook, record_id: str, as_json: bool) -> None:
    row = book.statement(record_id)
    if row is None:
        raise UsageError("U002", record_id)
    if as_json:
        talk.say_json(data.of_statement(row))
        return
    talk.say_data(_marked_sentence(row))
    talk.say_data("")
    table.say_fields(list(_statement_fields(row)))


def _statement_fields(row: StatementRow) -> Iterator[tuple[str, str | None]]:
    yield "statement", row.id
    yield "speaker", f"{rows.speaker_of(row)} {f'({row.speaker})' if row.speaker else '(not resolved)'}"
    yield "act", f"{row.act} ({row.mark})" if row.mark else row.act
    yield "words", row.content_text
    yield "cue", row.cue_text or None
    yield "to", row.addressee_name
    yield "form", f"{row.form}, {row.attribution}"
    yield "date", _date(row.date)
    yield "according to", ", ".join(row.according_to) or None
    yield "within", row.parent
    yield "article", f"{row.title or ''} ({row.article})".strip()
    yield "address", row.post_address or row.address
    yield "characters", ", ".join(f"{span.start}-{span.end}" for span in row.evidence)
    yield "confidence", f"{row.confidence:.2f}"
    yield "reader", f"{row.producer.name} {row.producer.version}"
    yield "state", row.fate if row.superseded_by is None else f"{row.fate} by {row.superseded_by}"
    for reason in row.why:
        yield "why", rows.reason_words(reason)


def _marked_sentence(row: StatementRow) -> str:
    """The sentence with the statement's words set off: bold on a terminal that shows it."""
    offset = row.sentence_span.start
    parts, position = [], 0
    for span in row.content:
        start, end = max(0, span.start - offset), min(len(row.sentence), span.end - offset)
        parts.append(talk.visible(row.sentence[position:start]))
        parts.append(talk.styled(talk.visible(row.sentence[start:end]), bold=True))
        position = end
    parts.append(talk.visible(row.sentence[position:]))
    return "".join(parts).strip()


def _show_entity(book: RecordBook, record_id: str, as_json: bool) -> None:
    entity = book.entity(record_id)
    if entity is None:
        raise UsageError("U002", record_id)
    said, about = book.said_by(entity.id), book.said_about(entity.id)
    if as_json:
        talk.say_json(
            {
                **data.of_entity(entity),
                "took_part": entity.took_part,
                "merges": [asdict(merge) for merge in entity.merges],
                "merged_into": entity.merged_into,
                "said": [data.of_statement(row) for row in said],
                "said_about": [data.of_statement(row) for row in about],
            }
        )
        return
    table.say_fields(list(_entity_fields(entity)))
    for heading, found, total in (("Said", said, entity.said), ("Said about", about, entity.said_about)):
        talk.say_data(f"\n{heading}: {len(found)} of {total}")
        if found:
            rows.say_rows(found)


def _entity_fields(entity: StoredEntity) -> Iterator[tuple[str, str | None]]:
    yield "entity", entity.id
    yield "name", entity.name
    yield "type", entity.type
    yield "names", ", ".join(entity.names)
    yield "country", entity.country
    yield "sector", entity.sector
    for office in entity.offices:
        yield "office", office
    yield "same as", entity.same_as
    yield "takes part in", f"{entity.took_part} events" if entity.took_part else None
    yield "merged into", entity.merged_into
    for merge in entity.merges:
        undone = f", taken back {merge.undone_at}" if merge.undone_at else ""
        yield "merged with it", f"{merge.from_name} ({merge.from_id}) {merge.made_at}{undone} {merge.note}".strip()
    for reason in entity.why:
        yield "why", rows.reason_words(reason)


def _show_coded(book: RecordBook, record_id: str, as_json: bool) -> None:
    versions = book.event_history(record_id)
    if not versions:
        raise UsageError("U002", record_id)
    if as_json:
        talk.say_json(coded.of_coded(versions[0]))
    else:
        table.say_fields(list(coded.fields_of(versions[0])))


def _date(date: DateValue | None) -> str | None:
    return None if date is None else f"{date.begin} ({date.basis})"


_SHOWN = {
    "a": _show_article,
    "s": _show_statement,
    "e": _show_entity,
    "Q": _show_entity,
    "v": _show_coded,
    "c": _show_coded,
    "d": _show_coded,
}
