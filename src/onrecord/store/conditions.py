"""What a query asks, as SQL conditions."""

from __future__ import annotations

import math
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    column,
    exists,
    false,
    func,
    select,
    table,
    true,
    union_all,
)

from onrecord.knowledge import gazetteer
from onrecord.records import fold_name
from onrecord.store import tables
from onrecord.store.merges import one_with
from onrecord.store.queries import (
    StatementQuery,
    escape_like,
    is_entity_id,
    match_expression,
    without_surrogates,
)
from onrecord.store.ranges import day_range, number_range

Condition = ColumnElement[bool]

#: A query for the keys of statements.
Keys = Select[Any] | CompoundSelect[Any]

#: From this many statements on that have the words or the speaker, it is quicker to walk through all by date.
_MANY = 2_000

#: What can only be asked of a statement; an article has it where a statement in it has.
_OF_STATEMENTS = ("speaker", "act", "form", "modality", "about", "place", "when", "quantity", "unit")

_STATEMENT = tables.statement.c
_ARTICLE = tables.article.c
_STATEMENT_FTS = table("statement_fts", column("rowid"), column("statement_fts"))
_ARTICLE_FTS = table("article_fts", column("rowid"), column("article_fts"))


def statement_conditions(
    query: StatementQuery, *, without: str | None = None, by_date: bool = False
) -> list[Condition]:
    """What a query asks of a statement; `without` leaves one of its fields out, as a facet does with its own.

    `by_date` has SQLite walk through the statements newest first and look each one up in those found, not the other way
    round: it can use no index for a key that is reckoned with.
    """
    conditions = [_STATEMENT.current == true()] if query.current else []
    key = _STATEMENT.key + 0 if by_date else _STATEMENT.key
    named: dict[str, Condition | None] = {
        "text": _text_condition(query.text, key, _STATEMENT_FTS),
        "speaker": _speaker_condition(query, key),
        "act": _equal(_STATEMENT.act, query.act),
        "form": _equal(_STATEMENT.form, query.form),
        "modality": _equal(_STATEMENT.modality, query.modality),
        "publisher": _equal(_STATEMENT.publisher, query.publisher),
        "language": _equal(_STATEMENT.language, query.language),
        "article": _equal(_STATEMENT.article_id, query.article),
        "about": _about_condition(query.about),
        "since": None if query.since is None else _STATEMENT.last_day >= query.since,
        "until": None if query.until is None else _STATEMENT.first_day <= query.until,
        "place": _place_condition(query.place),
        "when": _when_condition(query.when),
        "quantity": _quantity_condition(query.quantity, query.unit),
    }
    return conditions + [asked for name, asked in named.items() if asked is not None and name != without]


def article_conditions(query: StatementQuery) -> list[Condition]:
    """What a query asks of an article; what only a statement can be asks for one in it that is so."""
    named = (
        _text_condition(query.text, _ARTICLE.key, _ARTICLE_FTS),
        _equal(_ARTICLE.id, query.article),
        _equal(_ARTICLE.publisher, query.publisher),
        _equal(_ARTICLE.main_language, query.language),
        None if query.since is None else _ARTICLE.last_day >= query.since,
        None if query.until is None else _ARTICLE.first_day <= query.until,
        _statement_in_article(query),
    )
    return [asked for asked in named if asked is not None]


def _statement_in_article(query: StatementQuery) -> Condition | None:
    if not any(getattr(query, name) for name in _OF_STATEMENTS):
        return None
    asked = StatementQuery(**{name: getattr(query, name) for name in _OF_STATEMENTS}, current=query.current)
    return exists().where(_STATEMENT.article_id == _ARTICLE.id, *statement_conditions(asked))


def walks_by_date(connection: Connection, query: StatementQuery) -> bool:
    """Whether the statements with these words or this speaker are so many that the newest should be looked at in turn.

    SQLite can not know this before it plans, and would sort them all.
    """
    if not query.current:
        return False
    narrowing = (_keys_with_text(query.text, _STATEMENT_FTS), _keys_with_speaker(query))
    counts = [_count_up_to(connection, keys, _MANY) for keys in narrowing if keys is not None]
    return bool(counts) and min(counts) >= _MANY


def keys_with_text_only(query: StatementQuery) -> Keys | None:
    """For a query for words and nothing else, the keys straight from the index, far quicker to count than the rows."""
    words_only = StatementQuery(text=query.text, limit=query.limit, cursor=query.cursor)
    keys = _keys_with_text(query.text, _STATEMENT_FTS)
    if keys is None or query != words_only:
        return None
    superseded = tables.statement.alias("superseded").c
    return keys.where(_STATEMENT_FTS.c.rowid.not_in(select(superseded.key).where(superseded.current == false())))


def _count_up_to(connection: Connection, keys: Keys, limit: int) -> int:
    counted = select(func.count()).select_from(keys.limit(limit).subquery())
    return int(connection.scalar(counted) or 0)


