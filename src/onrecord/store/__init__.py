"""The record book: one SQLite file with schema, migrations, search and proof."""

from __future__ import annotations

from onrecord.store.book import RecordBook, open_book
from onrecord.store.checking import MAX_QUOTE
from onrecord.store.coded import parties_of, values_named
from onrecord.store.coded_queries import CodedQuery
from onrecord.store.queries import StatementQuery
from onrecord.store.results import Results, flat, plain
from onrecord.store.rows import (
    Added,
    ArticleRow,
    CodedRecord,
    CodedRow,
    Counts,
    Facets,
    FacetValue,
    Failure,
    Fault,
    Merge,
    StatementRow,
    StoredArticle,
    StoredCapture,
    StoredEntity,
    WordedPlace,
    WordedQuantity,
    WordedTime,
)
from onrecord.store.verdicts import Check, Difference, Place, difference_in_words, side_by_side

__all__ = [
    "MAX_QUOTE",
    "Added",
    "ArticleRow",
    "Check",
    "CodedQuery",
    "CodedRecord",
    "CodedRow",
    "Counts",
    "Difference",
    "FacetValue",
    "Facets",
    "Failure",
    "Fault",
    "Merge",
    "Place",
    "RecordBook",
    "Results",
    "StatementQuery",
    "StatementRow",
    "StoredArticle",
    "StoredCapture",
    "StoredEntity",
    "WordedPlace",
    "WordedQuantity",
    "WordedTime",
    "difference_in_words",
    "flat",
    "open_book",
    "parties_of",
    "plain",
    "side_by_side",
    "values_named",
]
