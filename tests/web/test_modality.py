"""What was not simply said is marked so on every page, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.records import Reading

MARKS = [
    ("made", "negative", "did not commit"),
    ("planned", "positive", "will commit"),
    ("possible", "positive", "may commit"),
    ("refused", "positive", "refused to say"),
    ("requested", "positive", "is asked to commit"),
]


def marked(live: Reading, modality: Any, polarity: Any) -> Reading:
    """The live blog, with its first statement standing as asked for."""
    first = replace(live.statements[0], modality=modality, polarity=polarity)
    return replace(live, statements=(first, *live.statements[1:]))


@pytest.mark.parametrize(("modality", "polarity", "mark"), MARKS)
def test_the_pages_say_it_in_words(
    make_client: Callable[..., TestClient], live: Reading, modality: str, polarity: str, mark: str
) -> None:
    client = make_client(marked(live, modality, polarity))
    tag = f'<span class="tag standing">{mark}</span>'
    statement = live.statements[0].id
    for address in (f"/r/{statement}", f"/article/{live.article.id}", f"/search?modality={modality}"):
        assert tag in client.get(address).text, address
    assert f"<strong>{mark}</strong>" in client.get(f"/r/{statement}").text


def test_what_was_said_has_no_mark(make_client: Callable[..., TestClient], live: Reading) -> None:
    client = make_client(live)
    page = client.get(f"/r/{live.statements[0].id}").text
    assert "tag standing" not in page
    assert "made: the text gives it as said" in page


def test_the_search_and_the_interface_narrow_to_a_modality(
    make_client: Callable[..., TestClient], live: Reading
) -> None:
    client = make_client(marked(live, "refused", "positive"))
    answer = client.get("/api/v1/statements?modality=refused").json()
    assert [(item["id"], item["modality"]) for item in answer["items"]] == [(live.statements[0].id, "refused")]
    assert '<option value="refused" selected>' in client.get("/search?modality=refused").text
    facets = client.get("/api/v1/facets").json()
    assert {value["value"]: value["count"] for value in facets["modality"]} == {"made": 7, "refused": 1}
