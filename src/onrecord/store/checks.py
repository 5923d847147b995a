"""What must hold for a reading, whether it is about to be stored or has just been loaded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.records import Article, Mention, Reading, Sentence, Span, Statement, article_id, record_id, values_named
from onrecord.store.coded import coded_id, parties_of, statements_named
from onrecord.store.rows import Fault


def faults_of(reading: Reading) -> Iterator[Fault]:
    """Everything in a reading that contradicts itself: ids, spans, parents, entities, bytes."""
    yield from _article_faults(reading.article)
    yield from _post_references(reading)
    yield from _span_faults(reading)
    yield from _entity_faults(reading)
    yield from _statement_faults(reading)
    yield from _value_faults(reading)
    yield from _coded_faults(reading)


def _value_faults(reading: Reading) -> Iterator[Fault]:
    """Places, times, quantities and equipment whose ids do not follow from their evidence, or that belong elsewhere."""
    known = {place.id for place in reading.places}
    for mention in reading.place_mentions:
        if mention.place is not None and mention.place not in known:
            yield Fault(mention.id, f"it names place {mention.place}, which is not there")
    for value in reading.values:
        if value.id != record_id(value.article, value.kind, (value.span,)):
            yield Fault(value.id, "the id does not follow from article, kind and evidence")
        if value.article != reading.article.id:
            yield Fault(value.id, f"it belongs to article {value.article}")


def _coded_faults(reading: Reading) -> Iterator[Fault]:
    """Events, commitments and disputes whose ids do not follow from their evidence, or that name what is not there."""
    entities = {entity.id for entity in reading.entities}
    statements = {statement.id for statement in reading.statements}
    values = {value.id for value in reading.values}
    events = {event.id for event in reading.events}
    times = Counter(record.id for record in reading.coded)
    for record in reading.coded:
        if times[record.id] > 1:
            yield Fault(record.id, f"the {record.kind} is there twice")
        if record.article != reading.article.id:
            yield Fault(record.id, f"it belongs to article {record.article}")
        if record.id != coded_id(record):
            yield Fault(record.id, "the id does not follow from article, kind and evidence")
        for what, named, known in (
            ("entity", (party.entity for _, party in parties_of(record)), entities),
            ("statement", statements_named(record), statements),
            ("value", values_named(record), values),
            ("event", (getattr(record, "event", None),), events),
        ):
            for identity in sorted({name for name in named if name is not None} - known):
                yield Fault(record.id, f"it names {what} {identity}, which is not there")


def _article_faults(article: Article) -> Iterator[Fault]:
    if article.id != article_id(article.address, article.text):
        yield Fault(article.id, "the id does not follow from address and text")
    capture = article.capture
    if capture is not None and hashlib.sha256(capture.content).hexdigest() != capture.sha256:
        yield Fault(article.id, f"the bytes of capture {capture.sha256} have another hash")
    if len({post.index for post in article.posts}) != len(article.posts):
        yield Fault(article.id, "two posts have the same number")


def _post_references(reading: Reading) -> Iterator[Fault]:
    posts = {post.index for post in reading.article.posts} or {0}
    referring: tuple[tuple[str, Iterable[int]], ...] = (
        ("a language", (language.post for language in reading.languages)),
        ("a sentence", (sentence.post for sentence in reading.sentences)),
        ("a statement", (statement.post for statement in reading.statements)),
        ("a place", (mention.post for mention in reading.place_mentions)),
        ("a time", (time.post for time in reading.times)),
        ("a quantity", (quantity.post for quantity in reading.quantities)),
        ("equipment", (item.post for item in reading.equipment)),
        ("an event, a commitment or a dispute", (record.post for record in reading.coded)),
    )
    for name, numbers in referring:
        for number in sorted(set(numbers) - posts):
            yield Fault(reading.article.id, f"{name} names post {number}, which is not there")


def _span_faults(reading: Reading) -> Iterator[Fault]:
    length = len(reading.article.text)
    for record, what, span in _spans(reading):
        if not 0 <= span.start <= span.end <= length:
            yield Fault(record, f"{what} {span.start}-{span.end} is outside the text")


def _spans(reading: Reading) -> Iterator[tuple[str, str, Span]]:
    article = reading.article
    for post in article.posts:
        yield article.id, f"post {post.index}", post.span
        if post.heading is not None:
            yield article.id, f"the heading of post {post.index}", post.heading
    for value in reading.values:
        yield value.id, f"a {value.kind}", value.span
    for record in reading.coded:
        yield from ((record.id, "its evidence", span) for span in record.evidence)
    found: tuple[Sentence | Mention, ...] = (*reading.sentences, *reading.mentions)
    for item in found:
        yield article.id, f"a {type(item).__name__.lower()}", item.span
    for statement in reading.statements:
        yield from ((statement.id, role, span) for role, _, span in statement_spans(statement))


def statement_spans(statement: Statement) -> Iterator[tuple[str, int, Span]]:
    """Each span of a statement with its role and its place among those of that role."""
    addressee = () if statement.addressee is None else (statement.addressee,)
    roles = {"source": statement.source, "cue": statement.cue, "content": statement.content, "addressee": addressee}
    for role, spans in roles.items():
        for ordinal, span in enumerate(spans):
            yield role, ordinal, span


def _entity_faults(reading: Reading) -> Iterator[Fault]:
    times = Counter(entity.id for entity in reading.entities)
    for entity, count in times.items():
        if count > 1:
            yield Fault(entity, "the entity is there twice")
    for mention in reading.mentions:
        if mention.entity is not None and mention.entity not in times:
            yield Fault(mention.entity, "a mention names this entity, which is not there")
    for statement in reading.statements:
        if statement.speaker is not None and statement.speaker not in times:
            yield Fault(statement.id, f"the speaker {statement.speaker} is not there")


def _statement_faults(reading: Reading) -> Iterator[Fault]:
    times = Counter(statement.id for statement in reading.statements)
    for statement_id, count in times.items():
        if count > 1:
            yield Fault(statement_id, "the statement is there twice")
    for statement in reading.statements:
        if statement.article != reading.article.id:
            yield Fault(statement.id, f"the statement names another article, {statement.article}")
        if statement.id != record_id(statement.article, "statement", statement.evidence):
            yield Fault(statement.id, "the id does not follow from the evidence")
        if statement.parent is not None and statement.parent not in times:
            yield Fault(statement.id, f"the parent {statement.parent} is not there")
    yield from _parent_circles({item.id: item.parent for item in reading.statements})


def _parent_circles(parents: dict[str, str | None]) -> Iterator[Fault]:
    sound: set[str] = set()
    for start in parents:
        path: list[str] = []
        step: str | None = start
        while step is not None and step in parents and step not in sound:
            if step in path:
                yield Fault(step, "the statement lies in itself")
                break
            path.append(step)
            step = parents[step]
        sound.update(path)
