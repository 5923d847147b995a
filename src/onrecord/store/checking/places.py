"""One place where a quotation stands: whose words they are there, and what nobody must miss about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Reason, Span
from onrecord.store.checking.alignment import Alignment
from onrecord.store.checking.differences import Comparison
from onrecord.store.checking.names import Asked
from onrecord.store.checking.texts import Content, Text
from onrecord.store.rows import PIECE_JOINT, StatementRow
from onrecord.store.verdicts import Difference, Holder, Place, Verdict, difference_in_words

#: Acts that turn what is said around where the text puts it into its own words ("denied that ...").
_TURNED_AROUND = {"deny": "it is denied", "refuse": "it is refused"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every place: the speaker and the article, either of them or none."""

    asked: Asked | None
    article: str | None


def place_of(question: Question, text: Text, comparison: Comparison, alignment: Alignment) -> Place:
    """The place of a text that a quotation is laid over."""
    article, spans = text.article, comparison.spans(alignment)
    held = text.holding(spans)
    rows = tuple(text.rows[content.id] for content in held)
    holder, why = _holder(question.asked, text, rows)
    differences, similarity = comparison.differences(alignment), comparison.similarity(alignment)
    around = text.sentences_around(Span(spans[0].start, spans[-1].end))
    post = next((post for post in article.posts if post.span.covers(spans[0])), None)
    quoted, told_by = text.in_quote_marks(spans), _told_by(text, held)
    return Place(
        verdict=_verdict(question, article.id, holder, similarity),
        article=article.id,
        title=article.title,
        address=(post.address if post else None) or article.address,
        publisher=article.publisher,
        date=(rows[0].date if rows else None) or (post.date if post else None) or article.published,
        spans=spans,
        text=PIECE_JOINT.join(span.of(article.text) for span in spans),
        context=around.of(article.text),
        context_span=around,
        in_quote_marks=quoted,
        statements=rows,
        speaker=rows[0].speaker if rows else None,
        speaker_name=rows[0].speaker_name if rows else None,
        holder=holder,
        told_by=told_by,
        similarity=similarity,
        differences=differences,
        cautions=(*_of_differences(differences), *_of_statements(rows, quoted, told_by)),
        why=(*why, *_of_neighbours(text, spans, rows)),
    )


def _verdict(question: Question, article: str, holder: Holder, similarity: float) -> Verdict:
    if similarity < 1:
        return "close to"
    if holder == "other":
        return "said, but by someone else"
    there = question.article in (None, article)
    return "verbatim here" if holder == "asked" and there else "verbatim elsewhere"


def _holder(asked: Asked | None, text: Text, rows: Sequence[StatementRow]) -> tuple[Holder, tuple[Reason, ...]]:
    """Whose words these are, seen from the speaker who was asked for, and why."""
    if not rows:
        return "none", (Reason("place.outside", "no statement holds all of these words"),)
    speaker, name = rows[0].speaker, rows[0].speaker_name
    if asked is None:
        return "asked", ()
    if speaker in asked.why:
        return "asked", (asked.why[speaker],)
    if speaker is None:
        source = name or rows[0].source_text
        if asked.is_named(name):
            return "asked", (Reason("speaker.name", f"the text names its source “{name}” and nobody more exactly"),)
        return "unknown", (
            Reason("speaker.unknown", f"the text does not say who “{source}” is" if source else "no source is written"),
        )
    if speaker in text.unnamed:
        return "unknown", (Reason("speaker.unnamed", f"“{name}” is nobody's name"),)
    return "other", (Reason("speaker.other", f"“{name}” is somebody else"),)


def _told_by(text: Text, held: Sequence[Content]) -> str | None:
    """Who passes on what another one is said to have said."""
    for inner in held[:1]:
        for outer in text.around(inner):
            if outer.speaker is not None and outer.speaker != inner.speaker:
                return text.rows[outer.id].speaker_name
    return None


def _of_differences(found: Sequence[Difference]) -> Iterator[Reason]:
    for difference in found:
        if difference.concern is not None:
            yield Reason(f"difference.{difference.concern}", difference_in_words(difference))


def _of_statements(rows: Sequence[StatementRow], quoted: bool, told_by: str | None) -> Iterator[Reason]:
    for row in rows:
        if row.polarity == "negative":
            yield Reason("statement.negated", f"the text says that this was not said: “{row.cue_text}”")
        elif row.act in _TURNED_AROUND and not quoted:
            yield Reason("statement.turned", f"{_TURNED_AROUND[row.act]}: “{row.cue_text}”")
    if rows and not quoted:
        share = "some of the" if any(row.form != "indirect" for row in rows) else "the"
        yield Reason("statement.wording", f"{share} words are the outlet's, not in quote marks")
    if any(row.attribution == "inferred" for row in rows):
        yield Reason("statement.inferred", "the speaker is inferred: none is written at these words")
    if told_by is not None:
        yield Reason("statement.told", f"{told_by} passes it on")


def _of_neighbours(text: Text, spans: Sequence[Span], rows: Sequence[StatementRow]) -> Iterator[Reason]:
    """Where no statement holds all the words: the one that holds most of them."""
    for content in () if rows else text.touching(spans)[:1]:
        row = text.rows[content.id]
        yield Reason(
            "place.partly",
            f"part of them is said by {row.speaker_name or row.source_text or 'an unknown source'} ({row.id})",
        )
