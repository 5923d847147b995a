"""Live blogs from JSON-LD: each update a post with its own time, address, heading and author."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from onrecord.errors import ParseError
from onrecord.records import Article, DateValue
from onrecord.sources import load_bytes
from onrecord.sources.jsonld import read_json_ld
from onrecord.sources.limits import Limits
from onrecord.sources.liveblog import Update, read_updates

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ADDRESS = "https://harbour.example/live/storm"
UPDATES: list[Any] = [
    {
        "@type": "BlogPosting",
        "headline": "Harbour closed",
        "articleBody": "<p>The harbour was closed at noon.</p><p>“Nobody goes out,” the director said.</p>",
        "datePublished": "2026-03-24T12:10:00.511+01:00",
        "url": ADDRESS + "#3",
        "author": [{"@type": "Person", "name": "Maria Lund"}, {"@type": "Person", "name": "Per Holm"}],
    },
    {
        "@type": "BlogPosting",
        "headline": "Ferries stopped",
        "articleBody": "All ferries have stopped, the company said.",
        "datePublished": "2026-03-24T11:00:00+01:00",
        "url": "/live/storm#2",
        "author": "Maria Lund",
    },
    {
        "@type": "BlogPosting",
        "articleBody": "A storm warning was given out.",
        "datePublished": "2026-03-24T09:00:00+01:00",
    },
]


def blog(updates: Any, **more: Any) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": updates, **more})


def updates_of(*blocks: str, **limits: Any) -> tuple[Update, ...]:
    caps = Limits(**limits)
    return read_updates(read_json_ld(list(blocks), caps), ADDRESS, caps, NOW)


def test_updates_have_their_own_time_address_heading_and_author() -> None:
    first, second, third = updates_of(blog(UPDATES))
    assert first == Update(
        "Harbour closed",
        "The harbour was closed at noon.\n“Nobody goes out,” the director said.",
        DateValue("2026-03-24T12:10:00+01:00", "second", "json-ld"),
        ADDRESS + "#3",
        "Maria Lund, Per Holm",
    )
    assert (second.address, second.author) == (ADDRESS + "#2", "Maria Lund")
    assert (third.heading, third.address, third.author) == (None, None, None)


def test_article_of_a_live_blog(make_page: Callable[..., str]) -> None:
    markup = make_page(json_ld=blog(UPDATES, headline="Storm: live", datePublished="2026-03-24T08:00:00+01:00"))
    (article,) = load_bytes(markup.encode(), address=ADDRESS, media_type="text/html")
    assert isinstance(article, Article)
    assert article.text.startswith("Harbour closed\nThe harbour was closed at noon.\n“Nobody")
    assert [post.span.of(article.text).split("\n")[0] for post in article.posts] == (
        ["Harbour closed", "Ferries stopped", "A storm warning was given out."]
    )
    assert [post.heading.of(article.text) if post.heading else None for post in article.posts] == (
        ["Harbour closed", "Ferries stopped", None]
    )
    assert "\n\n".join(post.span.of(article.text) for post in article.posts) == article.text
    assert [post.date.begin[11:16] if post.date else None for post in article.posts] == ["12:10", "11:00", "09:00"]
    assert article.title == "Storm: live" and article.published is not None


@pytest.mark.parametrize(
    "wrap",
    [
        lambda block: block,
        lambda block: "[" + block + "]",
        lambda block: '{"@graph": [{"@type": "WebSite"}, ' + block + "]}",
        lambda block: '{"@type": "WebPage", "mainEntity": ' + block + "}",
        lambda block: block[:-1] + ",}",
        lambda block: block.replace(". ", ".\n"),
        lambda block: block.replace('"LiveBlogPosting"', '["NewsArticle", "http://schema.org/LiveBlogPosting"]'),
    ],
)
def test_live_blogs_are_found_wherever_they_stand(wrap: Callable[[str], str]) -> None:
    assert [update.heading for update in updates_of(wrap(blog(UPDATES)))] == ["Harbour closed", "Ferries stopped", None]


def test_updates_by_reference() -> None:
    graph = {
        "@graph": [
            {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@id": "#a"}, {"@id": "#gone"}]},
            {"@type": "BlogPosting", "@id": "#a", "headline": "Found", "articleBody": "It was found."},
        ]
    }
    (update,) = updates_of(json.dumps(graph))
    assert update.text == "Found\nIt was found."


def test_one_update_that_is_no_list() -> None:
    assert len(updates_of(blog(UPDATES[0]))) == 1


def test_the_same_update_twice_is_taken_once_and_a_changed_one_twice() -> None:
    changed = UPDATES[0] | {"articleBody": "The harbour is open again."}
    assert len(updates_of(blog([*UPDATES, UPDATES[0]]))) == 3
    assert len(updates_of(blog([*UPDATES, changed]))) == 4


def test_heading_that_is_repeated_in_the_body_stands_once() -> None:
    (update,) = updates_of(blog({"headline": "Closed", "articleBody": "Closed\nThe harbour was closed."}))
    assert update.text == "Closed\nThe harbour was closed."
    (update,) = updates_of(blog({"headline": "Closed", "articleBody": "Closed"}))
    assert update.text == "Closed"


def test_doubly_escaped_bodies() -> None:
    (update,) = updates_of(blog({"articleBody": "&lt;p&gt;Wind &amp;amp; rain, &amp;quot;a lot&amp;quot;&lt;/p&gt;"}))
    assert update.text == 'Wind & rain, "a lot"'


@pytest.mark.parametrize("updates", [None, [], "none", [None, 1, "x", {}], [{"headline": " "}], [[[]]]])
def test_blogs_without_updates_have_none(updates: Any) -> None:
    assert updates_of(blog(updates)) == ()


def test_live_blog_without_updates_is_an_ordinary_page(make_page: Callable[..., str]) -> None:
    (article,) = load_bytes(make_page(json_ld=blog([])).encode(), media_type="text/html")
    assert isinstance(article, Article)
    assert len(article.posts) == 1 and article.text.startswith("The council")


def test_date_after_today_is_refused() -> None:
    (update,) = updates_of(blog({"articleBody": "Words.", "datePublished": "2031-01-01"}))
    assert update.date is None


def test_number_of_updates_is_capped() -> None:
    with pytest.raises(ParseError) as caught:
        updates_of(blog([{"articleBody": f"Update {number}"} for number in range(11)]), max_entries=10)
    assert caught.value.code == "P016"
