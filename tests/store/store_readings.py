"""Readings made by hand and by Hypothesis, for the tests of the store, the exports and whatever stands on them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from hypothesis import strategies as st

from onrecord.records import (
    Article,
    Capture,
    DateValue,
    Entity,
    Mention,
    Modality,
    Post,
    PostLanguage,
    Producer,
    Reading,
    Reason,
    Sentence,
    Span,
    Statement,
    article_id,
    entity_id,
    record_id,
)

PRODUCER = Producer("onrecord", "1.0")

SUMMIT = (
    "Summit in Brussels\n"
    "Stoltenberg said that Nato stands with Ukraine. Zelensky asked for jets.\n"
    "Scholz denied that Germany hesitates.\n"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement to be made: its words must stand in the text, in this order."""

    speaker: str
    cue: str
    content: str | tuple[str, ...]
    act: str = "say"
    form: str = "indirect"
    parent: int | None = None


SUMMIT_SAID = (
    Said("Stoltenberg", "said", "that Nato stands with Ukraine"),
    Said("Zelensky", "asked", "for jets", act="demand"),
    Said("Scholz", "denied", "that Germany hesitates", act="deny"),
)


def span_of(text: str, words: str, after: int = 0) -> Span:
    """Where the words first stand after a place."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def capture_of(content: bytes, media_type: str = "text/html") -> Capture:
    return Capture(hashlib.sha256(content).hexdigest(), media_type, content)


def person(name: str, *names: str) -> Entity:
    return Entity(entity_id("PER", name), name, "PER", names or (name,))


def article_of(text: str, address: str, **details: Any) -> Article:
    """An article of one post that starts with its heading line, if it has one."""
    end = text.find("\n")
    heading = Span(0, end) if end > 0 else None
    defaults: dict[str, Any] = {
        "posts": (Post(0, Span(0, len(text)), heading),),
        "title": "A summit",
        "publisher": "The Example",
        "authors": ("A. Writer",),
        "published": DateValue("2022-03-24", "day", "meta"),
        "language": "en",
        "capture": capture_of(text.encode("utf-8", "replace")),
    }
    return Article(article_id(address, text), address, text, **{**defaults, **details})


def reading_of(
    text: str = SUMMIT,
    said: Sequence[Said] = SUMMIT_SAID,
    *,
    address: str = "https://example.org/summit",
    version: str = "1.0",
    language: str = "en",
    **details: Any,
) -> Reading:
    """A whole reading of a text: its sentences, names, entities and the statements asked for."""
    article = article_of(text, address, **details)
    entities = {name: person(name) for name in dict.fromkeys(item.speaker for item in said)}
    statements: list[Statement] = []
    for item in said:
        parent = None if item.parent is None else statements[item.parent].id
        made = statement_of(article, item, entities[item.speaker].id)
        statements.append(replace(made, parent=parent, language=language))
    return Reading(
        article=article,
        producer=Producer("onrecord", version),
        languages=tuple(PostLanguage(post.index, language, 0.99, None, "full") for post in article.posts),
        sentences=tuple(_sentences(text, language)),
        mentions=tuple(sorted(_mentions(text, entities), key=lambda mention: mention.span)),
        entities=tuple(entities.values()),
        statements=tuple(statements),
    )


def statement_of(article: Article, said: Said, speaker: str) -> Statement:
    source = span_of(article.text, said.speaker)
    cue = span_of(article.text, said.cue, source.start)
    pieces = (said.content,) if isinstance(said.content, str) else said.content
    content = tuple(span_of(article.text, piece) for piece in pieces)
    return Statement(
        id=record_id(article.id, "statement", (source, cue, *content)),
        article=article.id,
        post=0,
        source=(source,),
        cue=(cue,),
        content=content,
        form=said.form,  # type: ignore[arg-type]
        act=said.act,
        attribution="explicit",
        speaker=speaker,
        speaker_name=said.speaker,
        language="en",
        confidence=0.9,
        why=(Reason("cue", said.cue, 0.9),),
    )


def _sentences(text: str, language: str) -> list[Sentence]:
    sentences, start = [], 0
    for end, char in enumerate(text, 1):
        if char in ".\n":
            if text[start:end].strip():
                sentences.append(Sentence(Span(start, end), 0, language))
            start = end
    return sentences


def _mentions(text: str, entities: dict[str, Entity]) -> list[Mention]:
    found = []
    for name, entity in entities.items():
        place = text.find(name)
        while place >= 0:
            found.append(Mention(Span(place, place + len(name)), "name", entity.type, entity.id))
            place = text.find(name, place + 1)
    return found


# ---- Hypothesis

#: Any character but lone surrogates: NUL, line ends, bidi marks, astral letters and noncharacters too.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
short = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
optional = st.none() | short

dates = st.builds(
    DateValue,
    begin=st.dates().map(str) | st.datetimes().map(lambda moment: moment.isoformat()) | short,
    precision=st.sampled_from(("year", "month", "day", "minute", "second")),
    basis=st.sampled_from(("given", "json-ld", "meta", "feed", "visible", "url", "file", "jsonl")),
    end=st.none() | st.dates().map(str) | short,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that does not contradict itself."""
    text = draw(words)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: Span(*sorted(ends)))
    posts = tuple(
        Post(index, draw(spans), draw(st.none() | spans), draw(st.none() | dates), draw(optional), draw(optional))
        for index in range(draw(st.integers(1, 3)))
    )
    article = _article(draw, text, posts)
    names = draw(st.lists(short, max_size=3, unique_by=lambda name: entity_id("PER", name)))
    entities = tuple(Entity(entity_id("PER", name), name, "PER", tuple(draw(st.lists(short)))) for name in names)
    someone = st.sampled_from([None, *(entity.id for entity in entities)])
    return Reading(
        article=article,
        producer=Producer(draw(st.sampled_from(("onrecord", "other"))), draw(short)),
        languages=tuple(
            PostLanguage(post.index, draw(short), draw(st.floats(0, 1)), draw(optional), "full") for post in posts
        ),
        sentences=tuple(
            Sentence(span, draw(st.integers(0, len(posts) - 1)), "en") for span in draw(st.lists(spans, max_size=4))
        ),
        mentions=tuple(Mention(span, "name", draw(short), draw(someone)) for span in draw(st.lists(spans, max_size=4))),
        entities=entities,
        statements=_statements(draw, article, spans, someone),
    )


