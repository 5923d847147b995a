"""Attribution relations: which source said, by which cue, which contents. In words of the analysis, not yet records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import log

from onrecord.language.analysis import Analysis, Piece
from onrecord.language.grammar import Grammar
from onrecord.language.quotes import overlapping
from onrecord.records import Reason

Run = tuple[int, int]

_FUNCTION_WORDS = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "PART", "AUX"})
#: Characters of a content that a reason repeats.
_EXCERPT = 80
#: How much a link's log probability loses for each hurdle between a content and its cue.
_OTHER_CUE, _SENTENCE, _PARAGRAPH = 1.2, 0.4, 0.8


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution: runs of words (first, last) of each role, and how it was found."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    score: float
    why: tuple[Reason, ...]
    inferred: bool = False
    parent: int | None = None
    speaker_of: int | None = None

    def words(self) -> list[Run]:
        """All runs of the relation in order."""
        return sorted({*self.source, *self.cue, *self.content})


def relations(analysis: Analysis, grammar: Grammar) -> list[Relation]:
    """The outermost relations of a text, in the order of their cues.

    A content belongs to the cue that the link head prefers, weighed by the cues, sentences and paragraphs that lie
    between; a
    cue without any content is dropped, for nothing was said.
    """
    contents = _contents_by_cue(analysis, grammar)
    sources = _sources_by_cue(analysis, grammar)
    found = []
    for index, cue in enumerate(analysis.pieces):
        if cue.role != "cue" or not contents[index]:
            continue
        pieces = contents[index]
        source = sources.get(index)
        spoken = (_whole_subject(grammar, source, cue),) if source else ()
        members = [cue, *pieces, *([source] if source else [])]
        score = sum(piece.score for piece in members) / len(members)
        runs = tuple(
            _trim(analysis, grammar, piece.first, piece.last) for piece in pieces if _says_something(grammar, piece)
        )
        if not runs:
            continue
        found.append(
            Relation(
                source=spoken,
                cue=((cue.first, cue.last),),
                content=tuple(sorted(set(_merge(runs, grammar)))),
                score=score,
                why=_why(analysis, cue, pieces, source),
            )
        )
    return found


def orphans(analysis: Analysis, found: list[Relation]) -> list[Piece]:
    """Contents that the role head saw and that belong to no relation: signs of a speaker who goes on."""
    taken = {run for relation in found for run in relation.content}
    return [
        piece
        for piece in analysis.pieces
        if piece.role == "content" and not any(a <= piece.first <= b or a <= piece.last <= b for a, b in taken)
    ]


def _contents_by_cue(analysis: Analysis, grammar: Grammar) -> dict[int, list[Piece]]:
    cues = [n for n, piece in enumerate(analysis.pieces) if piece.role == "cue"]
    best: dict[int, tuple[float, int]] = {}
    for link in analysis.links:
        content = analysis.pieces[link.other]
        if content.role == "content":
            score = log(max(link.score, 1e-6)) - _hurdles(analysis, grammar, content, link.cue, cues)
            if not _may_belong(analysis, grammar, content, analysis.pieces[link.cue]):
                continue
            if link.other not in best or score > best[link.other][0]:
                best[link.other] = (score, link.cue)
    out: dict[int, list[Piece]] = defaultdict(list)
    for other, (_, cue) in sorted(best.items()):
        out[cue].append(analysis.pieces[other])
    return out


def _says_something(grammar: Grammar, piece: Piece) -> bool:
    """A piece of nothing but articles, prepositions and marks is a slip of the role head."""
    return any(grammar.tokens[word].upos not in _FUNCTION_WORDS for word in range(piece.first, piece.last + 1))


def _may_belong(analysis: Analysis, grammar: Grammar, content: Piece, cue: Piece) -> bool:
    """Over a sentence's edge only a quotation goes on: what is told indirectly needs a cue in its own sentence.

    A sentence that begins outside quote marks and holds a few quoted words is a new statement, not the rest of one.
    """
    if (
        grammar.sentence[content.first] == grammar.sentence[cue.first]
        or grammar.sentence[content.last] == grammar.sentence[cue.first]
    ):
        return True
    opening = grammar.sentence_bounds(grammar.sentence[content.first])[0]
    return _quoted(analysis, grammar, opening)


def _hurdles(analysis: Analysis, grammar: Grammar, content: Piece, cue_index: int, cues: list[int]) -> float:
    cue = analysis.pieces[cue_index]
    low, high = (content.last, cue.first) if content.first < cue.first else (cue.last, content.first)
    between = sum(low < analysis.pieces[n].first < high for n in cues)
    sentences = abs(grammar.sentence[high] - grammar.sentence[low])
    paragraphs = abs(analysis.paragraphs[grammar.sentence[high]] - analysis.paragraphs[grammar.sentence[low]])
    return _OTHER_CUE * between + _SENTENCE * sentences + _PARAGRAPH * paragraphs


def _sources_by_cue(analysis: Analysis, grammar: Grammar) -> dict[int, Piece]:
    best: dict[int, tuple[float, Piece]] = {}
    for link in analysis.links:
        source = analysis.pieces[link.other]
        if (
            source.role == "source"
            and _says_something(grammar, source)
            and (link.cue not in best or link.score > best[link.cue][0])
        ):
            best[link.cue] = (link.score, source)
    return {cue: source for cue, (_, source) in best.items()}


def _whole_subject(grammar: Grammar, source: Piece, cue: Piece) -> Run:
    """A source that is the end of the cue's subject is the whole of it ("Leaders of the alliance [Nato]")."""
    top = grammar.top(source.first, source.last)
    steps = 0
    while grammar.relation(top).split(":")[0] in ("nmod", "appos", "compound", "flat") and steps < 6:
        top = grammar.head[top]
        steps += 1
    if steps == 0 or not grammar.relation(top).startswith("nsubj") or not cue.first <= grammar.head[top] <= cue.last:
        return source.first, source.last
    first, last = grammar.subtree(top)
    fits = first < source.first and last == source.last and last - first < 16
    return (first, last) if fits else (source.first, source.last)


