"""From expressions to records: what each stands for, and why."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.extract.times import Expression, TimeReader
from onrecord.extract.times.lexicon import LANGUAGES, time_words
from onrecord.extract.words import scan
from onrecord.records import (
    Article,
    Post,
    Reason,
    Sentence,
    TimeAnchor,
    TimeMention,
    TimeModality,
    TimeType,
    Token,
    record_id,
)
from onrecord.resolve.times import values
from onrecord.resolve.times.anchors import Anchors, is_narrative
from onrecord.resolve.times.relative import RelativeTimes
from onrecord.resolve.times.values import Moment

#: From a time up to its verb, at most.
_STEPS_UP = 6


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with its words and the expressions in it."""

    sentence: Sentence
    reader: TimeReader
    expressions: tuple[Expression, ...]


def resolve_times(article: Article, sentences: Sequence[Sentence]) -> tuple[TimeMention, ...]:
    """The times in these sentences, in the order of the text.

    Anchored on the post's date, else on the article's. Languages without a table of time words give none.
    """
    out: list[TimeMention] = []
    posts = {post.index: post for post in article.posts}
    by_post: dict[int, list[_Read]] = {}
    for sentence in sentences:
        if sentence.language in LANGUAGES:
            by_post.setdefault(sentence.post, []).append(_read(article.text, sentence))
    for index, reads in by_post.items():
        written = written_on(article, posts.get(index))
        anchors = Anchors(written, is_narrative(written, [found for read in reads for found in read.expressions]))
        for read in reads:
            out += [_mention(article, read, found, anchors) for found in read.expressions]
    return tuple(sorted(out, key=lambda mention: mention.span))


def written_on(article: Article, post: Post | None) -> date | None:
    """The day a post was put out, as far as known; None where only a year or month is."""
    for value in (post.date if post else None, article.published):
        if value is not None and value.precision in ("day", "minute", "second"):
            try:
                return date.fromisoformat(value.begin[:10])
            except ValueError:
                continue
    return None


def _read(text: str, sentence: Sentence) -> _Read:
    reader = TimeReader(scan(text, sentence.span.start, sentence.span.end), time_words(sentence.language))
    return _Read(sentence, reader, tuple(reader.expressions()))


def _mention(article: Article, read: _Read, found: Expression, anchors: Anchors) -> TimeMention:
    times = RelativeTimes(anchors, _tells_of_future(read, found))
    type_, value, moment, anchor, rule = _resolved(found, anchors, times)
    if moment is not None and not (anchors.narrative and anchor == "published"):
        anchors.remember(moment)
    span = read.reader.span(found)
    modality = _modality(read, found)
    begin, end = _ends(moment, modality)
    return TimeMention(
        id=record_id(article.id, "time", (span,)),
        article=article.id,
        post=read.sentence.post,
        span=span,
        type=type_,
        value=value,
        begin=begin,
        end=end,
        precision=moment.precision if moment else None,
        anchor=anchor,
        modality=modality,
        confidence=0.95 if anchor == "explicit" else 0.8 if value is not None else 0.0,
        why=(Reason(f"time.{rule}", _told(value, anchor, anchors)),),
    )


def _told(value: str | None, anchor: TimeAnchor, anchors: Anchors) -> str:
    if value is None:
        return "nothing to count from"
    if anchor == "published":
        return f"{value}, counted from {anchors.written}"
    return f"{value}, counted from the time told of" if anchor == "narrative" else value


def _ends(moment: Moment | None, modality: TimeModality) -> tuple[str | None, str | None]:
    """The ends as ISO days; "by" and "until" leave the beginning open, "since" and "after" the end."""
    if moment is None or moment.begin is None or moment.end is None:
        return None, None
    begin, end = moment.begin.isoformat(), moment.end.isoformat()
    if modality in ("by", "until"):
        return None, end
    if modality == "before":
        return None, begin
    if modality == "since":
        return begin, None
    return (end, None) if modality == "after" else (begin, end)


def _resolved(
    found: Expression, anchors: Anchors, times: RelativeTimes
) -> tuple[TimeType, str | None, Moment | None, TimeAnchor, str]:
    """Type, value, interval, anchor and rule of an expression."""
    if found.kind == "reference":
        return "date", found.value, None, "none", "reference"
    if found.kind == "set":
        return "set", found.value or values.duration(found.unit or "D", found.count), None, "none", "set"
    if found.kind == "duration":
        return "duration", values.duration(found.unit or "D", found.count), None, "none", "duration"
    moment, anchor = _explicit(found), "explicit"
    if moment is None:
        moment, anchor = times.moment(found)
    if moment is None:
        return "date", times.pattern(found), None, "none", found.kind
    value = moment.value
    of_day = found.clock or found.part
    if of_day and moment.precision == "day":
        return "time", f"{value}T{of_day}", moment, anchor, found.kind  # type: ignore[return-value]
    return "date", value, moment, anchor, found.kind  # type: ignore[return-value]


def _explicit(found: Expression) -> Moment | None:
    """What says its year itself."""
    if found.kind == "decade" and found.year is not None:
        return values.decade(found.year)
    if found.kind == "century" and found.number is not None:
        return values.century(found.number, found.before_christ)
    if found.year is None:
        return None
    if found.before_christ:
        moment = values.year(found.year, True)
        month = f"-{found.month:02d}" if found.month else f"-{found.unit}" if found.kind == "season" else ""
        return Moment(moment.value + month + (f"-{found.day:02d}" if found.day else ""), None, None, "year")
    if found.kind == "season":
        return values.season(found.year, found.unit or "SU")
    if found.kind == "quarter":
        return values.quarter(found.year, found.number or 1)
    if found.kind == "half":
        return values.half(found.year, found.number or 1)
    if found.month is None:
        return values.year(found.year)
    if found.day is None:
        return values.month(found.year, found.month)
    exact = values.valid_day(found.year, found.month, found.day)
    return values.day(exact) if exact is not None else None


def _modality(read: _Read, found: Expression) -> TimeModality:
    lower = read.reader.lower[max(0, found.first - 3) : found.first]
    while lower and lower[-1] in ("the", "a"):
        lower.pop()
    before = read.reader.known.modalities.before(lower, len(lower))
    return before[1] if before else "on"  # type: ignore[return-value]


def _tells_of_future(read: _Read, found: Expression) -> bool:
    """Whether the verb nearest before a time, or a sign word of the sentence, points ahead."""
    verb = _verb_of(read, found)
    if verb is not None and "Tense=Past" in verb.features and "VerbForm=Fin" in verb.features:
        return False
    signs = read.reader.known.listed("future_signs")
    lower = read.reader.lower
    window = lower[max(0, found.first - 25) : found.first] + lower[found.last + 1 : found.last + 12]
    return any(word in signs for word in window) or any(pair == ("to", "be") for pair in itertools.pairwise(window))


def _verb_of(read: _Read, found: Expression) -> Token | None:
    """The verb that a time hangs on, by the tree; None where there is no tree or no verb above it."""
    tokens = read.sentence.tokens
    start = read.reader.words[found.first].start
    at = next((n for n, token in enumerate(tokens) if token.start <= start < token.end), None)
    for _ in range(_STEPS_UP):
        if at is None or at < 0:
            return None
        if tokens[at].upos in ("VERB", "AUX"):
            return tokens[at]
        at = tokens[at].head
    return None
