"""A record book built by hand, and the application that serves it. Persons and events are made up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.errors import ParseError
from onrecord.records import (
    Article,
    Capture,
    Commitment,
    DateValue,
    Dispute,
    Entity,
    Equipment,
    Event,
    Mention,
    Participant,
    Position,
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
from onrecord.store import RecordBook, open_book
from onrecord.web import create_app

PRODUCER = Producer("onrecord", "0.1.0")

PATIENCE_MS = 60_000

LIVE_TITLE = "Harbour talks: what was agreed"
LIVE_ADDRESS = "https://news.example/live/harbour-talks"
LIVE_POSTS = (
    (
        "Port minister opens the talks",
        "The port minister, Ilse Maran, opened the talks in Westhaven. “We will keep the northern quay open,” Maran "
        "said, “and we will pay for it ourselves.”\n"
        "The dockers' union said that Maran had promised the same in May. It accused the ministry of hiding costs.\n"
        "She denied that anything had been hidden. Nobody would lose their job.",
        "2024-05-14T09:30:00+02:00",
        "en",
        "full",
    ),
    (
        "Union asks for a written promise",
        "Union chief Tomas Brandt urged the minister to “put it in writing before Friday”. According to a report by "
        "the harbour board, 40 of 120 cranes need repair.",
        "2024-05-14T11:05:00+02:00",
        "en",
        "full",
    ),
    (
        "Bisedimet vazhdojnë",
        "Ministrja tha se bisedimet do të vazhdojnë nesër.",
        "2024-05-14T12:00:00+02:00",
        "sq",
        "none",
    ),
)


@dataclass(frozen=True)
class Said:
    """A statement in the words of its text; each is looked up after the place `after`."""

    source: str
    cue: str
    content: tuple[str, ...]
    speaker: str | None
    act: str = "say"
    form: str = "indirect"
    attribution: str = "explicit"
    polarity: str = "positive"
    modality: str = "made"
    parent: int | None = None
    after: str = ""
    addressee: str | None = None
    according_to: tuple[str, ...] = ()
    language: str = "en"


def find(text: str, words: str, after: str = "") -> Span:
    start = text.index(words, text.index(after))
    return Span(start, start + len(words))


def statements_of(article: Article, said: Sequence[Said]) -> tuple[Statement, ...]:
    made: list[Statement] = []
    for item in said:
        spans = {
            "source": (find(article.text, item.source, item.after),) if item.source else (),
            "cue": (find(article.text, item.cue, item.after),) if item.cue else (),
            "content": tuple(find(article.text, piece, item.after) for piece in item.content),
        }
        evidence = [span for group in spans.values() for span in group]
        post = next(post.index for post in article.posts if post.span.covers(min(evidence)))
        made.append(
            Statement(
                id=record_id(article.id, "statement", evidence),
                article=article.id,
                post=post,
                **spans,
                form=item.form,  # type: ignore[arg-type]
                act=item.act,
                attribution=item.attribution,  # type: ignore[arg-type]
                polarity=item.polarity,  # type: ignore[arg-type]
                modality=item.modality,  # type: ignore[arg-type]
                speaker=entity_id("PER", item.speaker) if item.speaker else None,
                speaker_name=item.speaker,
                addressee=find(article.text, item.addressee) if item.addressee else None,
                addressee_name=item.addressee,
                parent=made[item.parent].id if item.parent is not None else None,
                according_to=item.according_to,
                language=item.language,
                confidence=0.87,
                why=(
                    Reason("roles", "the tagger marked source, cue and content", 0.91),
                    Reason("cue", item.cue or "-"),
                ),
            )
        )
    return tuple(made)


def article_of(text: str, address: str, posts: tuple[Post, ...] | None = None, **fields: Any) -> Article:
    content = text.encode("utf-8", "surrogatepass")
    capture = Capture(hashlib.sha256(content).hexdigest(), "text/plain", content)
    posts = posts or (Post(0, Span(0, len(text))),)
    return Article(article_id(address, text), address, text, posts, capture=capture, **fields)


def reading_of(article: Article, said: Sequence[Said], producer: Producer = PRODUCER, **fields: Any) -> Reading:
    statements = statements_of(article, said)
    names = dict.fromkeys(item.speaker for item in said if item.speaker)
    entities = tuple(Entity(entity_id("PER", name), name, "PER", (name, name.split()[-1])) for name in names)
    mentions = tuple(
        Mention(Span(at, at + len(entity.names[-1])), "name", "PER", entity.id)
        for entity in entities
        for at in range(len(article.text))
        if article.text.startswith(entity.names[-1], at)
    )
    given: dict[str, Any] = {
        "languages": tuple(PostLanguage(post.index, "en", 0.99, "nl", "full") for post in article.posts),
        "sentences": sentences_of(article),
        "mentions": mentions,
        "entities": entities,
    }
    return Reading(article, producer, statements=statements, **(given | fields))


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Rough sentences: a full stop and a blank, or a line's end, is the end of one."""
    found: list[Sentence] = []
    for post in article.posts:
        start = post.span.start
        for at in range(post.span.start, post.span.end):
            two = article.text[at : at + 2]
            if two[:1] == "\n" or two in (". ", ".\n", "”\n") or at + 1 == post.span.end:
                stop = at if two[:1] == "\n" else at + 1
                if article.text[start:stop].strip():
                    found.append(Sentence(Span(start, stop), post.index, "en"))
                start = at + 1
    return tuple(found)


