"""A record book opens in Datasette, and its search boxes work there."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from store_readings import reading_of

from onrecord.store import open_book

# Datasette's own warnings are not ours to heed.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What Datasette answers to each address, asked in one go."""
    path = tmp_path_factory.mktemp("datasette") / "book.db"
    with open_book(path) as book:
        book.add(reading_of())
        book.add(reading_of(address="https://example.org/again", version="1.0"))
    yield asyncio.run(_ask(path))
    gc.collect()


ADDRESSES = (
    "/book.json",
    "/book/statement.json?_search=jets&_shape=array",
    "/book/statement.json?_search=ukra*&_searchmode=raw&_shape=array",
    "/book/statement.json?_search=nothing&_shape=array",
    "/book/statement.json?act=deny&_facet=act",
    "/book/article.json?_search=summit&_shape=array",
    "/book/statement_flat.json?_shape=array",
    "/book/statement/1.json?_shape=array",
    "/book/mention.json?_size=1&_labels=on",
)


async def _ask(path: Path) -> dict[str, Any]:
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()
    answers = {}
    for address in ADDRESSES:
        response = await datasette.client.get(address)
        assert response.status_code == 200, (address, response.text)
        answers[address] = response.json()
    page = await datasette.client.get("/book/statement")
    answers["page"] = page.text
    datasette.get_database("book").close()
    if datasette.executor is not None:
        datasette.executor.shutdown()
    return answers


def test_the_search_of_statements_finds_words(answers: dict[str, Any]) -> None:
    found = answers["/book/statement.json?_search=jets&_shape=array"]
    assert [row["content_text"] for row in found] == ["for jets", "for jets"]
    assert answers["/book/statement.json?_search=nothing&_shape=array"] == []
    beginnings = answers["/book/statement.json?_search=ukra*&_searchmode=raw&_shape=array"]
    assert {row["speaker_name"] for row in beginnings} == {"Stoltenberg"}


def test_the_search_of_articles_finds_words(answers: dict[str, Any]) -> None:
    found = answers["/book/article.json?_search=summit&_shape=array"]
    assert {row["address"] for row in found} == {"https://example.org/summit", "https://example.org/again"}


def test_the_page_has_a_search_box(answers: dict[str, Any]) -> None:
    assert 'name="_search"' in answers["page"]


def test_facets_and_filters_work(answers: dict[str, Any]) -> None:
    answer = answers["/book/statement.json?act=deny&_facet=act"]
    assert answer["filtered_table_rows_count"] == 2
    assert [value["count"] for value in answer["facet_results"]["act"]["results"]] == [2]


def test_the_flat_view_has_one_line_a_statement(answers: dict[str, Any]) -> None:
    rows = answers["/book/statement_flat.json?_shape=array"]
    assert len(rows) == 6
    assert {"date", "publisher", "speaker", "act", "content", "sentence", "address"} <= set(rows[0])


def test_tables_are_linked_by_their_keys(answers: dict[str, Any]) -> None:
    tables = {table["name"]: table for table in answers["/book.json"]["tables"]}
    assert tables["statement"]["fts_table"] == "statement_fts"
    assert tables["article"]["fts_table"] == "article_fts"
    linked = {key["other_table"] for key in tables["statement"]["foreign_keys"]["outgoing"]}
    assert {"article", "entity", "reading"} <= linked
