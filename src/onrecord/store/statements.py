"""Statements as rows: their words beside their spans, the sentence they stand in, and whom they speak about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from onrecord.records import DateValue, Mention, Reading, Span, Statement, fold_name
from onrecord.store import tables
from onrecord.store.checks import statement_spans
from onrecord.store.columns import Row, as_json, date_columns, insert_rows, key_columns
from onrecord.store.rows import PIECE_JOINT


def insert_statements(connection: Connection, reading_key: int, first_key: int, reading: Reading) -> None:
    """Stores the statements of a reading with their spans and the entities their contents mention."""
    context = _Context(reading)
    keyed = tuple(enumerate(reading.statements, first_key))
    common = {
        "reading_key": reading_key,
        "article_id": reading.article.id,
        "publisher": reading.article.publisher,
        "producer_name": reading.producer.name,
        "producer_version": reading.producer.version,
        "current": True,
    }
    rows = ({"key": key, **common, **context.row(statement)} for key, statement in keyed)
    insert_rows(connection, tables.statement, rows)
    insert_rows(connection, tables.statement_span, _span_rows(keyed, reading.article.text))
    insert_rows(connection, tables.statement_about, _about_rows(keyed, reading.mentions))


class _Context:
    """What the rows of one reading's statements share: its text, sentences and dates."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.published = reading.article.published
        self.post_dates = {post.index: post.date for post in reading.article.posts}
        self.sentences = sorted(sentence.span for sentence in reading.sentences)
        self.starts = [span.start for span in self.sentences]

    def row(self, statement: Statement) -> Row:
        sentence = self.sentence_span(statement)
        effective = self.effective_date(statement)
        return {
            "id": statement.id,
            "post": statement.post,
            "speaker_id": statement.speaker,
            "speaker_name": statement.speaker_name,
            "speaker_folded": fold_name(statement.speaker_name or ""),
            "source_text": self.words(statement.source),
            "cue_text": self.words(statement.cue),
            "content_text": self.words(statement.content),
            "sentence_text": sentence.of(self.text),
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

    def words(self, spans: Sequence[Span]) -> str:
        """The pieces as one text."""
        return PIECE_JOINT.join(span.of(self.text) for span in spans)

    def effective_date(self, statement: Statement) -> DateValue | None:
        """The statement's date, else its post's, else its article's."""
        return statement.date or self.post_dates.get(statement.post) or self.published

    def sentence_span(self, statement: Statement) -> Span:
        """From the start of the first to the end of the last sentence that holds evidence."""
        evidence = statement.evidence
        if not evidence:
            return Span(0, 0)
        start, end = evidence[0].start, max(span.end for span in evidence)
        first = bisect_right(self.starts, start) - 1
        if first >= 0 and self.sentences[first].end > start:
            start = self.sentences[first].start
        last = bisect_left(self.starts, end) - 1
        if last >= 0:
            end = max(end, self.sentences[last].end)
        return Span(start, end)


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
