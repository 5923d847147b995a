"""The table of regions: every row is as its schema says, and no name means two of them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from onrecord.knowledge import gazetteer
from onrecord.knowledge.areas import folded
from onrecord.knowledge.gazetteer import lines_of

SCHEMA: dict[str, Any] = yaml.safe_load(
    files("onrecord.knowledge").joinpath("data", "areas_schema.yaml").read_text(encoding="utf-8")
)
ROWS = [dict(zip(SCHEMA, line.split("\t"), strict=True)) for line in lines_of("areas")]
COUNTRIES = {line.split("\t")[1] for line in lines_of("countries")}


def listed(row: dict[str, str], column: str) -> list[str]:
    return [] if row[column] == "-" else row[column].split("|")


@pytest.mark.parametrize("column", SCHEMA)
def test_every_column_is_of_its_type(column: str) -> None:
    rule = SCHEMA[column]
    assert rule["means"] and rule["type"] in ("word", "words", "number", "degrees")
    for row in ROWS:
        value = row[column]
        assert value == " ".join(value.split()) != "", row
        if value == "-":
            assert rule.get("optional"), row
        elif rule["type"] == "number":
            assert 0 < int(value) <= 8000, row
        elif rule["type"] == "degrees":
            assert abs(float(value)) <= (90 if column == "latitude" else 180), row
        elif rule["type"] == "words":
            words = value.split("|")
            assert all(words) and len(words) == len(set(words)), row
        else:
            assert "|" not in value and value in rule.get("words", [value]), row


def test_there_are_regions_of_every_kind_and_none_twice() -> None:
    assert {row["kind"] for row in ROWS} == set(SCHEMA["kind"]["words"])
    assert len(ROWS) > 150 and len({row["name"] for row in ROWS}) == len(ROWS)
    numbers = [row["qid"] for row in ROWS if row["qid"] != "-"]
    assert len(numbers) == len(set(numbers)) and all(number[0] == "Q" and number[1:].isdigit() for number in numbers)


def test_the_countries_of_a_region_are_countries_of_the_tables() -> None:
    for row in ROWS:
        made_of, lies_in = set(listed(row, "made_of")), set(listed(row, "lies_in"))
        assert made_of | lies_in <= COUNTRIES, row
        assert not made_of & lies_in, row


def test_a_name_in_context_has_its_context() -> None:
    for row in ROWS:
        assert bool(listed(row, "in_context")) == bool(listed(row, "article")) == bool(listed(row, "near")), row


def test_no_name_means_two_regions_or_is_a_country() -> None:
    seen: dict[str, str] = {}
    known = gazetteer()
    for row in ROWS:
        for name in (row["name"], *listed(row, "aliases"), *listed(row, "adjectives")):
            assert seen.setdefault(folded(name), row["name"]) == row["name"], name
            assert all(found.kind != "country" for found in known.named(name)), name
            assert known.adjective(name) is None, name


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("the Sahel", "Sahel"),
        ("South-East Asia", "Southeast Asia"),
        ("south east Asia", "Southeast Asia"),
        ("sub-Saharan Africa", "Sub-Saharan Africa"),
        ("NATO’s eastern flank", "NATO eastern flank"),
        ("First island chain", "first island chain"),
        ("europe", None),
        ("the east", None),
        ("the region", None),
        ("eastern flank", None),
        ("", None),
    ],
)
def test_names_are_found_as_news_writes_them(name: str, region: str | None) -> None:
    area = gazetteer().areas.called(name)
    assert (area.name if area else None) == region


def test_a_region_has_a_country_where_it_lies_in_one_alone() -> None:
    known = gazetteer()
    assert [known.named(name)[0].country for name in ("Tigray", "Donbas", "Sahel", "Black Sea", "Kashmir")] == [
        "ET",
        "UA",
        "",
        "",
        "",
    ]
