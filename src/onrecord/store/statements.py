"""Statements as rows: their words beside their spans, the sentence they stand in, and whom they speak about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from onrecord.records import Mention, Reading, Span, Statement, fold_name
from onrecord.store import tables
from onrecord.store.checks import statement_spans
from onrecord.store.columns import Row, as_json, date_columns, insert_rows, key_columns
from onrecord.store.contexts import Context
from onrecord.store.rows import PIECE_JOINT


def insert_statements(connection: Connection, reading_key: int, first_key: int, reading: Reading) -> None:
    """Stores the statements of a reading with their spans and the entities their contents mention."""
    context = Context(reading)
    keyed = tuple(enumerate(reading.statements, first_key))
    common = {
        "reading_key": reading_key,
        "article_id": reading.article.id,
        "publisher": reading.article.publisher,
        "producer_name": reading.producer.name,
        "producer_version": reading.producer.version,
        "current": True,
    }
    rows = ({"key": key, **common, **_row(statement, context)} for key, statement in keyed)
    insert_rows(connection, tables.statement, rows)
    insert_rows(connection, tables.statement_span, _span_rows(keyed, reading.article.text))
    insert_rows(connection, tables.statement_about, _about_rows(keyed, reading.mentions))


def _row(statement: Statement, context: Context) -> Row:
    sentence = context.sentence_span(statement.evidence)
    effective = statement.date or context.date_of_post(statement.post)
    return {
        "id": statement.id,
        "post": statement.post,
        "speaker_id": statement.speaker,
        "speaker_name": statement.speaker_name,
        "speaker_folded": fold_name(statement.speaker_name or ""),
        "source_text": _joined(context.text, statement.source),
        "cue_text": _joined(context.text, statement.cue),
        "content_text": _joined(context.text, statement.content),
        "sentence_text": sentence.of(context.text),
        "sentence_start": sentence.start,
        "sentence_stop": sentence.end,
        "start": min((span.start for span in statement.evidence), default=0),
        "form": statement.form,
        "act": statement.act,
        "attribution": statement.attribution,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "addressee_name": statement.addressee_name,
        "parent": statement.parent,
        "according_to": as_json(statement.according_to),
        **date_columns("date", statement.date),
        **date_columns("effective", effective),
        **key_columns(effective),
        "language": statement.language,
        "confidence": statement.confidence,
        "why": as_json(statement.why),
    }


def _joined(text: str, spans: Sequence[Span]) -> str:
    """The pieces as one text."""
    return PIECE_JOINT.join(span.of(text) for span in spans)


def _span_rows(keyed: Sequence[tuple[int, Statement]], text: str) -> Iterator[Row]:
    for key, statement in keyed:
        for role, ordinal, span in statement_spans(statement):
            yield {
                "statement_key": key,
                "role": role,
                "ordinal": ordinal,
                "start": span.start,
                "stop": span.end,
                "text": span.of(text),
            }


def _about_rows(keyed: Sequence[tuple[int, Statement]], mentions: Sequence[Mention]) -> Iterator[Row]:
    """Whom each statement's content mentions, but for its own speaker."""
    named = sorted((mention.span, mention.entity) for mention in mentions if mention.entity is not None)
    starts = [span.start for span, _ in named]
    for key, statement in keyed:
        found = {
            entity
            for content in statement.content
            for span, entity in named[bisect_left(starts, content.start) : bisect_left(starts, content.end)]
            if content.covers(span)
        }
        for entity in sorted(found - {statement.speaker}):
            yield {"statement_key": key, "entity_id": entity}
