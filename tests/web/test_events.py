"""Events, promises and disputes on the pages: the search, its files, a page for each, and the marks in the article."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import get_args

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.extract.events.lexicon import TYPES
from onrecord.records import Certainty, EventModality, Reading, Stance, entity_id
from onrecord.web.wording import words_of

MARAN = entity_id("PER", "Ilse Maran")


def found(client: TestClient, query: str) -> list[str]:
    response = client.get(f"/events?{query}")
    assert response.status_code == 200, response.text
    return re.findall(r'href="/r/(\w+)" data-open', response.text)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", "vvcd"),
        ("kind=event", "vv"),
        ("kind=commitment", "c"),
        ("kind=dispute", "d"),
        ("type=AID", "vc"),
        ("type=ACCUSE", "v"),
        ("modality=planned", "v"),
        ("modality=denied", ""),
        ("domain=economic", "v"),
        ("equipment=tank", ""),
        ("actor=maran", "vc"),
        (f"party={MARAN}", "vcd"),
        ("recipient=ministry", "v"),
        ("actor=NLD", "vc"),
        ("q=hiding", "vd"),
        ("q=nothingfitsthis", ""),
        ("publisher=The+Westhaven+Ledger&until=2024-05-14", "vvcd"),
        ("since=2024-05-15", ""),
        ("kind=&type=&q=&cursor=", "vvcd"),
    ],
)
def test_filters_pages_files_and_the_api_agree(client: TestClient, query: str, kinds: str) -> None:
    ids = found(client, query)
    assert sorted(id[0] for id in ids) == sorted(kinds)
    assert [item["id"] for item in client.get(f"/api/v1/events?{query}").json()["items"]] == ids
    plover = [json.loads(line) for line in client.get(f"/events.plover.jsonl?{query}").text.splitlines()]
    assert [event["id"] for event in plover] == [id for id in ids if id[0] == "v"]
    for path in ("/events.tracker.csv", "/events.tracker.safe.csv"):
        rows = list(csv.DictReader(io.StringIO(client.get(f"{path}?{query}").text)))
        assert [row["id"] for row in rows] == [id for id in ids if id[0] == "c"]


def test_equipment_is_shown_asked_for_and_in_the_api(make_client: Callable[..., TestClient]) -> None:
    text = "Norway will send eight Leopard 2 tanks to Ukraine by June, the Norwegian government said."
    client = make_client(onrecord.read(text, date="2023-03-20", address="https://example.org/tanks", language="en"))
    assert found(client, "equipment=howitzer") == []
    event, *promises = sorted(found(client, "equipment=tanks"), reverse=True)
    assert event[0] == "v" and [id[0] for id in promises] == ["c"]
    for page in (f"/r/{event}", f"/r/{promises[0]}"):
        html = client.get(page).text
        assert "<dt>Equipment</dt><dd><bdi>Leopard 2 tanks</bdi>" in html
        assert (
            "main battle tank &lt; tank &lt; armoured vehicle &lt; vehicle, <bdi>Leopard 2</bdi>, made in DEU" in html
        )
    assert 'name="equipment"' in client.get("/events").text
    items = client.get("/api/v1/events?equipment=Leopard").json()["items"]
    assert [[found["equipment"]["maker"] for found in item["equipment"]] for item in items] == [["DEU"], ["DEU"]]
    article = items[0]["article"]
    assert "1 piece of equipment" in client.get(f"/article/{article}").text


@pytest.mark.parametrize(("query", "code"), [("since=soon", "U003"), ("cursor=nonsense", "U007")])
def test_what_is_not_understood_is_said_with_a_code(client: TestClient, query: str, code: str) -> None:
    response = client.get(f"/events?{query}")
    assert response.status_code == 400 and code in response.text


def test_filters_in_use_are_named_in_words_and_can_be_taken_out(client: TestClient) -> None:
    html = client.get(f"/events?party={MARAN}&kind=commitment").text
    chips = re.findall(r'<li><a href="([^"]+)" data-takes-out>.*?<bdi>(.*?)</bdi>', html)
    assert chips == [
        ("/events?kind=commitment", "Either side: Ilse Maran"),
        (f"/events?party={MARAN}", "Kind: promise"),
    ]


def test_the_page_of_an_event(client: TestClient, live: Reading) -> None:
    html = client.get(f"/r/{live.events[1].id}").text
    for words in ("ACCUSE", "accuse: blames, condemns, charges", "the ministry", "LAB", "economic", "event.verb"):
        assert words in html
    assert re.search(r'<span class="mark words act"[^>]*>accused</span>', html)


def test_the_page_of_a_promise_leads_to_its_act_and_its_statement(client: TestClient, live: Reading) -> None:
    html = client.get(f"/r/{live.commitments[0].id}").text
    assert f'href="/r/{live.events[0].id}" data-open' in html
    assert f'href="/r/{live.statements[0].id}" data-open' in html
    assert f"#m-{live.events[0].id}" in html
    assert f'href="/r/{live.commitments[0].id}" data-open' in client.get(f"/r/{live.events[0].id}").text


def test_the_page_of_a_dispute_has_both_sides_and_no_winner(client: TestClient, live: Reading) -> None:
    html = client.get(f"/r/{live.disputes[0].id}").text
    assert "says that it is so" in html and "says that it is not so" in html and "onrecord does not say." in html
    for number in (3, 4):
        assert f'href="/r/{live.statements[number].id}" data-open' in html


def test_the_article_marks_acts_and_numbers_them(client: TestClient, live: Reading) -> None:
    html = client.get(f"/article/{live.article.id}").text
    for number, record in enumerate((*live.events, *live.disputes), 1):
        assert f'id="m-{record.id}" href="#r-{record.id}" data-number="e{number}"' in html
        assert f'id="r-{record.id}"' in html
    promise = live.commitments[0].id
    assert f'<a href="/r/{promise}">promise</a>' in html and f'id="m-{promise}"' not in html
    assert '<section class="post" id="promised">' in html


def test_an_entity_shows_its_part(client: TestClient) -> None:
    html = client.get(f"/speaker/{MARAN}").text
    assert f'<a href="/events?party={MARAN}">3 events' in html
    assert client.get(f"/r/{MARAN}", follow_redirects=False).headers["location"] == f"/speaker/{MARAN}"


def test_every_code_has_its_words() -> None:
    assert set(words_of("event_types")) == set(TYPES)
    assert set(words_of("event_modalities")) == set(get_args(EventModality))
    assert set(words_of("certainties")) == set(get_args(Certainty))
    assert set(words_of("stances")) == set(get_args(Stance))
