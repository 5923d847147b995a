"""Files, folders, addresses and standard input into articles, with every failure handed out in its place."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, UsageError
from onrecord.records import Article, article_id
from onrecord.sources import Limits, Loaded, load, load_bytes

TEXT = "Town rebuilds its wall\n\nThe council agreed to rebuild the wall, its chairwoman said on Tuesday.\n"
MakePage = Callable[..., str]


def codes(found: list[Loaded]) -> list[str]:
    return [item.code if isinstance(item, InputError) else "ok" for item in found]


def one(content: bytes, **known: str) -> Article:
    (article,) = load_bytes(
        content, address=known.get("address"), media_type=known.get("media_type"), date=known.get("date")
    )
    assert isinstance(article, Article), article
    return article


def code_of(content: bytes, *, limits: Limits | None = None, **known: str) -> str:
    (refused,) = load_bytes(content, address=known.get("address"), media_type=known.get("media_type"), limits=limits)
    assert isinstance(refused, InputError), refused
    assert refused.locator
    return refused.code


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "wall-2026-03-24.txt"
    path.write_text(TEXT, encoding="utf-8")
    (article,) = load(path)
    assert isinstance(article, Article)
    assert (article.address, article.text) == ("file:wall-2026-03-24.txt", TEXT)
    assert article.id == article_id(article.address, TEXT)
    assert article.published is not None and (article.published.begin, article.published.basis) == (
        "2026-03-24",
        "file",
    )
    assert article.capture is not None
    assert (article.capture.content, article.capture.media_type) == (TEXT.encode(), "text/plain")
    (dated,) = load(str(path), date="2026-03-25")
    assert isinstance(dated, Article) and dated.published is not None and dated.published.basis == "given"


def test_html_file_is_known_by_its_canonical_address(tmp_path: Path, make_page: MakePage) -> None:
    path = tmp_path / "saved.html"
    path.write_text(make_page(head='<link rel="canonical" href="https://harbour.example/news/wall">'), encoding="utf-8")
    (article,) = load(path)
    assert isinstance(article, Article) and article.address == "https://harbour.example/news/wall"
    path.write_text(make_page(), encoding="utf-8")
    (article,) = load(path, date="2026-03-24")
    assert isinstance(article, Article) and article.address == "file:saved.html"
    assert article.published is not None and article.published.begin == "2026-03-24"


def test_heading_of_a_page_that_repeats_its_title(make_page: MakePage) -> None:
    body = "<h1>Town rebuilds wall</h1>" + "<p>The council agreed to rebuild the wall, its chairwoman said.</p>" * 6
    article = one(make_page(body=body).encode())
    (post,) = article.posts
    assert post.span.of(article.text) == article.text
    if article.text.startswith("Town rebuilds wall"):
        assert post.heading is not None and post.heading.of(article.text) == "Town rebuilds wall"


def test_broken_json_ld_is_handed_out_after_its_article(make_page: MakePage) -> None:
    markup = make_page(json_ld='{"@type": "NewsArticle", "headline": }')
    article, error = load_bytes(markup.encode(), address="file:a.html")
    assert isinstance(article, Article) and isinstance(error, InputError)
    assert (error.code, error.locator) == ("P006", "file:a.html")


def test_folder_is_walked_in_order_and_goes_on_after_failures(tmp_path: Path, make_page: MakePage) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b" / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    (tmp_path / "b" / "page.html").write_text(make_page())
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.css").write_text("body { color: red }")
    (tmp_path / "e.txt").write_bytes("Größe".encode() + "Maß".encode("cp1252"))
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(TEXT)
    found = list(load(tmp_path))
    assert codes(found) == ["ok", "P001", "ok", "P002", "P001", "P005"]
    assert [item.locator for item in found if isinstance(item, InputError)] == (
        [str(tmp_path / name) for name in ("b/image.png", "c.txt", "d.css", "e.txt")]
    )


def test_links_do_not_lead_out_of_a_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text("The secret words are here.")
    (inside / "a.txt").write_text(TEXT)
    (inside / "b.txt").symlink_to(outside / "secret.txt")
    (inside / "c").symlink_to(outside)
    (inside / "d").symlink_to(inside)
    (inside / "e.txt").symlink_to(inside / "a.txt")
    (inside / "f.txt").symlink_to(inside / "gone.txt")
    assert [item.address for item in load(inside) if isinstance(item, Article)] == ["file:a.txt", "file:e.txt"]
    assert [item.address for item in load(inside / "b.txt") if isinstance(item, Article)] == ["file:b.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(TEXT)
    assert codes(list(load(tmp_path))) == ["ok"]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert codes(list(load(tmp_path / "gone.txt"))) == ["P011"]
    assert codes(list(load(tmp_path))) == ["P011"]
    assert codes(list(load("a\0b"))) == ["P011"]
    assert codes(list(load("x" * 5_000))) == ["P011"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read every file")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert codes(list(load(path))) == ["P011"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://harbour.example/x", "gopher://x/", "javascript:alert(1)"]
)
def test_addresses_that_are_not_http(target: str) -> None:
    (refused,) = load(target)
    assert isinstance(refused, InputError) and (refused.code, refused.locator) == ("F001", target)


def test_usage_errors_are_raised_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        load("")
    assert caught.value.code == "U001"
    with pytest.raises(UsageError) as caught:
        load("a.txt", date="tomorrow")
    assert caught.value.code == "U003"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, make_page: MakePage) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (article,) = load("-")
    assert isinstance(article, Article) and article.address.startswith("text:") and article.text == TEXT
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(make_page().encode())))
    (article,) = load("-")
    assert isinstance(article, Article) and article.text.startswith("The council")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 200)))
    (refused,) = load("-", limits=Limits(max_bytes=100))
    assert isinstance(refused, InputError) and (refused.code, refused.locator) == ("F007", "standard input")


def test_size_caps(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("word " * 100)
    assert codes(list(load(path, limits=Limits(max_bytes=100)))) == ["F007"]
    assert codes(list(load(path, limits=Limits(max_characters=100)))) == ["P014"]
    assert codes(list(load(path))) == ["ok"]


def test_packed_files(tmp_path: Path, make_page: MakePage) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(make_page().encode()))
    (article,) = load(path)
    assert isinstance(article, Article) and article.text.startswith("The council")
    assert article.capture is not None and article.capture.content == make_page().encode()
    path.write_bytes(gzip.compress(b"\0" * 5_000_000))
    assert codes(list(load(path))) == ["F010"]
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n") + b"damaged")
    (refused,) = load(path)
    assert isinstance(refused, InputError) and refused.code == "P001" and "a WARC archive" in str(refused)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", "a WARC archive"),
        (b"filedesc://x.arc 0.0.0.0 2026", "an ARC archive"),
        (b"\x04\x22\x4d\x18rest", "lz4 data"),
        (b"SQLite format 3\x00" + b"\0" * 80, "a SQLite database"),
        (b"\x00\x01\x02\x03" * 60, "binary data"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP image"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, media: str) -> None:
    (refused,) = load_bytes(content, address="file:thing")
    assert isinstance(refused, InputError) and refused.code == "P001"
    assert media in str(refused)


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "video/mp4", "text/css; charset=utf-8"])
def test_media_type_of_the_server_is_believed_when_it_is_no_text(media_type: str) -> None:
    assert code_of(b"words", media_type=media_type) == "P001"


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\0" * 100, b"\xef\xbb\xbf \n"])
def test_empty_input(content: bytes) -> None:
    assert code_of(content) == "P002"


@pytest.mark.parametrize(
    ("content", "address", "media_type"),
    [
        ("these are no angle brackets", "file:feed.xml", None),
        ("these are no angle brackets", "https://harbour.example/feed", "application/rss+xml"),
        ("<html><body><p>A page</p></body></html>", "file:feed.rss", None),
        (
            "<!DOCTYPE html><html><body><p>A page</p></body></html>",
            "https://harbour.example/feed",
            "application/atom+xml",
        ),
    ],
)
def test_feed_that_is_not_xml(content: str, address: str, media_type: str | None) -> None:
    (refused,) = load_bytes(content.encode(), address=address, media_type=media_type)
    assert isinstance(refused, InputError) and refused.code == "P007"


def test_kinds_are_told_apart_by_their_bytes(make_page: MakePage) -> None:
    assert one(make_page().encode()).text.startswith("The council")
    assert one(b"<?xml version='1.0'?><!-- x -->\n" + make_page().encode()).text.startswith("The council")
    assert one(make_page().encode(), media_type="text/plain").text.startswith("The council")
    feed = b"<rss version='2.0'><channel><item><description>Words of an entry.</description></item></channel></rss>"
    assert one(feed, media_type="text/html").text == "Words of an entry."
    assert one(b'{"text": "Words of a line."}\n').text == "Words of a line."
    assert one(b"{sic} the minister said so.").text == "{sic} the minister said so."
    assert one(b"<p> is a tag, she said.", address="file:notes.txt").text == "<p> is a tag, she said."
    assert one(b"Less is < more, she said.").text == "Less is < more, she said."


def test_page_in_an_old_encoding(make_page: MakePage) -> None:
    words = "Die Küstenstraße wird für größere Übungen gesperrt, sagte die Bürgermeisterin. " * 8
    markup = make_page(body=f"<p>{words}</p>").replace('charset="utf-8"', 'charset="iso-8859-1"')
    assert one(markup.encode("cp1252")).text == words.strip()
    assert one(markup.encode("utf-8"), media_type="text/html; charset=utf-8").text == words.strip()
    assert code_of(markup.replace('charset="iso-8859-1"', 'charset="utf-8"').encode("cp1252")) == "P005"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from(["file:a.txt", "file:a.jsonl", None]),
    st.sampled_from(["text/plain", None]),
)
def test_no_bytes_are_raised_through(content: bytes, address: str | None, media_type: str | None) -> None:
    if content[:1] in b"<" or b"<" in content[:20]:
        content = content.replace(b"<", b"")
    for item in load_bytes(content, address=address, media_type=media_type):
        if isinstance(item, Article):
            assert item.id == article_id(item.address, item.text)
            assert item.capture is not None
        else:
            assert item.code and item.locator


def test_the_same_input_gives_the_same_articles(tmp_path: Path, make_page: MakePage) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(make_page())
    assert list(load(tmp_path)) == list(load(tmp_path))
