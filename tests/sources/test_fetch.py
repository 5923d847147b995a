"""Fetching over real sockets from a server of our own; only resolving and dialling are ours, all checks are real."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from typing import Any

import pytest

from onrecord.errors import FetchError, InputError
from onrecord.records import Article
from onrecord.sources import load
from onrecord.sources.fetch import Fetcher, tls_context
from onrecord.sources.limits import Limits

HOME = "http://harbour.example"


def code_of(web: Any, path: str, **limits: Any) -> str:
    with pytest.raises(InputError) as caught:
        web.fetcher(**limits).fetch(HOME + path)
    assert caught.value.locator
    return caught.value.code


def test_page_is_fetched_at_the_very_address_that_was_checked(web: Any) -> None:
    web.names["harbour.example"] = ["93.184.215.99"]
    web.page("/wall?q=1", b"words", Content_Type="text/html; charset=utf-8")
    page = web.fetcher().fetch(HOME + "/wall?q=1#part")
    assert (page.address, page.content, page.media_type) == (HOME + "/wall?q=1", b"words", "text/html; charset=utf-8")
    assert web.dialled == ["93.184.215.99"]
    assert b"\r\nHost: harbour.example\r\n" in web.hits[0]
    assert b"Cookie" not in web.hits[0] and b"Authorization" not in web.hits[0]


def test_name_is_resolved_once_for_each_request(web: Any) -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    web.page("/", b"words")
    fetcher = Fetcher(resolve=lambda host, port: answers.pop(0), dial=web.dial)
    assert fetcher.fetch(HOME + "/").content == b"words"
    assert web.dialled == ["93.184.215.14"] and answers == [["127.0.0.1"]]


def test_name_that_flips_is_refused_at_the_redirect(web: Any) -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    web.redirect("/", "/again")
    with pytest.raises(FetchError) as caught:
        Fetcher(resolve=lambda host, port: answers.pop(0), dial=web.dial).fetch(HOME + "/")
    assert caught.value.code == "F002" and len(web.hits) == 1


def test_redirects_are_followed_and_counted(web: Any) -> None:
    for number in range(5):
        web.redirect(f"/{number}", f"{number + 1}")
    web.page("/5", b"here")
    assert web.fetcher().fetch(HOME + "/0").address == HOME + "/5"
    web.redirect("/5", "http://other.example/6")
    assert code_of(web, "/0") == "F006"
    web.redirect("/loop", "/loop")
    assert code_of(web, "/loop") == "F006"


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://harbour.example/", "data:text/html,x", "javascript:1"]
)
def test_redirects_leave_the_web_nowhere(web: Any, location: str) -> None:
    web.redirect("/out", location)
    assert code_of(web, "/out") == "F001"


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "500 Oops", "204 No Content", "302 Found"])
def test_other_answers_are_said(web: Any, status: str) -> None:
    web.page("/x", b"", status=status)
    assert code_of(web, "/x") == "F004"


def test_environment_proxies_are_not_used(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.page("/", b"words")
    assert web.fetcher().fetch(HOME + "/").content == b"words"


def test_size_caps_on_the_wire(web: Any) -> None:
    web.page("/announced", b"x" * 2_000)
    assert code_of(web, "/announced", max_bytes=1_000) == "F007"
    web.pages["/unannounced"] = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 2_000
    assert code_of(web, "/unannounced", max_bytes=1_000) == "F007"
    web.pages["/chunked"] = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + b"x" * 2_000 + b"\r\n0\r\n\r\n"
    )
    assert code_of(web, "/chunked", max_bytes=1_000) == "F007"
    assert web.fetcher(max_bytes=2_000).fetch(HOME + "/chunked").content == b"x" * 2_000


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
def test_compressed_answers_are_inflated(web: Any, encoding: str) -> None:
    packed = zlib.compress(b"words") if encoding == "deflate" else gzip.compress(b"words")
    web.page("/", packed, Content_Encoding=encoding)
    assert web.fetcher().fetch(HOME + "/").content == b"words"


def test_compressed_bombs_are_cut_off(web: Any) -> None:
    web.page("/bomb", gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")
    started = time.process_time()
    assert code_of(web, "/bomb") == "F010"
    assert time.process_time() - started < 2


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x-unknown"])
def test_encodings_nobody_asked_for_are_refused(web: Any, encoding: str) -> None:
    web.page("/", gzip.compress(gzip.compress(b"words")), Content_Encoding=encoding)
    assert code_of(web, "/") == "P001"


def test_answers_that_break_off_are_not_half_pages(web: Any) -> None:
    web.pages["/short"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nwords"
    assert code_of(web, "/short") == "F008"
    web.page("/packed", gzip.compress(b"words" * 500)[:-12], Content_Encoding="gzip")
    assert code_of(web, "/packed") == "F008"
    web.pages["/none"] = b""
    assert code_of(web, "/none") == "F008"
    web.pages["/noise"] = b"\x00\x01\x02 no answer at all\r\n\r\n"
    assert code_of(web, "/noise") == "F008"


def test_name_that_is_not_found(web: Any) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    with pytest.raises(FetchError) as caught:
        Fetcher(resolve=nowhere, dial=web.dial).fetch(HOME + "/")
    assert caught.value.code == "F003"


def test_next_address_is_tried_where_one_is_down(web: Any) -> None:
    def dial(address: str, port: int, seconds: float) -> socket.socket:
        if address == "93.184.215.1":
            raise ConnectionRefusedError
        connected: socket.socket = web.dial(address, port, seconds)
        return connected

    web.page("/", b"words")
    up = Fetcher(resolve=lambda host, port: ["93.184.215.1", "93.184.215.2"], dial=dial)
    assert up.fetch(HOME + "/").content == b"words"
    with pytest.raises(FetchError) as caught:
        Fetcher(resolve=lambda host, port: ["93.184.215.1"], dial=dial).fetch(HOME + "/")
    assert caught.value.code == "F008"


class Slow:
    """A server that sends a few bytes at a time and never ends."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._server = socket.create_server(("127.0.0.1", 0))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._drip, daemon=True)
        self._thread.start()

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        return socket.create_connection(self._server.getsockname(), timeout=seconds)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(5)
        self._server.close()

    def _drip(self) -> None:
        connection, _ = self._server.accept()
        with connection:
            try:
                connection.recv(65_536)
                connection.sendall(self._head)
                while not self._stop.wait(0.02):
                    connection.sendall(b"x")
            except OSError:
                pass


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["status", "header", "body"]
)
def test_server_that_drips_is_cut_off(head: bytes) -> None:
    server = Slow(head)
    try:
        fetcher = Fetcher(Limits(fetch_seconds=0.5), resolve=lambda host, port: ["93.184.215.14"], dial=server.dial)
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(HOME + "/")
        assert caught.value.code == "F005"
    finally:
        server.close()


