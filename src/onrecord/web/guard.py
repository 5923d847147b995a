"""What every answer goes through: the check of the Host header, and the headers that keep pages harmless.

A page shows text that strangers wrote. The templates escape it; these headers make sure that even a mistake there could
run nothing and fetch nothing. The Host check keeps a web page elsewhere from reading a local book by DNS rebinding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import MESSAGES

HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

#: Names by which a server on this machine may be called.
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")

_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?", re.IGNORECASE)


class Guard:
    """Wraps an ASGI application: unknown hosts are refused, HEAD is answered, and every answer gets `HEADERS`."""

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str]) -> None:
        self._app = app
        self._allowed = frozenset(host.lower() for host in (*LOCAL_HOSTS, *allowed_hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        if self._is_allowed(Headers(scope=scope)):
            await self._app({**scope, "method": "GET"} if is_head else scope, receive, guarded_send)
        else:
            await _refuse(guarded_send)

    def _is_allowed(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        match = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        return match is not None and (match["six"] or match["name"]).lower() in self._allowed


async def _refuse(send: Send) -> None:
    message, hint = MESSAGES["W002"]
    body = f"{message} {hint} [W002]\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