def _article(draw: st.DrawFn, text: str, posts: tuple[Post, ...]) -> Article:
    address = draw(short)
    return Article(
        id=article_id(address, text),
        address=address,
        text=text,
        posts=posts,
        title=draw(optional),
        publisher=draw(optional),
        authors=tuple(draw(st.lists(short, max_size=2))),
        published=draw(st.none() | dates),
        modified=draw(st.none() | dates),
        language=draw(optional),
        capture=draw(st.none() | st.binary(max_size=50).map(capture_of)),
    )


def _statements(
    draw: st.DrawFn, article: Article, spans: st.SearchStrategy[Span], someone: st.SearchStrategy[str | None]
) -> tuple[Statement, ...]:
    pieces = st.lists(spans, max_size=2).map(tuple)
    made: dict[str, Statement] = {}
    for _ in range(draw(st.integers(0, 3))):
        source, cue, content = draw(pieces), draw(pieces), draw(pieces)
        identity = record_id(article.id, "statement", (*source, *cue, *content))
        parents = st.sampled_from([None, *made]) if identity not in made else st.none()
        made[identity] = Statement(
            id=identity,
            article=article.id,
            post=draw(st.sampled_from([post.index for post in article.posts])),
            source=source,
            cue=cue,
            content=content,
            form=draw(st.sampled_from(("direct", "indirect", "mixed"))),
            act=draw(short),
            attribution=draw(st.sampled_from(("explicit", "inferred"))),
            polarity=draw(st.sampled_from(("positive", "negative"))),
            modality=draw(st.sampled_from(get_args(Modality))),
            speaker=draw(someone),
            speaker_name=draw(optional),
            addressee=draw(st.none() | spans),
            addressee_name=draw(optional),
            parent=draw(parents),
            according_to=tuple(draw(st.lists(short, max_size=2))),
            date=draw(st.none() | dates),
            language=draw(short),
            confidence=draw(st.floats(0, 1)),
            why=tuple(draw(st.lists(st.builds(Reason, short, short, st.none() | st.floats(0, 1)), max_size=2))),
        )
    return tuple(made.values())
