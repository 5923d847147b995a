"""Undoing compression under a cap: the bytes, the ratio and the nesting are ours to limit, never the sender's."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from onrecord.errors import FetchError, ParseError
from onrecord.sources.limits import Limits

GZIP = b"\x1f\x8b"
#: The ratio is only looked at above this: short repetitive pages pack very well.
RATIO_FLOOR = 1 << 20
_STEP = 1 << 16
#: A page is one member; files joined from several are still read, a million empty members are not.
_MAX_MEMBERS = 1_000


class Inflater:
    """Undoes gzip or deflate piece by piece, and stops at the caps of `limits`.

    >>> Inflater("gzip", Limits()).feed(zlib.compress(b"text", wbits=31))
    b'text'
    """

    def __init__(self, encoding: str, limits: Limits) -> None:
        self._encoding = encoding
        self._limits = limits
        self._engine = self._fresh(zlib.MAX_WBITS | 32)
        self._packed = 0
        self._inflated = 0
        self._members = 1

    @property
    def complete(self) -> bool:
        """Whether the compressed data came to their own end."""
        return self._engine.eof

    def feed(self, piece: bytes) -> bytes:
        """The bytes that `piece` unpacks to; FetchError F010 above a cap, ParseError P001 where the data is damaged."""
        out = []
        data = b""
        self._packed += len(piece)
        while piece or len(data) == _STEP:
            data, piece = self._step(piece)
            self._inflated += len(data)
            self._check()
            out.append(data)
        return b"".join(out)

    def _step(self, piece: bytes) -> tuple[bytes, bytes]:
        if self._engine.eof:
            if not piece.startswith(GZIP):
                return b"", b""  # padding after the last member
            self._members += 1
            self._engine = self._fresh(zlib.MAX_WBITS | 16)
        try:
            data = self._engine.decompress(piece, _STEP)
        except zlib.error as error:
            if self._inflated or self._encoding != "deflate":
                raise ParseError("P001", media="damaged compressed data") from error
            # some servers send bare deflate data without the zlib header that the standard asks for
            self._encoding = "bare deflate"
            self._engine = self._fresh(-zlib.MAX_WBITS)
            return b"", piece
        rest = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        return data, rest

    def _fresh(self, window: int) -> zlib._Decompress:
        return zlib.decompressobj(window)

    def _check(self) -> None:
        too_dense = self._inflated > RATIO_FLOOR and self._inflated > self._packed * self._limits.max_ratio
        if too_dense or self._members > _MAX_MEMBERS or self._inflated > self._limits.max_inflated:
            raise FetchError("F010", limit=self._limits.max_inflated)


def inflate(content: bytes, limits: Limits) -> bytes:
    """What a gzip file holds, under the caps; a file cut short or packed twice is a ParseError P001."""
    engine = Inflater("gzip", limits)
    inflated = b"".join(_all(engine, content))
    if not engine.complete:
        raise ParseError("P001", media="gzip data that is cut short")
    if inflated.startswith(GZIP):
        raise ParseError("P001", media="gzip data inside gzip data")
    return inflated


def _all(engine: Inflater, content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _STEP):
        yield engine.feed(content[start : start + _STEP])


def first_bytes(content: bytes, count: int) -> bytes:
    """The first bytes of a gzip file's content, for telling what it is; empty where it can not be unpacked."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[:_STEP], count)
    except zlib.error:
        return b""
