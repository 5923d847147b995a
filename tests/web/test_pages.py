"""Every page: what it shows, where it leads, and that it is sound HTML that a keyboard and a screen reader can use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.records import PostLanguage, Reading, Span, entity_id

VOID = {"meta", "link", "input", "img", "br", "hr"}

#: Elements whose text stands apart from what follows.
APART = {"b", "dd", "dt", "li", "td", "th"}
MARAN = entity_id("PER", "Ilse Maran")


class Page(HTMLParser):
    """A page as a list of elements with their attributes and their text; raises where tags do not close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)
        assert [tag for tag, _, _ in self._open] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>"
        element: tuple[str, dict[str, str | None], list[str]] = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag
        if tag in APART:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for _, _, text in self._open:
            text.append(data)

    def all(self, tag: str, **attributes: str) -> list[tuple[dict[str, Any], str]]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            (found, "".join(text))
            for name, found, text in self.elements
            if name == tag and all(value in (found.get(key) or "").split() for key, value in wanted.items())
        ]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [" ".join(text.split()) for _, text in self.all(tag, **attributes)]

    def links(self) -> list[str]:
        return [found["href"] for found, _ in self.all("a") if "href" in found]


def page(client: TestClient, address: str, status: int = 200) -> Page:
    response = client.get(address)
    assert response.status_code == status, address
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


def addresses(live: Reading, replaced: tuple[Reading, Reading]) -> list[str]:
    return [
        "/",
        "/search",
        "/search?q=quay&act=commit",
        "/search?q=nothingfitsthis",
        "/events",
        f"/r/{live.events[0].id}",
        f"/r/{live.commitments[0].id}",
        f"/r/{live.disputes[0].id}",
        "/articles",
        "/speakers",
        "/about",
        f"/article/{live.article.id}",
        f"/r/{live.statements[2].id}",
        f"/r/{replaced[0].statements[1].id}",
        f"/speaker/{MARAN}",
    ]


def test_every_page_is_sound_and_accessible(
    client: TestClient, live: Reading, replaced: tuple[Reading, Reading]
) -> None:
    for address in addresses(live, replaced):
        shown = page(client, address)
        assert_sound(shown)


def assert_sound(shown: Page) -> None:
    ids = [found["id"] for _, found, _ in shown.elements if found.get("id")]
    assert len(ids) == len(set(ids)), "an id is there once"
    assert len(shown.all("main")) == len(shown.all("h1")) == 1
    outline = [int(tag[1]) for tag, _, _ in shown.elements if tag in ("h1", "h2", "h3", "h4")]
    assert outline[0] == 1 and all(right - left <= 1 for left, right in pairwise(outline))
    assert shown.links()[0] == "#main" and "main" in ids
    labels = {found.get("for") for found, _ in shown.all("label")}
    for tag in ("input", "select", "textarea"):
        for found, _ in shown.all(tag):
            assert found.get("type") == "hidden" or found.get("id") in labels, found
    for found, _ in shown.all("th"):
        assert found.get("scope") in ("col", "row")
    for found, text in shown.all("a") + shown.all("button"):
        assert text.strip() or found.get("aria-label"), found
    local = [link[1:] for link in shown.links() if link.startswith("#")]
    assert set(local) <= set(ids), "links within the page arrive"
    for attribute in ("aria-labelledby", "aria-describedby", "list"):
        for _, found, _ in shown.elements:
            assert set((found.get(attribute) or "").split()) <= set(ids)


def test_no_page_has_inline_script_style_or_handlers(
    client: TestClient, live: Reading, replaced: tuple[Reading, Reading]
) -> None:
    for address in addresses(live, replaced):
        shown = page(client, address)
        assert [found for found, _ in shown.all("script")] == [{"type": "module", "src": "/static/onrecord.js"}]
        assert not shown.all("style")
        for _, found, _ in shown.elements:
            assert not any(name == "style" or name.startswith("on") for name in found)


