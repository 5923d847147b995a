"""The tables of a record book, as SQLAlchemy Core sees them.

Three kinds of rows: articles with their captured bytes, which never change; readings with all that one producer
version found in one article, which are only ever added; and entities, which belong to all articles together. The
migrations make these tables; a test holds that both agree. Offsets are code points into `article.text`, `stop`
exclusive.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

_CURRENT = text("current = 1")

#: The order of every list of statements.
_NEWEST_FIRST = (text("sort_date DESC"), "article_id", "start", "key")


def _place_in_reading() -> tuple[Column[Any], ...]:
    """The primary key of what a reading found, in the reading's own order."""
    return (
        Column("reading_key", Integer, ForeignKey("reading.key"), primary_key=True),
        Column("ordinal", Integer, primary_key=True),
    )


def _span() -> tuple[Column[Any], ...]:
    return Column("start", Integer, nullable=False), Column("stop", Integer, nullable=False)


def _value_in_reading() -> tuple[Column[Any], ...]:
    """What all values that a reading found have (places, times, quantities, equipment): key, id, words."""
    return (
        *_place_in_reading(),
        Column("id", Text, nullable=False),
        Column("article_id", Text, ForeignKey("article.id"), nullable=False),
        Column("post", Integer, nullable=False),
        *_span(),
        Column("text", Text, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("why", Text, nullable=False),
    )


def _date(name: str) -> tuple[Column[Any], ...]:
    """The four columns that hold a DateValue."""
    return Column(name, Text), *(Column(f"{name}_{part}", Text) for part in ("precision", "basis", "end"))


article = Table(
    "article",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("authors", Text, nullable=False),
    *_date("published"),
    *_date("modified"),
    Column("language", Text),
    Column("main_language", Text, nullable=False),
    Column("sort_date", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("text", Text, nullable=False),
    Index("article_address", "address"),
    Index("article_newest", text("sort_date DESC"), "id"),
    Index("article_publisher", "publisher", text("sort_date DESC"), "id"),
)

capture = Table(
    "capture",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

article_capture = Table(
    "article_capture",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("sha256", Text, ForeignKey("capture.sha256"), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    UniqueConstraint("article_id", "sha256"),
    Index("article_capture_sha256", "sha256"),
)

reading = Table(
    "reading",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("producer_name", Text, nullable=False),
    Column("producer_version", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("added_at", Text, nullable=False),
    UniqueConstraint("article_id", "producer_name", "producer_version"),
    Index("reading_current", "article_id", unique=True, sqlite_where=_CURRENT, postgresql_where=text("current")),
)

post = Table(
    "post",
    metadata,
    *_place_in_reading(),
    Column("post", Integer, nullable=False),
    *_span(),
    Column("heading", Text),
    Column("heading_start", Integer),
    Column("heading_stop", Integer),
    *_date("date"),
    Column("address", Text),
    Column("author", Text),
    sqlite_with_rowid=False,
)

post_language = Table(
    "post_language",
    metadata,
    *_place_in_reading(),
    Column("post", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("runner_up", Text),
    Column("read", Text, nullable=False),
    sqlite_with_rowid=False,
)

sentence = Table(
    "sentence",
    metadata,
    *_place_in_reading(),
    Column("post", Integer, nullable=False),
    *_span(),
    Column("language", Text, nullable=False),
    sqlite_with_rowid=False,
)

entity = Table(
    "entity",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("same_as", Text),
    Column("country", Text),
    Column("sector", Text),
    Index("entity_name", "name"),
    Index("entity_same_as", "same_as"),
)

# Never deleted: what was merged and parted again stays on record.
entity_merge = Table(
    "entity_merge",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("from_id", Text, ForeignKey("entity.id"), nullable=False),
    Column("into_id", Text, ForeignKey("entity.id"), nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("undone_at", Text),
    Index("entity_merge_from", "from_id"),
    Index("entity_merge_into", "into_id"),
)

entity_alias = Table(
    "entity_alias",
    metadata,
    Column("entity_id", Text, ForeignKey("entity.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("readings", Integer, nullable=False),
    Column("as_fullest", Integer, nullable=False),
    sqlite_with_rowid=False,
)

reading_entity = Table(
    "reading_entity",
    metadata,
    *_place_in_reading(),
    Column("entity_id", Text, ForeignKey("entity.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("same_as", Text),
    Column("country", Text),
    Column("sector", Text),
    # With defaults, for the rows of books that are older than the columns.
    Column("offices", Text, nullable=False, server_default="[]"),
    Column("why", Text, nullable=False, server_default="[]"),
    UniqueConstraint("entity_id", "reading_key"),
    sqlite_with_rowid=False,
)

mention = Table(
    "mention",
    metadata,
    *_place_in_reading(),
    *_span(),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("entity_id", Text, ForeignKey("entity.id")),
    Index("mention_entity", "entity_id"),
    sqlite_with_rowid=False,
)

statement = Table(
    "statement",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("reading_key", Integer, ForeignKey("reading.key"), nullable=False),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("post", Integer, nullable=False),
    Column("speaker_id", Text, ForeignKey("entity.id")),
    Column("speaker_name", Text),
    Column("speaker_folded", Text, nullable=False),
    Column("source_text", Text, nullable=False),
    Column("cue_text", Text, nullable=False),
    Column("content_text", Text, nullable=False),
    Column("sentence_text", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_stop", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("attribution", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    # With a default, for the rows of books that are older than the column.
    Column("modality", Text, nullable=False, server_default="made"),
    Column("addressee_name", Text),
    Column("parent", Text),
    Column("according_to", Text, nullable=False),
    *_date("date"),
    *_date("effective"),
    Column("sort_date", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("language", Text, nullable=False),
    Column("publisher", Text),
    Column("confidence", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("producer_name", Text, nullable=False),
    Column("producer_version", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("superseded_by", Text),
    UniqueConstraint("reading_key", "id"),
    ForeignKeyConstraint(
        ["reading_key", "parent"], ["statement.reading_key", "statement.id"], deferrable=True, initially="DEFERRED"
    ),
    Index("statement_id", "id"),
    Index("statement_article", "article_id", "start"),
    # With the days, so that a search between dates need not look at every row.
    Index("statement_newest", *_NEWEST_FIRST, "first_day", "last_day", sqlite_where=_CURRENT),
    Index("statement_day", "first_day", "last_day", sqlite_where=_CURRENT),
    Index("statement_superseded", "key", sqlite_where=text("current = 0")),
    *(
        Index(f"statement_{name}", column, *_NEWEST_FIRST, sqlite_where=_CURRENT)
        for name, column in (
            ("speaker", "speaker_id"),
            ("act", "act"),
            ("form", "form"),
            ("modality", "modality"),
            ("language", "language"),
            ("publisher", "publisher"),
        )
    ),
)

statement_span = Table(
    "statement_span",
    metadata,
    Column("statement_key", Integer, ForeignKey("statement.key"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_span(),
    Column("text", Text, nullable=False),
    CheckConstraint("role IN ('source', 'cue', 'content', 'addressee')", name="statement_span_role"),
    sqlite_with_rowid=False,
)

statement_about = Table(
    "statement_about",
    metadata,
    Column("entity_id", Text, ForeignKey("entity.id"), primary_key=True),
    Column("statement_key", Integer, ForeignKey("statement.key"), primary_key=True),
    Index("statement_about_statement", "statement_key"),
    sqlite_with_rowid=False,
)

place = Table(
    "place",
    metadata,
    *_place_in_reading(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("precision", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("country", Text),
    Column("region", Text),
    Column("qid", Text),
    Column("geonames", Integer),
    Index("place_id", "id"),
    Index("place_country", "country"),
    sqlite_with_rowid=False,
)

place_mention = Table(
    "place_mention",
    metadata,
    *_value_in_reading(),
    Column("place_id", Text),
    Column("use", Text, nullable=False),
    Index("place_mention_place", "place_id"),
    Index("place_mention_article", "article_id", "start"),
    sqlite_with_rowid=False,
)

time_mention = Table(
    "time_mention",
    metadata,
    *_value_in_reading(),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("begin", Text),
    Column("end", Text),
    Column("precision", Text),
    Column("anchor", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Index("time_mention_interval", "begin", "end"),
    Index("time_mention_article", "article_id", "start"),
    sqlite_with_rowid=False,
)

quantity = Table(
    "quantity",
    metadata,
    *_value_in_reading(),
    Column("low", Float),
    Column("high", Float),
    Column("bound", Text, nullable=False),
    Column("quantity_kind", Text, nullable=False),
    Column("change", Text),
    Column("unit", Text),
    Column("currency", Text),
    Column("what_start", Integer),
    Column("what_stop", Integer),
    Column("what", Text),
    Index("quantity_unit", "unit", "low"),
    Index("quantity_article", "article_id", "start"),
    sqlite_with_rowid=False,
)

equipment = Table(
    "equipment",
    metadata,
    *_value_in_reading(),
    Column("name", Text),
    # JSON: the class and those above it, the narrowest first.
    Column("classes", Text, nullable=False),
    Column("domain", Text),
    Column("maker", Text),
    Index("equipment_article", "article_id", "start"),
    sqlite_with_rowid=False,
)

# Events, commitments and disputes: what searches need as columns, and the record whole as JSON.
coded_record = Table(
    "coded_record",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reading_key", Integer, ForeignKey("reading.key"), nullable=False),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("post", Integer, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_stop", Integer, nullable=False),
    Column("sentence_text", Text, nullable=False),
    Column("parties_text", Text, nullable=False),
    Column("type", Text),
    Column("modality", Text),
    Column("domains", Text, nullable=False),
    Column("places", Text, nullable=False),
    # With a default, for the rows of books that are older than the column.
    Column("equipment", Text, nullable=False, server_default="[]"),
    Column("statement_id", Text),
    *_date("effective"),
    Column("sort_date", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("language", Text, nullable=False),
    Column("publisher", Text),
    Column("confidence", Float, nullable=False),
    Column("producer_name", Text, nullable=False),
    Column("producer_version", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("superseded_by", Text),
    Column("body", Text, nullable=False),
    UniqueConstraint("reading_key", "id"),
    CheckConstraint("kind IN ('event', 'commitment', 'dispute')", name="coded_record_kind"),
    Index("coded_record_id", "id"),
    Index("coded_record_article", "article_id", "start"),
    Index("coded_record_newest", *_NEWEST_FIRST, "first_day", "last_day", sqlite_where=_CURRENT),
    Index("coded_record_kind", "kind", *_NEWEST_FIRST, sqlite_where=_CURRENT),
    Index("coded_record_type", "type", *_NEWEST_FIRST, sqlite_where=_CURRENT),
)

coded_party = Table(
    "coded_party",
    metadata,
    Column("record_key", Integer, ForeignKey("coded_record.key"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("entity_id", Text, ForeignKey("entity.id")),
    Column("country", Text),
    Column("sector", Text),
    Index("coded_party_entity", "entity_id", "role"),
    Index("coded_party_country", "country", "role"),
    sqlite_with_rowid=False,
)

failure = Table(
    "failure",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("locator", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("noted_at", Text, nullable=False),
    UniqueConstraint("locator", "code"),
)
