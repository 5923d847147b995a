"""Whether an article is a live report, whose posts stand for themselves, or one text in parts with headings."""

from __future__ import annotations

from onrecord.language.analysis import Analysis
from onrecord.records import Article, Token


def is_live_report(article: Article, analysis: Analysis) -> bool:
    """Whether posts have days or times of their own, or most of their headings are sentences ("Ferry to sail again").

    The headings of an article's parts mostly are mere names ("Reforms", "What it costs").
    """
    if len(article.posts) < 2:
        return False
    if any(post.date is not None for post in article.posts):
        return True
    headings = {post.index: post.heading for post in article.posts if post.heading is not None}
    telling = {
        sentence.post
        for sentence in analysis.sentences
        if sentence.post in headings and headings[sentence.post].covers(sentence.span)
        if any(_tells(token) for token in sentence.tokens)
    }
    return bool(headings) and len(telling) * 2 > len(headings)


def _tells(token: Token) -> bool:
    return token.upos in ("VERB", "AUX")
