"""JSON-LD as pages really have it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.jsonld import address_of, depth_of, parse_loosely, read_json_ld, text_of, types_of
from onrecord.sources.limits import Limits


@pytest.mark.parametrize(
    "block",
    [
        '{"headline": "Water"}',
        '\n  {"headline": "Water",}\n',
        '{"headline": "Water", "tags": ["a", "b",],}',
        '// <![CDATA[\n{"headline": "Water"}\n// ]]>',
        '<!-- {"headline": "Water"} -->',
        '{"headline": "Water"};',
        '{ // the title\n "headline": "Water" /* and no more */ }',
        '{"headline": "Water", "url": "https://a.example/x" // , "old": 1\n}',
        '{"headline": "Water", "body": "It\\\'s here \\x"}',
        "{&quot;headline&quot;: &quot;Water&quot;}",
    ],
)
def test_nearly_json_is_read(block: str) -> None:
    value = parse_loosely(block, 64)
    assert isinstance(value, dict) and value["headline"] == "Water"


def test_raw_line_breaks_and_tabs_in_strings_are_kept() -> None:
    assert parse_loosely('{"body": "one\ntwo\tthree"}', 64) == {"body": "one\ntwo\tthree"}


def test_commas_and_slashes_in_strings_are_left_alone() -> None:
    written = '{"body": "a,] b,} // no comment /* nor this */ \\" ,]", "url": "https://a.example",}'
    assert parse_loosely(written, 64) == {
        "body": 'a,] b,} // no comment /* nor this */ " ,]',
        "url": "https://a.example",
    }


@pytest.mark.parametrize(
    "block", ["", "  ", "{", '{"a": }', "var x = 1", '{"a": "b" "c": "d"}', "[" * 100_000, '{"a":' * 70]
)
def test_what_is_no_json_is_none(block: str) -> None:
    assert parse_loosely(block, 64) is None


def test_depth_counts_only_what_nests() -> None:
    assert depth_of('{"a": [{"b": "[[[{{{"}]}') == 3
    assert depth_of('"\\"[') == 0


@pytest.mark.parametrize(
    "hostile", ['"' * 100_000, '\\"' * 100_000, '"' + '\\"' * 100_000, "/*" * 100_000, "[{" * 100_000]
)
def test_hostile_blocks_cost_linear_time(hostile: str) -> None:
    started = time.process_time()
    assert parse_loosely(hostile, 64) is None or hostile.startswith('"')
    assert parse_loosely('{"a": ' + hostile, 64) is None
    assert time.process_time() - started < 10


def test_nodes_are_found_in_graphs_lists_and_values() -> None:
    blocks = [
        '{"@context": "https://schema.org", "@graph": [{"@type": "A"}, {"@type": ["Thing", "NewsArticle"], "n": 1}]}',
        '[{"@type": "http://schema.org/Person", "name": "Anna"}, [{"@type": "schema:Organization"}]]',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "n": 2}}',
    ]
    found = read_json_ld(blocks, Limits())
    assert [node["n"] for node in found.of_type("NewsArticle")] == [1, 2]
    assert len(list(found.of_type("Person", "Organization"))) == 2
    assert not found.broken


def test_only_a_broken_block_on_the_article_counts() -> None:
    assert read_json_ld(['{"@type": "NewsArticle", "headline": }'], Limits()).broken
    assert not read_json_ld(['{"@type": "BreadcrumbList", "item": }'], Limits()).broken


def test_blocks_over_the_cap_are_left_out() -> None:
    blocks = ['{"@type": "Thing"}', '{"@type": "NewsArticle", "articleBody": "' + "x" * 200 + '"}']
    found = read_json_ld(blocks, Limits(max_json_ld=100))
    assert [types_of(node) for node in found.nodes] == [{"Thing"}]
    assert found.broken


def test_words_and_addresses_of_values() -> None:
    assert text_of(["", {"name": " Anna &amp;amp; <b>Ben</b>\n"}]) == "Anna & Ben"
    assert text_of("half \ud800 a pair") == "half \N{REPLACEMENT CHARACTER} a pair"
    assert text_of(12) is None
    assert address_of({"@id": "/water#1"}, "https://a.example/news") == "https://a.example/water#1"
    assert address_of("javascript:alert(1)", "https://a.example/") is None
    assert address_of(["", " "], "https://a.example/") is None
    assert address_of("http://[broken", None) is None


@given(st.text(alphabet='{}[]":,\\/* \nab1', max_size=200))
def test_no_text_breaks_the_mending(block: str) -> None:
    read_json_ld([block], Limits())