def test_server_that_is_silent_is_given_up(web: Any) -> None:
    def silent(address: str, port: int, seconds: float) -> socket.socket:
        ours, theirs = socket.socketpair()
        kept.append(theirs)
        return ours

    kept: list[socket.socket] = []
    fetcher = Fetcher(Limits(read_seconds=0.2), resolve=lambda host, port: ["93.184.215.14"], dial=silent)
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(HOME + "/")
    assert caught.value.code == "F005"
    kept[0].close()


def test_tls_names_the_host_and_checks_its_certificate() -> None:
    context = tls_context()
    assert context.verify_mode == ssl.CERT_REQUIRED and context.check_hostname
    ours, theirs = socket.socketpair()
    hello: list[bytes] = []

    def serve() -> None:
        hello.append(theirs.recv(65_536))
        theirs.close()

    thread = threading.Thread(target=serve)
    thread.start()
    fetcher = Fetcher(resolve=lambda host, port: ["93.184.215.14"], dial=lambda address, port, seconds: ours)
    with pytest.raises(FetchError) as caught:
        fetcher.fetch("https://harbour.example/")
    thread.join(5)
    assert caught.value.code == "F008"
    assert hello[0].startswith(b"\x16\x03") and b"harbour.example" in hello[0]


def test_address_as_target(web: Any, make_page: Any) -> None:
    head = '<link rel="canonical" href="http://www.harbour.example/news/wall">'
    web.page("/wall", make_page(head=head).encode(), Content_Type="text/html")
    (article,) = load(HOME + "/wall", fetcher=web.fetcher())
    assert isinstance(article, Article)
    assert article.address == "http://www.harbour.example/news/wall" and article.publisher == "harbour.example"


def test_fetched_page_can_not_claim_another_site(web: Any, make_page: Any) -> None:
    web.page("/wall", make_page(head='<link rel="canonical" href="https://famous.example/news/wall">').encode())
    (article,) = load(HOME + "/wall", fetcher=web.fetcher())
    assert isinstance(article, Article) and article.address == HOME + "/wall"


def test_feed_is_followed_to_its_pages(web: Any, make_page: Any) -> None:
    feed = (
        '<rss version="2.0"><channel><title>The Harbour</title>'
        "<item><title>Wall</title><link>http://harbour.example/wall</link>"
        "<pubDate>Tue, 24 Mar 2026 18:05:00 GMT</pubDate></item>"
        "<item><title>Gone</title><link>http://harbour.example/gone</link></item>"
        "<item><title>Inside</title><link>http://127.0.0.1/inside</link></item>"
        "<item><title>No link</title><description>Only words here.</description></item></channel></rss>"
    )
    web.page("/feed.xml", feed.encode(), Content_Type="application/rss+xml")
    web.page("/wall", make_page().encode(), Content_Type="text/html")
    wall, gone, inside, words = load(HOME + "/feed.xml", follow=True, fetcher=web.fetcher())
    assert isinstance(wall, Article) and isinstance(words, Article)
    assert wall.text.startswith("The council") and wall.title == "Wall"
    assert wall.published is not None and (wall.published.begin, wall.published.basis) == (
        "2026-03-24T18:05:00Z",
        "feed",
    )
    assert isinstance(gone, InputError) and (gone.code, gone.locator) == ("F004", HOME + "/gone")
    assert isinstance(inside, InputError) and (inside.code, inside.locator) == ("F002", "http://127.0.0.1/inside")
    assert words.text == "Only words here."
