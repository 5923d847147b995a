"""Direct, indirect or mixed: how much of a content stands in quote marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar
from onrecord.language.quotes import Quotation
from onrecord.records import Form


def form_of(content: Sequence[Run], grammar: Grammar, quotations: Sequence[Quotation]) -> Form:
    """`direct` where every word of the content is quoted, `indirect` where none is, `mixed` otherwise."""
    starts = [quotation.span.start for quotation in quotations]
    quoted = total = 0
    for first, last in content:
        for word in range(first, last + 1):
            token = grammar.tokens[word]
            if token.upos == "PUNCT" or not any(char.isalnum() for char in token.form):
                continue
            total += 1
            at = bisect_right(starts, token.start) - 1
            quoted += at >= 0 and token.start < quotations[at].span.end
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == total else "mixed"
