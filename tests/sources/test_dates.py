"""Dates as outlets write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import DateValue
from onrecord.sources.dates import date_in_address, date_in_name, given_date, parse_date, plausible

NOW = datetime(2022, 3, 24, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "begin", "precision"),
    [
        ("2022", "2022", "year"),
        ("2022-03", "2022-03", "month"),
        ("2022-3-4", "2022-03-04", "day"),
        ("20220324", "2022-03-24", "day"),
        ("2022-03-24T18:05", "2022-03-24T18:05", "minute"),
        ("2022-03-24 18:05:09", "2022-03-24T18:05:09", "second"),
        ("2022-03-24T18:05:09Z", "2022-03-24T18:05:09Z", "second"),
        ("2022-03-24T18:05:09.123+01:00", "2022-03-24T18:05:09+01:00", "second"),
        ("2022-03-24T18:05:09-0530", "2022-03-24T18:05:09-05:30", "second"),
        ("2022-03-24T18:05+02", "2022-03-24T18:05+02:00", "minute"),
        ("20220324T180509Z", "2022-03-24T18:05:09Z", "second"),
        ("Thu, 24 Mar 2022 18:05:09 +0100", "2022-03-24T18:05:09+01:00", "second"),
        ("Thu, 24 Mar 2022 18:05 GMT", "2022-03-24T18:05Z", "minute"),
        ("1648141509", "2022-03-24T17:05:09Z", "second"),
        ("1648141509000", "2022-03-24T17:05:09Z", "second"),
        ("March 24, 2022", "2022-03-24", "day"),
        ("Mar. 24, 2022", "2022-03-24", "day"),
        ("24 March 2022", "2022-03-24", "day"),
        ("24. März 2022", "2022-03-24", "day"),
        ("24 mars 2022 à 18:05", "2022-03-24T18:05", "minute"),
        ("24 korrik 2022", "2022-07-24", "day"),
        ("24 de marzo de 2022", "2022-03-24", "day"),
        ("March 24, 2022, 6:05 pm", "2022-03-24T18:05", "minute"),
        ("Mar 24, 2022 12:05 a.m.", "2022-03-24T00:05", "minute"),
        ("Nov 02, 2023 09:13 pm IST", "2023-11-02T21:13", "minute"),
    ],
)
def test_dates_are_understood(written: str, begin: str, precision: str) -> None:
    found = parse_date(written, "meta")
    assert found is not None
    assert (found.begin, found.precision, found.basis) == (begin, precision, "meta")


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "today", "04/05/2022", "2022-13-01", "2022-02-30", "2022-03-24T25:00", "24 Smarch 2022", "x" * 200),
        *("March 2022 or so", "Thu, 32 Mar 2022 18:05:09 GMT", None, True, 12, [], "99999999999999"),
    ],
)
def test_what_is_no_date_for_sure_is_none(written: object) -> None:
    assert parse_date(written, "meta") is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_dates(written: str) -> None:
    found = parse_date(written, "visible")
    assert found is None or found.begin[:4].isdigit()


@pytest.mark.parametrize(
    ("begin", "kept"),
    [
        ("2022-03-24", True),
        ("2022-03-25T01:00:00+13:00", True),
        ("2022-03-26", False),
        ("2031", False),
        ("1970-01-01T00:00:00Z", False),
        ("0001-01-01", False),
        ("1799-12-31", False),
        ("1851-09-18", True),
    ],
)
def test_dates_that_can_not_be_are_refused(begin: str, kept: bool) -> None:
    value = DateValue(begin, "day", "json-ld")
    assert plausible(value, NOW) == (value if kept else None)


@pytest.mark.parametrize(
    ("address", "begin"),
    [
        ("https://a.example/2022/03/24/water", "2022-03-24"),
        ("https://a.example/news/2022-3-4-water.html", "2022-03-04"),
        ("https://a.example/water-20220324.html", "2022-03-24"),
        ("https://a.example/2022/02/30/water", None),
        ("https://a.example/2022/water", None),
        ("https://a.example/id/120220324777", None),
        (None, None),
    ],
)
def test_date_in_an_address(address: str | None, begin: str | None) -> None:
    found = date_in_address(address)
    assert (found.begin if found else None) == begin
    assert found is None or found.basis == "url"


def test_date_in_a_file_name() -> None:
    assert date_in_name("summit-2022-03-24.txt") == DateValue("2022-03-24", "day", "file")
    assert date_in_name("summit-24-03-2022.txt") is None
    assert date_in_name("summit-2022-99-24.txt") is None


def test_given_dates() -> None:
    value = DateValue("2022-03-24", "day", "json-ld")
    assert given_date(value) is value
    assert given_date(None) is None
    assert given_date("2022-03-24") == DateValue("2022-03-24", "day", "given")
