"""The pure function at the middle of it all: an article in, its reading out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.extract.equipment import find_equipment
from onrecord.extract.inferred import Place, inferred_relations
from onrecord.extract.inner import inner_relations
from onrecord.extract.live import is_live_report
from onrecord.extract.quantities import find_quantities
from onrecord.extract.relations import Relation, orphans, relations
from onrecord.extract.structure import explicit_relations
from onrecord.extract.tabled import TabledQuote, tabled_quotes
from onrecord.extract.tabled import languages as tabled_languages
from onrecord.knowledge.actors import Actors, user_actors
from onrecord.knowledge.user_tables import version_of
from onrecord.language.analysis import Analysis, Part, analyse
from onrecord.language.grammar import Grammar
from onrecord.language.identify import identify_posts
from onrecord.language.sentences import paragraphs, sentences
from onrecord.records import (
    Article,
    Entity,
    Mention,
    PlaceMention,
    Post,
    PostLanguage,
    Producer,
    Reading,
    Reason,
    Sentence,
    Span,
    Statement,
    record_id,
)
from onrecord.records import Place as PlaceOnMap
from onrecord.resolve.abroad import countries_abroad
from onrecord.resolve.entities import link_entities
from onrecord.resolve.events import CodedRecords, EventContext, resolve_events
from onrecord.resolve.names import person_names
from onrecord.resolve.places import resolve_places
from onrecord.resolve.speakers import SpeakerResolver
from onrecord.resolve.statements import according_to, date_of, resolve_statements
from onrecord.resolve.times import resolve_times
from onrecord.sources import article_from_text

#: The reader's name and version; a newer version supersedes what an older one put on record.
PRODUCER = Producer("onrecord", "0.4.0")

#: Languages read whole.
_FULL = "en"


def producer_with(tables: Iterable[str | Path] = ()) -> Producer:
    """The reader with a user's own tables: its version names them, so that a reading with others is another one.

    Raises UsageError where a table can not be read.
    """
    paths = _paths(tables)
    return replace(PRODUCER, version=f"{PRODUCER.version}+tables.{version_of(paths)}") if paths else PRODUCER


def read(
    text_or_article: str | Article,
    *,
    date: str | None = None,
    address: str | None = None,
    language: str | None = None,
    tables: Iterable[str | Path] = (),
) -> Reading:
    """All that is on record in a text or an article: languages, sentences, names, speakers and statements.

    Pure: no store, no network, and the same input gives the same reading. `date` (YYYY-MM-DD), `address` and
    `language` are what the caller knows of a plain text; they are ignored for an `Article`, which carries its own.
    `tables` are files of bodies and people of the caller's own (docs/knowledge.md); a name in them means what they say.
    Raises UsageError where a table can not be read or used.

    >>> reading = read("The pact is ready, the minister said.")
    >>> [statement.content[0].of(reading.article.text) for statement in reading.statements]
    ['The pact is ready']
    """
    if isinstance(text_or_article, Article):
        article = text_or_article
    else:
        article = article_from_text(text_or_article, address=address, date=date, language=language)
    return _read(article, _paths(tables)).reading


@dataclass(frozen=True, slots=True)
class _WholeReading:
    """A reading, and what was weighed for it and left out, which only `explain` asks for."""

    reading: Reading
    uncoded: tuple[tuple[Span, Reason], ...]


def _read(article: Article, tables: tuple[Path, ...]) -> _WholeReading:
    producer = producer_with(tables)
    known = user_actors(tables, producer.version) if tables else None
    languages = _languages(article)
    english = [part for part in _parts(article) if languages[part.post].read == "full"]
    read_whole = _read_english(article, english, known)
    tabled = _read_tabled(article, languages)
    placed_abroad, abroad, named_abroad = countries_abroad(article, languages, known)
    place_mentions = tuple(sorted((*read_whole.place_mentions, *placed_abroad.mentions), key=lambda it: it.span))
    rest = _other_sentences(article, languages)
    sentences_of_all = tuple(sorted((*read_whole.sentences, *rest), key=lambda sentence: sentence.span))
    times = resolve_times(article, sentences_of_all)
    equipment = find_equipment(article, sentences_of_all)
    dated = [time.span for time in times]
    quantities = find_quantities(article, sentences_of_all, dated, equipment.equipment)
    statements = tuple(
        sorted((*read_whole.statements, *tabled.statements), key=lambda statement: (statement.evidence, statement.id))
    )
    entities = _unique((*read_whole.entities, *tabled.entities, *abroad))
    values = (place_mentions, times, quantities, equipment.equipment)
    context = EventContext(statements, entities, read_whole.mentions, *values)
    coded = read_whole.coded(context)
    reading = Reading(
        article=article,
        producer=producer,
        languages=tuple(languages),
        sentences=sentences_of_all,
        mentions=tuple(
            sorted({*read_whole.mentions, *tabled.mentions, *named_abroad}, key=lambda it: (it.span, it.kind))
        ),
        entities=_unique((*entities, *coded.entities)),
        statements=statements,
        places=tuple({place.id: place for place in (*read_whole.places, *placed_abroad.places)}.values()),
        place_mentions=place_mentions,
        times=times,
        quantities=quantities,
        equipment=equipment.equipment,
        events=coded.events,
        commitments=coded.commitments,
        disputes=coded.disputes,
    )
    return _WholeReading(reading, (*coded.uncoded, *equipment.left))


def explain(article: Article, at: Span, *, tables: Iterable[str | Path] = ()) -> tuple[Reason, ...]:
    """Why there is a statement or an event at these characters, or none; and which values and entities stand there."""
    whole = _read(article, _paths(tables))
    reading = whole.reading
    return (
        *_explain_statement(reading, at),
        *_explain_coded(whole, at),
        *(
            reason
            for record in reading.values
            if record.span.overlaps(at)
            for reason in (Reason(f"explain.{record.kind}", record.id), *record.why)
        ),
        *_explain_entities(reading, at),
    )


def _explain_coded(whole: _WholeReading, at: Span) -> Iterator[Reason]:
    """Why an act is on record, or what was weighed here and says none."""
    for record in whole.reading.coded:
        if any(span.overlaps(at) for span in record.evidence):
            yield Reason(f"explain.{record.kind}", record.id)
            yield from record.why
    yield from (why for span, why in whole.uncoded if span.overlaps(at))


def _explain_entities(reading: Reading, at: Span) -> Iterator[Reason]:
    """Whom a name or description here means, and what that rests on."""
    entities = {entity.id: entity for entity in reading.entities}
    named = [entities[mention.entity] for mention in reading.mentions if mention.entity and mention.span.overlaps(at)]
    for entity in dict.fromkeys(named):
        yield Reason("explain.entity", f"{entity.name} ({entity.id})")
        yield from entity.why


def _explain_statement(reading: Reading, at: Span) -> tuple[Reason, ...]:
    article = reading.article
    post = next((post for post in article.posts if post.span.overlaps(at)), None)
    if post is None:
        return (Reason("explain.outside", "these characters belong to no post: they are blank or outside the text"),)
    recognised = reading.languages[post.index]
    here = [statement for statement in reading.statements if any(span.overlaps(at) for span in statement.evidence)]
    if here:
        return tuple(
            reason for statement in here for reason in (Reason("explain.statement", statement.id), *statement.why)
        )
    if recognised.read == "none":
        return (Reason("explain.language", f"{recognised.language} is not read", recognised.confidence),)
    if recognised.read == "quotes":
        detail = f"in {recognised.language} only direct quotes with a named speaker are read; these words are none"
        return (Reason("explain.tables", detail, recognised.confidence),)
    return _explain_english(article, post, at)


def _explain_english(article: Article, post: Post, at: Span) -> tuple[Reason, ...]:
    analysis = analyse(article.text, [part for part in _parts(article) if part.post == post.index])
    seen = [piece for piece in analysis.pieces if piece.span.overlaps(at)]
    if not seen:
        return (Reason("explain.roles", "the role head sees no source, no cue and no content in these words"),)
    reasons = [
        Reason("explain.roles", f"the role head sees a {piece.role} here", round(piece.score, 3)) for piece in seen
    ]
    linked = {link.other for link in analysis.links} | {link.cue for link in analysis.links}
    if all(n not in linked for n, piece in enumerate(analysis.pieces) if piece.span.overlaps(at)):
        reasons.append(
            Reason("explain.links", "no cue and content in reach belong together, so nothing was said for sure")
        )
    else:
        reasons.append(
            Reason("explain.links", "its cue has no content, or its content no cue: half an attribution is none")
        )
    return tuple(reasons)


def _languages(article: Article) -> list[PostLanguage]:
    texts = [post.span.of(article.text) for post in article.posts]
    tabled = tabled_languages()
    out = []
    for post, found in zip(article.posts, identify_posts(texts, article.language), strict=True):
        how = "full" if found.language == _FULL else ("quotes" if found.language in tabled else "none")
        out.append(PostLanguage(post.index, found.language, round(found.confidence, 3), found.runner_up, how))  # type: ignore[arg-type]
    return out


def _parts(article: Article) -> list[Part]:
    parts = []
    for post in article.posts:
        body = Span(post.heading.end, post.span.end) if post.heading else post.span
        spans = [*([post.heading] if post.heading else []), *paragraphs(article.text, body.start, body.end)]
        parts.append(Part(post.index, post.span, tuple(spans)))
    return parts


@dataclass(frozen=True, slots=True)
class _EnglishParts:
    """What the model and the tree give of the English parts; `resolver` is None where there are none."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    places: tuple[PlaceOnMap, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    analysis: Analysis | None = None
    grammar: Grammar | None = None
    resolver: SpeakerResolver | None = None

    def coded(self, context: EventContext) -> CodedRecords:
        """The events, commitments and disputes, once everything that they rest on was read."""
        if self.analysis is None or self.grammar is None or self.resolver is None:
            return CodedRecords()
        return resolve_events(self.article, self.analysis, self.grammar, self.resolver, context)


