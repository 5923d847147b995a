"""What is written can be read back, and no spreadsheet can run it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_readings import dates, short, words

from onrecord.errors import UsageError
from onrecord.export import FORMATS, Column, columns, write
from onrecord.export.writers import safe_cell
from onrecord.records import DateValue, Producer, Reason, Span
from onrecord.store import StatementRow

spans = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda ends: Span(*sorted(ends)))
pieces = st.lists(spans, max_size=2).map(tuple)
optional = st.none() | short.filter(bool)

rows = st.builds(
    StatementRow,
    id=short,
    article=short,
    title=optional,
    address=words,
    publisher=optional,
    date=st.none() | dates.filter(lambda date: bool(date.begin) and date.end != ""),
    language=short,
    speaker=optional,
    speaker_name=optional,
    source_text=words,
    cue_text=words,
    content_text=words,
    source=pieces,
    cue=pieces,
    content=pieces,
    form=short,
    act=short,
    attribution=short,
    polarity=short,
    modality=short,
    parent=optional,
    addressee=st.none() | spans,
    addressee_name=optional,
    according_to=st.lists(short, max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    why=st.lists(st.builds(Reason, short, short, st.none() | st.floats(0, 1)), max_size=2).map(tuple),
    sentence=words,
    sentence_span=spans,
    post=st.integers(0, 9),
    post_address=optional,
    post_heading=optional,
    producer=st.builds(Producer, short, short),
    current=st.booleans(),
    superseded_by=optional,
)

ROW = StatementRow(
    id="s1",
    article="a1",
    title="A summit",
    address="https://example.org/",
    publisher=None,
    date=DateValue("2022-03-24", "day", "meta"),
    language="en",
    speaker="e1",
    speaker_name="Stoltenberg",
    source_text="Stoltenberg",
    cue_text="said",
    content_text="yes",
    source=(Span(0, 11),),
    cue=(Span(12, 16),),
    content=(Span(17, 20),),
    form="indirect",
    act="say",
    attribution="explicit",
    polarity="positive",
    modality="made",
    parent=None,
    addressee=None,
    addressee_name=None,
    according_to=("The Example",),
    confidence=0.5,
    why=(Reason("cue", "said", 0.5),),
    sentence="Stoltenberg said yes.",
    sentence_span=Span(0, 21),
    post=0,
    post_address=None,
    post_heading=None,
    producer=Producer("onrecord", "1.0"),
)


def written(rows: list[StatementRow], format: str) -> str:
    stream = io.StringIO(newline="")
    assert write(iter(rows), format, stream) == len(rows)
    return stream.getvalue()


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def value_of(column: Column, cell: str) -> Any:
    """A cell as the column table says it is to be read: empty is none, but where a text is never none."""
    if column.type == "text":
        return cell
    return None if cell == "" else json.loads(cell)


@settings(max_examples=100, deadline=None)
@given(listed=st.lists(rows, max_size=3))
def test_csv_is_exact(listed: list[StatementRow]) -> None:
    back = read_csv(written(listed, "csv"))
    assert len(back) == len(listed)
    for row, cells in zip(listed, back, strict=True):
        assert list(cells) == [column.name for column in columns()]
        for column in columns():
            expected = column.of(row)
            assert value_of(column, cells[column.name]) == (
                "" if expected is None and column.type == "text" else expected
            )


@settings(max_examples=60, deadline=None)
@given(listed=st.lists(rows, max_size=3))
def test_jsonl_is_exact(listed: list[StatementRow]) -> None:
    lines = written(listed, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [
        {column.name: column.of(row) for column in columns()} for row in listed
    ]


@settings(max_examples=60, deadline=None)
@given(listed=st.lists(rows, max_size=2))
def test_no_safe_cell_starts_a_formula(listed: list[StatementRow]) -> None:
    exact, safe = (read_csv(written(listed, format)) for format in ("csv", "csv-safe"))
    for exact_cells, safe_cells in zip(exact, safe, strict=True):
        for name, cell in safe_cells.items():
            assert cell in (exact_cells[name], f"'{exact_cells[name]}")
            assert not cell.startswith(("\t", "\r", "\n", "\0"))
            assert not cell.strip("\0 \t\r\n").startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "payload",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1+2",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\0=1+1",
        " =1+1",
        "\u00a0=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        '=HYPERLINK("http://evil.example","click")',
        "-",
        "\t",
    ],
)
def test_payloads_are_made_text(payload: str) -> None:
    assert safe_cell(payload) == f"'{payload}"
    (cells,) = read_csv(written([replace(ROW, content_text=payload)], "csv-safe"))
    assert cells["content"] == f"'{payload}"
    (cells,) = read_csv(written([replace(ROW, content_text=payload)], "csv"))
    assert cells["content"] == payload


@pytest.mark.parametrize("text", ["", "yes", "a=b", "1-2", "'quoted'", "“yes”", "e-mail @ home", "[]"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_a_line_of_csv_and_of_jsonl() -> None:
    (cells,) = read_csv(written([ROW], "csv"))
    assert (cells["speaker"], cells["content"], cells["publisher"]) == ("Stoltenberg", "yes", "")
    assert (cells["content_spans"], cells["confidence"], cells["current"]) == ("[[17,20]]", "0.5", "true")
    record = json.loads(written([ROW], "jsonl"))
    assert (record["producer"], record["producer_version"], record["date_basis"]) == ("onrecord", "1.0", "meta")
    assert record["why"] == [{"rule": "cue", "detail": "said", "score": 0.5}]
    assert record["publisher"] is None


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_a_file_too(format: str) -> None:
    text = written([], format)
    assert text == ("" if format == "jsonl" else ",".join(column.name for column in columns()) + "\r\n")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError) as raised:
        write([ROW], "xlsx", io.StringIO())
    assert raised.value.code == "U007"
    assert "jsonl, csv, csv-safe" in raised.value.hint
