"""onrecord: turns news into a record that can be checked.

    >>> import onrecord
    >>> reading = onrecord.read("The pact is ready, the minister said.")

`read` turns a text into a `Reading` and touches nothing else, `load` gives the articles of a file, a folder or an
address, and `open` gives the record book that keeps them. Everything is loaded on first use: importing costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.errors import (
        FetchError,
        InputError,
        ModelError,
        OnRecordError,
        ParseError,
        StoreError,
        UsageError,
    )
    from onrecord.reading import read
    from onrecord.records import (
        Article,
        Commitment,
        DateValue,
        Dispute,
        Entity,
        Event,
        Mention,
        Post,
        PostLanguage,
        Producer,
        Reading,
        Reason,
        Sentence,
        Span,
        Statement,
        Token,
    )
    from onrecord.sources import load
    from onrecord.store import Check, CodedQuery, RecordBook, StatementQuery

__all__ = [
    "Article",
    "Check",
    "CodedQuery",
    "Commitment",
    "DateValue",
    "Dispute",
    "Entity",
    "Event",
    "FetchError",
    "InputError",
    "Mention",
    "ModelError",
    "OnRecordError",
    "ParseError",
    "Post",
    "PostLanguage",
    "Producer",
    "Reading",
    "Reason",
    "RecordBook",
    "Sentence",
    "Span",
    "Statement",
    "StatementQuery",
    "StoreError",
    "Token",
    "UsageError",
    "__version__",
    "load",
    "open",
    "read",
]

__version__ = "0.1.0"

_ERRORS = ("FetchError", "InputError", "ModelError", "OnRecordError", "ParseError", "StoreError", "UsageError")

#: Names that do not live in onrecord.records or onrecord.errors.
_HOMES = {
    "Check": "onrecord.store",
    "CodedQuery": "onrecord.store",
    "RecordBook": "onrecord.store",
    "StatementQuery": "onrecord.store",
    "load": "onrecord.sources",
    "read": "onrecord.reading",
}


def open(path: str | Path, *, create: bool = True) -> RecordBook:
    """The record book at `path`, made new if there is none."""
    from onrecord.store import open_book

    return open_book(path, create=create)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    home = _HOMES.get(name) or ("onrecord.errors" if name in _ERRORS else "onrecord.records")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return __all__
