"""Adding: once is enough, newer supersedes older, and an id once given out always answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_readings import SUMMIT, SUMMIT_SAID, Said, capture_of, reading_of, span_of

from onrecord.errors import FetchError, InputError, UsageError
from onrecord.records import DateValue, Post, Producer, Reading, Span, record_id
from onrecord.store import RecordBook


def test_the_first_time_adds_all(book: RecordBook) -> None:
    reading = reading_of()
    added = book.add(reading)
    assert (added.article, added.status) == (reading.article.id, "added")
    assert (added.statements, added.entities, added.captures) == (3, 3, 1)
    counts = book.counts()
    assert (counts.articles, counts.posts, counts.statements, counts.speakers, counts.captures) == (1, 1, 3, 3, 1)
    assert (counts.first_day, counts.last_day, counts.publishers) == ("2022-03-24", "2022-03-24", 1)


def test_the_second_time_adds_nothing(book: RecordBook) -> None:
    book.add(reading_of())
    before = book.counts()
    again = book.add(reading_of())
    assert (again.status, again.statements, again.captures) == ("unchanged", 0, 0)
    assert book.counts() == before


def test_the_same_text_with_other_bytes_keeps_both(book: RecordBook) -> None:
    first, second = capture_of(b"<p>one</p>"), capture_of(b"<p>two</p>")
    reading = reading_of(capture=first)
    book.add(reading)
    again = book.add(reading_of(capture=second))
    assert (again.status, again.captures) == ("unchanged", 1)
    stored = book.article(reading.article.id)
    assert stored is not None
    assert [capture.sha256 for capture in stored.captures] == [first.sha256, second.sha256]
    assert book.capture(first.sha256) == first


def test_bytes_can_be_kept_without_reading_again(book: RecordBook) -> None:
    reading = reading_of()
    book.add(reading)
    fetched_again = replace(reading.article, capture=capture_of(b"again"))
    assert book.add_capture(fetched_again) is True
    assert book.add_capture(fetched_again) is False
    with pytest.raises(UsageError, match="U002"):
        book.add_capture(reading_of(address="https://example.org/other").article)


def test_a_newer_reader_supersedes_and_the_old_is_kept(book: RecordBook) -> None:
    old = reading_of()
    better = Said("Zelensky", "asked", "jets", act="ask")
    new = reading_of(said=(SUMMIT_SAID[0], better), version="1.1", title="A better title")
    book.add(old)
    assert book.add(new).status == "superseded"
    assert book.reading(old.article.id) == new

    same, moved, gone = (book.statement(statement.id) for statement in old.statements)
    assert same is not None and moved is not None and gone is not None
    assert (same.fate, same.producer.version) == ("current", "1.1")
    assert (moved.fate, moved.superseded_by) == ("superseded", new.statements[1].id)
    assert (gone.fate, gone.superseded_by) == ("withdrawn", None)
    assert [row.producer.version for row in book.history(same.id)] == ["1.1", "1.0"]
    assert gone.content_text == "that Germany hesitates"
    assert (book.counts().statements, book.counts().superseded) == (2, 3)
    assert list(book.verify()) == []


def test_an_older_reader_changes_nothing(book: RecordBook) -> None:
    new = reading_of(version="0.10")
    book.add(new)
    assert book.add(reading_of(version="0.9", said=())).status == "unchanged"
    assert book.reading(new.article.id) == new


def test_another_reader_takes_over_once_and_does_not_alternate(book: RecordBook) -> None:
    ours = reading_of()
    theirs = replace(reading_of(said=SUMMIT_SAID[:1]), producer=Producer("other", "0.1"))
    statuses = [book.add(reading).status for reading in (ours, theirs, ours, theirs)]
    assert statuses == ["added", "superseded", "unchanged", "unchanged"]
    assert book.reading(ours.article.id) == theirs


def test_has_says_whether_reading_would_be_in_vain(book: RecordBook) -> None:
    reading = reading_of(version="1.2")
    book.add(reading)
    versions = {
        version: book.has(reading.article.id, Producer("onrecord", version)) for version in ("1.1", "1.2", "1.3")
    }
    assert versions == {"1.1": True, "1.2": True, "1.3": False}
    assert not book.has(reading.article.id, Producer("other", "1.0"))
    assert not book.has("a" + "0" * 20, reading.producer)


def test_names_follow_what_current_readings_use(book: RecordBook) -> None:
    shouted = Said("NATO", "said", "yes")
    plain = Said("Nato", "said", "yes")
    for number, said in enumerate((shouted, plain, plain)):
        book.add(reading_of(f"{said.speaker} said yes.", (said,), address=f"https://example.org/{number}"))
    entity = reading_of("Nato said yes.", (plain,)).entities[0]
    stored = book.entity(entity.id)
    assert stored is not None
    assert (stored.name, stored.names, stored.articles, stored.said) == ("Nato", ("Nato", "NATO"), 3, 3)
    for number in (1, 2):
        book.add(reading_of("Nato said yes.", (), address=f"https://example.org/{number}", version="2.0"))
    stored = book.entity(entity.id)
    assert stored is not None
    assert (stored.name, stored.names, stored.articles, stored.said) == ("NATO", ("NATO",), 1, 1)


def test_nested_statements_keep_their_parent(book: RecordBook) -> None:
    said = (
        Said("Stoltenberg", "said", "that Nato stands with Ukraine. Zelensky asked for jets"),
        Said("Zelensky", "asked", "for jets", parent=0),
    )
    reading = reading_of(said=said)
    book.add(reading)
    inner = book.statement(reading.statements[1].id)
    assert inner is not None
    assert inner.parent == reading.statements[0].id


def _with_statement(reading: Reading, **changes: object) -> Reading:
    changed = replace(reading.statements[0], **changes)  # type: ignore[arg-type]
    return replace(reading, statements=(changed, *reading.statements[1:]))


def _self_contradicting() -> dict[str, Reading]:
    sound = reading_of()
    outside = Span(0, len(SUMMIT) + 1)
    article = sound.article
    stray = (span_of(SUMMIT, "Nato"),)
    return {
        "article id": replace(sound, article=replace(article, id="a" + "0" * 20)),
        "hash of the bytes": replace(sound, article=replace(article, capture=replace(capture_of(b"x"), content=b"y"))),
        "two posts with one number": replace(sound, article=replace(article, posts=(*article.posts, *article.posts))),
        "post outside": replace(sound, article=replace(article, posts=(Post(0, outside),))),
        "statement id": _with_statement(sound, id="s" + "0" * 20),
        "span outside": _with_statement(
            sound, content=(outside,), id=record_id(article.id, "statement", (*sound.statements[0].evidence, outside))
        ),
        "backward span": _with_statement(sound, addressee=Span(5, 4)),
        "evidence changed": _with_statement(sound, source=stray),
        "no such parent": _with_statement(sound, parent="s" + "1" * 20),
        "its own parent": _with_statement(sound, parent=sound.statements[0].id),
        "no such speaker": _with_statement(sound, speaker="e" + "0" * 20),
        "no such post": _with_statement(sound, post=7),
        "another article": _with_statement(sound, article="a" + "0" * 20),
        "twice": replace(sound, statements=(*sound.statements, sound.statements[0])),
        "entity twice": replace(sound, entities=(*sound.entities, sound.entities[0])),
        "entity of a mention": replace(sound, entities=(), statements=()),
    }


@pytest.mark.parametrize("name", _self_contradicting())
def test_a_reading_that_contradicts_itself_is_refused_whole(book: RecordBook, name: str) -> None:
    with pytest.raises(InputError) as raised:
        book.add(_self_contradicting()[name])
    assert raised.value.code == "S009"
    assert book.counts().articles == 0


def test_an_article_without_posts_or_statements_is_kept(book: RecordBook) -> None:
    reading = reading_of(said=(), posts=())
    book.add(reading)
    assert book.reading(reading.article.id) == reading


def test_failures_are_listed_counted_and_cleared(book: RecordBook) -> None:
    address = reading_of().article.address
    for error in (FetchError("F004", address, status=404), FetchError("F004", address, status=404)):
        book.note_failure(error)
    book.note_failure(FetchError("F003", "https://nowhere.example/"))
    listed = {(failure.locator, failure.code): failure for failure in book.failures()}
    assert listed[address, "F004"].times == 2
    assert listed[address, "F004"].message == "The server answered 404."
    assert book.counts().failures == 2
    book.clear_failure("https://nowhere.example/")
    book.add(reading_of())
    assert book.failures() == ()


def test_a_failure_with_an_undecodable_name_is_listed_too(book: RecordBook) -> None:
    book.note_failure(InputError("P011", "caf\udce9.txt"))
    assert [failure.locator for failure in book.failures()] == ["caf?.txt"]


def test_the_article_of_a_live_blog_dates_its_statements_by_post(book: RecordBook) -> None:
    reading = reading_of()
    dated = replace(reading.article.posts[0], date=DateValue("2022-03-25T09:30:00+01:00", "minute", "json-ld"))
    book.add(replace(reading, article=replace(reading.article, posts=(dated,))))
    row = book.statements().rows[0]
    assert row.date is not None
    assert (row.date.begin, row.day) == ("2022-03-25T09:30:00+01:00", "2022-03-25")
