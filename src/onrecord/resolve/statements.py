"""From relations to statements: spans, speakers, acts and reasons put together as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.acts import act_of
from onrecord.extract.forms import form_of
from onrecord.extract.relations import Relation
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import Article, DateValue, Entity, Mention, Post, Span, Statement, record_id
from onrecord.resolve.names import NameTable, name_table
from onrecord.resolve.speakers import Speaker, SpeakerResolver

#: Acts that are done to somebody: their object is the addressee.
_ADDRESSING = frozenset({"demand", "accuse", "praise", "condemn", "warn", "threaten", "ask", "say", "commit"})
_NEGATIONS = frozenset({"not", "never", "no", "neither", "nor"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements of an analysis with the entities and mentions they rest on."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def resolve_statements(
    article: Article, analysis: Analysis, grammar: Grammar, relations: Sequence[Relation]
) -> Resolved:
    """Statements of these relations, in the order of the text. `parent` and `speaker_of` are indices into `relations`."""
    names = name_table(analysis.names, grammar)
    posts = [sentence.post for sentence in analysis.sentences]
    resolver = SpeakerResolver(grammar, names, posts)
    speakers = _speakers(relations, resolver)
    addressees = [_addressee(relation, grammar, resolver) for relation in relations]
    made: dict[int, Statement] = {}
    order = sorted(range(len(relations)), key=lambda n: (relations[n].parent is not None, relations[n].words()))
    for index in order:
        statement = _statement(article, analysis, grammar, relations, index, speakers, made, addressees[index])
        if statement.id not in {other.id for other in made.values()} or relations[index].parent is None:
            made[index] = statement
    unique = {statement.id: statement for statement in made.values()}
    mentions = tuple(sorted({*resolver.mentions, *_name_mentions(analysis, grammar, names)}, key=lambda mention: mention.span))
    statements = tuple(sorted(unique.values(), key=lambda statement: (statement.evidence, statement.id)))
    return Resolved(statements, _entities(names, speakers), mentions)


def _speakers(relations: Sequence[Relation], resolver: SpeakerResolver) -> list[Speaker]:
    found: dict[int, Speaker] = {}
    order = sorted(range(len(relations)), key=lambda n: (*relations[n].source, *relations[n].words())[0])
    for index in order:
        if not relations[index].inferred:
            found[index] = resolver.resolve(relations[index])
    for index, relation in enumerate(relations):
        if relation.inferred:
            found[index] = found[relation.speaker_of] if relation.speaker_of is not None else resolver.resolve(relation)
    return [found[index] for index in range(len(relations))]


def _statement(
    article: Article,
    analysis: Analysis,
    grammar: Grammar,
    relations: Sequence[Relation],
    index: int,
    speakers: Sequence[Speaker],
    made: dict[int, Statement],
    addressee: tuple[Span | None, str | None],
) -> Statement:
    relation, speaker = relations[index], speakers[index]
    source, cue, content = (
        tuple(grammar.span(*run) for run in runs) for runs in (relation.source, relation.cue, relation.content)
    )
    act, act_reason = act_of(relation, grammar)
    post = article.posts[analysis.sentences[grammar.sentence[relation.content[0][0]]].post]
    parent = made.get(relation.parent) if relation.parent is not None else None
    return Statement(
        id=record_id(article.id, "statement", (*source, *cue, *content)),
        article=article.id,
        post=post.index,
        source=source,
        cue=cue,
        content=content,
        form=form_of(relation.content, grammar, analysis.quotations),
        act=act,
        attribution="inferred" if relation.inferred else "explicit",
        polarity="negative" if _negated(relation, grammar) else "positive",
        speaker=speaker.entity.id if speaker.entity else None,
        speaker_name=speaker.name,
        addressee=addressee[0] if act in _ADDRESSING else None,
        addressee_name=addressee[1] if act in _ADDRESSING else None,
        parent=parent.id if parent else None,
        according_to=according_to(article, parent),
        date=date_of(article, post),
        language="en",
        confidence=round(relation.score, 3),
        why=(*relation.why, speaker.reason, act_reason),
    )


def according_to(article: Article, parent: Statement | None) -> tuple[str, ...]:
    """The chain of those through whom a statement reached us: the outlet first, then the speakers it lies in."""
    outlet = (article.publisher,) if article.publisher else ()
    if parent is None:
        return outlet
    return (*(parent.according_to or outlet), parent.speaker_name or "unknown")


def date_of(article: Article, post: Post) -> DateValue | None:
    """When the post was put out, or the page where the post has no date."""
    return post.date or article.published


def _negated(relation: Relation, grammar: Grammar) -> bool:
    return any(grammar.lemma(word) in _NEGATIONS or grammar.form(word) in ("n't", "n’t") for a, b in relation.cue for word in range(a, b + 1))


def _addressee(relation: Relation, grammar: Grammar, resolver: SpeakerResolver) -> tuple[Span | None, str | None]:
    """To whom it was said, or whom it is about: the object of the cue's verb."""
    if not relation.cue:
        return None, None
    verb = grammar.top(*relation.cue[-1])
    objects = [word for word in grammar.dependants(verb, "iobj", "obj") if grammar.tokens[word].upos in ("NOUN", "PROPN", "PRON")]
    objects += [word for word in grammar.dependants(verb, "obl") if _addressed(word, grammar)]
    for word in objects:
        if relation.source and relation.source[0][0] <= word <= relation.source[0][1]:
            continue
        first, last = _phrase(word, grammar)
        entity = resolver.named((first, last))
        span = grammar.span(first, last)
        return span, entity.name if entity else " ".join(span.of(grammar.text).split())
    return None, None


def _addressed(word: int, grammar: Grammar) -> bool:
    return any(grammar.lemma(case) in ("to", "on", "upon", "against", "with") for case in grammar.dependants(word, "case"))


def _phrase(word: int, grammar: Grammar) -> tuple[int, int]:
    first = last = word
    for child in grammar.children[word]:
        kind = grammar.relation(child).split(":")[0]
        if kind in ("det", "amod", "compound", "flat", "nmod", "nummod", "appos", "conj") and grammar.relation(child) != "acl":
            low, high = grammar.subtree(child)
            first, last = min(first, low), max(last, high)
    return first, last


def _name_mentions(analysis: Analysis, grammar: Grammar, names: NameTable) -> list[Mention]:
    return [
        Mention(name.span, "name", entity.type, entity.id) for name, entity in zip(analysis.names, names.of, strict=True)
    ]


def _entities(names: NameTable, speakers: Sequence[Speaker]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for entity in (*names.of, *(speaker.entity for speaker in speakers if speaker.entity)):
        known = found.get(entity.id)
        if known is None or len(entity.names) > len(known.names):
            found[entity.id] = entity
    return tuple(found.values())
