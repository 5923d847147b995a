"""Which articles may hold a quotation: asked of the search index, so that few texts need to be looked at."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, select, table, true

from onrecord.store import tables
from onrecord.store.checking.names import Asked
from onrecord.store.checking.quotation import Quotation

#: Most articles that are looked at for the words as they are, by each way of finding them, and for words like them.
MOST_EXACT = 30
MOST_SIMILAR = 12

#: How many runs of words of a quotation are looked up, how long they are, and how long those of a short quotation.
_RUNS = 24
_RUN = 3
_SHORT_RUN = 2
_SHORT = 10

#: A run of words that is in so many articles says nothing.
_COMMON = 400

_ARTICLE_INDEX = table("article_fts", column("rowid"), column("article_fts"))
_STATEMENT_INDEX = table("statement_fts", column("rowid"), column("statement_fts"))


def _latest(index: Any) -> Select[Any]:
    """The latest rows of an index that fit; from its end, so that common words take no longer than rare ones."""
    fits = index.c[index.name].op("MATCH")(bindparam("phrases"))
    return select(index.c.rowid).where(fits).order_by(index.c.rowid.desc()).limit(bindparam("most"))


#: Made once: a check asks many times.
_WRITTEN = _latest(_ARTICLE_INDEX)
_SAID = _latest(_STATEMENT_INDEX)


def exact_candidates(connection: Connection, quotation: Quotation, asked: Asked | None) -> list[str]:
    """The ids of articles with all pieces of the quotation: where one who was asked for says them, then the latest."""
    phrases = " ".join(phrase for piece in quotation.pieces if (phrase := _phrase(quotation, piece)))
    if not phrases:
        return []
    said = f"{{content_text}} : ({phrases})"
    names = sorted({f'"{name[-1]}"' for name in asked.names}) if asked else []
    by_name = _said(connection, f"{said} AND {{speaker_name}} : ({' OR '.join(names)})") if names else []
    written = _ids(connection, _written(connection, phrases, MOST_EXACT))
    return list(dict.fromkeys([*by_name, *_said(connection, said), *written]))


def similar_candidates(connection: Connection, quotation: Quotation) -> list[str]:
    """The ids of the articles that share most short runs of words with the quotation."""
    votes: Counter[int] = Counter()
    for run in _runs(quotation):
        found = _written(connection, run, _COMMON)
        if len(found) < _COMMON:
            votes.update(found)
    return _ids(connection, [key for key, _ in votes.most_common(MOST_SIMILAR)])


def _said(connection: Connection, expression: str) -> Sequence[str]:
    """The ids of the articles with the latest current statements that fit."""
    statement = tables.statement.c
    keys = connection.scalars(_SAID, {"phrases": expression, "most": MOST_EXACT}).all()
    found = select(statement.article_id).where(statement.key.in_(keys), statement.current == true())
    return connection.scalars(found.order_by(statement.key.desc())).all()


def _written(connection: Connection, phrases: str, limit: int) -> Sequence[int]:
    """The keys of the articles whose texts have these phrases, the latest first."""
    return connection.scalars(_WRITTEN, {"phrases": f"{{text}} : ({phrases})", "most": limit}).all()


def _ids(connection: Connection, keys: Sequence[int]) -> list[str]:
    """The ids of articles, in the order of their keys as given."""
    article = tables.article.c
    ids = {row.key: row.id for row in connection.execute(select(article.key, article.id).where(article.key.in_(keys)))}
    return [ids[key] for key in keys if key in ids]


def _runs(quotation: Quotation) -> Iterator[str]:
    """Short runs of the quotation's words as phrases, spread over its length; long words first where there are many."""
    length = _SHORT_RUN if len(quotation) < _SHORT else _RUN
    runs = [
        range(first, min(first + length, piece.stop))
        for piece in quotation.pieces
        for first in range(piece.start, max(piece.start + 1, piece.stop - length + 1))
    ]
    share = -(-len(runs) // _RUNS)
    shares = [runs[at : at + share] for at in range(0, len(runs), share)]
    chosen = (max(some, key=lambda run: sum(len(quotation.words.forms[word]) for word in run)) for some in shares)
    yield from dict.fromkeys(phrase for run in chosen if (phrase := _phrase(quotation, run)))


def _phrase(quotation: Quotation, run: range) -> str | None:
    """A run of words as FTS5 reads a phrase: as they were given, without the characters that have no form."""
    given = (quotation.words.span(word, word).of(quotation.text) for word in run)
    shown = ("".join(char for char in word if unicodedata.category(char) not in ("Cf", "Cs")) for word in given)
    searched = [word for word in shown if any(unicodedata.category(char)[0] in "LN" for char in word)]
    return f'"{" ".join(searched)}"' if searched else None
