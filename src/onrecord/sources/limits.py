"""The caps on what comes from outside, all in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything a source may cost; every cap counts after decoding, and none can be set by the input.

    Raise one only for a source you trust: `Limits(max_bytes=100_000_000)`.
    """

    #: Bytes of one file, page, feed or line as it arrives.
    max_bytes: int = 20_000_000
    #: Bytes of one item after its compression is undone.
    max_inflated: int = 50_000_000
    #: How many times larger than its compressed form an item may get (checked above one MiB).
    max_ratio: int = 100
    #: Code points of one article's text.
    max_characters: int = 2_000_000
    #: Elements inside one another. libxml2 itself stops at 255, so a higher figure changes nothing.
    max_html_depth: int = 250
    #: Elements of one page.
    max_html_nodes: int = 400_000
    #: Characters of all JSON-LD in one page.
    max_json_ld: int = 8_000_000
    #: Objects and lists inside one another in JSON and JSON-LD.
    max_json_depth: int = 64
    #: Entries of one live blog or feed.
    max_entries: int = 2_000
    #: Seconds for reading one page or feed, in a process that is killed when they are over.
    max_seconds: float = 20.0
    #: Bytes of memory that process may map (where the system can hold it to that).
    max_memory: int = 3_000_000_000
    #: Redirects followed for one address.
    max_redirects: int = 5
    #: Seconds to connect, between two pieces of an answer, and for one whole answer.
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    fetch_seconds: float = 60.0
