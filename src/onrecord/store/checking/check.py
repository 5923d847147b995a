"""The check itself: index first, then the few articles that may hold the quotation, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.records import Reason
from onrecord.store.checking.alignment import Alignment, nearest
from onrecord.store.checking.candidates import exact_candidates, similar_candidates
from onrecord.store.checking.differences import Comparison
from onrecord.store.checking.names import Asked, whom
from onrecord.store.checking.places import Question, place_of
from onrecord.store.checking.quotation import Quotation, read_quotation
from onrecord.store.checking.texts import Text, load_text
from onrecord.store.connection import deadline
from onrecord.store.queries import without_surrogates
from onrecord.store.verdicts import Check, Place

#: How much of a quotation must be the same, and in how many words, for a place to be close to it; see docs/check.md.
CLOSE = 0.65
FEWEST_SAME = 3

#: Most characters of article text that are read for one check.
MOST_CHARACTERS = 2_000_000


def check_quotation(
    connection: Connection, quote: str, *, said_by: str | None, article: str | None, limit: int, deadline_ms: int
) -> Check:
    """Whether a quotation is on record, and the best `limit` places; S007 where asking the index takes too long."""
    quotation = read_quotation(quote)
    book = _Book(connection, deadline_ms)
    asked = None if said_by is None else book.whom(said_by)
    found = sorted(_places(book, Question(asked, article), quotation), key=_order)
    return Check(
        quote=quote,
        said_by=said_by,
        article=article,
        verdict=found[0].verdict if found else "nowhere",
        places=tuple(found[:limit]),
        meant=asked.meant if asked else (),
        complete=len(found) <= limit and book.characters <= MOST_CHARACTERS,
        why=tuple(_why(asked, found)),
    )


class _Book:
    """The book during one check: its index asked within the time, and each of its texts read once."""

    def __init__(self, connection: Connection, deadline_ms: int) -> None:
        self._connection = connection
        self._deadline_ms = deadline_ms
        self._texts: dict[str, Text | None] = {}
        self.characters = 0

    def whom(self, said_by: str) -> Asked:
        """Whom a name means."""
        with deadline(self._connection, self._deadline_ms):
            return whom(self._connection, said_by)

    def exact_candidates(self, quotation: Quotation, asked: Asked | None) -> list[str]:
        """The articles that may hold the very words."""
        with deadline(self._connection, self._deadline_ms):
            return exact_candidates(self._connection, quotation, asked)

    def similar_candidates(self, quotation: Quotation) -> list[str]:
        """The articles that may hold words like them."""
        with deadline(self._connection, self._deadline_ms):
            return similar_candidates(self._connection, quotation)

    def texts(self, ids: Iterable[str]) -> Iterator[Text]:
        """The articles with these ids, until so many characters were read as one check may take time for."""
        for article in dict.fromkeys(ids):
            if article not in self._texts and self.characters <= MOST_CHARACTERS:
                text = self._texts[article] = load_text(self._connection, article)
                self.characters += len(text.article.text) if text else 0
            text = self._texts.get(article)
            if text is not None:
                yield text


def _places(book: _Book, question: Question, quotation: Quotation) -> list[Place]:
    """The places with the very words, or else those with words like them."""
    first = [] if question.article is None else [without_surrogates(question.article)]
    if first and not list(book.texts(first)):
        raise UsageError("U002", question.article)
    likely = [*first, *book.exact_candidates(quotation, question.asked)]
    places = list(_exact_places(book.texts(likely), question, quotation))
    if places:
        return places
    similar = list(book.texts([*first, *book.similar_candidates(quotation)]))
    return list(_exact_places(similar, question, quotation)) or list(_close_places(similar, question, quotation))


def _exact_places(texts: Iterable[Text], question: Question, quotation: Quotation) -> Iterator[Place]:
    for text in texts:
        for alignment in text.exact(quotation):
            yield _place(text, question, quotation, alignment)


def _close_places(texts: Iterable[Text], question: Question, quotation: Quotation) -> Iterator[Place]:
    for text in texts:
        comparison = _comparison(text, quotation)
        alignment = comparison.trimmed(nearest(quotation, text.words.forms, text.interruptions))
        if is_close(comparison, alignment):
            yield place_of(question, text, comparison, alignment)


def is_close(comparison: Comparison, alignment: Alignment) -> bool:
    """Whether so much of a quotation is the same that it is told to be close to the place."""
    same = sum(map(comparison.same, alignment))
    return same >= FEWEST_SAME and comparison.similarity(alignment) >= CLOSE


def _place(text: Text, question: Question, quotation: Quotation, alignment: Alignment) -> Place:
    return place_of(question, text, _comparison(text, quotation), alignment)


def _comparison(text: Text, quotation: Quotation) -> Comparison:
    return Comparison(quotation, text.words, text.article.text, text.language)


def _order(place: Place) -> tuple[object, ...]:
    """As asked first; the right speaker elsewhere before another one; fewer cautions and more likeness first."""
    ranks = {"asked": 1, "other": 2, "unknown": 3, "none": 4}
    rank = 0 if place.verdict == "verbatim here" else ranks[place.holder]
    newest = "".join(chr(0x10FFFF - ord(char)) for char in place.day or "")
    return rank, -round(place.similarity, 2), len(place.cautions), place.day is None, newest, place.article, place.spans


def _why(asked: Asked | None, found: Sequence[Place]) -> Iterator[Reason]:
    if asked is not None and not asked.meant and not any(place.holder == "asked" for place in found):
        yield Reason("speaker.absent", f"nobody called “{asked.given}” says anything in this book")
    several = asked.different if asked else ()
    if asked is not None and len(several) > 1:
        yield Reason("speaker.several", f"“{asked.given}” may mean {', '.join(several)}")
    if not found:
        yield Reason("place.none", "no text in this book has these words, or enough of them in this order")
