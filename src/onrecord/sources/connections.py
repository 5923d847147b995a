"""Connections that go where they are told: urllib3's, but for who looks the host up."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable

from urllib3.connection import HTTPConnection, HTTPSConnection

from onrecord.sources.addresses import WebAddress
from onrecord.sources.limits import Limits


class PinnedConnection(HTTPConnection):
    """A connection over a socket that the caller has dialled; the host only names itself in Host and TLS."""

    dialled: Callable[[], socket.socket]
    was_cut = False
    _watched: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        connected = self.dialled()
        connected.settimeout(self.timeout)
        # TLS takes the socket over; a second handle on the same connection can still end it from another thread
        self._watched = connected.dup()
        if self.was_cut:
            self.cut()
        return connected

    def cut(self) -> None:
        """End the connection at once, whoever is reading from it."""
        self.was_cut = True
        if self._watched is not None:
            with contextlib.suppress(OSError):
                self._watched.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        """Close the second handle."""
        if self._watched is not None:
            self._watched.close()
            self._watched = None


class PinnedTlsConnection(PinnedConnection, HTTPSConnection):
    """The same with TLS: the certificate is checked against the host's name, which is also sent (SNI)."""


def pinned_connection(
    address: WebAddress, dialled: Callable[[], socket.socket], limits: Limits, tls: Callable[[], ssl.SSLContext]
) -> PinnedConnection:
    """A connection for `address` over what `dialled` gives, not yet opened."""
    connection: PinnedConnection
    if address.scheme == "https":
        connection = PinnedTlsConnection(address.host, address.port, timeout=limits.read_seconds, ssl_context=tls())
    else:
        connection = PinnedConnection(address.host, address.port, timeout=limits.read_seconds)
    connection.dialled = dialled
    return connection
