"""One HTML page: its text, what it says of itself, and why it has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from onrecord.errors import ParseError
from onrecord.records import DateValue
from onrecord.sources.limits import Limits
from onrecord.sources.markup import fragment_text, parse_tree, visible_text
from onrecord.sources.metadata import Metadata, author_names, host_of, language_code
from onrecord.sources.page import PageContent, read_page

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ADDRESS = "https://harbour.example/news/sea-wall"
MakePage = Callable[..., str]


def read(markup: str, address: str | None = ADDRESS, **limits: Any) -> PageContent:
    return read_page(markup, address, Limits(**limits), NOW)


def metadata(markup: str, address: str | None = ADDRESS) -> Metadata:
    return read(markup, address).metadata


def code_of(markup: str, **limits: Any) -> str:
    with pytest.raises(ParseError) as caught:
        read(markup, **limits)
    return caught.value.code


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Town to rebuild its sea wall",
    "datePublished": "2026-03-24T18:05:00+01:00",
    "dateModified": "2026-03-25T09:00:00+01:00",
    "author": [{"@type": "Person", "name": "Maria Lund"}, {"@type": "Person", "name": "Per Holm"}],
    "publisher": {"@type": "Organization", "name": "The Harbour"},
    "url": ADDRESS,
}


def test_text_is_the_article_and_nothing_around_it(make_page: MakePage) -> None:
    text = read(make_page()).text
    assert text.startswith("The council of the harbour town") and text.endswith("in a report.")
    assert text.count("\n") == 4
    assert "Imprint" not in text and "Home" not in text


def test_what_json_ld_says_counts_first(make_page: MakePage) -> None:
    head = '<title>Other</title><meta name="author" content="Somebody Else"><meta name="date" content="2020-01-01">'
    found = metadata(make_page(json_ld=NEWS, head=head))
    assert found.title == "Town to rebuild its sea wall"
    assert found.published == DateValue("2026-03-24T18:05:00+01:00", "second", "json-ld")
    assert found.modified == DateValue("2026-03-25T09:00:00+01:00", "second", "json-ld")
    assert found.authors == ("Maria Lund", "Per Holm")
    assert found.publisher == "The Harbour"
    assert found.language == "en"


def test_json_ld_in_a_graph_with_references(make_page: MakePage) -> None:
    graph = {
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "The Harbour"},
            {"@type": "Person", "@id": "#maria", "name": "Maria Lund"},
            NEWS | {"author": {"@id": "#maria"}, "publisher": {"@id": "#org"}},
        ]
    }
    found = metadata(make_page(json_ld=graph))
    assert (found.authors, found.publisher) == (("Maria Lund",), "The Harbour")


def test_own_node_is_told_from_those_of_linked_pages(make_page: MakePage) -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Elsewhere",
        "datePublished": "2026-01-01",
        "url": "https://harbour.example/x",
    }
    assert metadata(make_page(json_ld=[other, NEWS])).title == "Town to rebuild its sea wall"


@pytest.mark.parametrize(
    ("head", "begin", "basis"),
    [
        ('<meta property="article:published_time" content="2026-03-24T18:05:00Z">', "2026-03-24T18:05:00Z", "meta"),
        ('<meta itemprop="datePublished" content="2026-03-24">', "2026-03-24", "meta"),
        ('<link rel="canonical" href="https://harbour.example/2026/03/24/wall">', "2026-03-24", "url"),
    ],
)
def test_dates_from_other_places(make_page: MakePage, head: str, begin: str, basis: str) -> None:
    published = metadata(make_page(head=head)).published
    assert published is not None and (published.begin, published.basis) == (begin, basis)


def test_visible_date_is_the_last_resort(make_page: MakePage) -> None:
    body = (
        "<time class='published' datetime='2026-03-24'>24 March 2026</time><p>"
        + "The wall will be rebuilt soon. " * 30
        + "</p>"
    )
    published = metadata(make_page(body=body)).published
    assert published is not None and (published.begin, published.basis) == ("2026-03-24", "visible")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-03-24T18:05:00Z">',
        '<meta property="og:updated_time" content="2026-03-24T18:05:00Z">',
        '<meta name="last-modified" content="2026-03-24">',
    ],
)
def test_modified_never_stands_for_published(make_page: MakePage, head: str) -> None:
    found = metadata(make_page(head=head))
    assert found.published is None
    assert found.modified is not None and found.modified.begin.startswith("2026-03-24")


def test_time_element_of_a_change_is_not_the_visible_date(make_page: MakePage) -> None:
    body = (
        "<time class='entry-modified' datetime='2026-03-24'>24 March 2026</time><p>"
        + "The wall will be rebuilt. " * 30
        + "</p>"
    )
    assert metadata(make_page(body=body)).published is None


def test_date_after_today_is_refused(make_page: MakePage) -> None:
    future = NEWS | {"datePublished": "2031-01-01", "dateModified": "2031-01-01"}
    found = metadata(make_page(json_ld=future, head='<meta name="date" content="2026-03-24">'))
    assert found.published == DateValue("2026-03-24", "day", "meta")
    assert found.modified is None
    assert metadata(make_page(json_ld=future)).published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Sea wall – The Harbour</title><meta property='og:site_name' content='The Harbour'>", "Sea wall"),
        ("<title>The Harbour | Sea wall</title><meta property='og:site_name' content='The Harbour'>", "Sea wall"),
        (
            "<title>Sea wall – a long story</title><meta property='og:site_name' content='The Harbour'>",
            "Sea wall – a long story",
        ),
        ("<title>Sea wall | harbour.example</title>", "Sea wall"),
        ("<meta property='og:title' content='Sea &amp;amp; wall'><title>x</title>", "Sea & wall"),
    ],
)
def test_titles_without_the_site(make_page: MakePage, head: str, title: str) -> None:
    assert metadata(make_page(head=head)).title == title


def test_page_that_says_nothing_of_itself(make_page: MakePage) -> None:
    found = metadata(make_page(lang=""), None)
    assert found == Metadata()


def test_canonical_address_that_is_the_front_page_is_a_mistake(make_page: MakePage) -> None:
    assert metadata(make_page(head='<link rel="canonical" href="https://harbour.example/">')).canonical is None
    assert (
        metadata(make_page(head='<link rel="canonical" href="/news/wall">')).canonical
        == "https://harbour.example/news/wall"
    )
    assert (
        metadata(make_page(head='<meta property="og:url" content="https://a.example/w">')).canonical
        == "https://a.example/w"
    )


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["By Jane Doe and John Roe"], ("Jane Doe", "John Roe")),
        (["Jane Doe, John Roe", "jane doe"], ("Jane Doe", "John Roe")),
        (["von Anna Berg und Karl Ott"], ("Anna Berg", "Karl Ott")),
        (["The Telegram & Gazette"], ("The Telegram & Gazette",)),
        (["https://harbour.example/staff/jane", "desk@harbour.example", "12"], ()),
        (["https://harbour.example/staff/jane, Jane Doe"], ("Jane Doe",)),
        (["Jane Doe, Jr."], ("Jane Doe, Jr",)),
        (["x" * 200], ()),
        (["x" * 10_000_000], ()),
    ],
)
def test_bylines(written: list[str], names: tuple[str, ...]) -> None:
    assert author_names(written) == names


def test_languages_and_hosts() -> None:
    assert [language_code(tag) for tag in ("en-GB", "sq_AL", "DE", "zh-Hans-CN", "English", "", None)] == (
        ["en", "sq", "de", "zh", None, None, None]
    )
    assert host_of("https://www.harbour.example/x") == "harbour.example"
    assert host_of("http://[broken") is None


def test_short_article_is_not_lost(make_page: MakePage) -> None:
    body = "<p>The harbour was closed on Monday after a storm warning, the port's director said in a statement.</p>"
    assert "port's director said" in read(make_page(body=body)).text


def test_text_only_in_json_ld_is_read(make_page: MakePage) -> None:
    body = "The council agreed to rebuild the wall, its chairwoman said. " * 10
    page = make_page(body="", json_ld=NEWS | {"articleBody": body})
    assert read(page).text == body.strip()


def test_stub_that_says_it_is_not_free(make_page: MakePage) -> None:
    closed = NEWS | {"isAccessibleForFree": "False"}
    body = "<p>The council of the harbour town agreed on Tuesday to rebuild the old sea wall, its chairwoman said.</p>"
    assert code_of(make_page(json_ld=closed, body=body)) == "P003"
    part = NEWS | {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}}
    assert code_of(make_page(json_ld=part, body=body)) == "P003"


def test_whole_text_that_says_it_is_not_free_is_read(make_page: MakePage) -> None:
    text = "<p>" + "The council agreed on Tuesday to rebuild the old sea wall before the storms. " * 20 + "</p>"
    assert len(read(make_page(json_ld=NEWS | {"isAccessibleForFree": False}, body=text)).text) > 1_200


@pytest.mark.parametrize(
    "phrase", ["Subscribe to continue reading", "Für Abonnenten: jetzt abonnieren", "Réservé aux abonnés"]
)
def test_short_text_that_asks_for_a_subscription(make_page: MakePage, phrase: str) -> None:
    body = f"<p>The council of the harbour town agreed on Tuesday to rebuild the old sea wall.</p><p>{phrase}</p>"
    assert code_of(make_page(body=body)) == "P003"
    assert read(make_page(body=f"<p>{'The council agreed to rebuild the wall. ' * 30}</p><p>{phrase}</p>")).text


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        (
            "<html><head><title>App</title></head><body><div id=root></div><script>start()</script></body></html>",
            "P002",
        ),
        ("<html><body></body></html>", "P002"),
        ("<html><body><nav>" + "<a href=/x>A section of the site</a> " * 20 + "</nav></body></html>", "P012"),
    ],
)
def test_pages_without_text(markup: str, code: str) -> None:
    assert code_of(markup) == code


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_nested_bombs_are_refused(make_page: MakePage, tag: str) -> None:
    assert code_of(make_page(body=f"<{tag}>" * 30_000 + "words")) == "P004"


def test_depth_and_nodes_are_capped(make_page: MakePage) -> None:
    assert code_of(make_page(body="<div>" * 60 + "words" + "</div>" * 60), max_html_depth=50) == "P004"
    assert code_of(make_page(body="<p>x</p>" * 2_000), max_html_nodes=1_000) == "P004"


def test_broken_json_ld_is_said_and_the_page_is_read(make_page: MakePage) -> None:
    page = read(make_page(json_ld='{"@type": "NewsArticle", "headline": "Wall" "datePublished"}'))
    assert page.json_ld_broken and page.text.startswith("The council")
    assert page.metadata.published is None


def test_control_characters_do_not_break_the_tree() -> None:
    tree = parse_tree("<html><body><p>one\x00two\x01three\ufffe</p></body></html>", Limits())
    assert "one\N{REPLACEMENT CHARACTER}two" in visible_text(tree)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One  <b>two</b></p><p>three<br>four</p>", "One two\nthree\nfour"),
        ("One &amp;amp; two", "One & two"),
        ("&lt;p&gt;One &amp;quot;two&amp;quot;&lt;/p&gt;", 'One "two"'),
        ("plain < text > here", "plain < text > here"),
        ("one\n\n  two ", "one\ntwo"),
        ("<script>alert(1)</script><style>p{}</style>words", "words"),
        ("", ""),
    ],
)
def test_fragments(fragment: str, text: str) -> None:
    assert fragment_text(fragment, Limits()) == text
