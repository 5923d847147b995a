"""The record book: one SQLite file with schema, migrations, search and proof."""

from __future__ import annotations

from onrecord.store.book import RecordBook, open_book
from onrecord.store.checking import MAX_QUOTE
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
from onrecord.store.verdicts import Check, Difference, Place, difference_in_words, side_by_side

__all__ = [
    "MAX_QUOTE",
    "Added",
    "ArticleRow",
    "Check",
    "Counts",
    "Difference",
    "FacetValue",
    "Facets",
    "Failure",
    "Fault",
    "Place",
    "RecordBook",
    "Results",
    "StatementQuery",
    "StatementRow",
    "StoredArticle",
    "StoredCapture",
    "StoredEntity",
    "difference_in_words",
    "flat",
    "open_book",
    "plain",
    "side_by_side",
]