def _paths(tables: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(map(Path, tables)))


def _read_english(article: Article, parts: Sequence[Part], known: Actors | None) -> _EnglishParts:
    """What the model and the tree give: sentences, entities, statements and places of the English parts."""
    if not parts:
        return _EnglishParts(article)
    analysis = analyse(article.text, parts)
    grammar = Grammar(analysis)
    relations = all_relations(article, analysis, grammar)
    placed = resolve_places(article, analysis, grammar)
    linked = link_entities(article, analysis, grammar, placed, known)
    resolved = resolve_statements(article, analysis, grammar, relations, linked)
    return _EnglishParts(
        article,
        analysis.sentences,
        resolved.mentions,
        resolved.entities,
        resolved.statements,
        placed.places,
        placed.mentions,
        analysis,
        grammar,
        resolved.resolver,
    )


def all_relations(article: Article, analysis: Analysis, grammar: Grammar) -> list[Relation]:
    """Explicit relations first, then inferred ones, then those inside them."""
    found = explicit_relations(analysis, grammar, relations(analysis, grammar))
    explicit = [relation for relation in found if relation.parent is None]
    loose = orphans(analysis, found)
    inferred = inferred_relations(analysis, grammar, explicit, _places(article, analysis), loose)
    outer = [*explicit, *inferred]
    known = [relation for relation in found if relation.parent is not None]
    return [*outer, *inner_relations(outer, known, grammar)]


