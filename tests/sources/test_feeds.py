"""Feeds into articles."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, ParseError
from onrecord.records import Article, DateValue
from onrecord.sources import Limits, load, load_bytes
from onrecord.sources.feeds import Entry, read_feed

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ADDRESS = "https://harbour.example/feed.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour</title><link>https://harbour.example/</link><language>en-GB</language>
<item><title>Sea wall &amp;amp; quay</title><link>https://harbour.example/wall</link>
 <pubDate>Tue, 24 Mar 2026 18:05:00 +0100</pubDate><dc:creator>Maria Lund and Per Holm</dc:creator>
 <description>The council agreed.</description>
 <content:encoded><![CDATA[<p>The council agreed to rebuild the wall.</p>
 <p>“We start soon,” she said.</p>]]></content:encoded></item>
<item><title>Ferries</title><link>/ferries</link><dc:date>2026-03-23T09:00:00Z</dc:date>
 <description>&lt;p&gt;All ferries &amp;amp; boats stopped.&lt;/p&gt;</description></item>
<item><title>Only a link</title><link>https://harbour.example/link</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sq"><title>Porti</title>
<entry><title>Muri</title><id>tag:port,2026:1</id><updated>2026-03-25T10:00:00+01:00</updated>
 <link href="https://porti.example/muri"/><author><name>Ana Gjoni</name></author>
 <content type="html">&lt;p&gt;Këshilli vendosi ta rindërtojë murin.&lt;/p&gt;</content></entry>
<entry><title>Dy data</title><id>tag:port,2026:2</id><published>2026-03-24T10:00:00+01:00</published>
 <updated>2026-03-25T10:00:00+01:00</updated><summary>Tekst i shkurtër.</summary></entry></feed>"""

JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Harbour",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "https://harbour.example/wall",
            "title": "Wall",
            "content_html": "<p>The council agreed.</p>",
            "date_published": "2026-03-24T18:05:00+01:00",
            "date_modified": "2026-03-25T18:05:00+01:00",
            "authors": [{"name": "Maria Lund"}],
        },
        {"id": 2, "content_text": "Only words."},
        {"id": "3", "title": ["no", "string"], "content_text": {"no": "string"}},
        "no item",
    ],
}


def entries(markup: str, **limits: Any) -> tuple[Entry, ...]:
    return read_feed(markup, ADDRESS, Limits(**limits), NOW)


def code_of(markup: str) -> str:
    with pytest.raises(ParseError) as caught:
        entries(markup)
    return caught.value.code


def test_rss_entries() -> None:
    first, second, third = entries(RSS)
    assert first == Entry(
        text="The council agreed to rebuild the wall.\n“We start soon,” she said.",
        title="Sea wall & quay",
        address="https://harbour.example/wall",
        published=DateValue("2026-03-24T18:05:00+01:00", "second", "feed"),
        authors=("Maria Lund", "Per Holm"),
        publisher="The Harbour",
        language="en",
    )
    assert (second.text, second.address) == ("All ferries & boats stopped.", "https://harbour.example/ferries")
    assert second.published == DateValue("2026-03-23T09:00:00Z", "second", "feed")
    assert (third.text, third.address) == ("", "https://harbour.example/link")


def test_atom_entries_and_their_two_dates() -> None:
    first, second = entries(ATOM)
    assert (first.text, first.language, first.publisher) == ("Këshilli vendosi ta rindërtojë murin.", "sq", "Porti")
    assert first.published is None
    assert first.modified == DateValue("2026-03-25T10:00:00+01:00", "second", "feed")
    assert second.published == DateValue("2026-03-24T10:00:00+01:00", "second", "feed")
    assert (second.address, second.name) == (None, "tag:port,2026:2")


def test_json_feed_entries() -> None:
    first, second, third = entries(json.dumps(JSON_FEED))
    assert (first.text, first.title, first.authors) == ("The council agreed.", "Wall", ("Maria Lund",))
    assert first.published is not None and first.published.begin == "2026-03-24T18:05:00+01:00"
    assert first.modified is not None
    assert (second.text, second.name, second.address) == ("Only words.", "2", None)
    assert (third.text, third.title) == ("", None)


