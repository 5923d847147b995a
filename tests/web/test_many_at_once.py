"""Several readers and a writer at once, and readers that go away."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.records import Reading
from onrecord.store import StatementQuery, open_book
from onrecord.web.exports import EXPORTS, export


def test_pages_answer_while_articles_are_added(
    make_client: Callable[..., TestClient], live: Reading, with_payload: Callable[[str], Reading], tmp_path: Path
) -> None:
    client = make_client(live)
    addresses = ("/", "/search?q=quay", f"/article/{live.article.id}", "/search.jsonl", "/api/v1/statements") * 4
    with open_book(tmp_path / "book0.db") as book, ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(client.get, address) for address in addresses]
        added = [book.add(with_payload(f"number {number}")).status for number in range(5)]
        statuses = [answer.result().status_code for answer in answers]
    assert added == ["added"] * 5
    assert statuses == [200] * len(addresses)
    assert client.get("/api/v1/statements").json()["total"] == len(live.statements) + 5


def test_an_export_that_is_broken_off_gives_its_connection_back(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.exports._ROWS_AT_ONCE", 7)
    with open_book(book_path) as book:
        response = export(book.all_statements(StatementQuery()), EXPORTS["/search.jsonl"])
        assert book._engine.pool.checkedout() == 1  # type: ignore[attr-defined]
        del response
        gc.collect()
        assert book._engine.pool.checkedout() == 0  # type: ignore[attr-defined]
