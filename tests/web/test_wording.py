"""Codes, dates and addresses in words; what is not known is shown as it stands."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord.records import Attribution, DateBasis, DateValue, Form, Modality, Polarity
from onrecord.web.wording import shown_date, shown_day, shown_stamp, web_address, word_for


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "no date"),
        (DateValue("2022", "year", "given"), "2022"),
        (DateValue("2022-03", "month", "given"), "March 2022"),
        (DateValue("2022-03-24", "day", "given"), "24 March 2022"),
        (DateValue("2022-03-24", "day", "given", "2022-03-25"), "24 March 2022 to 25 March 2022"),
        (DateValue("2022-03-24T18:05:00", "minute", "given"), "24 March 2022, 18:05"),
        (DateValue("2022-03-24T18:05:09Z", "second", "given"), "24 March 2022, 18:05 (UTC)"),
        (DateValue("2022-03-24T18:05:00-05:30", "minute", "given"), "24 March 2022, 18:05 (UTC-05:30)"),
        (DateValue("soon", "day", "given"), "soon"),
        (DateValue("2022-13", "month", "given"), "2022-13"),
        (DateValue("2022-02-30T25:00", "minute", "given"), "2022-02-30T25:00"),
        (DateValue("", "year", "given"), ""),
    ],
)
def test_dates_are_shown_as_far_as_they_are_known(value: DateValue | None, expected: str) -> None:
    assert shown_date(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "no date"), ("2022", "2022"), ("2022-03", "March 2022"), ("2022-03-04", "4 March 2022"), ("x", "x")],
)
def test_days(value: str | None, expected: str) -> None:
    assert shown_day(value) == expected


def test_stamps() -> None:
    assert shown_stamp("2026-11-23T05:44:10.123Z") == "23 November 2026, 05:44 (UTC)"


def test_every_code_of_the_records_has_words() -> None:
    for codes, section in (
        (get_args(Form), "forms"),
        (get_args(Attribution), "attributions"),
        (get_args(Polarity), "polarities"),
        (get_args(Modality), "modalities"),
        (get_args(DateBasis), "date_bases"),
        (("full", "quotes", "none"), "reads"),
        (("PER", "ORG", "LOC", "DOC", "GROUP"), "entity_types"),
        (("superseded", "withdrawn"), "fates"),
        (("en", "sq", "de", "fr", "no", "und"), "languages"),
    ):
        for code in codes:
            assert word_for(code, section) != code  # type: ignore[arg-type]


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert word_for("xx-unknown", "languages") == "xx-unknown"
    with pytest.raises(KeyError):
        word_for("en", "model_config")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://news.example/a", True),
        ("http://news.example", True),
        ("HTTPS://news.example/a", True),
        (None, False),
        ("", False),
        ("news.example", False),
        ("//news.example/a", False),
        ("file:a.txt", False),
        ("text:abc", False),
        ("javascript:alert(1)", False),
        ("javascript://news.example/%0aalert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:", False),
        ("https://[bad", False),
    ],
)
def test_only_web_addresses_are_links(address: str | None, expected: bool) -> None:
    assert web_address(address) == (address if expected else None)
