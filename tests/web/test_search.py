"""The search page: every filter, every facet, every page by cursor, and exports with exactly its rows."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from starlette.testclient import TestClient

from onrecord.records import Reading, entity_id
from onrecord.store import Facets, RecordBook

OLSEN = entity_id("PER", "Petra Olsen")
MARAN = entity_id("PER", "Ilse Maran")


def found(client: TestClient, query: str) -> list[str]:
    """The ids of all statements that a search shows, over all its pages."""
    address: str | None = f"/search?{query}"
    ids: list[str] = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.text
        html = response.text
        ids += re.findall(r'href="/r/(\w+)" data-open', html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = following[1].replace("&amp;", "&") if following else None
    return ids


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 70),
        ("q=quay", 1),
        ("q=%22northern+quay%22", 1),
        ("q=%22quay+northern%22", 0),
        ("q=quay+bridge", 0),
        ("q=brid*", 60),
        (f"speaker={MARAN}", 4),
        ("speaker=maran", 4),
        ("act=deny", 1),
        ("form=direct", 1),
        ("form=mixed", 1),
        ("modality=made", 70),
        ("modality=refused", 0),
        ("since=2024-01-01", 8),
        ("until=2022-12-31", 2),
        ("since=2023-02-01&until=2023-02-28", 5),
        ("publisher=Coast+Radio", 30),
        ("language=de", 30),
        (f"about={MARAN}", 1),
        ("act=commit&publisher=Coast+Radio&language=en", 10),
        ("replaced=1", 72),
        ("q=&speaker=&act=&form=&since=&until=&publisher=&language=&cursor=", 70),
    ],
)
def test_filters_pages_and_exports_agree(client: TestClient, query: str, count: int) -> None:
    ids = found(client, query)
    assert len(ids) == len(set(ids)) if "replaced" not in query else ids
    assert len(ids) == count
    heading = re.search(r'<h2 id="results">([\d,]+) statements?</h2>', client.get(f"/search?{query}").text)
    assert heading and int(heading[1]) == count
    rows = [json.loads(line) for line in client.get(f"/search.jsonl?{query}").text.splitlines()]
    assert [row["id"] for row in rows] == ids, "the same rows in the same order"


def test_an_article_is_a_filter(client: TestClient, live: Reading) -> None:
    assert len(found(client, f"article={live.article.id}")) == len(live.statements)


@pytest.mark.parametrize("path", ["/search.csv", "/search.safe.csv"])
def test_csv_has_as_many_rows_as_the_button_says(client: TestClient, path: str) -> None:
    html = client.get("/search?publisher=Coast+Radio").text
    button = re.search(rf'href="({re.escape(path)}[^"]*)">[^(]*\(([\d,]+) rows\)', html)
    assert button is not None
    rows = list(csv.DictReader(io.StringIO(client.get(button[1].replace("&amp;", "&")).text, newline="")))
    assert len(rows) == int(button[2]) == 30
    assert {row["publisher"] for row in rows} == {"Coast Radio"}


def test_exports_of_nothing_are_empty_and_whole(client: TestClient) -> None:
    assert client.get("/search.jsonl?q=nothingfitsthis").text == ""
    assert len(client.get("/search.csv?q=nothingfitsthis").text.splitlines()) == 1


def test_an_export_of_many_rows_has_one_header(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.exports._ROWS_AT_ONCE", 7)
    rows = list(csv.reader(io.StringIO(client.get("/search.csv").text, newline="")))
    assert len(rows) == 1 + 70
    assert [row for row in rows if row == rows[0]] == [rows[0]]


@pytest.mark.parametrize("path", ["/search.jsonl", "/search.csv", "/search.safe.csv"])
def test_exports_are_downloads(client: TestClient, path: str) -> None:
    name = f"onrecord-statements{path.removeprefix('/search')}"
    assert client.get(path).headers["content-disposition"] == f'attachment; filename="{name}"'


def test_facets_count_and_lead_to_what_they_count(client: TestClient) -> None:
    html = client.get("/search?speaker=olsen").text
    links = re.findall(
        r'<li><a href="(/search[^"]+)"><span class="value"><bdi>([^<]+)</bdi></span> <span class="number">(\d+)<', html
    )
    shown = {label: int(count) for _, label, count in links}
    assert shown["Petra Olsen"] == 60
    assert {name: shown[name] for name in ("say", "announce", "commit")} == {"say": 20, "announce": 20, "commit": 20}
    assert (shown["Coast Radio"], shown["Norden Tageblatt"], shown["German"], shown["indirect"]) == (30, 30, 30, 60)
    for address, label, count in links[:4]:
        assert len(found(client, address.removeprefix("/search?").replace("&amp;", "&"))) == int(count), label


def test_a_chosen_facet_can_be_taken_out(client: TestClient) -> None:
    html = client.get(f"/search?act=deny&speaker={MARAN}").text
    assert f'href="/search?speaker={MARAN}" aria-current="true"' in html
    assert f'<a href="/search?speaker={MARAN}" data-takes-out>' in html
    assert "Speaker: Ilse Maran" in html, "the chip says the name and not the id"


def test_the_form_keeps_what_was_asked(client: TestClient) -> None:
    html = client.get("/search?q=quay&speaker=maran&act=commit&since=2024-01-01&replaced=1").text
    assert 'name="q" maxlength="500" value="quay"' in html
    assert 'name="speaker" maxlength="500" value="maran"' in html
    assert '<option value="commit" selected>commit</option>' in html
    assert 'name="since" value="2024-01-01"' in html
    assert 'name="replaced" value="1" checked' in html


def test_searched_words_are_marked_in_the_sentence(client: TestClient) -> None:
    html = client.get("/search?q=QUAY").text
    assert re.search(r'<span class="mark content hit"[^>]*>quay</span>', html)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("since=yesterday", "U003"),
        ("until=2024-02-30", "U003"),
        ("cursor=broken", "U007"),
        ("q=" + "x" * 501, "U007"),
        ("replaced=perhaps", "U007"),
    ],
)
def test_what_is_not_understood_is_said_with_a_code(client: TestClient, query: str, code: str) -> None:
    for path in ("/search", "/search.jsonl") if not query.startswith("cursor") else ("/search",):
        response = client.get(f"{path}?{query}")
        assert response.status_code == 400
        assert f"Error 400, {code}" in response.text


@pytest.mark.parametrize(
    "text", ["AND", "NOT quay", "quay OR", '"', '"quay', "quay*", "*", "col:quay", "(quay", "^a", "-"]
)
def test_no_words_break_the_search(client: TestClient, text: str) -> None:
    assert client.get("/search", params={"q": text}).status_code == 200


def test_counts_that_would_take_too_long_are_left_out_and_it_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordBook, "_total", lambda *_: None)
    monkeypatch.setattr(RecordBook, "facets", lambda *_, **__: Facets(complete=False))
    html = client.get("/search?publisher=Coast+Radio").text
    assert '<h2 id="results">Statements found</h2>' in html
    assert re.search(r">JSONL</a>", html), "no number on the button rather than a wrong one"
    assert "Some counts are left out" in html
    assert '<input id="publisher" type="text" name="publisher" maxlength="500" value="Coast Radio">' in html
