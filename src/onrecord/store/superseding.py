"""What becomes of an older reading when a newer one comes: it stays, and its records say what took their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, bindparam, select, update

from onrecord.records import Commitment, Dispute, Event, Reading, Span, Statement
from onrecord.store import tables
from onrecord.store.coded import record_of
from onrecord.store.entities import count_aliases
from onrecord.store.loading import load_entities

#: A record with an id and evidence.
Proven = Statement | Event | Commitment | Dispute


def supersede(connection: Connection, old_key: int, new: Reading) -> None:
    """Marks the reading `old_key` and its records as superseded by `new`."""
    reading = tables.reading
    connection.execute(update(reading).where(reading.c.key == old_key).values(current=False))
    _mark(connection, tables.statement, _successors(_contents(connection, old_key), new.statements))
    for kind in ("event", "commitment", "dispute"):
        successors = [record for record in new.coded if record.kind == kind]
        _mark(connection, tables.coded_record, _successors(_coded(connection, old_key, kind), successors))
    count_aliases(connection, load_entities(connection, old_key), -1)


def _mark(connection: Connection, table: Table, found: Iterable[tuple[int, str | None]]) -> None:
    """Marks rows, by their keys, as superseded by the records with these ids."""
    successors = [{"old": key, "successor": successor} for key, successor in found]
    if successors:
        mark = update(table).where(table.c.key == bindparam("old"))
        connection.execute(mark.values(current=False, superseded_by=bindparam("successor")), successors)


def _coded(connection: Connection, reading_key: int, kind: str) -> dict[tuple[int, str], list[Span]]:
    """The evidence of each event, commitment or dispute of a reading, by its key and id."""
    columns = tables.coded_record.c
    found = select(columns.key, columns.id, columns.kind, columns.body).where(
        columns.reading_key == reading_key, columns.kind == kind
    )
    return {
        (key, identity): list(record_of(kind, body).evidence)
        for key, identity, kind, body in connection.execute(found.order_by(columns.key))
    }


def _contents(connection: Connection, reading_key: int) -> dict[tuple[int, str], list[Span]]:
    """The evidence of each statement of a reading, by its key and id."""
    statement, span = tables.statement.c, tables.statement_span.c
    found = connection.execute(
        select(statement.key, statement.id, span.start, span.stop)
        .outerjoin_from(tables.statement, tables.statement_span)
        .where(statement.reading_key == reading_key)
        .order_by(statement.key)
    )
    contents: dict[tuple[int, str], list[Span]] = {}
    for key, statement_id, start, stop in found:
        spans = contents.setdefault((key, statement_id), [])
        if start is not None:
            spans.append(Span(start, stop))
    return contents


def _successors(old: dict[tuple[int, str], list[Span]], new: Sequence[Proven]) -> Iterable[tuple[int, str | None]]:
    """For each old key the id that answers for it now: its own, else that of the new record that is closest."""
    ids = {statement.id for statement in new}
    for (key, statement_id), spans in old.items():
        yield key, statement_id if statement_id in ids else _closest(spans, new)


def _closest(spans: Sequence[Span], candidates: Sequence[Proven]) -> str | None:
    """The candidate whose evidence overlaps most; the first in the text of equal ones; None if none overlaps."""
    best, best_shared = None, 0
    for candidate in candidates:
        shared = sum(_shared(span, other) for span in spans for other in candidate.evidence)
        if shared > best_shared:
            best, best_shared = candidate.id, shared
    return best


def _shared(span: Span, other: Span) -> int:
    return max(0, min(span.end, other.end) - max(span.start, other.start))
