"""The record book: one SQLite file with schema, migrations, search and proof."""

from __future__ import annotations

from onrecord.store.book import RecordBook, open_book
from onrecord.store.queries import StatementQuery
from onrecord.store.results import Results, flat, plain
from onrecord.store.rows import (
    Added,
    ArticleRow,
    Counts,
    Facets,
    FacetValue,
    Failure,
    Fault,
    StatementRow,
    StoredArticle,
    StoredCapture,
    StoredEntity,
)

__all__ = [
    "Added",
    "ArticleRow",
    "Counts",
    "FacetValue",
    "Facets",
    "Failure",
    "Fault",
    "RecordBook",
    "Results",
    "StatementQuery",
    "StatementRow",
    "StoredArticle",
    "StoredCapture",
    "StoredEntity",
    "flat",
    "open_book",
    "plain",
]