def test_every_link_of_every_page_leads_somewhere(
    client: TestClient, live: Reading, replaced: tuple[Reading, Reading]
) -> None:
    links = {link.split("#")[0] for address in addresses(live, replaced) for link in page(client, address).links()}
    inside = sorted(link for link in links if link.startswith("/") and "cursor" not in link)
    kinds = {link.split("?")[0].split("/")[1]: link for link in inside}
    sample = sorted({*kinds.values(), *inside[::7]})
    assert len(sample) > 10
    for link in sample:
        assert client.get(link).status_code == 200, link


def test_the_first_page_says_what_is_in_the_book(client: TestClient) -> None:
    shown = page(client, "/")
    (counts,) = shown.texts("ul", class_="counts")
    assert counts == "62 articles 70 statements 2 events 1 promise 5 speakers 3 publishers 2 languages 1 not read"
    assert len(shown.all("li", class_="statement")) == 10
    assert shown.texts("li", class_="statement")[0].startswith("Tomas Brandt demand mixed")
    failures = shown.texts("tbody")[0]
    assert "https://news.example/empty" in failures and "[P002]" in failures


def test_an_empty_book_says_how_to_begin(make_client: Callable[..., TestClient]) -> None:
    client = make_client()
    shown = page(client, "/")
    assert "This book is empty." in shown.texts("main")[0]
    assert "Everything that was added could be read." in shown.texts("main")[0]
    for address in ("/", "/search", "/articles", "/speakers"):
        assert_sound(page(client, address))


def test_the_articles_text_is_there_character_for_character(client: TestClient, live: Reading) -> None:
    shown = page(client, f"/article/{live.article.id}")
    paragraphs = [text for tag in ("h2", "p") for found, text in shown.all(tag) if "data-text" in found]
    expected = [line for line in live.article.text.splitlines() if line.strip()]
    assert sorted(paragraphs) == sorted(expected)


def test_every_statement_is_marked_with_its_roles_and_has_its_record_beside(client: TestClient, live: Reading) -> None:
    shown = page(client, f"/article/{live.article.id}")
    for statement in live.statements:
        for role in ("source", "cue", "content"):
            marked = "".join(text for _, text in shown.all("span", class_=role, data_records=statement.id))
            words = "".join(span.of(live.article.text) for span in getattr(statement, role))
            assert words in marked, (statement.id, role)
        (card,) = shown.texts("li", id=f"r-{statement.id}")
        assert statement.act in card
        assert shown.all("a", id=f"m-{statement.id}", href=f"#r-{statement.id}")
        assert f"/r/{statement.id}" in shown.links()


def test_nested_statements_show_their_depth(client: TestClient, live: Reading) -> None:
    shown = page(client, f"/article/{live.article.id}")
    assert [text for found, text in shown.all("span", class_="deep") if "data-records" in found] == ["the same"]
    (card,) = shown.texts("li", id=f"r-{live.statements[2].id}")
    assert "inside 2" in card


def test_the_article_says_what_was_left_unread_and_why(client: TestClient, live: Reading) -> None:
    shown = page(client, f"/article/{live.article.id}")
    (notice,) = shown.texts("div", class_="notice")
    assert notice == (
        "Not all of this was read: Post 3 (Albanian) was left unread: there is no reader for this language."
    )
    assert shown.all("h2", lang="sq") and shown.all("p", lang="sq") and shown.all("p", lang="en")


def test_the_article_says_where_its_dates_are_from(client: TestClient, live: Reading) -> None:
    facts = page(client, f"/article/{live.article.id}").texts("dl")[0]
    assert "Published 14 May 2024, 09:00 (UTC+02:00) from the page's JSON-LD" in facts
    assert "Changed 14 May 2024, 13:20 (UTC+02:00) from the page's metadata" in facts
    assert "https://news.example/live/harbour-talks" in facts
    assert "8 statements, read by onrecord 0.1.0" in facts


