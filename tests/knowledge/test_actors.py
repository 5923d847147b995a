"""The tables of bodies, leaders, offices and seats: each row is sound, and looking up is quick."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.knowledge import gazetteer
from onrecord.knowledge.actor_rows import Body, body_of
from onrecord.knowledge.actors import Actors, actors, with_bodies, with_user_tables
from onrecord.knowledge.gazetteer import lines_of
from onrecord.knowledge.user_tables import SECTORS, read_user_tables, version_of

QID = re.compile(r"Q[1-9][0-9]*")


def bodies() -> list[Body]:
    return [body_of(line) for line in lines_of("bodies")]


def test_every_body_is_sound() -> None:
    ids = [body.id for body in bodies()]
    assert len(ids) == len(set(ids)) > 300
    for body in bodies():
        assert body.name and (body.aliases or body.context_aliases), body.id
        assert body.qid is None or QID.fullmatch(body.qid), body.id
        assert body.sector is None or body.sector in SECTORS, body.id
        assert body.country is None or gazetteer().by_alpha3(body.country) is not None, body.id


def test_no_two_bodies_share_an_alias_that_means_them_everywhere() -> None:
    seen: dict[str, str] = {}
    for body in bodies():
        for alias in body.aliases:
            assert seen.setdefault(alias, body.id) == body.id, alias


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("president", "USA", "2016-06-01", "Barack Obama"),
        ("president", "USA", "2017-01-21", "Donald Trump"),
        ("president", "USA", "2023-06-01", "Joe Biden"),
        ("prime minister", "GBR", "2022-10-01", "Liz Truss"),
        ("chancellor", "DEU", "2020-01-01", "Angela Merkel"),
        ("secretary general", "nato", "2022-03-24", "Jens Stoltenberg"),
        ("chief", "nato", "2024-12-01", "Mark Rutte"),
    ],
)
def test_offices_have_their_holder_on_a_day(office: str, of: str, day: str, name: str) -> None:
    term = actors().holder(office, of, day)
    assert term is not None and term.person == name and term.row


def test_no_day_and_no_table_give_no_holder() -> None:
    assert actors().holder("president", "USA", None) is None
    assert actors().holder("president", "USA", "1066-10-14") is None
    assert actors().holder("harbour master", "USA", "2020-01-01") is None


def test_terms_begin_before_they_end() -> None:
    for line in lines_of("leaders"):
        begin, end = line.split("\t")[5:7]
        if begin not in ("", "-") and end not in ("", "-"):
            assert begin[: len(end)] <= end, line
        for day in (begin, end):
            if len(day) == 10:
                date.fromisoformat(day)


@given(st.text(max_size=30), st.integers(0, 3))
def test_any_words_may_be_looked_up(words: str, at: int) -> None:
    known = actors()
    known.body(words)
    known.seat(words)
    known.office(words)
    known.person(words, "2020-01-01")
    known.country_abroad(words, "de")
    known.longest_body([words] * 3, at % 3)


def test_a_flood_of_aliases_costs_no_more_than_its_length() -> None:
    def made(count: int) -> Actors:
        aliases = tuple(f"Board Number {number}" for number in range(count))
        return with_bodies([Body("flood", "Board", "body", aliases=("Board", *aliases), row="test:1")])

    def taken(known: Actors) -> float:
        begun = time.perf_counter()
        for number in range(20_000):
            known.longest_body(["Board", "Number", str(number)], 0)
        return time.perf_counter() - begun

    small, large = made(1_000), made(100_000)
    assert large.body("Board Number 99999") is not None
    assert min(taken(large) for _ in range(3)) < 3 * min(taken(small) for _ in range(3)) + 0.05


CSV = "name,aliases,type,qid,country,sector\n"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("type,name\n,X\n", "line 2, column type"),
        ("name\nX\n", "column type"),
        (f"{CSV}X,,body,12,NLD,GOV\n", "line 2, column qid"),
        (f"{CSV}X,,body,,NLD,KING\n", "line 2, column sector"),
        (f"{CSV}X,,body,,Atlantis,GOV\n", "line 2, column country"),
        (f"{CSV}—,,body,,,\n", "line 2, column name"),
        (f"{CSV}{'x' * 201},,body,,,\n", "line 2, column name"),
        (f"{CSV}X,a|b\x00,body,,,\n", "line 2, column aliases"),
        (f'{CSV}"X,,body,,,\n', "line 2"),
        (f"{CSV}X,,body,,,,more\n", "line 2, column 7"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, table: str, told: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_user_tables([path])
    assert told in f"{caught.value}" and str(path) in f"{caught.value}"


def test_own_tables_come_before_the_packages(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{CSV}Northern Traders,NATO|Northern Traders Inc,company,,NLD,BUS\n", encoding="utf-8")
    known = with_user_tables([path])
    body = known.body("NATO")
    assert body is not None and (body.name, body.country, body.sector) == ("Northern Traders", "NLD", "BUS")
    assert actors().body("NATO") is not body


def test_followthemoney_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.ftm.json"
    path.write_text(
        '{"schema": "PublicBody", "properties": {"name": ["Harbour Board"], "alias": ["HBW"], "country": ["nl"]}}\n'
        '{"schema": "Address", "properties": {"full": ["Quay 1"]}}\n'
        '{"schema": "Person", "properties": {"name": ["Ilse Maran"], "position": ["port minister"]}}\n',
        encoding="utf-8",
    )
    found, people = read_user_tables([path])
    assert [(body.name, body.country) for body in found] == [("Harbour Board", "NLD")]
    assert [(term.person, term.office) for term in people] == [("Ilse Maran", "port minister")]


def test_the_version_of_a_table_is_that_of_its_content_and_age(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{CSV}X,,body,,,\n", encoding="utf-8")
    first = version_of([path])
    assert re.fullmatch(r"\d{14}\.[0-9a-f]{8}", first) and version_of([path]) == first
    path.write_text(f"{CSV}Y,,body,,,\n", encoding="utf-8")
    assert version_of([path]).partition(".")[2] != first.partition(".")[2]


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        version_of([tmp_path / "nothing.csv"])
