"""Which addresses may be fetched: the spelling of a URL first, then the network that its host leads into."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlsplit

from onrecord.errors import FetchError
from onrecord.sources.tables import table

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}
MAX_ADDRESS = 4096

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
#: Letters that the two versions of IDNA turn into different hosts; who means such a host can write its xn-- form.
_DEVIATING = re.compile("[ßςẞ\u200c\u200d]")
_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address of a form that may be fetched, taken apart.

    `host` is in ASCII; `target` is path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def literal(self) -> IPAddress | None:
        """The IP address that the host itself is, or None for a name."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None

    @property
    def url(self) -> str:
        """The address as it is requested."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{self.target}"


def parse_address(address: str) -> WebAddress:
    """The parts of `address`, or a FetchError: F001 not http(s), F009 not understood, F011 another port."""
    address = address.strip()
    if _SCHEME.match(address) and not re.match(r"https?://", address, re.IGNORECASE):
        raise FetchError("F001", locator=_shown(address))
    if len(address) > MAX_ADDRESS or _UNSAFE.search(address):
        raise FetchError("F009", locator=_shown(address))
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchError("F009", locator=_shown(address)) from error
    if parts.scheme not in PORTS:
        raise FetchError("F001", locator=_shown(address))
    # a user name before the host is how "https://bank.example@evil.example" fools people; news never needs one
    if "@" in parts.netloc or not parts.hostname:
        raise FetchError("F009", locator=_shown(address))
    host = _host(parts.hostname, _shown(address))
    if port not in (None, PORTS[parts.scheme]):
        raise FetchError("F011", locator=_shown(address))
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return WebAddress(parts.scheme, host, PORTS[parts.scheme], target)


def refuse_private(address: IPAddress | str, locator: str) -> None:
    """Raise FetchError F002 where an IP address is not one of the public internet."""
    try:
        parsed = ipaddress.ip_address(address) if isinstance(address, str) else address
    except ValueError as error:
        raise FetchError("F002", locator=locator) from error
    if not is_public(parsed):
        raise FetchError("F002", locator=locator)


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the public internet, also where it wraps an IPv4 address.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        if any(address in network for network in _networks("translated")):
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address in network for network in _networks("refused")):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@cache
def _networks(kind: str) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(row["network"]) for row in table("networks")[kind])


def _host(written: str, locator: str) -> str:
    """The host in lower-case ASCII, with odd spellings of numbers refused rather than guessed at."""
    if ":" in written or written.startswith("["):
        return _ipv6(written, locator)
    host = _ascii(written, locator).lower()
    labels = host.removesuffix(".").split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError("F009", locator=locator)
    if _NUMBER.fullmatch(labels[-1]):
        # 127.1, 0x7f.1, 2130706433 and 0177.0.0.1 are all 127.0.0.1 to a resolver; only the plain form is taken
        return _ipv4(host, locator)
    return host


def _ascii(host: str, locator: str) -> str:
    if host.isascii():
        return host
    if _DEVIATING.search(host):
        raise FetchError("F009", locator=locator)
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError("F009", locator=locator) from error


def _ipv4(host: str, locator: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise FetchError("F009", locator=locator) from error


def _ipv6(host: str, locator: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host))
    except ValueError as error:
        raise FetchError("F009", locator=locator) from error


def _shown(address: str) -> str:
    """The address as an error may name it: one line, not endless."""
    return re.sub(r"[\x00-\x1f\x7f]", "?", address[:200])