def live_blog() -> Reading:
    text = "\n\n".join(f"{heading}\n{body}" for heading, body, *_ in LIVE_POSTS)
    posts, languages = [], []
    for index, (heading, body, moment, language, read) in enumerate(LIVE_POSTS):
        start = text.index(heading)
        whole = Span(start, start + len(heading) + 1 + len(body))
        date = DateValue(moment, "minute", "json-ld")
        address = f"{LIVE_ADDRESS}#post-{index}"
        posts.append(Post(index, whole, Span(start, start + len(heading)), date, address))
        languages.append(PostLanguage(index, language, 0.97, None, read))  # type: ignore[arg-type]
    article = article_of(
        text,
        LIVE_ADDRESS,
        tuple(posts),
        title=LIVE_TITLE,
        publisher="The Westhaven Ledger",
        authors=("Rosa Lind",),
        published=DateValue("2024-05-14T09:00:00+02:00", "minute", "json-ld"),
        modified=DateValue("2024-05-14T13:20:00+02:00", "minute", "meta"),
        language="en",
    )
    union = "the dockers' union"
    said = (
        Said(
            "Maran",
            "said",
            ("“We will keep the northern quay open,”", "“and we will pay for it ourselves.”"),
            "Ilse Maran",
            act="commit",
            form="direct",
            after="“We will",
        ),
        Said("The dockers' union", "said", ("Maran had promised the same in May",), union, after="The dockers"),
        Said("Maran", "promised", ("the same",), "Ilse Maran", act="commit", parent=1, after="that Maran had"),
        Said("It", "accused", ("the ministry of hiding costs",), union, act="accuse", after="It accused"),
        Said("She", "denied", ("that anything had been hidden",), "Ilse Maran", act="deny", after="She denied"),
        Said("", "", ("Nobody would lose their job.",), "Ilse Maran", attribution="inferred"),
        Said(
            "Union chief Tomas Brandt",
            "urged",
            ("the minister to “put it in writing before Friday”",),
            "Tomas Brandt",
            act="demand",
            form="mixed",
            addressee="the minister",
            after="Union chief",
        ),
        Said(
            "a report by the harbour board",
            "According to",
            ("40 of 120 cranes need repair",),
            None,
            after="According to",
            according_to=("The Westhaven Ledger", "a report by the harbour board"),
        ),
    )
    reading = reading_of(article, said, languages=tuple(languages))
    return replace(reading, **coded_records(article, reading.statements))


