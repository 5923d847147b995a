"""An article of the book as a quotation is held against it: its words, what of it is said, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sqlalchemy import Connection, select

from onrecord.language.quotes import quotations
from onrecord.records import Article, Entity, Span, entity_id
from onrecord.store import tables
from onrecord.store.articles import current_reading
from onrecord.store.checking.alignment import Alignment, Stream, exact
from onrecord.store.checking.folding import Words, words_of
from onrecord.store.checking.quotation import Quotation
from onrecord.store.loading import load_article, load_entities, load_sentences
from onrecord.store.rows import StatementRow
from onrecord.store.searching import statements_of_reading

#: Most characters of the outlet's own words between two pieces of what one speaker says that are passed over.
_LONGEST_INTERRUPTION = 300


@dataclass(frozen=True, slots=True)
class Content:
    """What one statement says: the pieces of its content, and who says it."""

    id: str
    speaker: str | None
    pieces: tuple[Span, ...]

    @property
    def length(self) -> int:
        """The characters in it."""
        return sum(piece.end - piece.start for piece in self.pieces)

    def holds(self, span: Span) -> bool:
        """Whether all of the span is said in one piece."""
        return any(piece.covers(span) for piece in self.pieces)


class Text:
    """One article with the statements of its current reading."""

    def __init__(self, connection: Connection, article_id: str, reading_key: int) -> None:
        self._connection = connection
        self._reading_key = reading_key
        self.article: Article = load_article(connection, article_id, reading_key, capture=None)
        main = select(tables.article.c.main_language).where(tables.article.c.id == article_id)
        self.language: str = connection.scalar(main) or "und"
        self.words: Words = words_of(self.article.text)
        self.contents: tuple[Content, ...] = _contents(connection, reading_key)

    @cached_property
    def interruptions(self) -> list[bool]:
        """Of each word whether it is the outlet's own between two pieces of what one speaker says."""
        free = [False] * len(self.words)
        pieces = [piece for content in self.contents for piece in content.pieces]
        for span in self._gaps():
            if not any(map(span.overlaps, pieces)):
                first, last = self.words.at(span.start), self.words.at(span.end)
                free[first:last] = [True] * (last - first)
        return free

    def _gaps(self) -> Iterator[Span]:
        """From the end of each piece to the beginning of the next one of the same statement or the same speaker."""
        runs: list[list[Span]] = [list(content.pieces) for content in self.contents]
        of_speaker: dict[str, list[Span]] = defaultdict(list)
        for content in self.contents:
            if content.speaker is not None:
                of_speaker[content.speaker].extend(content.pieces)
        for pieces in (*runs, *of_speaker.values()):
            for one, other in pairwise(sorted(pieces)):
                if 0 < other.start - one.end <= _LONGEST_INTERRUPTION:
                    yield Span(one.end, other.start)

    def exact(self, quotation: Quotation) -> list[Alignment]:
        """Every place where the quotation stands word for word, interrupted by the outlet or not."""
        places = range(len(self.words))
        found = list(exact(quotation, Stream(self.words.forms, places)))
        if any(self.interruptions):
            spoken = [place for place in places if not self.interruptions[place]]
            found += exact(quotation, Stream([self.words.forms[place] for place in spoken], spoken))
        return list(
            {
                tuple(step.text for step in alignment if step.quote is not None): alignment for alignment in found
            }.values()
        )

    def holding(self, spans: Sequence[Span]) -> list[Content]:
        """The statements that say these words: the innermost whose speaker is known, else the innermost.

        Where no single one says them all, those of one speaker that say them together; none where there is no such.
        """
        parts = list(self._word_spans(spans))
        whole = [content for content in self.contents if all(map(content.holds, parts))]
        if whole:
            return [min(whole, key=lambda content: (content.speaker is None, content.length))]
        of_speaker: dict[str, list[Content]] = defaultdict(list)
        for content in self.contents:
            if content.speaker is not None and any(map(content.holds, parts)):
                of_speaker[content.speaker].append(content)
        for together in of_speaker.values():
            if all(any(content.holds(part) for content in together) for part in parts):
                return together
        return []

    def touching(self, spans: Sequence[Span]) -> list[Content]:
        """The statements that say some of these words, those that say most of them first."""
        parts = list(self._word_spans(spans))
        shares = [(sum(map(content.holds, parts)), content) for content in self.contents]
        return [content for share, content in sorted(shares, key=lambda pair: -pair[0]) if share]

    def around(self, inner: Content) -> list[Content]:
        """The statements in which another one is said, the nearest first."""
        outer = (other for other in self.contents if other.id != inner.id and all(map(other.holds, inner.pieces)))
        return sorted(outer, key=lambda content: content.length)

    def _word_spans(self, spans: Iterable[Span]) -> Iterator[Span]:
        for span in spans:
            for word in range(self.words.at(span.start), self.words.at(span.end)):
                yield self.words.span(word, word)

    @cached_property
    def rows(self) -> dict[str, StatementRow]:
        """The statements as the book hands them out, by their ids."""
        return {row.id: row for row in statements_of_reading(self._connection, self._reading_key)}

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The entities without a name of their own ("two officials"): known in this article only."""
        bound = ((entity_id(entity.type, entity.name, self.article.id), entity.id) for entity in self._entities)
        return frozenset(given for made, given in bound if made == given)

    @cached_property
    def _entities(self) -> tuple[Entity, ...]:
        return load_entities(self._connection, self._reading_key)

    def sentences_around(self, span: Span) -> Span:
        """From the beginning of the sentence where `span` begins to the end of that where it ends."""
        touched = [span, *(sentence for sentence in self._sentences if sentence.overlaps(span))]
        return Span(min(part.start for part in touched), max(part.end for part in touched))

    @cached_property
    def _sentences(self) -> list[Span]:
        return [sentence.span for sentence in load_sentences(self._connection, self._reading_key)]

    def in_quote_marks(self, spans: Sequence[Span]) -> bool:
        """Whether all of these words stand in quote marks."""
        window = self._lines(spans[0].start, spans[-1].end)
        quoted = [quotation.span for quotation in quotations(self.article.text, window)]
        return all(any(span.covers(part) for span in quoted) for part in self._word_spans(spans))

    def _lines(self, start: int, end: int) -> list[Span]:
        text = self.article.text
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        lines, begin = [], first
        for line in text[first : len(text) if last < 0 else last].split("\n"):
            lines.append(Span(begin, begin + len(line)))
            begin += len(line) + 1
        return [line for line in lines if line.start < line.end]


def load_text(connection: Connection, article_id: str) -> Text | None:
    """The article, or None where it is not in the book."""
    key = current_reading(connection, article_id)
    return None if key is None else Text(connection, article_id, key)


def _contents(connection: Connection, reading_key: int) -> tuple[Content, ...]:
    statement, span = tables.statement.c, tables.statement_span.c
    found = (
        select(statement.id, statement.speaker_id, span.start, span.stop)
        .join_from(tables.statement, tables.statement_span, span.statement_key == statement.key)
        .where(statement.reading_key == reading_key, span.role == "content")
        .order_by(statement.start, statement.key, span.start)
    )
    pieces: dict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for row in connection.execute(found):
        pieces[row.id, row.speaker_id].append(Span(row.start, row.stop))
    return tuple(Content(statement_id, speaker, tuple(spans)) for (statement_id, speaker), spans in pieces.items())
