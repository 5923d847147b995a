"""Events, commitments and disputes: what goes in comes out, is found by its parties, and is proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_readings import reading_of, span_of

from onrecord.errors import InputError, UsageError
from onrecord.records import (
    Commitment,
    Dispute,
    Entity,
    Event,
    Participant,
    Place,
    PlaceMention,
    Position,
    Reading,
    Reason,
    record_id,
)
from onrecord.store import CodedQuery, RecordBook, open_book

TEXT = (
    "Norway will send eight tanks to Ukraine by June, Lind said. "
    "Lind denied that Norway had shelled Kharkiv. Germany hesitates."
)


SENDS, SHELLED, CLAIM = "send eight tanks to Ukraine", "shelled Kharkiv", "Norway had shelled Kharkiv"
NORWAY = Entity("Q20", "Norway", "LOC", ("Norway",), same_as="Q20", country="NOR")
UKRAINE = Entity("Q212", "Ukraine", "LOC", ("Ukraine",), same_as="Q212", country="UKR")


def sender() -> Participant:
    return Participant(span_of(TEXT, "Norway"), "Norway", "Q20", "NOR", None)


def receiver() -> Participant:
    return Participant(span_of(TEXT, "Ukraine"), "Ukraine", "Q212", "UKR", None)


def kharkiv(article: str) -> PlaceMention:
    span = span_of(TEXT, "Kharkiv")
    return PlaceMention(record_id(article, "place", (span,)), article, 0, span, "geonames:706483")


def planned(article: str) -> Event:
    act, predicate = span_of(TEXT, SENDS), span_of(TEXT, "send")
    return Event(
        id=record_id(article, "event", (act, predicate)),
        article=article,
        post=0,
        span=act,
        predicate=predicate,
        type="AID",
        modality="planned",
        mode="military",
        actors=(sender(),),
        recipients=(receiver(),),
        domains=("land",),
        view=("Lind",),
        language="en",
        confidence=0.8,
        why=(Reason("event.verb", "send", 0.8),),
    )


def alleged(article: str) -> Event:
    act, predicate = span_of(TEXT, SHELLED), span_of(TEXT, "shelled")
    return replace(
        planned(article),
        id=record_id(article, "event", (act, predicate)),
        span=act,
        predicate=predicate,
        type="ASSAULT",
        modality="alleged",
        mode=None,
        recipients=(),
        places=(kharkiv(article).id,),
    )


def promise(article: str) -> Commitment:
    act = span_of(TEXT, SENDS)
    return Commitment(
        id=record_id(article, "commitment", (act,)),
        article=article,
        post=0,
        span=act,
        event=planned(article).id,
        action="AID",
        promisers=(sender(),),
        beneficiaries=(receiver(),),
        object=span_of(TEXT, "eight tanks"),
        specificity="specific",
        language="en",
    )


def dispute(article: str) -> Dispute:
    claim = span_of(TEXT, CLAIM)
    return Dispute(
        id=record_id(article, "dispute", (claim,)),
        article=article,
        post=0,
        proposition=claim,
        positions=(Position(Participant(span_of(TEXT, "Lind"), "Lind"), "denies", claim),),
        event=alleged(article).id,
        language="en",
    )


def coded_reading(version: str = "1.0") -> Reading:
    reading = reading_of(TEXT, (), address="https://example.org/tanks", version=version)
    article = reading.article.id
    return replace(
        reading,
        entities=(NORWAY, UKRAINE),
        places=(Place("geonames:706483", "Kharkiv", "town", 49.98, 36.25, "UKR"),),
        place_mentions=(kharkiv(article),),
        events=(planned(article), alleged(article)),
        commitments=(promise(article),),
        disputes=(dispute(article),),
    )


@pytest.fixture
def book(tmp_path: Path) -> Iterator[RecordBook]:
    with open_book(tmp_path / "book.db") as opened:
        opened.add(coded_reading())
        yield opened


def ids(book: RecordBook, **asked: object) -> list[str]:
    return [row.record.kind for row in book.events(CodedQuery(**asked))]  # type: ignore[arg-type]


def test_what_goes_in_comes_out(book: RecordBook) -> None:
    reading = coded_reading()
    assert book.reading(reading.article.id) == reading
    stored = book.article(reading.article.id)
    assert stored is not None
    assert {row.record for row in stored.coded} == set(reading.coded)
    assert list(book.verify()) == []
    counts = book.counts()
    assert (counts.events, counts.commitments, counts.disputes) == (2, 1, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "commitment"}, ["commitment"]),
        ({"type": "aid"}, ["event", "commitment"]),
        ({"actor": "Q20"}, ["event", "commitment", "event"]),
        ({"actor": "norw"}, ["event", "commitment", "event"]),
        ({"actor": "NOR", "kind": "event"}, ["event", "event"]),
        ({"recipient": "Ukraine"}, ["event", "commitment"]),
        ({"recipient": "Norway"}, []),
        ({"party": "lind"}, ["dispute"]),
        ({"domain": "land", "modality": "planned"}, ["event"]),
        ({"place": "ukraine"}, ["event"]),
        ({"place": "geonames:706483"}, ["event"]),
        ({"text": '"eight tanks" norway'}, ["event", "commitment"]),
        ({"text": "!!"}, []),
        ({"since": "2022-03-25"}, []),
    ],
)
def test_each_filter_finds_what_it_says(book: RecordBook, asked: dict[str, str], found: list[str]) -> None:
    assert ids(book, **asked) == found


def test_pages_follow_one_another(book: RecordBook) -> None:
    first = book.events(CodedQuery(limit=3))
    second = book.events(CodedQuery(limit=3, cursor=first.next_cursor))
    assert [row.id for row in (*first, *second)] == [row.id for row in book.all_events()]
    assert (first.total, second.next_cursor) == (4, None)


def test_a_newer_reading_supersedes_and_the_address_still_answers(book: RecordBook) -> None:
    old = coded_reading()
    book.add(replace(coded_reading("2.0"), events=old.events[:1], commitments=(), disputes=()))
    assert ids(book) == ["event"]
    (withdrawn,) = book.event_history(old.disputes[0].id)
    assert withdrawn.fate == "withdrawn"
    assert [row.fate for row in book.event_history(old.events[0].id)] == ["current", "superseded"]
    assert list(book.verify()) == []


def test_a_record_that_names_what_is_not_there_is_refused(tmp_path: Path) -> None:
    reading = coded_reading()
    stranger = replace(reading.events[0], actors=(Participant(None, "Nobody", "Q5"),))
    wrong_id = replace(reading.events[0], id="v" + "0" * 20)
    with open_book(tmp_path / "refusing.db") as book:
        for event in (stranger, wrong_id):
            with pytest.raises(InputError) as caught:
                book.add(replace(reading, events=(event, reading.events[1])))
            assert caught.value.code == "S009"


def test_merged_entities_are_found_under_both_and_part_again(book: RecordBook) -> None:
    book.merge("Q212", "Q20", by="an editor", note="for the test")
    assert ids(book, recipient="Q20") == ["event", "commitment"]
    merged = book.entity("Q212")
    assert merged is not None
    assert (merged.merged_into, merged.took_part, merged.names) == ("Q20", 3, ("Norway", "Ukraine"))
    with pytest.raises(UsageError) as caught:
        book.merge("Q20", "Q212")
    assert caught.value.code == "U007"
    book.part("Q212", "Q20")
    assert ids(book, recipient="Q20") == []
    parted = book.entity("Q212")
    assert parted is not None
    assert (parted.merged_into, [merge.undone_at is not None for merge in parted.merges]) == (None, [True])
    for call in (lambda: book.part("Q212", "Q20"), lambda: book.merge("Q212", "Q1")):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == "U002"
    assert list(book.verify()) == []
