"""From relations to statements: spans, speakers, acts and reasons put together as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.acts import act_of
from onrecord.extract.forms import form_of
from onrecord.extract.relations import Relation
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import Article, DateValue, Entity, Mention, Post, Statement, record_id
from onrecord.resolve.coreference import pronoun_mentions
from onrecord.resolve.entities import Linked
from onrecord.resolve.modality import standing_of
from onrecord.resolve.names import NameTable
from onrecord.resolve.speakers import Speaker, SpeakerResolver

#: Acts that are done to somebody: the object of their verb is the addressee.
_DONE_TO_SOMEBODY = frozenset({"demand", "accuse", "praise", "condemn", "warn", "threaten", "ask"})
#: Verbs that take the one who is told as their object.
_TOLD_TO_SOMEBODY = frozenset({"tell", "assure", "inform", "remind", "notify", "promise"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements of an analysis with the entities and mentions they rest on."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    resolver: SpeakerResolver


def resolve_statements(
    article: Article, analysis: Analysis, grammar: Grammar, relations: Sequence[Relation], linked: Linked
) -> Resolved:
    """Statements of these relations, in the order of the text; the relations' indices count through the list."""
    names = linked.names
    resolver = SpeakerResolver(article, analysis, grammar, linked, relations)
    speakers = resolver.speakers()
    made: dict[int, Statement] = {}
    seen: set[str] = set()
    for index in sorted(range(len(relations)), key=lambda n: (relations[n].parent is not None, relations[n].words())):
        outer = relations[index].parent
        parent = None if outer is None else made.get(outer)
        statement = _statement(article, analysis, grammar, relations[index], speakers[index], parent)
        statement = _with_addressee(statement, relations[index], grammar, resolver)
        if statement.id not in seen:
            seen.add(statement.id)
            made[index] = statement
    entities = _entities(names, speakers)
    pronouns = pronoun_mentions(grammar, resolver, relations, speakers)
    entities = (*entities, *pronouns.entities)
    known = {entity.id for entity in entities}
    chained = (mention for mention in pronouns.mentions if mention.entity in known)
    mentions = {*resolver.mentions, *_name_mentions(linked), *chained}
    return Resolved(
        tuple(sorted(made.values(), key=lambda statement: (statement.evidence, statement.id))),
        entities,
        tuple(sorted(mentions, key=lambda mention: (mention.span, mention.kind))),
        resolver,
    )


def _statement(
    article: Article,
    analysis: Analysis,
    grammar: Grammar,
    relation: Relation,
    speaker: Speaker,
    parent: Statement | None,
) -> Statement:
    source, cue, content = (
        tuple(grammar.span(*run) for run in runs) for runs in (relation.source, relation.cue, relation.content)
    )
    act, act_reason = act_of(relation, grammar)
    standing = standing_of(relation, grammar)
    post = article.posts[analysis.sentences[grammar.sentence[relation.content[0][0]]].post]
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
        polarity=standing.polarity,
        modality=standing.modality,
        speaker=speaker.entity.id if speaker.entity else None,
        speaker_name=speaker.name,
        parent=parent.id if parent else None,
        according_to=according_to(article, parent),
        date=date_of(article, post),
        language="en",
        confidence=round(relation.score, 3),
        why=(*relation.why, speaker.reason, act_reason, *standing.why),
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


def _with_addressee(statement: Statement, relation: Relation, grammar: Grammar, resolver: SpeakerResolver) -> Statement:
    """The statement with whom it is said to or is about: the object of the cue's verb, where the act has one."""
    word = _addressee(statement.act, relation, grammar)
    if word is None:
        return statement
    run = _phrase(word, grammar, statement.act)
    entity = resolver.named(run)
    name = entity.name if entity else grammar.words(*run)
    return replace(statement, addressee=grammar.span(*run), addressee_name=name)


def _addressee(act: str, relation: Relation, grammar: Grammar) -> int | None:
    if not relation.cue:
        return None
    verb = grammar.top(*relation.cue[-1])
    objects = grammar.dependants(verb, "iobj")
    if act in _DONE_TO_SOMEBODY or grammar.lemma(verb) in _TOLD_TO_SOMEBODY:
        objects += grammar.dependants(verb, "obj")
        objects += [
            word for word in grammar.dependants(verb, "obl") if _prepositions(word, grammar) & {"on", "upon", "to"}
        ]
    else:
        objects += [word for word in grammar.dependants(verb, "obl") if "to" in _prepositions(word, grammar)]
    for word in objects:
        taken = any(first <= word <= last for first, last in (*relation.source, *relation.cue))
        if not taken and grammar.tokens[word].upos in ("NOUN", "PROPN", "PRON"):
            return word
    return None


def _prepositions(word: int, grammar: Grammar) -> set[str]:
    return {grammar.lemma(case) for case in grammar.dependants(word, "case")}


def _phrase(word: int, grammar: Grammar, act: str) -> tuple[int, int]:
    """The words of whom a statement is said to; what they are accused *of* is no part of them."""
    first = last = word
    for child in grammar.children[word]:
        if act == "accuse" and "of" in _prepositions(child, grammar) and grammar.tokens[child].upos != "PROPN":
            continue
        kind = grammar.relation(child).split(":")[0]
        if kind in ("det", "amod", "compound", "flat", "nmod", "nummod", "appos", "conj"):
            low, high = grammar.subtree(child)
            first, last = min(first, low), max(last, high)
    return first, last


def _name_mentions(linked: Linked) -> list[Mention]:
    return [
        Mention(span, "name", entity.type, entity.id)
        for span, entity in zip(linked.spans, linked.names.of, strict=True)
    ]


def _entities(names: NameTable, speakers: Sequence[Speaker]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for entity in (*names.of, *(speaker.entity for speaker in speakers if speaker.entity)):
        known = found.get(entity.id)
        if known is None or len(entity.names) > len(known.names):
            found[entity.id] = entity
    return tuple(found.values())
