"""Spans, reasons and ids: what every record rests on."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: Hexadecimal digits kept of a SHA-256: 80 bits, enough for 10^9 records with a collision chance below 10^-6.
ID_DIGITS = 20
#: First letters of ids where the kind's own is taken: "e" is an entity.
_LETTERS = {"event": "v"}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span names."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a decision: the rule or head that took it, what it saw, and its score where it has one."""

    rule: str
    detail: str
    score: float | None = None


def article_id(address: str, text: str) -> str:
    """The id of an article version: a hash of its address and its text."""
    return "a" + _digest(address, text)


def record_id(article: str, kind: str, evidence: Iterable[Span]) -> str:
    """The id of a record: a hash of its article version, its kind and its evidence; its first letter tells the kind."""
    spans = ",".join(f"{span.start}-{span.end}" for span in sorted(set(evidence)))
    return _LETTERS.get(kind, kind[0]) + _digest(article, kind, spans)


def entity_id(type_: str, name: str, article: str = "") -> str:
    """The id of an entity known by name only: a hash of its type and its folded name.

    What has no proper name ("joint statement", "two officials") is one thing in one article only: `article` is its id.
    """
    return "e" + (_digest(type_, fold_name(name), article) if article else _digest(type_, fold_name(name)))


def fold_name(name: str) -> str:
    """A name without case, accents or doubled blanks, for comparing and for ids; never for showing."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(name.casefold().split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
