"""The check of a quotation: the page with its form and answer, and the same answer as JSON."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from onrecord.records import Reading, entity_id
from onrecord.store.checking.quotation import MAX_QUOTE

MARAN = entity_id("PER", "Ilse Maran")
HOSTILE = "<script>alert(1)</script> “quay” </textarea><img src=x onerror=alert(1)> {{ 7 * 7 }} \u202e"


class Text(HTMLParser):
    """The words of a page, and its elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def has(self, words: str) -> bool:
        return words in " ".join(self.words.split())


def page(client: TestClient, **fields: str) -> Text:
    response = client.get(f"/check?{urlencode(fields)}")
    assert response.status_code == 200
    return Text(response.text)


def answer(client: TestClient, **fields: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/check?{urlencode(fields)}").json()
    return found


# ---- the page


def test_every_page_leads_to_the_form(client: TestClient) -> None:
    assert ("a", {"href": "/check"}) in Text(client.get("/").text).elements
    form = page(client)
    assert ("a", {"href": "/check", "aria-current": "page"}) in form.elements
    fields = {attributes.get("name") for tag, attributes in form.elements if tag in ("input", "textarea")}
    assert {"quote", "said_by", "article"} <= fields
    assert not form.has("Nowhere")


def test_every_field_has_its_label(client: TestClient) -> None:
    elements = page(client).elements
    labelled = {attributes["for"] for tag, attributes in elements if tag == "label"}
    for tag, attributes in elements:
        if tag in ("input", "textarea"):
            assert attributes["id"] in labelled


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"quote": "We will keep the northern quay open"}, "Verbatim here"),
        ({"quote": "We will keep the northern quay open", "said_by": "maran"}, "Verbatim here"),
        ({"quote": "We will keep the northern quay open", "said_by": "Brandt"}, "Said, but by someone else"),
        ({"quote": "opened the talks in Westhaven"}, "Verbatim elsewhere"),
        ({"quote": "We will keep the southern quay open"}, "Close to"),
        ({"quote": "Nobody ever heard of such a thing in this place"}, "Nowhere"),
    ],
)
def test_the_verdict_is_the_heading(client: TestClient, fields: dict[str, str], verdict: str) -> None:
    html = client.get(f"/check?{urlencode(fields)}").text
    heading = re.search(r'<h2 id="verdict"[^>]*>([^<]*)</h2>', html)
    assert heading is not None
    assert heading[1] == verdict
    assert f"<title>{verdict} · onrecord</title>" in html


def test_a_place_leads_to_its_record_its_article_and_the_original(client: TestClient, live: Reading) -> None:
    found = page(client, quote="We will keep the northern quay open")
    addresses = {attributes.get("href") for tag, attributes in found.elements if tag == "a"}
    record = live.statements[0].id
    assert {f"/r/{record}", f"/article/{live.article.id}#m-{record}", f"/speaker/{MARAN}"} <= addresses
    assert live.article.posts[0].address in addresses
    assert found.has("Ilse Maran commit direct verbatim here")


def test_differences_are_marked_and_told_in_words(client: TestClient) -> None:
    found = page(client, quote="We will not keep the southern quay open")
    assert found.has("Caution: the quotation adds “not”.")
    assert found.has("the quotation has “southern” where the text has “northern”")
    assert found.has("the text has: northern the quotation has: southern")
    assert {"del", "ins"} <= {tag for tag, _ in found.elements}


def test_the_form_keeps_what_was_asked(client: TestClient) -> None:
    found = page(client, quote="  We will keep the quay ", said_by="Maran")
    assert found.has("We will keep the quay")
    assert any(attributes.get("value") == "Maran" for _, attributes in found.elements)


@pytest.mark.parametrize("field", ["quote", "said_by"])
def test_hostile_text_stays_text(client: TestClient, field: str) -> None:
    fields = {"quote": "We will keep the northern quay closed", field: HOSTILE}
    found = page(client, **fields)
    assert [tag for tag, _ in found.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in found.elements}
    assert "49" not in found.words


# ---- the API


def test_the_api_gives_the_exact_words(client: TestClient, live: Reading) -> None:
    found = answer(client, quote="We will keep the northern quay open, and we will pay", said_by="Ilse Maran")
    assert (found["verdict"], found["said_by"]) == ("verbatim here", "Ilse Maran")
    (place,) = found["places"]
    text = live.article.text
    assert [text[span["start"] : span["end"]] for span in place["spans"]] == [
        "We will keep the northern quay open",
        "and we will pay",
    ]
    assert text[place["context_span"]["start"] : place["context_span"]["end"]] == place["context"]
    assert [difference["kind"] for difference in place["differences"]] == ["interrupted"]
    assert (place["holder"], place["speaker"], place["in_quote_marks"]) == ("asked", MARAN, True)
    assert [row["id"] for row in place["statements"]] == [live.statements[0].id]
    assert found["meant"] == [{"value": MARAN, "label": "Ilse Maran", "count": 4}]


def test_the_api_tells_a_changed_number(client: TestClient) -> None:
    found = answer(client, quote="40 of 210 cranes need repair")
    assert found["verdict"] == "close to"
    assert [difference["concern"] for difference in found["places"][0]["differences"]] == ["number"]
    assert found["places"][0]["cautions"][0]["rule"] == "difference.number"


def test_the_api_gives_as_many_places_as_asked(client: TestClient) -> None:
    found = answer(client, quote="bridge number", limit="2")
    assert (len(found["places"]), found["complete"]) == (2, False)


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({}, 400, "U008"),
        ({"quote": " … "}, 400, "U008"),
        ({"quote": "x" * (MAX_QUOTE + 1)}, 400, "U009"),
        ({"quote": "quay", "said_by": "x" * 501}, 400, "U007"),
        ({"quote": "quay", "said_by": "e" + "0" * 20}, 404, "U002"),
        ({"quote": "quay", "article": "a" + "0" * 20}, 404, "U002"),
        ({"quote": "quay", "limit": "0"}, 400, "U007"),
    ],
)
def test_problems(client: TestClient, fields: dict[str, str], status: int, code: str) -> None:
    response = client.get(f"/api/v1/check?{urlencode(fields)}")
    assert (response.status_code, response.json()["code"]) == (status, code)
    if fields.get("quote", "").strip():
        assert client.get(f"/check?{urlencode(fields)}").status_code == (200 if "limit" in fields else status)
