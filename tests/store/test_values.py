"""Places, times and quantities in the book: kept as read, found again, and asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.store import StatementQuery, open_book
from onrecord.store.ranges import day_range, number_range

TEXT = (
    "The ministry said on Monday that it would send 40,000 blankets to Slovakia by the end of June.\n\n"
    "Anna Berg said that talks in Paris, Texas, would cost $2.5 million.\n\n"
    "Lee Mora said that nothing was decided.\n"
)


@pytest.fixture(scope="module")
def reading() -> onrecord.Reading:
    return onrecord.read(TEXT, date="2022-03-24", address="https://example.org/values")


def asked(path: Path, **filters: str) -> list[str]:
    with open_book(path, create=False) as book:
        return sorted(row.speaker_name or "" for row in book.statements(StatementQuery(**filters)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def path(reading: onrecord.Reading, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("values") / "book.db"
    with open_book(path) as book:
        book.add(reading)
    return path


def test_what_was_read_comes_back(reading: onrecord.Reading, path: Path) -> None:
    with open_book(path, create=False) as book:
        stored = book.article(reading.article.id)
        assert stored is not None
        assert list(book.verify()) == []
    assert reading.places and reading.times and reading.quantities
    assert stored.places == reading.places
    assert stored.place_mentions == reading.place_mentions
    assert stored.times == reading.times
    assert stored.quantities == reading.quantities


@pytest.mark.parametrize(
    ("filters", "speakers"),
    [
        ({"place": "Slovakia"}, ["ministry"]),
        ({"place": "SVK"}, ["ministry"]),
        ({"place": "Q214"}, ["ministry"]),
        ({"place": "United States"}, ["Anna Berg"]),
        ({"place": "USA"}, ["Anna Berg"]),
        ({"place": "Texas"}, ["Anna Berg"]),
        ({"place": "nowhere"}, []),
        ({"when": "2022-06-01..2022-06-30"}, ["ministry"]),
        ({"when": "2022-03-21"}, ["ministry"]),
        ({"when": "2023-01-01.."}, []),
        ({"quantity": ">=1000"}, ["Anna Berg", "ministry"]),
        ({"quantity": ">=1000", "unit": "dollar"}, ["Anna Berg"]),
        ({"quantity": "10..50"}, []),
        ({"unit": "blanket"}, ["ministry"]),
        ({"unit": "100%"}, []),
    ],
)
def test_statements_are_asked_for_by_what_their_sentence_names(
    path: Path, filters: dict[str, str], speakers: list[str]
) -> None:
    assert asked(path, **filters) == speakers


REGIONS = (
    "The minister said that Latvia would wait.\n\n"
    "Anna Berg said that the Baltic states would sign.\n\n"
    "Lee Mora said that shells fell on eastern Ukraine.\n\n"
    "Jo Dahl said that NATO had placed troops on its eastern flank.\n"
)


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("regions") / "book.db"
    with open_book(path) as book:
        book.add(onrecord.read(REGIONS, date="2022-03-24", address="https://example.org/regions"))
    return path


@pytest.mark.parametrize(
    ("place", "speakers"),
    [
        ("Baltic states", ["Anna Berg", "minister"]),
        ("the baltics", ["Anna Berg", "minister"]),
        ("Latvia", ["minister"]),
        ("LVA", ["minister"]),
        ("Ukraine", ["Lee Mora"]),
        ("eastern Ukraine", ["Lee Mora"]),
        ("western Ukraine", []),
        ("NATO's eastern flank", ["Jo Dahl", "minister"]),
        ("Eastern flank", ["Jo Dahl", "minister"]),
        ("Poland", []),
        ("the east", []),
    ],
)
def test_a_region_has_its_countries_and_no_country_the_region(regions: Path, place: str, speakers: list[str]) -> None:
    assert asked(regions, place=place) == speakers


def test_ranges_are_read_as_a_searcher_writes_them() -> None:
    assert day_range("2022-06-01..2022-06-30") == ("2022-06-01", "2022-06-30")
    assert day_range("2022-06-01") == ("2022-06-01", "2022-06-01")
    assert day_range("..2022-06-30") == ("0001-01-01", "2022-06-30")
    assert number_range("40,000") == (40000, 40000)
    assert number_range("10..50") == (10, 50)
    assert number_range(">5")[0] > 5 and number_range("<5")[1] < 5
    assert number_range("<=5")[1] == 5


@pytest.mark.parametrize("text", ["June", "2022-13-01", "2022-06-01..x", "2022-02-31"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        StatementQuery(when=text)
    assert caught.value.code == "U003"


@pytest.mark.parametrize("text", ["many", ">=", "..", "1..2..3", "1e400", "٣"])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        StatementQuery(quantity=text)
    assert caught.value.code == "U007"