NOTHING_CODED: dict[str, Any] = {"events": (), "commitments": (), "disputes": ()}


def test_evidence_with_blanks_at_its_ends_keeps_its_card(make_client: Callable[..., TestClient], live: Reading) -> None:
    """A span that begins with the line end before its paragraph is still shown where its words are."""
    from onrecord.records import record_id

    statement = live.statements[5]
    (span,) = statement.content
    wider = replace(statement, content=(Span(span.start - 1, span.end),))
    wider = replace(wider, id=record_id(live.article.id, "statement", wider.evidence))
    client = make_client(replace(live, statements=(wider,), **NOTHING_CODED))
    assert page(client, f"/article/{live.article.id}").all("li", id=f"r-{wider.id}")


def test_hidden_characters_are_shown_by_their_code(make_client: Callable[..., TestClient], live: Reading) -> None:
    from onrecord.records import Article, Post, article_id

    text = "He said \u202eyes\u202c to\u200b all."
    article = Article(article_id("file:x", text), "file:x", text, (Post(0, Span(0, len(text))),))
    languages = (PostLanguage(0, "en", 1.0, None, "full"),)
    nothing_read: dict[str, Any] = {"sentences": (), "mentions": (), "statements": (), **NOTHING_CODED}
    client = make_client(replace(live, article=article, languages=languages, **nothing_read))
    shown = page(client, f"/article/{article.id}")
    assert [found["data-code"] for found, _ in shown.all("bdi", class_="control")] == ["U+202E", "U+202C", "U+200B"]
    assert [text for found, text in shown.all("p") if "data-text" in found] == [text]


def test_the_statement_page_has_everything_that_is_known(client: TestClient, live: Reading) -> None:
    statement = live.statements[7]
    shown = page(client, f"/r/{statement.id}")
    assert shown.texts("blockquote", class_="quote") == ["40 of 120 cranes need repair"]
    (context,) = shown.texts("p", class_="context")
    assert context == "According to a report by the harbour board, 40 of 120 cranes need repair."
    facts = shown.texts("dl")[0]
    for expected in (
        "Speaker a report by the harbour board",
        "Act say",
        "Cue According to",
        "Form indirect: retold in the outlet's words",
        "Attribution explicit",
        "Date 14 May 2024, 11:05 (UTC+02:00) from the page's JSON-LD",
        "According to The Westhaven Ledger › a report by the harbour board",
        "Language English",
        f"Id {statement.id}",
        "https://news.example/live/harbour-talks#post-1",
        ", ".join(f"{span.start}–{span.end}" for span in statement.evidence),
    ):
        assert expected in facts
    (why,) = shown.texts("ol", class_="why")
    assert why == "roles : the tagger marked source, cue and content (0.91) cue : According to"
    assert "Confidence 0.87 of 1." in shown.texts("aside")[0]
    assert "Read by onrecord 0.1.0." in shown.texts("aside")[0]


def test_parents_and_children_lead_to_each_other(client: TestClient, live: Reading) -> None:
    parent, child = live.statements[1], live.statements[2]
    assert f"/r/{child.id}" in page(client, f"/r/{parent.id}").links()
    assert f"/r/{parent.id}" in page(client, f"/r/{child.id}").links()


def test_copy_as_needs_no_script(client: TestClient, live: Reading) -> None:
    shown = page(client, f"/r/{live.statements[0].id}")
    fields = {found["id"]: text for found, text in shown.all("textarea") if "readonly" in found}
    link, quote, markdown, address = fields.values()
    assert link.startswith("\nhttps://news.example/live/harbour-talks#:~:text=%E2%80%9CWe%20will")
    assert quote.startswith(
        "\n“We will keep the northern quay open,” … “and we will pay for it ourselves.”\n— Ilse Maran ("
    )
    assert markdown.startswith("\n> “We will keep")
    assert address == f"\nhttp://127.0.0.1:8000/r/{live.statements[0].id}"


