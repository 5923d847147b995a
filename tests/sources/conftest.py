"""Pages made for these tests, and a web of our own on the loopback interface."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onrecord.sources.fetch import Fetcher
from onrecord.sources.limits import Limits

PUBLIC = "93.184.215.14"

PARAGRAPHS = (
    "The council of the harbour town agreed on Tuesday to rebuild the old sea wall, its chairwoman said after a vote.",
    "“We will start before the winter storms,” Maria Lund told reporters outside the town hall. “The money is there.”",
    "Work on the first section, near the fish market, is to begin in October and should take six months to finish.",
    "Two members voted against the plan. They said that the costs had been put a third too low, and want a review.",
    "The regional government has promised to pay half of the bill, which engineers put at four million in a report.",
)


@pytest.fixture
def make_page() -> Callable[..., str]:
    """A news page: `head` goes into the head, `json_ld` into a script, `body` stands for the article's paragraphs."""

    def page(*, head: str = "", json_ld: Any = None, body: str | None = None, lang: str = "en") -> str:
        script = ""
        if json_ld is not None:
            written = json_ld if isinstance(json_ld, str) else json.dumps(json_ld)
            script = f'<script type="application/ld+json">{written}</script>'
        text = body if body is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        return (
            f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}{script}</head><body>'
            f"<header><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></header>"
            f"<main><article>{text}</article></main><footer><p>Imprint</p></footer></body></html>"
        )

    return page


class LoopbackWeb:
    """A web server on loopback that answers by path and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.hits: list[bytes] = []
        self.dialled: list[str] = []
        self.names: dict[str, list[str]] = {}
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def page(self, path: str, body: bytes, *, status: str = "200 OK", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.pages[path] = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body

    def redirect(self, path: str, location: str) -> None:
        self.page(path, b"", status="302 Found", Location=location)

    def resolve(self, host: str, port: int) -> list[str]:
        return self.names.get(host, [PUBLIC])

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append(address)
        return socket.create_connection(self._server.getsockname(), timeout=seconds)

    def fetcher(self, **limits: Any) -> Fetcher:
        return Fetcher(Limits(**limits), resolve=self.resolve, dial=self.dial)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        try:
            request = connection.recv(65_536)
            self.hits.append(request)
            parts = request.split(b" ", 2)
            path = parts[1].decode("latin-1") if len(parts) == 3 else ""
            connection.sendall(self.pages.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
        except OSError:
            pass


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    server = LoopbackWeb()
    yield server
    server.close()