def coded_records(article: Article, statements: Sequence[Statement]) -> dict[str, Any]:
    """A promise of the minister, the union's accusation, and the dispute over it."""
    text, given = article.text, {"article": article.id, "post": 0, "language": "en", "confidence": 0.8}
    maran = Participant(None, "Ilse Maran", entity_id("PER", "Ilse Maran"), "NLD", "GOV")
    union = Participant(find(text, "The dockers' union"), "the dockers' union", None, None, "LAB")
    ministry = Participant(find(text, "the ministry"), "the ministry", None, None, "GOV")
    paying, pay = find(text, "pay for it ourselves"), find(text, "pay")
    accusing, hiding = find(text, "accused the ministry of hiding costs"), find(text, "hiding costs")
    why = (Reason("event.verb", "as the words say", 0.9),)
    payment = Event(
        record_id(article.id, "event", (paying, pay)),
        span=paying,
        predicate=pay,
        type="AID",
        modality="planned",
        actors=(maran,),
        view=("Ilse Maran",),
        statement=statements[0].id,
        why=why,
        **given,
    )
    accusation = Event(
        record_id(article.id, "event", (accusing, find(text, "accused"))),
        span=accusing,
        predicate=find(text, "accused"),
        type="ACCUSE",
        modality="occurred",
        actors=(union,),
        recipients=(ministry,),
        domains=("economic",),
        why=why,
        **given,
    )
    promise = Commitment(
        record_id(article.id, "commitment", (paying,)),
        span=paying,
        event=payment.id,
        action="AID",
        promisers=(maran,),
        statement=statements[0].id,
        why=why,
        **given,
    )
    sides = (
        Position(union, "alleges", hiding, statements[3].id),
        Position(maran, "denies", find(text, "that anything had been hidden"), statements[4].id),
    )
    dispute = Dispute(
        record_id(article.id, "dispute", (hiding,)), proposition=hiding, positions=sides, why=why, **given
    )
    return {"events": (payment, accusation), "commitments": (promise,), "disputes": (dispute,)}


def short_article(number: int) -> Reading:
    """One of many articles with one statement each, for pages and filters."""
    outlet = ("Coast Radio", "Norden Tageblatt")[number % 2]
    language = ("en", "de")[number % 2]
    text = f"Mayor Petra Olsen said that bridge number {number} would open in {2020 + number % 5}."
    article = article_of(
        text,
        f"https://outlet{number % 2}.example/bridges/{number}",
        title=f"Bridge {number} gets a date",
        publisher=outlet,
        published=DateValue(f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}", "day", "meta"),
    )
    said = (
        Said(
            "Mayor Petra Olsen",
            "said",
            (f"bridge number {number} would open in {2020 + number % 5}",),
            "Petra Olsen",
            act=("say", "announce", "commit")[number % 3],
            language=language,
        ),
    )
    return reading_of(article, said, languages=(PostLanguage(0, language, 0.9, None, "full"),))


SHORT_ARTICLES = 60


def replaced_article() -> tuple[Reading, Reading]:
    """An article as an older and a newer reader read it: one record stays, one is replaced."""
    text = "Officer Jan Voss warned that the ice was thin. He said that skating was over."
    article = article_of(text, "file:ice.txt", title="Thin ice", published=DateValue("2022-01-09", "day", "given"))
    warned = Said("Officer Jan Voss", "warned", ("the ice was thin",), "Jan Voss", act="warn")
    short = Said("He", "said", ("skating",), "Jan Voss", after="He said")
    whole = Said("He", "said", ("skating was over",), "Jan Voss", after="He said")
    return reading_of(article, (warned, short)), reading_of(article, (warned, whole), Producer("onrecord", "0.2.0"))


def fill(book: RecordBook) -> None:
    book.add(live_blog())
    for number in range(SHORT_ARTICLES):
        book.add(short_article(number))
    for reading in replaced_article():
        book.add(reading)
    book.note_failure(ParseError("P002", "https://news.example/empty"))


@pytest.fixture(scope="session")
def book_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "book.db"
    with open_book(path) as book:
        fill(book)
    return path


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """A busy machine is no failure: searches and counts may take as long as they need here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.store.book.COUNT_MS", PATIENCE_MS)
        patch.setattr("onrecord.web.app.open_book", partial(open_book, deadline_ms=PATIENCE_MS))
        yield


@pytest.fixture(scope="session")
def app(book_path: Path) -> FastAPI:
    return create_app(book_path)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def live() -> Reading:
    """The live blog, as it was added."""
    return live_blog()


@pytest.fixture(scope="session")
def replaced() -> tuple[Reading, Reading]:
    """The article that two readers read."""
    return replaced_article()


@pytest.fixture
def make_client(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Serves a book of its own: `make_client(reading, ...)`."""
    opened: list[TestClient] = []

    def make(*readings: Reading) -> TestClient:
        path = tmp_path / f"book{len(opened)}.db"
        with open_book(path) as book:
            for reading in readings:
                book.add(reading)
        client = TestClient(create_app(path), base_url="http://127.0.0.1", raise_server_exceptions=False)
        opened.append(client.__enter__())
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def with_payload() -> Callable[[str], Reading]:
    """A reading in which every field that may hold text from outside holds the given one."""
    return payload_reading