def _trim(analysis: Analysis, grammar: Grammar, first: int, last: int) -> Run:
    """The guidelines leave out the sentence's own stop and commas at the edge, unless quote marks hold them."""
    while last > first and grammar.form(last) in (",", ";", ":", "–", "—", "-"):
        last -= 1
    if last > first and grammar.form(last) == "." and not _quoted(analysis, grammar, last):
        last -= 1
    while first < last and grammar.form(first) in (",", ";", ":", "–", "—", "-"):
        first += 1
    return first, last


def _quoted(analysis: Analysis, grammar: Grammar, word: int) -> bool:
    return next(overlapping(analysis.quotations, grammar.span(word, word)), None) is not None


def _merge(runs: tuple[Run, ...], grammar: Grammar) -> list[Run]:
    """Neighbouring pieces of one relation within a sentence are one piece."""
    out: list[Run] = []
    for first, last in sorted(runs):
        if out and first == out[-1][1] + 1 and grammar.sentence[first] == grammar.sentence[out[-1][1]]:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def _why(analysis: Analysis, cue: Piece, pieces: list[Piece], source: Piece | None) -> tuple[Reason, ...]:
    text = analysis.text
    reasons = [Reason("role-head.cue", cue.span.of(text), round(cue.score, 3))]
    if source:
        reasons.append(Reason("role-head.source", source.span.of(text), round(source.score, 3)))
    else:
        reasons.append(Reason("role-head.source", "no source is written beside this cue", None))
    reasons.extend(
        Reason("role-head.content", _excerpt(piece.span.of(text)), round(piece.score, 3)) for piece in pieces
    )
    return tuple(reasons)


def _excerpt(words: str) -> str:
    if len(words) <= _EXCERPT:
        return words
    return words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def child_of(relation: Relation, parent: int) -> Relation:
    """The relation, marked as lying inside the relation with index `parent`."""
    return replace(relation, parent=parent)
