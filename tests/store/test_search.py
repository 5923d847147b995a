"""Searching: every filter, stable pages, facets, and no text that could break it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_readings import Said, reading_of

from onrecord.errors import UsageError
from onrecord.records import DateValue, Reading, entity_id
from onrecord.store import RecordBook, StatementQuery, open_book
from onrecord.store.queries import MAX_TEXT, Cursor, match_expression

BERLIN = "Scholz said that Müller's plan is ready. Müller denied it."
KYIV = "Zelensky demanded jets from Nato. Nato said that jets are ready."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordBook]:
    """Three articles of two outlets on three days, one of them in German and one without a date."""
    with open_book(tmp_path_factory.mktemp("search") / "library.db") as opened:
        berlin = (Said("Scholz", "said", "that Müller's plan is ready"), Said("Müller", "denied", "it", act="deny"))
        kyiv = (
            Said("Zelensky", "demanded", "jets from Nato", act="demand"),
            Said("Nato", "said", "that jets are ready"),
        )
        opened.add(_dated(BERLIN, berlin, "berlin", "2022-03-24", publisher="Morning", language="de"))
        opened.add(_dated(KYIV, kyiv, "kyiv", "2022-03-26T10:00:00+02:00", publisher="Evening"))
        opened.add(_dated(BERLIN, berlin[:1], "undated", None, publisher=None))
        yield opened


def _dated(text: str, said: tuple[Said, ...], name: str, date: str | None, **details: Any) -> Reading:
    precision: Literal["day", "second"] = "day" if date and len(date) == 10 else "second"
    published = None if date is None else DateValue(date, precision, "meta")
    return reading_of(text, said, address=f"https://example.org/{name}", published=published, **details)


def found(library: RecordBook, **asked: object) -> list[str]:
    """The contents that a query finds."""
    return [row.content_text for row in library.statements(StatementQuery(**asked))]  # type: ignore[arg-type]


def test_newest_first_and_in_the_order_of_the_text(library: RecordBook) -> None:
    results = library.statements()
    assert [row.day for row in results] == ["2022-03-26", "2022-03-26", "2022-03-24", "2022-03-24", None]
    assert found(library)[:3] == ["jets from Nato", "that jets are ready", "that Müller's plan is ready"]
    assert (results.total, results.next_cursor) == (5, None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("jets", 2),
        ("JETS ready", 1),
        ('"jets are"', 1),
        ('"are jets"', 0),
        ("“jets are”", 1),
        ("„jets are“", 1),
        ("muller", 3),
        ("Müll*", 3),
        ("Müll", 0),
        ("zelensky jets", 1),
        ("nothing", 0),
        ("  ", 5),
        ("!!!", 0),
        ("jets AND NOT nato", 0),
        ("jets OR plan", 0),
        ("content_text:jets", 0),
        ("jets!", 2),
        ('jets"', 2),
        ("*", 0),
        ("^jets", 2),
        ("a-b NEAR(jets, 2)", 0),
    ],
)
def test_text(library: RecordBook, text: str, count: int) -> None:
    results = library.statements(StatementQuery(text=text))
    assert (len(results), results.total) == (count, count)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"speaker": "scholz"}, 2),
        ({"speaker": "MULL"}, 1),
        ({"speaker": entity_id("PER", "Nato")}, 1),
        ({"speaker": entity_id("PER", "Nobody")}, 0),
        ({"speaker": "%"}, 0),
        ({"speaker": "_____"}, 0),
        ({"speaker": " "}, 5),
        ({"act": "deny"}, 1),
        ({"form": "indirect"}, 5),
        ({"form": "direct"}, 0),
        ({"publisher": "Morning"}, 2),
        ({"language": "de"}, 2),
        ({"about": entity_id("PER", "Nato")}, 1),
        ({"about": entity_id("PER", "Müller")}, 1),
        ({"since": "2022-03-25"}, 2),
        ({"until": "2022-03-25"}, 2),
        ({"since": "2022-03-24", "until": "2022-03-24"}, 2),
        ({"since": "2022-03-27"}, 0),
        ({"act": "say", "publisher": "Evening", "text": "ready"}, 1),
        ({"act": "\ud800"}, 0),
        ({"speaker": "\ud800"}, 0),
    ],
)
def test_filters(library: RecordBook, asked: dict[str, str], count: int) -> None:
    results = library.statements(StatementQuery(**asked))  # type: ignore[arg-type]
    assert (len(results), results.total) == (count, count)


def test_one_article(library: RecordBook) -> None:
    article = library.articles(StatementQuery(text="demanded")).rows[0]
    assert found(library, article=article.id) == ["jets from Nato", "that jets are ready"]
    assert (article.statements, article.posts, article.characters) == (2, 1, len(KYIV))
    assert (article.publisher, article.day, article.language) == ("Evening", "2022-03-26", "en")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 3),
        ({"text": "plan"}, 2),
        ({"language": "de"}, 1),
        ({"since": "2022-03-25"}, 1),
        ({"speaker": "scholz"}, 2),
        ({"act": "deny"}, 1),
        ({"publisher": "Evening", "act": "deny"}, 0),
        ({"about": entity_id("PER", "Nato")}, 1),
    ],
)
def test_articles(library: RecordBook, asked: dict[str, str], count: int) -> None:
    results = library.articles(StatementQuery(**asked))  # type: ignore[arg-type]
    assert (len(results), results.total) == (count, count)


def test_articles_come_page_by_page(library: RecordBook) -> None:
    whole = [row.id for row in library.articles()]
    pages, cursor = [], None
    for _ in whole:
        page = library.articles(StatementQuery(limit=1, cursor=cursor))
        pages += [row.id for row in page]
        cursor = page.next_cursor
        assert page.total == 3
    assert (pages, cursor) == (whole, None)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_join_to_the_whole(library: RecordBook, limit: int) -> None:
    whole = [row.id for row in library.statements()]
    pages, cursor = [], None
    while True:
        page = library.statements(StatementQuery(limit=limit, cursor=cursor))
        assert page.total == 5
        pages += [row.id for row in page]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert pages == whole
    assert [row.id for row in library.all_statements(StatementQuery(limit=limit))] == whole


def test_a_page_stays_where_it_was_when_newer_articles_come(book: RecordBook) -> None:
    book.add(reading_of())
    first = book.statements(StatementQuery(limit=1))
    book.add(reading_of(address="https://example.org/new", published=DateValue("2023-01-01", "day", "meta")))
    rest = book.statements(StatementQuery(cursor=first.next_cursor))
    assert [row.content_text for row in rest] == ["for jets", "that Germany hesitates"]


def test_said_by_and_said_about(library: RecordBook) -> None:
    nato = entity_id("PER", "Nato")
    assert [row.content_text for row in library.said_by(nato)] == ["that jets are ready"]
    assert [row.content_text for row in library.said_about(nato)] == ["jets from Nato"]
    entity = library.entity(nato)
    assert entity is not None
    assert (entity.name, entity.type, entity.said, entity.said_about, entity.articles) == ("Nato", "PER", 1, 1, 1)


def test_facets_leave_their_own_filter_out(library: RecordBook) -> None:
    facets = library.facets(StatementQuery(act="say", publisher="Evening"))
    assert facets.complete
    assert {facet.value: facet.count for facet in facets.act} == {"say": 1, "demand": 1}
    assert {facet.value: facet.count for facet in facets.publisher} == {"Evening": 1, "Morning": 1}
    assert [(facet.label, facet.count) for facet in facets.speaker] == [("Nato", 1)]
    assert [(facet.value, facet.count) for facet in facets.language] == [("en", 1)]
    assert [(facet.value, facet.count) for facet in facets.form] == [("indirect", 1)]


def test_speakers_come_by_how_much_they_said(library: RecordBook) -> None:
    most = library.speakers()[0]
    assert (most.label, most.count) == ("Scholz", 2)
    assert len(library.speakers(limit=2)) == 2


def test_superseded_statements_are_found_only_when_asked_for(book: RecordBook) -> None:
    book.add(reading_of())
    book.add(reading_of(said=(), version="2.0"))
    for asked in ({"text": "jets"}, {"speaker": "zelensky"}, {}):
        assert len(book.statements(StatementQuery(**asked))) == 0  # type: ignore[arg-type]
        everything = book.statements(StatementQuery(**asked, current=False))  # type: ignore[arg-type]
        assert len(everything) == (1 if asked else 3)
        assert {row.fate for row in everything} == {"withdrawn"}


@settings(max_examples=120, deadline=None)
@given(text=st.text(max_size=60) | st.text(alphabet='"*()-+^:{}|& NEARNOTANDOR\0 jets', max_size=60))
def test_no_text_breaks_a_search(library: RecordBook, text: str) -> None:
    for query in (StatementQuery(text=text), StatementQuery(speaker=text), StatementQuery(text=text, speaker=text)):
        assert {row.article for row in library.statements(query)} <= {row.id for row in library.articles()}


def test_the_longest_text_is_searched(library: RecordBook) -> None:
    assert found(library, text="j " * (MAX_TEXT // 2)) == []
    assert found(library, text='"' + "j " * (MAX_TEXT // 2 - 1) + '"') == []
    assert len(found(library, text="jets " * 400)) == 2


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("one two", '"one" "two"'),
        ('"one two" three', '"one two" "three"'),
        ("pre*", '"pre"*'),
        ('"pre*"', '"pre*"'),
        ("a\0b", '"a b"'),
        ("-", None),
        ("", None),
        ("\ud800", None),
    ],
)
def test_match_expression(text: str, expression: str | None) -> None:
    assert match_expression(text) == expression


@pytest.mark.parametrize("day", ["2022", "2022-3-4", "20220304", "2022-W12-4", "2022-02-30", "yesterday", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(UsageError, match="U003"):
        StatementQuery(since=day)


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 1001}, {"text": "x" * 2001}, {"speaker": "x" * 501}])
def test_values_out_of_bounds_are_refused(asked: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="U007"):
        StatementQuery(**asked)  # type: ignore[arg-type]


@given(text=st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_a_forged_cursor_is_refused_or_harmless(library: RecordBook, text: str) -> None:
    try:
        Cursor.decode(text)
    except UsageError as error:
        assert error.code == "U007"
    else:
        assert len(library.statements(StatementQuery(cursor=text))) <= 5


@pytest.mark.parametrize("cursor", ["x", "W10", "[" * 5000, "WzEsMiwzLDRd", Cursor("", "a", -1, 2**63).encode()])
def test_forged_cursors(cursor: str) -> None:
    with pytest.raises(UsageError, match="U007"):
        Cursor.decode(cursor)


def test_a_cursor_survives_its_encoding() -> None:
    cursor = Cursor("2022-03-24", "aé\0", 5, 7)
    assert Cursor.decode(cursor.encode()) == cursor


def test_many_hits_and_few_hits_come_in_the_same_order(library: RecordBook, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in ({"text": "jets"}, {"speaker": "o"}, {"text": "ready", "act": "say"}):
        few = found(library, **asked)
        monkeypatch.setattr("onrecord.store.conditions._MANY", 1)
        assert found(library, **asked) == few
        assert few
        monkeypatch.undo()