def payload_reading(payload: str) -> Reading:
    said_by = f"Source {payload}"
    text = f"Heading {payload}\n{said_by} says that {payload} is {payload} here.\n\nNext {payload}."
    date = DateValue("2024-01-01", "day", "given")
    heading = Span(0, text.index("\n"))
    post = Post(0, Span(0, len(text)), heading, replace(date), f"javascript:{payload}", payload)
    article = article_of(
        text,
        f"https://x.example/?{payload}",
        (post,),
        title=payload,
        publisher=payload,
        authors=(payload, payload),
        published=DateValue(payload, "day", payload),  # type: ignore[arg-type]
        modified=DateValue("2024", "year", payload, payload),  # type: ignore[arg-type]
        language=payload,
    )
    article = replace(article, capture=replace(article.capture, media_type=payload))  # type: ignore[arg-type,type-var]
    (statement,) = statements_of(article, [Said(said_by, "says", (f"{payload} is {payload}",), None, after=said_by)])
    entity = Entity(entity_id(payload, payload), payload, payload, (payload, f"Other {payload}"))
    statement = replace(
        statement,
        act=payload,
        form=payload,
        attribution=payload,
        polarity=payload,
        modality=payload,
        speaker=entity.id,
        speaker_name=payload,
        addressee=heading,
        addressee_name=payload,
        according_to=(payload, payload),
        date=DateValue(payload, payload, payload, payload),  # type: ignore[arg-type]
        language=payload,
        why=(Reason(payload, payload, 0.5),),
    )
    known = {"same_as": payload, "country": payload, "sector": payload, "offices": (payload,)}
    entity = replace(entity, **known, why=(Reason(payload, payload),))
    return Reading(
        article,
        Producer(payload, "1.0"),
        (PostLanguage(0, payload, 0.5, payload, "none"),),
        (Sentence(Span(heading.end + 1, text.index("\n\n")), 0, payload),),
        (Mention(heading, "name", payload, entity.id),),
        (entity,),
        (statement,),
        **payload_coded(payload, article, statement, entity),
    )


def payload_coded(payload: Any, article: Article, statement: Statement, entity: Entity) -> dict[str, Any]:
    """Coded records with the payload in every field that may hold text from outside."""
    act, given = statement.content[0], (article.id, 0)
    party = Participant(statement.source[0], payload, entity.id, payload, payload)
    why = (Reason(payload, payload, 0.5),)
    listed = {"contexts": (payload,), "domains": (payload,), "view": (payload, payload)}
    graded = {"mode": payload, "polarity": payload, "certainty": payload, "language": payload}
    sides = {"actors": (party,), "recipients": (party,)}
    event_id = record_id(article.id, "event", (act, act))
    item = Equipment(
        record_id(article.id, "equipment", (act,)), *given, act, payload, (payload, payload), payload, payload, why=why
    )
    named: dict[str, Any] = {"condition": act, "why": why, "equipment": (item.id,)}
    event = Event(event_id, *given, act, act, payload, payload, **named, **listed, **graded, **sides)
    kinds = {"commitment_kind": payload, "specificity": payload, "bindingness": payload, "status": payload}
    commitment_id = record_id(article.id, "commitment", (act,))
    commitment = Commitment(
        commitment_id, *given, act, event_id, payload, (party,), (party,), object=act, **named, **kinds
    )
    position = Position(party, payload, act, statement.id)
    dispute = Dispute(record_id(article.id, "dispute", (act,)), *given, act, (position,), event_id, payload)
    return {"events": (event,), "commitments": (commitment,), "disputes": (dispute,), "equipment": (item,)}
