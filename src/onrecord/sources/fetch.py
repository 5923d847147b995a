"""Fetching from addresses that strangers wrote: resolved once, checked, and dialled at the very address checked.

Proxies of the environment are not used, since a proxy would resolve the name again. Cookies are never sent. Nothing
is inflated before it is counted.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin

from onrecord.errors import FetchError, InputError, ParseError
from onrecord.sources.addresses import WebAddress, parse_address, refuse_private
from onrecord.sources.inflate import Inflater
from onrecord.sources.limits import Limits

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

    from onrecord.sources.connections import PinnedConnection

#: host, port -> the IP addresses the host has
Resolve = Callable[[str, int], list[str]]
#: IP address, port, seconds -> a connected socket
Dial = Callable[[str, int, float], socket.socket]

HEADERS = {
    "User-Agent": "onrecord (reads news pages for their reader)",
    "Accept": "text/html,application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_CHUNK = 1 << 16
#: A host may have many addresses; trying them all would multiply the time a fetch may take.
_MAX_DIALS = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: where it was found in the end, its bytes, and what the server calls them."""

    address: str
    content: bytes = field(repr=False)
    media_type: str | None = None


class Fetches(Protocol):
    """What `load` needs of a fetcher; tests and archives bring their own."""

    def fetch(self, address: str) -> Fetched:
        """The page at `address`, or a FetchError."""
        ...


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def system_dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address."""
    return socket.create_connection((address, port), timeout=seconds)


class Fetcher:
    """Fetches public web pages within `limits`.

    `resolve` and `dial` are the two places where the network is touched: a test gives its own, and all checks still
    run.
    """

    def __init__(
        self, limits: Limits | None = None, *, resolve: Resolve = system_resolve, dial: Dial = system_dial
    ) -> None:
        self._limits = limits or Limits()
        self._resolve = resolve
        self._dial = dial

    def fetch(self, address: str) -> Fetched:
        """The page at `address`, redirects followed and each checked like the first."""
        current = address
        for _ in range(self._limits.max_redirects + 1):
            page, location = self._once(parse_address(current))
            if page is not None:
                return page
            current = _joined(current, location)
        raise FetchError("F006", locator=address, limit=self._limits.max_redirects)

    def _once(self, address: WebAddress) -> tuple[Fetched | None, str]:
        """One request: the page, or the location it redirects to."""
        locator = address.url
        addresses = self._checked(address)
        with _plain_errors(locator), self._answer(address, addresses) as response:
            if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
                return None, response.headers["Location"]
            if response.status != 200:
                raise FetchError("F004", locator=locator, status=response.status)
            content = b"".join(self._body(response, locator))
            media_type = (response.headers.get("Content-Type") or "")[:200] or None
            return Fetched(locator, content, media_type), ""

    def _checked(self, address: WebAddress) -> list[str]:
        """The IP addresses of a host; one that is not public refuses the host as a whole."""
        if address.literal is not None:
            found = [address.host]
        else:
            try:
                found = self._resolve(address.host, address.port)
            except (OSError, UnicodeError) as error:
                raise FetchError("F003", locator=address.url) from error
        if not found:
            raise FetchError("F003", locator=address.url)
        for one in found:
            refuse_private(one, address.url)
        return found[:_MAX_DIALS]

    @contextmanager
    def _answer(self, address: WebAddress, found: list[str]) -> Iterator[BaseHTTPResponse]:
        """The server's answer, its body not yet read; the connection is cut when the whole takes too long."""
        from onrecord.sources.connections import pinned_connection

        connection = pinned_connection(address, lambda: self._connect(found, address.port), self._limits, tls_context)
        with _cut_after(self._limits.fetch_seconds, connection):
            try:
                connection.request("GET", address.target, headers=HEADERS, preload_content=False, decode_content=False)
                with closing(connection.getresponse()) as response:
                    yield response
            finally:
                connection.close()

    def _connect(self, found: list[str], port: int) -> socket.socket:
        for one in found[:-1]:
            try:
                return self._dial(one, port, self._limits.connect_seconds)
            except OSError:
                continue
        return self._dial(found[-1], port, self._limits.connect_seconds)

    def _body(self, response: BaseHTTPResponse, locator: str) -> Iterator[bytes]:
        """The body piece by piece, counted as it comes over the wire and again as it unpacks."""
        limit = self._limits.max_bytes
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > limit:
            raise FetchError("F007", locator=locator, limit=limit)
        inflater = self._inflater(response.headers.get("Content-Encoding", ""), locator)
        received = 0
        for piece in response.stream(_CHUNK, decode_content=False):
            received += len(piece)
            if received > limit:
                raise FetchError("F007", locator=locator, limit=limit)
            yield inflater.feed(piece) if inflater else piece
        if inflater and received and not inflater.complete:
            raise FetchError("F008", locator=locator)

    def _inflater(self, encoding: str, locator: str) -> Inflater | None:
        encoding = encoding.strip().lower()
        if encoding in ("", "identity"):
            return None
        if encoding in ("gzip", "x-gzip", "deflate"):
            return Inflater("deflate" if encoding == "deflate" else "gzip", self._limits)
        # two encodings on top of one another are only ever a bomb; others were not asked for
        raise ParseError("P001", locator=locator, media="data in an encoding that was not asked for")


@cache
def tls_context() -> ssl.SSLContext:
    """The system's trusted certificates, and certifi's where the system has none."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _joined(address: str, location: str) -> str:
    """Where a redirect leads, relative to where it stood."""
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise FetchError("F009", locator=address) from error


@contextmanager
def _cut_after(seconds: float, connection: PinnedConnection) -> Iterator[None]:
    """Cut the connection after `seconds`: a server that sends a byte now and then would outlast every other limit."""
    timer = threading.Timer(seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if connection.was_cut:
            raise TimeoutError from error
        raise
    else:
        if connection.was_cut:
            raise TimeoutError  # what came looks whole where no length was announced, and is not
    finally:
        timer.cancel()
        connection.forget()


@contextmanager
def _plain_errors(locator: str) -> Iterator[None]:
    """Turn what the network throws into errors with a code."""
    from urllib3.exceptions import ConnectTimeoutError, HTTPError, ReadTimeoutError

    try:
        yield
    except InputError as error:
        error.locator = error.locator or locator
        raise
    except (TimeoutError, ConnectTimeoutError, ReadTimeoutError) as error:
        raise FetchError("F005", locator=locator) from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError("F012", locator=locator) from error
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        raise FetchError("F008", locator=locator) from error
