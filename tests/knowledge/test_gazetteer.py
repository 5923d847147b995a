"""The tables of places: every row is well-formed, and names are found as written."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.knowledge import gazetteer
from onrecord.knowledge.gazetteer import lines_of


def test_every_country_is_whole() -> None:
    rows = [line.split("\t") for line in lines_of("countries")]
    assert (
        len({row[0] for row in rows})
        == len({row[1] for row in rows})
        == len({row[2] for row in rows})
        == len(rows)
        >= 195
    )
    for row in rows:
        assert len(row) == 9 and len(row[0]) == 2 and len(row[1]) == 3 and row[2].startswith("Q"), row
        assert -90 <= float(row[4]) <= 90 and -180 <= float(row[5]) <= 180, row


def test_every_region_is_whole() -> None:
    rows = [line.split("\t") for line in lines_of("regions")]
    codes = {line.split("\t")[0] for line in lines_of("countries")}
    for row in rows:
        assert len(row) == 8 and row[0] in ("region", "county"), row
        assert row[1] == "-" or row[1] in codes, row
        assert row[3] == "-" or row[3].startswith("Q"), row
        assert -90 <= float(row[5]) <= 90 and -180 <= float(row[6]) <= 180, row


def test_every_town_is_whole_and_the_largest_come_first() -> None:
    people = []
    for line in lines_of("towns"):
        fields = line.split("\t")
        assert len(fields) == 8 and len(fields[2]) == 2, line
        people.append(int(fields[6]))
    assert len(people) > 30_000 and people == sorted(people, reverse=True)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Georgia", ["country", "region"]),
        ("the Netherlands", ["country"]),
        ("Kiev", ["town"]),
        ("nowhere", []),
        ("", []),
    ],
)
def test_names_are_found(name: str, kinds: list[str]) -> None:
    assert [row.kind for row in gazetteer().named(name)][:2] == kinds


def test_adjectives_lead_to_their_country() -> None:
    row = gazetteer().adjective("Serbs")
    assert row is not None and row.alpha3 == "SRB"


LOADING = """
import time
begin = time.perf_counter()
from onrecord.knowledge import gazetteer
gazetteer()
print(time.perf_counter() - begin)
"""


def test_the_tables_load_fast() -> None:
    def spent() -> float:
        done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
        return float(done.stdout)

    assert min(spent() for _ in range(3)) < 0.6


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("Ukrane", "Ukraine"),
        ("Ukrainne", "Ukraine"),
        ("Ukriane", "Ukraine"),
        ("Ukraina", "Ukraine"),
        ("Okraine", None),
        ("Ukrne", None),
        ("Ukrainians", None),
    ],
)
def test_a_country_is_known_by_a_name_one_letter_away(written: str, country: str | None) -> None:
    row = gazetteer().misspelt(written)
    assert (row.name if row else None) == country
