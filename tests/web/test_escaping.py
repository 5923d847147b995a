"""Text from outside stays text: hostile strings in every field of a book or a request change no page's structure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

from onrecord.errors import ParseError
from onrecord.records import Reading
from onrecord.store import open_book
from onrecord.web import create_app

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()

#: Ten to a bundle: each page shows many at once, and one that got through would change its structure all the same.
BUNDLES = [" ¦ ".join(PAYLOADS[start : start + 10]) for start in range(0, len(PAYLOADS), 10)]

#: A string as harmless as can be; the pages that show it have the structure that all must have.
HARMLESS = "harmless words"

PAGES = (
    "/article/{article}",
    "/r/{statement}",
    "/r/{event}",
    "/r/{commitment}",
    "/r/{dispute}",
    "/speaker/{speaker}",
    "/search?article={article}",
    "/events?article={article}",
)
FIELDS = ("q", "speaker", "act", "form", "publisher", "language", "article", "about")
REFUSED_FIELDS = ("cursor", "since", "until")


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, and every address in it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[tuple[str, ...]] = set()
        self.addresses: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, *sorted(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "cite")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.add(("comment", data))


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, with_payload: Callable[[str], Reading]
) -> Iterator[tuple[TestClient, dict[str, Reading]]]:
    path = tmp_path_factory.mktemp("hostile") / "book.db"
    readings = {payload: with_payload(payload) for payload in (HARMLESS, *BUNDLES)}
    with open_book(path) as book:
        for payload, reading in readings.items():
            book.add(reading)
            book.note_failure(ParseError("P002", payload))
    with TestClient(create_app(path), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client, readings


def pages_of(reading: Reading) -> list[str]:
    names = {
        "article": reading.article.id,
        "statement": reading.statements[0].id,
        "event": reading.events[0].id,
        "commitment": reading.commitments[0].id,
        "dispute": reading.disputes[0].id,
        "speaker": reading.entities[0].id,
    }
    return [page.format(**names) for page in PAGES]


def test_there_are_enough_different_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


@pytest.fixture(scope="module")
def ordinary(hostile: tuple[TestClient, dict[str, Reading]]) -> list[Structure]:
    """The structure of each page of the harmless reading."""
    client, readings = hostile
    return [Structure(client.get(address).text) for address in pages_of(readings[HARMLESS])]


@pytest.mark.parametrize("bundle", BUNDLES)
def test_hostile_text_in_every_field_of_the_book_stays_text(
    hostile: tuple[TestClient, dict[str, Reading]], ordinary: list[Structure], bundle: str
) -> None:
    client, readings = hostile
    for address, expected in zip(pages_of(readings[bundle]), ordinary, strict=True):
        response = client.get(address)
        assert response.status_code == 200
        shown = assert_is_text(response.text, expected, bundle)
        assert bundle in "".join(shown.text), "it is shown as it is"


@pytest.mark.parametrize("bundle", BUNDLES)
def test_hostile_text_in_every_field_of_a_request_stays_text(client: TestClient, bundle: str) -> None:
    bundle = bundle[:500]
    page = client.get(f"/search?{urlencode(dict.fromkeys(FIELDS, bundle))}")
    expected = client.get(f"/search?{urlencode(dict.fromkeys(FIELDS, HARMLESS))}")
    assert page.status_code == expected.status_code == 200
    assert_is_text(page.text, Structure(expected.text), bundle)


@pytest.mark.parametrize("field", REFUSED_FIELDS)
def test_an_error_does_not_repeat_what_was_sent(client: TestClient, field: str) -> None:
    for bundle in BUNDLES[:3]:
        page = client.get(f"/search?{urlencode({field: bundle[:400]})}")
        assert page.status_code == 400
        assert_repeats_nothing(page.text, bundle)


@pytest.mark.parametrize("path", ["/r/", "/article/", "/speaker/", "/nothing/", "/static/"])
def test_an_unknown_address_is_not_repeated(client: TestClient, path: str) -> None:
    for bundle in BUNDLES[:2]:
        page = client.get(path + quote(bundle[:400]))
        assert page.status_code == 404
        assert_repeats_nothing(page.text, bundle)


def test_lists_of_hostile_things_have_the_structure_of_lists(
    hostile: tuple[TestClient, dict[str, Reading]], client: TestClient
) -> None:
    for address in ("/", "/search", "/articles", "/speakers"):
        page, expected = hostile[0].get(address), client.get(address)
        assert page.status_code == 200
        assert_is_text(page.text, Structure(expected.text), " ¦ ".join(PAYLOADS))


@pytest.mark.parametrize("path", ["/search.jsonl", "/search.csv", "/search.safe.csv", "/api/v1/statements?limit=1000"])
def test_files_and_json_are_never_taken_for_pages(hostile: tuple[TestClient, dict[str, Reading]], path: str) -> None:
    response = hostile[0].get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] in ("application/x-ndjson", "text/csv", "application/json")
    assert response.headers["x-content-type-options"] == "nosniff"
    if path.endswith("csv") or path.endswith("jsonl"):
        assert response.headers["content-disposition"].startswith("attachment;")


def test_json_gives_the_exact_text(hostile: tuple[TestClient, dict[str, Reading]]) -> None:
    client, readings = hostile
    for payload, reading in readings.items():
        answer = client.get(f"/api/v1/statements/{reading.statements[0].id}").json()
        assert answer["title"] == answer["speaker_name"] == answer["act"] == payload
        lines = client.get(f"/search.jsonl?article={reading.article.id}").text.splitlines()
        assert [json.loads(line)["act"] for line in lines] == [payload]


def assert_is_text(page: str, expected: Structure, bundle: str) -> Structure:
    """The page has no element, attribute or address that the same page with harmless text has not."""
    shown = Structure(page)
    assert shown.elements <= expected.elements
    for payload in bundle.split(" ¦ "):
        assert payload not in page or not set(payload) & set("<>\"'"), payload
    for address in shown.addresses:
        assert address.startswith(("/", "#", "https://x.example/?")), address
    assert "1337" not in page, "7 * 191: a template ran it"
    return shown


def assert_repeats_nothing(page: str, bundle: str) -> None:
    shown = "".join(Structure(page).text)
    assert not any(payload in shown for payload in bundle.split(" ¦ ") if len(payload) > 8)