def test_feed_as_articles_with_an_error_for_what_has_no_text() -> None:
    first, second, third = load_bytes(RSS.encode(), address=ADDRESS)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.address, first.title) == ("https://harbour.example/wall", "Sea wall & quay")
    assert len(first.posts) == 1 and first.posts[0].span.of(first.text) == first.text
    assert first.capture is not None and first.capture.content == RSS.encode()
    assert isinstance(third, InputError)
    assert (third.code, third.locator) == ("P015", "https://harbour.example/link")


def test_entries_without_a_link_are_known_by_their_name() -> None:
    _, second = load_bytes(ATOM.encode(), address="file:porti.xml")
    assert isinstance(second, Article)
    assert second.address == "file:porti.xml#tag:port,2026:2"


def test_date_given_stands_only_where_the_entry_has_none() -> None:
    found = [
        item.published
        for item in load_bytes(ATOM.encode(), address=ADDRESS, date="2026-01-01")
        if isinstance(item, Article)
    ]
    assert [date.begin if date else None for date in found] == ["2026-01-01", "2026-03-24T10:00:00+01:00"]


def test_entries_over_the_cap_are_left_out_and_that_is_said() -> None:
    items = "".join(f"<item><description>Entry number {number}.</description></item>" for number in range(5))
    feed = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
    found = list(load_bytes(feed.encode(), limits=Limits(max_entries=3)))
    assert [isinstance(item, Article) for item in found] == [True, True, True, False]
    assert isinstance(found[-1], InputError) and found[-1].code == "P016"


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("these are just words", "P007"),
        ("<!DOCTYPE html><html><body><p>A page</p></body></html>", "P007"),
        ("<html><head><title>Moved</title></head></html>", "P007"),
        ("<rss", "P007"),
        ('<rss version="2.0"><channel><title>Empty</title></channel></rss>', "P008"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Empty</title></feed>', "P008"),
        (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example</loc></url></urlset>',
            "P001",
        ),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "P008"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": {"a": 1}}', "P008"),
        ('{"version": "https://jsonfeed.org/version/1.1", ', "P008"),
    ],
)
def test_what_is_no_feed_is_said(markup: str, code: str) -> None:
    assert code_of(markup) == code


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>',
        '<!DOCTYPE rss [\n<!-- > -->\n<!ENTITY x "y">\n]>',
        '<!-- <rss> --><!DOCTYPE rss [<!ENTITY x "y">]>',
        '<?pi <rss> ?><!doctype rss [<!entity x "y">]>',
        '<!DOCTYPE rss PUBLIC "-//x//y" "http://127.0.0.1/x.dtd" [<!ELEMENT rss ANY>]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused_unread(doctype: str, encoding: str) -> None:
    bomb = f"{doctype}<rss version='2.0'><channel><item><description>&l9;&x;</description></item></channel></rss>"
    started = time.process_time()
    (refused,) = load_bytes(bomb.encode(encoding), address=ADDRESS, media_type="application/rss+xml")
    assert isinstance(refused, InputError) and refused.code == "P013"
    assert time.process_time() - started < 2


def test_document_type_without_entities_is_no_bomb() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1/rss-0.91.dtd">'
    item = "<item><description>Words.</description></item>"
    feed = f"{doctype}<rss version='0.91'><channel><title>x</title>{item}</channel></rss>"
    assert [entry.text for entry in entries(feed)] == ["Words."]


def test_words_about_entities_are_no_bomb() -> None:
    item = "<item><description><![CDATA[Write <!ENTITY x> here]]></description></item>"
    assert entries(f"<rss version='2.0'><channel>{item}</channel></rss>")[0].text.startswith("Write")


def test_files_and_addresses_in_a_feed_are_never_opened(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    path = tmp_path / "feed.rss"
    path.write_text(str(secret))
    (refused,) = load(path)
    assert isinstance(refused, InputError) and refused.code == "P007"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet='<>/&;"= rsitemdcption!-[]CDATA', max_size=200))
def test_no_text_breaks_the_reading_of_feeds(junk: str) -> None:
    try:
        read_feed(f"<rss version='2.0'><channel><item><description>{junk}", ADDRESS, Limits(), NOW)
    except ParseError as error:
        assert error.code.startswith("P")