def test_a_replaced_record_still_answers_and_says_so(client: TestClient, replaced: tuple[Reading, Reading]) -> None:
    old, new = (reading.statements[1] for reading in replaced)
    (notice,) = page(client, f"/r/{old.id}").texts("div", class_="notice")
    assert "A newer reader has put another record in the place of this one." in notice
    assert f"/r/{new.id}" in page(client, f"/r/{old.id}").links()
    assert not page(client, f"/r/{new.id}").texts("div", class_="notice")


def test_a_record_that_two_readers_found_says_so(client: TestClient, replaced: tuple[Reading, Reading]) -> None:
    facts = page(client, f"/r/{replaced[0].statements[0].id}").texts("dl")[0]
    assert "Found before by onrecord 0.1.0, in the same words" in facts


@pytest.mark.parametrize(
    "address", ["/r/s00000000000000000000", "/r/x", "/r/a1", "/r/e1", "/article/a1", "/speaker/e1"]
)
def test_unknown_ids_are_a_clear_404(client: TestClient, address: str) -> None:
    shown = page(client, address, 404)
    assert shown.texts("h1") == ["There is no record with this id."]
    assert shown.texts("p", class_="kicker") == ["Error 404, U002"]


def test_ids_of_other_kinds_lead_to_their_pages(client: TestClient, live: Reading) -> None:
    for id, place in ((live.article.id, f"/article/{live.article.id}"), (MARAN, f"/speaker/{MARAN}")):
        answer = client.get(f"/r/{id}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, place)


def test_the_speaker_page_has_names_words_and_words_about(client: TestClient) -> None:
    shown = page(client, f"/speaker/{MARAN}")
    assert shown.texts("h1") == ["Ilse Maran"]
    assert shown.texts("ul", class_="names") == ["Ilse Maran Maran"]
    said, about = shown.texts("ol", class_="statements")
    assert said.count("Record") == 4 and "“We will keep the northern quay open,”" in said
    assert about.count("Record") == 1 and "the dockers' union" in about


def test_a_long_speaker_page_is_cut_into_pages(client: TestClient) -> None:
    address: str | None = f"/speaker/{entity_id('PER', 'Petra Olsen')}"
    seen: list[str] = []
    while address:
        shown = page(client, address)
        seen += [link for link in shown.links() if link.startswith("/r/")]
        following = [found["href"] for found, text in shown.all("a", rel="next") if "said=" in found["href"]]
        address = following[0] if following else None
    assert len(seen) == len(set(seen)) == 60


def test_the_lists_of_articles_and_speakers(client: TestClient, live: Reading) -> None:
    shown = page(client, "/articles")
    assert "62 articles, newest first." in shown.texts("p", class_="count")
    assert shown.texts("tr")[1].startswith("Harbour talks: what was agreed The Westhaven Ledger 14 May 2024")
    (following,) = shown.all("a", rel="next")
    rest = page(client, following[0]["href"]).texts("tr")
    assert [sum(text.startswith(title) for text in rest) for title in ("Harbour", "Bridge", "Thin ice")] == [0, 11, 1]
    assert page(client, "/speakers").texts("tr")[1] == "Petra Olsen 60"


def test_the_about_page_says_what_it_does_not_do_and_its_keys(client: TestClient) -> None:
    shown = page(client, "/about")
    assert shown.texts("h2")[:3] == ["What it does", "What it does not do", "Keys"]
    assert {"j", "k", "/", "?", "Enter", "Esc"} <= set(shown.texts("kbd"))


@pytest.mark.parametrize("name", ["onrecord.css", "onrecord.js", "copy.js", "keys.js", "link.js", "icon.svg"])
def test_static_files_are_served_with_their_type(client: TestClient, name: str) -> None:
    response = client.get(f"/static/{name}")
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(kinds[name.split(".")[1]])
    assert response.headers["etag"]
