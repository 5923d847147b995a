"""The article's page: its text, post by post and paragraph by paragraph, with the record beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from onrecord.errors import UsageError
from onrecord.records import DateValue, Event, Post, PostLanguage, Span
from onrecord.store import CodedRow, StatementRow, StoredArticle
from onrecord.web.marked import MarkedEvent, act_marks, mark_events
from onrecord.web.marking import Mark, Segment, marks_in, marks_of, paragraphs, segments
from onrecord.web.site import OnSite

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading cut at the borders of its marks, and the statements and events that begin in it."""

    cut: tuple[Segment, ...]
    statements: tuple[StatementRow, ...]
    events: tuple[MarkedEvent, ...]
    is_heading: bool


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post as the page shows it; `code` is the language its text is marked up as."""

    index: int
    date: DateValue | None
    address: str | None
    author: str | None
    language: PostLanguage | None
    code: str
    paragraphs: tuple[Paragraph, ...]


@router.get("/article/{id}")
def article_page(site: OnSite, id: str) -> HTMLResponse:
    """An article with its statements and events marked."""
    stored = site.book.article(id)
    if stored is None:
        raise UsageError("U002")
    languages = list(dict.fromkeys(language.language for language in stored.languages))
    return site.page(
        "article.html",
        article=stored.article,
        stored=stored,
        count=len(stored.statements),
        places_by_id={place.id: place for place in stored.places},
        numbers=_numbers(stored),
        about=_about(stored),
        promised=mark_events(row for row in stored.coded if not isinstance(row.record, Event)),
        posts=list(_shown_posts(stored)),
        languages=languages,
        main_language=languages[0] if languages else "und",
        unread=[language for language in stored.languages if language.read != "full"],
    )


def _numbers(stored: StoredArticle) -> dict[str, str]:
    """What stands at the marks of each record: statements from 1, acts from e1."""
    statements = {row.id: str(number) for number, row in enumerate(stored.statements, 1)}
    acts = [row for row in stored.coded if any(act_marks(row))]
    return statements | {row.id: f"e{number}" for number, row in enumerate(acts, 1)}


def _about(stored: StoredArticle) -> dict[str, list[CodedRow]]:
    """The promises and disputes about each event, by the event's id."""
    found: dict[str, list[CodedRow]] = {}
    for row in stored.coded:
        if not isinstance(row.record, Event) and row.record.event is not None:
            found.setdefault(row.record.event, []).append(row)
    return found


def _shown_posts(stored: StoredArticle) -> Iterator[ShownPost]:
    article = stored.article
    marks = [mark for row in stored.statements for mark in _visible(marks_of(row), article.text)]
    marks += [mark for row in stored.coded for mark in _visible(act_marks(row), article.text)]
    rows = {row.id: row for row in stored.statements}
    events = {event.row.id: event for event in mark_events(stored.coded)}
    languages = {language.post: language for language in stored.languages}
    posts = article.posts or (Post(0, Span(0, len(article.text))),)
    windows = [window for post in posts for window, _ in _windows(article.text, post)]
    marked = dict(zip(windows, marks_in(windows, marks), strict=True))
    for post in posts:
        language = languages.get(post.index)
        shown = (
            _paragraph(segments(article.text, window, marked[window]), rows, events, is_heading)
            for window, is_heading in _windows(article.text, post)
        )
        yield ShownPost(
            post.index,
            post.date,
            post.address,
            post.author,
            language,
            language.language if language else "und",
            tuple(shown),
        )


def _paragraph(
    cut: tuple[Segment, ...], rows: dict[str, StatementRow], events: dict[str, MarkedEvent], is_heading: bool
) -> Paragraph:
    begun = [id for segment in cut for id in segment.starts]
    statements = tuple(rows[id] for id in begun if id in rows)
    return Paragraph(cut, statements, tuple(events[id] for id in begun if id in events), is_heading)


def _windows(text: str, post: Post) -> Iterator[tuple[Span, bool]]:
    """The heading and the paragraphs of a post, in the order of the text, each with whether it is the heading."""
    heading = post.heading
    if heading is None:
        yield from ((window, False) for window in paragraphs(text, post.span))
        return
    yield from ((window, False) for window in paragraphs(text, Span(post.span.start, heading.start)))
    yield heading, True
    yield from ((window, False) for window in paragraphs(text, Span(heading.end, post.span.end)))


def _visible(marks: Iterator[Mark], text: str) -> Iterator[Mark]:
    """The marks without the blanks at their ends, which no paragraph shows."""
    for mark in marks:
        words = mark.span.of(text)
        start = mark.span.start + len(words) - len(words.lstrip())
        if words.strip():
            yield Mark(Span(start, start + len(words.strip())), mark.role, mark.record)