def _places(article: Article, analysis: Analysis) -> list[Place]:
    headings = {post.index: post.heading for post in article.posts}
    live = is_live_report(article, analysis)
    places = []
    for number, sentence in enumerate(analysis.sentences):
        heading = headings.get(sentence.post)
        inside = heading is not None and heading.covers(sentence.span)
        places.append(Place(number, sentence.post, live, inside))
    return places


def _read_tabled(article: Article, languages: Sequence[PostLanguage]) -> Reading:
    found = [
        (post, quote)
        for post, language in zip(article.posts, languages, strict=True)
        if language.read == "quotes"
        for quote in tabled_quotes(article.text, post.span, language.language)
    ]
    people = person_names([quote.speaker_name for _, quote in found])
    statements = [_tabled_statement(article, post, quote, languages, people) for post, quote in found]
    mentions = {Mention(quote.source, "name", "PER", people[quote.speaker_name].id) for _, quote in found}
    unique = {statement.id: statement for statement in statements}
    return Reading(
        article, PRODUCER, mentions=tuple(mentions), entities=tuple(people.values()), statements=tuple(unique.values())
    )


def _tabled_statement(
    article: Article, post: Post, quote: TabledQuote, languages: Sequence[PostLanguage], people: dict[str, Entity]
) -> Statement:
    speaker = people[quote.speaker_name]
    return Statement(
        id=record_id(article.id, "statement", (quote.source, quote.cue, *quote.content)),
        article=article.id,
        post=post.index,
        source=(quote.source,),
        cue=(quote.cue,),
        content=quote.content,
        form="direct",
        act=quote.act,
        attribution="explicit",
        speaker=speaker.id,
        speaker_name=speaker.name,
        according_to=according_to(article, None),
        date=date_of(article, post),
        language=languages[post.index].language,
        confidence=0.95,
        why=(Reason("table.quote", quote.rule), Reason("speaker.name", speaker.name)),
    )


def _other_sentences(article: Article, languages: Sequence[PostLanguage]) -> list[Sentence]:
    """Sentences of posts that are not parsed: spans only."""
    out: list[Sentence] = []
    for part in _parts(article):
        if languages[part.post].read != "full":
            for paragraph in part.paragraphs:
                spans = sentences(article.text, paragraph)
                out.extend(Sentence(span, part.post, languages[part.post].language) for span in spans)
    return out


def _unique(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for entity in entities:
        known = found.get(entity.id)
        names = tuple(dict.fromkeys((*(known.names if known else ()), *entity.names)))
        found[entity.id] = replace(entity, names=names)
    return tuple(found.values())
