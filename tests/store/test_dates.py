"""Dates of any precision: how they sort and which days they may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_readings import dates

from onrecord.records import DateValue
from onrecord.store.dates import DateKeys, date_keys


@pytest.mark.parametrize(
    ("begin", "end", "keys"),
    [
        ("2022-03-24", None, ("2022-03-24", "2022-03-24", "2022-03-24")),
        ("2022-03", None, ("2022-03", "2022-03-01", "2022-03-31")),
        ("2024-02", None, ("2024-02", "2024-02-01", "2024-02-29")),
        ("2022", None, ("2022", "2022-01-01", "2022-12-31")),
        ("2022-03-24T18:05", None, ("2022-03-24T18:05:00", "2022-03-24", "2022-03-24")),
        ("2022-03-24T18:05:00Z", None, ("2022-03-24T18:05:00", "2022-03-24", "2022-03-24")),
        ("2022-03-25T00:30:00+01:00", None, ("2022-03-24T23:30:00", "2022-03-25", "2022-03-25")),
        ("2022-03-24", "2022-03-27", ("2022-03-24", "2022-03-24", "2022-03-26")),
        ("2022-03-24", "2022-03-27T12:00:00", ("2022-03-24", "2022-03-24", "2022-03-27")),
        ("2022-03-24", "2022-03-24", ("2022-03-24", "2022-03-24", "2022-03-24")),
        ("2022-03-24", "2021-01-01", ("2022-03-24", "2022-03-24", "2022-03-24")),
        ("2022-03-24", "soon", ("2022-03-24", "2022-03-24", "2022-03-24")),
        ("0001-01-01T00:00:00+14:00", None, ("0001-01-01T00:00:00+14:00", "0001-01-01", "0001-01-01")),
        ("2022-13-01", None, ("", None, None)),
        ("2022-02-30", None, ("", None, None)),
        ("yesterday", None, ("", None, None)),
        ("0000", None, ("", None, None)),
        ("", None, ("", None, None)),
    ],
)
def test_keys(begin: str, end: str | None, keys: tuple[str, str | None, str | None]) -> None:
    assert date_keys(DateValue(begin, "day", "meta", end)) == DateKeys(*keys)


def test_no_date_has_no_keys() -> None:
    assert date_keys(None) == DateKeys("", None, None)


def test_moments_sort_by_what_comes_first_in_the_world() -> None:
    in_kyiv = date_keys(DateValue("2022-03-24T10:00:00+02:00", "second", "meta"))
    in_london = date_keys(DateValue("2022-03-24T09:00:00+00:00", "second", "meta"))
    assert in_kyiv.sort_date < in_london.sort_date


@given(value=dates)
def test_any_date_has_keys_in_order(value: DateValue) -> None:
    keys = date_keys(value)
    assert (keys.first_day is None) == (keys.last_day is None) == (keys.sort_date == "")
    assert keys.first_day is None or keys.last_day is None or keys.first_day <= keys.last_day


@given(value=st.dates())
def test_a_day_is_itself(value: object) -> None:
    assert date_keys(DateValue(str(value), "day", "given")) == DateKeys(str(value), str(value), str(value))
