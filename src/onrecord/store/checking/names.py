"""Whom a name means among those who speak in a book: by the whole name, by a part of it, or by an entity's id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection, func, select, true

from onrecord.errors import UsageError
from onrecord.ontology.tables import table
from onrecord.records import Reason, fold_name
from onrecord.store import tables
from onrecord.store.queries import MAX_FIELD, escape_like, is_entity_id, without_surrogates
from onrecord.store.rows import FacetValue

#: Most entities that one name may mean before the rest is left aside.
_MOST_MEANT = 200

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The speaker who was asked for: the entities that the name may mean, each with the reason, the likeliest first."""

    given: str
    name: Name
    meant: tuple[FacetValue, ...] = ()
    why: dict[str, Reason] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[Name]:
        """The words of every name under which the speaker may be found: as given, and as the book has it."""
        return frozenset(name for name in (self.name, *(words_of_name(who.label) for who in self.meant)) if name)

    @property
    def different(self) -> tuple[str, ...]:
        """The fullest names that it may mean; a name that is a part of another one is left out."""
        names = {words_of_name(value.label): value.label for value in self.meant}
        return tuple(
            label
            for name, label in names.items()
            if not any(other != name and _contains(other, name) for other in names)
        )

    def is_named(self, name: str | None) -> bool:
        """Whether a speaker who is in no list of names is called so."""
        return bool(self.name) and name is not None and _contains(words_of_name(name), self.name)


def words_of_name(name: str) -> Name:
    """The words of a name without case, accents, full stops and titles before it."""
    words = _WORD.findall(fold_name(without_surrogates(name)).replace(".", ""))
    while len(words) > 1 and words[0] in _titles():
        words = words[1:]
    return tuple(words)


@cache
def _titles() -> frozenset[str]:
    return frozenset({*table("english/sources")["titles"], "the"})


def whom(connection: Connection, given: str) -> Asked:
    """Whom `given` means. Raises UsageError: U002 for the id of nobody, U007 for a name without letters or too long."""
    if len(given) > MAX_FIELD:
        raise UsageError("U007", value="speaker", hint=f"Use at most {MAX_FIELD} characters.")
    if is_entity_id(given):
        return _entity(connection, given)
    name = words_of_name(given)
    if not name:
        raise UsageError("U007", value="speaker", hint="Give a name or an entity's id.")
    fits = {
        entity: (rank, reason)
        for entity, names, type_ in _similar(connection, name)
        for rank, reason in [_fit(name, given, names, type_)]
        if reason is not None
    }
    counts = _statements(connection, list(fits)[:_MOST_MEANT])
    order = sorted(counts, key=lambda entity: (fits[entity][0], -counts[entity][1], entity))
    meant = tuple(FacetValue(entity, *counts[entity]) for entity in order)
    return Asked(given, name, meant, {entity: _reason(fits[entity][1]) for entity in order})


def _reason(reason: Reason | None) -> Reason:
    assert reason is not None
    return reason


def _entity(connection: Connection, entity_id: str) -> Asked:
    name = connection.scalar(select(tables.entity.c.name).where(tables.entity.c.id == entity_id))
    if name is None:
        raise UsageError("U002", entity_id)
    count = _statements(connection, [entity_id]).get(entity_id, (name, 0))[1]
    return Asked(entity_id, (), (FacetValue(entity_id, name, count),), {entity_id: Reason("speaker.id", entity_id)})


def _similar(connection: Connection, name: Name) -> list[tuple[str, list[str], str]]:
    """The entities with a name that has the last word of this one: id, all names, type."""
    alias, entity = tables.entity_alias.c, tables.entity.c
    pattern = f"%{escape_like(name[-1])}%"
    plain = func.replace(alias.folded, ".", "")
    ids = select(alias.entity_id).where(alias.readings > 0, plain.like(pattern, escape="\\"))
    found = (
        select(entity.id, entity.type, alias.name)
        .join_from(tables.entity, tables.entity_alias, alias.entity_id == entity.id)
        .where(alias.readings > 0, entity.id.in_(ids))
    )
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(found):
        names[row.id, row.type].append(row.name)
    return [(entity_id, listed, type_) for (entity_id, type_), listed in names.items()]


def _fit(name: Name, given: str, names: Sequence[str], type_: str) -> tuple[int, Reason | None]:
    """How well a name fits an entity's names: the lower the better, and why."""
    known = {words_of_name(other): other for other in names}
    if name in known:
        return 0, Reason("speaker.name", f"“{given}” is a name of this speaker")
    if type_ != "PER":
        return 9, None
    for words, other in known.items():
        if _contains(words, name):
            return 1, Reason("speaker.part", f"“{given}” is a part of “{other}”")
        if len(name) > 1 < len(words) and (words[0], words[-1]) == (name[0], name[-1]):
            return 2, Reason("speaker.middle", f"“{given}” is “{other}” but for the names between first and last")
    if known and all(words and _contains(name, words) for words in known):
        return 3, Reason("speaker.short", f"this article names only “{max(names, key=len)}”, a part of “{given}”")
    return 9, None


def _contains(whole: Name, part: Name) -> bool:
    """Whether `part` stands in `whole`, word by word."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _statements(connection: Connection, entity_ids: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Names of entities and the number of their current statements; those who say nothing are left out."""
    entity, statement = tables.entity.c, tables.statement.c
    said = select(func.count()).where(statement.speaker_id == entity.id, statement.current == true()).scalar_subquery()
    found = select(entity.id, entity.name, said.label("count")).where(entity.id.in_(entity_ids))
    return {row.id: (row.name, row[2]) for row in connection.execute(found) if row[2]}
