"""The record book: one SQLite file with schema, migrations, search and proof.

Everything is loaded on first use: rows and queries need no database library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.store.book import RecordBook, open_book
    from onrecord.store.checking import MAX_QUOTE
    from onrecord.store.coded import parties_of
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
        WordedEquipment,
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
    "WordedEquipment",
    "WordedPlace",
    "WordedQuantity",
    "WordedTime",
    "difference_in_words",
    "flat",
    "open_book",
    "parties_of",
    "plain",
    "side_by_side",
]

#: The names that each module is home to.
_MODULES = {
    "book": (
        "RecordBook",
        "open_book",
    ),
    "checking": ("MAX_QUOTE",),
    "coded": ("parties_of",),
    "coded_queries": ("CodedQuery",),
    "queries": ("StatementQuery",),
    "results": (
        "Results",
        "flat",
        "plain",
    ),
    "rows": (
        "Added",
        "ArticleRow",
        "CodedRecord",
        "CodedRow",
        "Counts",
        "FacetValue",
        "Facets",
        "Failure",
        "Fault",
        "Merge",
        "StatementRow",
        "StoredArticle",
        "StoredCapture",
        "StoredEntity",
        "WordedEquipment",
        "WordedPlace",
        "WordedQuantity",
        "WordedTime",
    ),
    "verdicts": (
        "Check",
        "Difference",
        "Place",
        "difference_in_words",
        "side_by_side",
    ),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord.store' has no attribute {name!r}")
    return getattr(importlib.import_module(f"onrecord.store.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
