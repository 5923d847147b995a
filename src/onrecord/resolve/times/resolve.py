"""From expressions to records: what each stands for, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    TimePrecision,
    TimeType,
    record_id,
)
from onrecord.resolve.times import values
from onrecord.resolve.times.anchors import Anchors, is_narrative
from onrecord.resolve.times.explicit import explicit
from onrecord.resolve.times.relative import RelativeTimes
from onrecord.resolve.times.spans import joined
from onrecord.resolve.times.tense import Tenses
from onrecord.resolve.times.values import Moment

_FIRST_LATE_YEAR = 1000
#: How sure a value is that says its year itself, and one that was counted from another time.
_EXPLICIT, _COUNTED = 0.95, 0.8
#: The words before a time in which its preposition is looked for.
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with its words, the expressions in it and their tenses."""

    sentence: Sentence
    reader: TimeReader
    expressions: tuple[Expression, ...]
    tenses: Tenses


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What an expression comes to."""

    type: TimeType
    value: str | None
    rule: str
    moment: Moment | None = None
    anchor: TimeAnchor = "none"
    precision: TimePrecision | None = None


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
        early = any(_tells_of_early(found) for read in reads for found in read.expressions)
        for number, read in enumerate(reads):
            anchors.sentence = number
            meant = [found for found in read.expressions if _is_meant(read, found, early)]
            out += joined(read.reader, meant, [_mention(article, read, found, anchors) for found in meant])
    return tuple(sorted(out, key=lambda mention: mention.span))


def _tells_of_early(found: Expression) -> bool:
    """Whether a time says for sure that it lies in the first thousand years of an era."""
    early = found.kind == "date" and found.year is not None and (found.year < _FIRST_LATE_YEAR or found.before_christ)
    return early and not found.doubtful


def _is_meant(read: _Read, found: Expression, early: bool) -> bool:
    """Whether a doubtful reading holds: "373" in a text of such years, "soon" in a sentence that points ahead."""
    if found.doubtful:
        return early
    if found.kind == "reference" and read.reader.lower[found.last] in read.reader.known.listed("only_ahead"):
        return read.tenses.of(found) == "future"
    return True


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
    return _Read(sentence, reader, reader.expressions(), Tenses(reader, sentence.tokens))


def _mention(article: Article, read: _Read, found: Expression, anchors: Anchors) -> TimeMention:
    resolved = _resolved(found, anchors, RelativeTimes(anchors, read.tenses.of(found)), _is_within(read, found))
    moment, anchor = resolved.moment, resolved.anchor
    if moment is not None and resolved.type != "duration" and not (anchors.narrative and anchor == "published"):
        anchors.remember(moment)
    span = read.reader.span(found)
    modality = _modality(read, found)
    begin, end = _ends(moment, modality)
    return TimeMention(
        id=record_id(article.id, "time", (span,)),
        article=article.id,
        post=read.sentence.post,
        span=span,
        type=resolved.type,
        value=resolved.value,
        begin=begin,
        end=end,
        precision=resolved.precision,
        anchor=anchor,
        modality=modality,
        confidence=_EXPLICIT if anchor == "explicit" else _COUNTED if resolved.value is not None else 0.0,
        why=(Reason(f"time.{resolved.rule}", _told(resolved.value, anchor, anchors)),),
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


def _resolved(found: Expression, anchors: Anchors, times: RelativeTimes, within: bool) -> _Resolved:
    """Type, value, interval, anchor and rule of an expression; `within` marks a length of time that begins now."""
    unanchored = _unanchored(found)
    if unanchored is not None:
        moment = times.time_left(found) if within else None
        return unanchored if moment is None else replace(unanchored, moment=moment, anchor="published")
    moment = explicit(found)
    anchor: TimeAnchor = "explicit"
    if moment is None:
        moment, anchor = times.moment(found)
    if moment is None:
        return _Resolved("date", times.pattern(found), found.kind)
    of_day = found.clock or found.part
    if of_day and moment.precision == "day":
        return _Resolved("time", f"{moment.value}T{of_day}", found.kind, moment, anchor, _fineness(found))
    type_: TimeType = "duration" if moment.value.startswith("P") else "date"
    return _Resolved(type_, moment.value, found.kind, moment, anchor, moment.precision)


def _unanchored(found: Expression) -> _Resolved | None:
    """What stands for no days of the calendar: references, sets, durations, fiscal years, "weeks later"."""
    if found.kind == "reference":
        return _Resolved("date", found.value, "reference")
    if found.kind == "set":
        return _Resolved("set", found.value or values.duration(found.unit or "D", found.count), "set")
    if found.kind == "duration":
        return _Resolved("duration", values.duration(found.unit or "D", found.count), "duration")
    if found.kind == "fiscal":
        return _Resolved("date", f"FY{found.year}" if found.year is not None else None, "fiscal")
    if found.kind == "offset" and found.count is None:
        back = found.direction in ("ago", "earlier")
        return _Resolved("date", "PAST_REF" if back else "FUTURE_REF", "vague")
    return None


def _is_within(read: _Read, found: Expression) -> bool:
    """ "Within 30 days", "within the next two weeks", but not "within a year of the vote"."""
    line = read.reader.line
    before = found.first - 2 if line.is_in(found.first - 1, "articles") else found.first - 1
    return line.is_in(before, "within") and not line.is_in(found.last + 1, "counted_from")


def _fineness(found: Expression) -> TimePrecision:
    """How fine a time of day is: its part ("evening"), its hour ("3 p.m.", "noon") or its minute ("15:05")."""
    if found.clock is None:
        return "part"
    return "minute" if found.to_minute else "hour"


def _modality(read: _Read, found: Expression) -> TimeModality:
    """The relation that the preposition before a time gives, or "at the latest" behind it."""
    behind = read.reader.known.modalities_behind.at(read.reader.lower, found.last + 1)
    if behind is not None:
        return behind[1]
    lower = read.reader.lower[max(0, found.first - _BEFORE) : found.first]
    while lower and lower[-1] in read.reader.known.listed("articles"):
        lower.pop()
    before = read.reader.known.modalities.before(lower, len(lower))
    return before[1] if before else "on"