def _equal(of: ColumnElement[Any], value: str | None) -> Condition | None:
    return None if value is None else of == without_surrogates(value)


def _text_condition(text: str | None, key: ColumnElement[int], index: Any) -> Condition | None:
    if text is None or not text.strip():
        return None
    keys = _keys_with_text(text, index)
    return false() if keys is None else key.in_(keys)


def _keys_with_text(text: str | None, index: Any) -> Select[Any] | None:
    expression = match_expression(text or "")
    if expression is None:
        return None
    return select(index.c.rowid).where(index.c[index.name].op("MATCH")(expression))


def _speaker_condition(query: StatementQuery, key: ColumnElement[int]) -> Condition | None:
    if query.speaker is not None and is_entity_id(query.speaker):
        return _STATEMENT.speaker_id.in_(one_with(query.speaker))
    keys = _keys_with_speaker(query)
    return None if keys is None else key.in_(keys)


def _keys_with_speaker(query: StatementQuery) -> Keys | None:
    """Statements whose speaker has a name like this, or is unknown but named like this; two queries for two indexes."""
    if query.speaker is None or not query.speaker.strip() or is_entity_id(query.speaker):
        return None
    pattern = f"%{escape_like(fold_name(without_surrogates(query.speaker)))}%"
    alias = tables.entity_alias.c
    ids = select(alias.entity_id).where(alias.folded.like(pattern, escape="\\"))
    stated = tables.statement.alias("stated").c
    keys = select(stated.key).where(stated.current == true()) if query.current else select(stated.key)
    unknown = keys.where(stated.speaker_id.is_(None), stated.speaker_folded.like(pattern, escape="\\"))
    return union_all(keys.where(stated.speaker_id.in_(ids)), unknown)


def _about_condition(entity: str | None) -> Condition | None:
    if entity is None:
        return None
    about = tables.statement_about.c
    return _STATEMENT.key.in_(
        select(about.statement_key).where(about.entity_id.in_(one_with(without_surrogates(entity))))
    )


def _in_sentence(of: Any) -> Condition:
    """A time or quantity that stands in the statement's sentence."""
    inside = (of.start >= _STATEMENT.sentence_start) & (of.stop <= _STATEMENT.sentence_stop)
    there: Condition = (of.reading_key == _STATEMENT.reading_key) & inside
    return there


def _place_condition(asked: str | None) -> Condition | None:
    """A place in the statement's sentence: by id or name, or in the country or region of that name or code."""
    if asked is None or not asked.strip():
        return None
    return exists().where(_in_sentence(tables.place_mention.c), place_fits(asked))


def place_fits(asked: str) -> Condition:
    """A place that a mention names: by id or name, or in the country or region of that name or code.

    A region is asked for by any of its names, and has the countries in it that lie in it whole: "Baltic states" finds
    what names Latvia, and "Latvia" nothing that names the Baltic states.
    """
    words = without_surrogates(asked.strip())
    place, mention = tables.place.c, tables.place_mention.c
    name = func.lower(words)
    codes = [row.alpha3 for row in gazetteer().named(_as_name(asked)) if row.kind == "country"]
    area = gazetteer().areas.asked_for(asked)
    if area is not None:
        codes += area.made_of
    fits = (
        (place.id == words)
        | (place.id == (gazetteer().area(area).id if area is not None else words))
        | (func.lower(place.name) == name)
        | (func.lower(place.region) == name)
        | (place.country == words.upper())
        | place.country.in_(codes)
    )
    held = (place.reading_key == mention.reading_key) & (place.id == mention.place_id)
    found: Condition = held & fits
    return found


def _as_name(asked: str) -> str:
    """A place's name as the tables have it, for those who write it small."""
    name = asked.strip()
    return name.title() if name.islower() else name


def _when_condition(when: str | None) -> Condition | None:
    if when is None:
        return None
    first, last = day_range(when)
    time = tables.time_mention.c
    known = time.begin.is_not(None) | time.end.is_not(None)
    overlaps = (func.coalesce(time.begin, "0000") <= last) & (func.coalesce(time.end, "9999-99") > first)
    return exists().where(_in_sentence(time), known, overlaps)


def _quantity_condition(numbers: str | None, unit: str | None) -> Condition | None:
    if numbers is None and unit is None:
        return None
    quantity = tables.quantity.c
    asked = [_in_sentence(quantity)]
    if numbers is not None:
        low, high = number_range(numbers)
        if low > -math.inf:
            asked.append(func.coalesce(quantity.high, quantity.low) >= low)
        if high < math.inf:
            asked.append(func.coalesce(quantity.low, quantity.high) <= high)
    if unit is not None:
        pattern = f"%{escape_like(without_surrogates(unit))}%"
        asked.append(quantity.unit.like(pattern, escape="\\") | quantity.what.like(pattern, escape="\\"))
    return exists().where(*asked)
