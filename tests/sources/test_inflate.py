"""Undoing compression under caps."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import FetchError, InputError, ParseError
from onrecord.sources.inflate import Inflater, first_bytes, inflate
from onrecord.sources.limits import Limits

LIMITS = Limits(max_inflated=3_000_000)


@settings(deadline=None)
@given(st.binary(max_size=5_000), st.integers(min_value=1, max_value=700))
def test_what_was_packed_comes_back(content: bytes, step: int) -> None:
    packed = gzip.compress(content)
    engine = Inflater("gzip", LIMITS)
    out = b"".join(engine.feed(packed[start : start + step]) for start in range(0, len(packed), step))
    assert out == content and engine.complete


@pytest.mark.parametrize("window", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_deflate_with_and_without_its_header(window: int) -> None:
    content = bytes(range(256)) * 50
    engine = zlib.compressobj(wbits=window)
    packed = engine.compress(content) + engine.flush()
    assert Inflater("deflate", LIMITS).feed(packed) == content


def test_joined_members_are_read_and_padding_is_not() -> None:
    assert inflate(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 8, LIMITS) == b"one two"


def test_output_that_ends_at_a_step_is_whole() -> None:
    content = bytes(1 << 17)
    assert inflate(gzip.compress(content), Limits(max_ratio=10_000)) == content


@pytest.mark.parametrize(
    "bomb",
    [
        gzip.compress(b"\0" * 20_000_000),
        gzip.compress(b"\0" * 2_000_000),
        gzip.compress(b"") * 5_000,
        b"".join(gzip.compress(b"\0" * 900_000) for _ in range(9)),
    ],
    ids=["size", "ratio", "members", "sum"],
)
def test_bombs_are_refused_soon(bomb: bytes) -> None:
    started = time.process_time()
    with pytest.raises(FetchError) as caught:
        inflate(bomb, LIMITS)
    assert caught.value.code == "F010"
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"words " * 100)[:-20],
        gzip.compress(gzip.compress(b"words")),
        b"\x1f\x8b" + b"no gzip at all",
        gzip.compress(bytes(range(256)) * 100)[:60] + b"\0" * 40 + b"x" * 100,
    ],
    ids=["cut", "nested", "none", "damaged"],
)
def test_damaged_data_are_no_text(content: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        inflate(content, LIMITS)
    assert caught.value.code == "P001"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_inflating(content: bytes) -> None:
    try:
        inflate(b"\x1f\x8b\x08" + content, LIMITS)
    except InputError as error:
        assert error.code in ("P001", "F010")


def test_first_bytes_tell_without_unpacking_all() -> None:
    assert first_bytes(gzip.compress(b"WARC/1.0\r\n" + b"\0" * 5_000_000), 8) == b"WARC/1.0"
    assert first_bytes(b"\x1f\x8bnothing", 8) == b""
