"""Results: a sequence, data frames, a notebook table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from store_readings import reading_of

from onrecord.errors import UsageError
from onrecord.store import Results, StatementQuery, StatementRow, flat, open_book

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results[StatementRow]]:
    with open_book(tmp_path_factory.mktemp("results") / "book.db") as opened:
        opened.add(reading_of(title=SCRIPT))
        yield opened.statements()


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Results[StatementRow]:
    with open_book(tmp_path_factory.mktemp("nothing") / "book.db") as opened:
        return opened.statements(StatementQuery(text="nothing"))


def test_results_are_a_sequence(results: Results[StatementRow]) -> None:
    assert len(results) == 3
    assert results[0] in results
    assert tuple(results) == results.rows == results[0:3]
    assert next(reversed(results)).content_text == "that Germany hesitates"
    assert bool(results)


def test_frames_have_the_same_columns_and_cells(results: Results[StatementRow]) -> None:
    expected = [flat(row) for row in results]
    pandas, polars, arrow = results.to_pandas(), results.to_polars(), results.to_arrow()
    assert list(pandas.columns) == polars.columns == arrow.column_names == list(expected[0])
    assert polars.to_dicts() == expected
    assert arrow.to_pylist() == expected
    assert pandas["content_text"].tolist() == [row["content_text"] for row in expected]


def test_frames_of_nothing_have_their_columns_too(nothing: Results[StatementRow]) -> None:
    assert len(nothing) == 0
    assert nothing.total == 0
    columns = list(StatementRow.__dataclass_fields__)
    assert (
        list(nothing.to_pandas().columns) == nothing.to_polars().columns == nothing.to_arrow().column_names == columns
    )


def test_a_flat_row_is_plain(results: Results[StatementRow]) -> None:
    row = flat(results[1])
    assert row["date"] == "2022-03-24"
    assert row["producer"] == "onrecord 1.0"
    assert json.loads(str(row["content"])) == [[span.start, span.end] for span in results[1].content]
    assert json.loads(str(row["why"])) == [{"rule": "cue", "detail": "asked", "score": 0.9}]
    assert all(cell is None or isinstance(cell, str | int | float | bool) for cell in row.values())


def test_the_notebook_table_shows_no_markup_of_the_text(results: Results[StatementRow]) -> None:
    table = results._repr_html_()
    assert "&lt;script&gt;" in table
    assert SCRIPT not in table
    assert table.count("<tr>") == 4
    assert "<td>for jets</td>" in table


def test_a_notebook_table_of_nothing(nothing: Results[StatementRow]) -> None:
    assert "<tbody></tbody>" in nothing._repr_html_()


@pytest.mark.parametrize(
    ("method", "package"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")]
)
def test_a_missing_package_is_named(
    results: Results[StatementRow], monkeypatch: pytest.MonkeyPatch, method: str, package: str
) -> None:
    def refuse(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("onrecord.store.results.import_module", refuse)
    with pytest.raises(UsageError) as raised:
        getattr(results, method)()
    assert (raised.value.code, raised.value.detail) == ("U004", {"package": package})
