"""JSON Lines into articles."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.records import Article, DateValue
from onrecord.sources import Limits, Loaded, load, load_bytes

TEXT = "The council agreed to rebuild the wall, its chairwoman said."


def lines(*rows: Any, **options: Any) -> list[Loaded]:
    content = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    return list(load_bytes(content.encode(), address="file:news.jsonl", **options))


def test_everything_a_line_knows_is_kept() -> None:
    row = {
        "text": TEXT,
        "title": "Wall",
        "date": "2026-03-24T18:05:00+01:00",
        "date_modified": "2026-03-25",
        "url": "https://harbour.example/wall",
        "publisher": "The Harbour",
        "authors": ["Maria Lund", "Per Holm"],
        "lang": "en-GB",
    }
    (article,) = lines(row)
    assert isinstance(article, Article)
    assert (article.text, article.title, article.publisher) == (TEXT, "Wall", "The Harbour")
    assert (article.address, article.authors, article.language) == (row["url"], ("Maria Lund", "Per Holm"), "en")
    assert article.published == DateValue("2026-03-24T18:05:00+01:00", "second", "jsonl")
    assert article.modified == DateValue("2026-03-25", "day", "jsonl")
    assert article.capture is not None and json.loads(article.capture.content) == row


def test_line_with_a_text_only() -> None:
    (article,) = lines({"text": TEXT}, date="2026-01-01")
    assert isinstance(article, Article)
    assert article.address.startswith("text:") and article.published == DateValue("2026-01-01", "day", "given")
    assert (article.title, article.publisher, article.authors, article.language) == (None, None, (), None)


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    deep = '{"text": "x", "more": ' + "[" * 200 + "]" * 200 + "}"
    found = lines(
        {"text": TEXT},
        "",
        "{broken",
        {"title": "no text"},
        ["text"],
        {"text": 12},
        {"text": " "},
        deep,
        {"text": TEXT + " Twice."},
    )
    errors = [(item.code, item.locator) for item in found if isinstance(item, InputError)]
    assert errors == [
        ("P009", "file:news.jsonl:3"),
        ("P009", "file:news.jsonl:4"),
        ("P009", "file:news.jsonl:5"),
        ("P009", "file:news.jsonl:6"),
        ("P002", "file:news.jsonl:7"),
        ("P009", "file:news.jsonl:8"),
    ]
    assert [isinstance(item, Article) for item in found] == [True] + [False] * 6 + [True]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "caf\xe9 \xc3\xa9\xc3\xa8 in the town"}', "P005"),
        (b'{"text": "half \\ud800 a pair"}', "P005"),
        (b'{"text": "a nul \\u0000"}', "P001"),
        (b'{"text": "' + b'\\"' * 50_000, "P009"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "P009"),
    ],
)
def test_hostile_lines_are_refused(line: bytes, code: str) -> None:
    (refused,) = load_bytes(line, address="file:news.jsonl")
    assert isinstance(refused, InputError) and refused.code == code


def test_one_object_over_many_lines_is_one_article(tmp_path: Any) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"text": TEXT, "title": "Wall"}, indent=2))
    (article,) = load(path)
    assert isinstance(article, Article) and article.title == "Wall"
    path.write_text('{\n"title": "no text"\n}')
    (refused,) = load(path)
    assert isinstance(refused, InputError) and refused.code == "P009"


def test_file_over_the_cap_is_read_line_by_line(tmp_path: Any) -> None:
    path = tmp_path / "many.jsonl"
    long = json.dumps({"text": "x" * 400})
    rows = [json.dumps({"text": f"{TEXT} Number {number}."}) for number in range(5)]
    path.write_text("\n".join([*rows[:2], long, *rows[2:]]))
    found = list(load(path, limits=Limits(max_bytes=300)))
    assert [isinstance(item, Article) for item in found] == [True, True, False, True, True, True]
    assert isinstance(found[2], InputError) and (found[2].code, found[2].locator) == ("F007", f"{path}:3")


def test_authors_in_one_string_and_dates_that_are_none() -> None:
    (article,) = lines({"text": TEXT, "author": "By Maria Lund and Per Holm", "date": "last week"})
    assert isinstance(article, Article)
    assert (article.authors, article.published) == (("Maria Lund", "Per Holm"), None)
