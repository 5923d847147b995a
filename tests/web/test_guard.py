"""Headers on every answer, and the Host check before all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.errors import StoreError
from onrecord.store import RecordBook
from onrecord.web import create_app
from onrecord.web.guard import HEADERS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'"
)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/search?since=x", 400),
        ("/search.csv", 200),
        ("/r/x", 404),
        ("/nowhere", 404),
        ("/static/onrecord.css", 200),
        ("/static/none", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/api/v1/speakers", 200),
        ("/api/v1/statements/x", 404),
        ("/api/v1/openapi.json", 200),
        ("/docs", 404),
        ("/redoc", 404),
        ("/openapi.json", 404),
    ],
)
def test_every_answer_has_the_headers(client: TestClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-security-policy"] == POLICY
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "set-cookie" not in response.headers


def test_an_unforeseen_error_has_them_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_book: RecordBook) -> None:
        raise RuntimeError("a secret of this machine")

    monkeypatch.setattr(RecordBook, "counts", fail)
    response = client.get("/")
    assert response.status_code == 500
    assert "W004" in response.text and "secret" not in response.text
    assert response.headers["content-security-policy"] == POLICY
    api = client.get("/api/v1/speakers")
    assert (api.status_code, api.json()["code"]) == (500, "W004")


def test_a_slow_search_is_a_503_with_what_to_do(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise StoreError("S007", "/home/someone/book.db", limit=1000)

    monkeypatch.setattr(RecordBook, "statements", fail)
    response = client.get("/search?q=the")
    assert response.status_code == 503
    assert "S007" in response.text and "Use rarer words" in response.text and "someone" not in response.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_can_only_be_read(client: TestClient, method: str) -> None:
    response = client.request(method, "/search")
    assert response.status_code == 405
    assert "W003" in response.text


@pytest.mark.parametrize("address", ["/", "/api/v1/speakers", "/static/onrecord.css"])
def test_head_answers_like_get_without_a_body(client: TestClient, address: str) -> None:
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == client.get(address).headers["content-type"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8000"])
def test_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1@evil.example",
        "127.0.0.1:8000:9",
        "127.0.0.1/",
        "localhost evil",
        "[::1",
        "[::2]",
        "",
        "desk.example",
    ],
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    response = client.get("/about", headers={"host": host})
    assert response.status_code == 421
    assert response.text.endswith("[W002]\n") and "evil" not in response.text
    assert response.headers["content-security-policy"] == POLICY


def test_two_host_headers_are_refused(client: TestClient) -> None:
    response = client.get("/about", headers=[("host", "localhost"), ("host", "localhost")])
    assert response.status_code == 421


def test_a_name_can_be_allowed(book_path: Path) -> None:
    app = create_app(book_path, allowed_hosts=["Desk.example"])
    with TestClient(app, base_url="http://desk.example") as client:
        assert client.get("/about").status_code == 200


def test_there_must_be_a_book(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="S005"):
        create_app(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
