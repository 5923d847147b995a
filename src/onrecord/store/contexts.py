"""What the rows of one reading's records share: its text, its sentences and its dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.records import DateValue, Reading, Span


class Context:
    """The text, sentences and dates of a reading, ready for looking up."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.published = reading.article.published
        self.post_dates = {post.index: post.date for post in reading.article.posts}
        self.sentences = sorted(sentence.span for sentence in reading.sentences)
        self.starts = [span.start for span in self.sentences]

    def date_of_post(self, post: int) -> DateValue | None:
        """The date of a post, else that of the article."""
        return self.post_dates.get(post) or self.published

    def sentence_span(self, evidence: Sequence[Span]) -> Span:
        """From the start of the first to the end of the last sentence that holds evidence."""
        if not evidence:
            return Span(0, 0)
        start, end = evidence[0].start, max(span.end for span in evidence)
        first = bisect_right(self.starts, start) - 1
        if first >= 0 and self.sentences[first].end > start:
            start = self.sentences[first].start
        last = bisect_left(self.starts, end) - 1
        if last >= 0:
            end = max(end, self.sentences[last].end)
        return Span(start, end)
