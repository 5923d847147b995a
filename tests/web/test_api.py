"""The JSON API: the same queries as the pages, ETags, cursors, problems, and a document that describes it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.records import Reading, entity_id
from onrecord.web import models

MARAN = entity_id("PER", "Ilse Maran")


def items(client: TestClient, address: str | None) -> list[dict[str, Any]]:
    """All items of a list, over all its pages."""
    found: list[dict[str, Any]] = []
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    return found


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 70),
        ("q=quay", 1),
        ("speaker=maran", 4),
        ("act=deny", 1),
        ("form=direct", 1),
        ("since=2024-01-01", 8),
        ("until=2022-12-31", 2),
        ("publisher=Coast%20Radio", 30),
        ("language=de", 30),
        (f"about={MARAN}", 1),
        ("replaced=1", 72),
    ],
)
def test_statements_by_the_filters_of_the_pages(client: TestClient, query: str, count: int) -> None:
    page = client.get(f"/api/v1/statements?{query}").json()
    assert page["total"] == count
    assert len(items(client, f"/api/v1/statements?limit=17&{query}")) == count


def test_a_statement_has_the_exact_words(client: TestClient, live: Reading) -> None:
    statement = live.statements[0]
    answer = client.get(f"/api/v1/statements/{statement.id}").json()
    text = live.article.text
    assert answer["content"] == [{"start": span.start, "end": span.end} for span in statement.content]
    assert answer["content_text"] == " … ".join(span.of(text) for span in statement.content)
    assert text[answer["sentence_span"]["start"] : answer["sentence_span"]["end"]] == answer["sentence"]
    assert answer["date"] == {
        "begin": "2024-05-14T09:30:00+02:00",
        "precision": "minute",
        "basis": "json-ld",
        "end": None,
    }
    assert answer["why"][0] == {"rule": "roles", "detail": "the tagger marked source, cue and content", "score": 0.91}
    assert (answer["fate"], answer["producer"]) == ("current", {"name": "onrecord", "version": "0.1.0"})


def test_a_replaced_statement_says_what_became_of_it(client: TestClient, replaced: tuple[Reading, Reading]) -> None:
    old, new = (reading.statements[1] for reading in replaced)
    answer = client.get(f"/api/v1/statements/{old.id}").json()
    assert (answer["fate"], answer["superseded_by"]) == ("superseded", new.id)


def test_articles_are_listed_searched_and_whole(client: TestClient, live: Reading) -> None:
    assert len(items(client, "/api/v1/articles?limit=25")) == 62
    (row,) = items(client, "/api/v1/articles?q=cranes")
    assert (row["id"], row["statements"], row["posts"]) == (live.article.id, 8, 3)
    answer = client.get(f"/api/v1/articles/{live.article.id}").json()
    assert answer["article"]["text"] == live.article.text
    assert [post["heading"] for post in answer["article"]["posts"]] == [
        {"start": post.heading.start, "end": post.heading.end} for post in live.article.posts if post.heading
    ]
    assert [row["id"] for row in answer["statements"]] == [statement.id for statement in live.statements]
    assert [language["read"] for language in answer["languages"]] == ["full", "full", "none"]
    assert len(answer["mentions"]) == len(live.mentions) and len(answer["entities"]) == len(live.entities)
    assert live.article.capture and answer["captures"][0]["sha256"] == live.article.capture.sha256


#: What the API says of somebody who is in no table and whom nobody merged.
NOTHING_KNOWN = {
    "same_as": None,
    "country": None,
    "sector": None,
    "offices": [],
    "why": [],
    "merges": [],
    "merged_into": None,
}


def test_speakers(client: TestClient) -> None:
    answer = client.get("/api/v1/speakers?limit=2").json()
    assert answer["total"] == 5
    assert [(item["label"], item["count"]) for item in answer["items"]] == [("Petra Olsen", 60), ("Ilse Maran", 4)]
    assert client.get(f"/api/v1/speakers/{MARAN}").json() == NOTHING_KNOWN | {
        "id": MARAN,
        "name": "Ilse Maran",
        "type": "PER",
        "names": ["Ilse Maran", "Maran"],
        "articles": 1,
        "said": 4,
        "said_about": 1,
        "took_part": 3,
    }


def test_facets(client: TestClient) -> None:
    answer = client.get("/api/v1/facets?speaker=olsen").json()
    assert answer["complete"] is True
    assert {value["value"]: value["count"] for value in answer["language"]} == {"en": 30, "de": 30}
    assert {value["value"]: value["count"] for value in answer["act"]} == {"say": 20, "announce": 20, "commit": 20}


ADDRESSES = (
    "/api/v1/statements",
    "/api/v1/articles",
    "/api/v1/speakers",
    "/api/v1/facets",
    f"/api/v1/speakers/{MARAN}",
    "/api/v1/check?quote=northern+quay",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    tag = first.headers["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address, headers={"if-none-match": '"other"'}).content == first.content


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/statements/none", 404, "U002"),
        ("/api/v1/articles/none", 404, "U002"),
        ("/api/v1/speakers/none", 404, "U002"),
        ("/api/v1/none", 404, "W001"),
        ("/api/v1/statements?since=soon", 400, "U003"),
        ("/api/v1/statements?limit=0", 400, "U007"),
        ("/api/v1/statements?limit=1001", 400, "U007"),
        ("/api/v1/statements?limit=many", 400, "U007"),
        ("/api/v1/statements?cursor=broken", 400, "U007"),
        ("/api/v1/articles?cursor=broken", 400, "U007"),
    ],
)
def test_problems(client: TestClient, address: str, status: int, code: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"urn:onrecord:error:{code}")
    assert problem["title"] and problem["detail"]
    assert not any(sent in response.text for sent in ("soon", "broken", "many"))


def test_only_reading(client: TestClient) -> None:
    response = client.post("/api/v1/statements", json={})
    assert (response.status_code, response.json()["code"]) == (405, "W003")


def test_the_document_describes_every_address_and_no_page(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/api/v1/statements",
        "/api/v1/statements/{id}",
        "/api/v1/events",
        "/api/v1/events/{id}",
        "/api/v1/articles",
        "/api/v1/articles/{id}",
        "/api/v1/speakers",
        "/api/v1/speakers/{id}",
        "/api/v1/facets",
        "/api/v1/check",
    }
    for path in document["paths"].values():
        responses = path["get"]["responses"]
        assert set(responses) == {"200", "304", "4XX", "5XX"}
        assert list(responses["4XX"]["content"]) == ["application/problem+json"]
        assert responses["200"]["content"]["application/json"]["schema"]


def test_answers_are_what_the_document_says(client: TestClient, live: Reading) -> None:
    answers = {
        "/api/v1/statements": models.Page[models.Statement],
        f"/api/v1/statements/{live.statements[0].id}": models.Statement,
        "/api/v1/articles": models.Page[models.ArticleSummary],
        f"/api/v1/articles/{live.article.id}": models.Article,
        "/api/v1/speakers": models.SpeakerList,
        f"/api/v1/speakers/{MARAN}": models.Speaker,
        "/api/v1/facets": models.Facets,
    }
    for address, model in answers.items():
        body = client.get(address).content
        assert model.model_validate_json(body).model_dump_json().encode() == body
