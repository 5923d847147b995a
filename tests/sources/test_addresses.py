"""Addresses that must not be fetched, in every spelling; not one of them reaches a socket."""

from __future__ import annotations

import ipaddress
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import FetchError
from onrecord.records import Article
from onrecord.sources import load
from onrecord.sources.addresses import is_public, parse_address
from onrecord.sources.fetch import Fetcher

#: One address a line, as JSON, since many hold what no text file can.
ADDRESSES = [
    json.loads(line) for line in (Path(__file__).parent / "private_addresses.jsonl").read_text("utf-8").splitlines()
]


def resolve_as_a_resolver_would(host: str, port: int) -> list[str]:
    """Numbers as the C library takes them; every name leads to this machine."""
    try:
        return [str(row[4][0]) for row in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]
    except OSError:
        return ["127.0.0.1"]


def test_the_table_is_long_enough() -> None:
    assert len(ADDRESSES) == len(set(ADDRESSES)) >= 200


def test_no_spelling_reaches_a_socket(web: Any) -> None:
    fetcher = Fetcher(resolve=resolve_as_a_resolver_would, dial=web.dial)
    codes = {}
    for address in ADDRESSES:
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(address)
        codes[address] = caught.value.code
    assert set(codes.values()) == {"F001", "F002", "F009", "F011"}
    assert web.dialled == [] and web.hits == []
    assert codes["http://127.0.0.1/"] == codes["http://[::1]/"] == codes["http://localhost/"] == "F002"
    assert codes["file:///etc/passwd"] == "F001" and codes["http://localhost:22/"] == "F011"


def test_the_canary_is_alive(web: Any) -> None:
    web.page("/", b"words", Content_Type="text/plain")
    assert (
        Fetcher(resolve=lambda host, port: ["93.184.215.14"], dial=web.dial).fetch("http://public.example/").content
        == b"words"
    )
    assert len(web.hits) == 1


def test_no_spelling_is_reached_by_a_redirect(web: Any) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["93.184.215.14"] if host == "public.example" else resolve_as_a_resolver_would(host, port)

    fetcher = Fetcher(resolve=resolve, dial=web.dial)
    asked = 0
    for number, address in enumerate(ADDRESSES):
        location = address.encode("utf-8")
        if not address.startswith("http") or b"\r" in location or "://" not in address:
            continue
        web.pages[f"/{number}"] = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
        asked += 1
        with pytest.raises(FetchError):
            fetcher.fetch(f"http://public.example/{number}")
    assert asked >= 200
    assert set(web.dialled) == {"93.184.215.14"}
    assert all(b"\r\nHost: public.example\r\n" in hit for hit in web.hits)


def test_load_hands_out_the_error_with_the_address(web: Any) -> None:
    fetcher = Fetcher(resolve=resolve_as_a_resolver_would, dial=web.dial)
    (refused,) = load("http://169.254.169.254/latest/meta-data/", fetcher=fetcher)
    assert not isinstance(refused, Article)
    assert (refused.code, refused.locator) == ("F002", "http://169.254.169.254/latest/meta-data/")
    assert web.dialled == []


def test_host_with_one_private_address_among_public_ones_is_refused(web: Any) -> None:
    web.names["mixed.example"] = ["93.184.215.14", "10.0.0.1"]
    with pytest.raises(FetchError) as caught:
        web.fetcher().fetch("http://mixed.example/")
    assert caught.value.code == "F002" and web.dialled == []


@pytest.mark.parametrize("answer", [[], ["not an address"], ["fe80::1%eth0"], ["::ffff:10.0.0.1"]])
def test_odd_answers_of_a_resolver_are_refused(web: Any, answer: list[str]) -> None:
    web.names["odd.example"] = answer
    with pytest.raises(FetchError) as caught:
        web.fetcher().fetch("http://odd.example/")
    assert caught.value.code in ("F002", "F003") and web.dialled == []


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapped_addresses_are_as_public_as_what_they_wrap(address: ipaddress.IPv4Address) -> None:
    public = is_public(address)
    assert not public or address.is_global
    assert is_public(ipaddress.IPv6Address(f"::ffff:{address}")) == public
    assert is_public(ipaddress.IPv6Address(f"64:ff9b::{address}")) == public
    assert not is_public(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80) | 1))
    assert not is_public(ipaddress.IPv6Address(int(address)))


@given(st.ip_addresses(v=6))
def test_only_global_addresses_are_public(address: ipaddress.IPv6Address) -> None:
    assert not is_public(address) or address.is_global


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("HTTPS://Harbour.Example/News?q=a b#part", None),
        ("https://Harbour.Example/News", "https://harbour.example/News"),
        ("https://harbour.example", "https://harbour.example/"),
        ("http://harbour.example:80/x", "http://harbour.example/x"),
        ("https://harbour.example:443/x", "https://harbour.example/x"),
        ("https://bücher.example/ü?ö=%20", "https://xn--bcher-kva.example/%C3%BC?%C3%B6=%20"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("  https://harbour.example/x \n", "https://harbour.example/x"),
    ],
)
def test_addresses_as_they_are_requested(written: str, url: str | None) -> None:
    if url is None:
        with pytest.raises(FetchError):
            parse_address(written)
    else:
        assert parse_address(written).url == url


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses(written: str) -> None:
    try:
        parsed = parse_address("http://" + written)
    except FetchError as error:
        assert error.code in ("F001", "F009", "F011")
    else:
        assert parsed.host.isascii() and parsed.target.isascii()
        assert parse_address(parsed.url) == parsed
