"""Statements as the command line shows them: the same rows whether they were just read or come from a book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.cli import table
from onrecord.records import DateValue, PostLanguage, Reading, Reason, Sentence, Span, Statement

if TYPE_CHECKING:
    from onrecord.store import StatementRow

_COLUMNS = ("DATE", "SPEAKER", "ACT", "ID", "WORDS")


def say_rows(rows: Sequence[StatementRow]) -> None:
    """Prints statements as a table."""
    table.say_table(_COLUMNS, [_cells(row) for row in rows])


def speaker_of(row: StatementRow) -> str:
    """The name to show for who speaks: the resolved one, else the words of the source, else a dash."""
    return row.speaker_name or row.source_text or "–"


def of_reading(reading: Reading) -> Iterator[StatementRow]:
    """The rows of a reading that is in no book, equal to those a book would give of it."""
    for statement in reading.statements:
        yield _row(reading, statement)


def _cells(row: StatementRow) -> tuple[str, ...]:
    return (row.day or "", speaker_of(row), row.mark or row.act, row.id, row.content_text)


def _row(reading: Reading, statement: Statement) -> StatementRow:
    from onrecord.store import StatementRow

    article = reading.article
    post = next((post for post in article.posts if post.index == statement.post), None)
    context = sentence_span(reading.sentences, statement.evidence)
    return StatementRow(
        id=statement.id,
        article=article.id,
        title=article.title,
        address=article.address,
        publisher=article.publisher,
        date=_first_date(statement.date, post.date if post else None, article.published),
        language=statement.language,
        speaker=statement.speaker,
        speaker_name=statement.speaker_name,
        source_text=_joined(article.text, statement.source),
        cue_text=_joined(article.text, statement.cue),
        content_text=_joined(article.text, statement.content),
        source=statement.source,
        cue=statement.cue,
        content=statement.content,
        form=statement.form,
        act=statement.act,
        attribution=statement.attribution,
        polarity=statement.polarity,
        modality=statement.modality,
        parent=statement.parent,
        addressee=statement.addressee,
        addressee_name=statement.addressee_name,
        according_to=statement.according_to,
        confidence=statement.confidence,
        why=statement.why,
        sentence=context.of(article.text),
        sentence_span=context,
        post=statement.post,
        post_address=post.address if post else None,
        post_heading=post.heading.of(article.text) if post and post.heading else None,
        producer=reading.producer,
    )


def _first_date(*dates: DateValue | None) -> DateValue | None:
    return next((date for date in dates if date is not None), None)


def _joined(text: str, spans: Iterable[Span]) -> str:
    from onrecord.store.rows import PIECE_JOINT

    return PIECE_JOINT.join(span.of(text) for span in spans)


def sentence_span(sentences: Sequence[Sentence], evidence: Sequence[Span]) -> Span:
    """From the first to the last of the sentences that hold the evidence; its own ends where none does."""
    around = [
        sentence.span for sentence in sentences if any(sentence.span.overlaps(span) for span in evidence)
    ] or list(evidence)
    return Span(min(span.start for span in around), max(span.end for span in around))


def unread_notes(languages: Iterable[PostLanguage]) -> Iterator[str]:
    """A sentence for each post that was not read in full, so that silence is never taken for absence."""
    for language in languages:
        code = f"{language.language} ({language.confidence:.0%})"
        if language.read == "none":
            yield f"Post {language.post + 1} is left unread: its language is {code}."
        elif language.read == "quotes":
            yield f"Post {language.post + 1} is in {code}: only direct quotes with a named speaker are read."


def reason_words(reason: Reason) -> str:
    """One step of a decision on one line."""
    score = "" if reason.score is None else f" ({reason.score:.2f})"
    return f"{reason.rule}: {reason.detail}{score}"
