"""Attribution relations: which source said, by which cue, which contents. In words of the analysis, not yet records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from onrecord.language.analysis import Analysis, Piece
from onrecord.language.grammar import Grammar
from onrecord.language.lemmas import regular_forms
from onrecord.language.quotes import overlapping
from onrecord.ontology.tables import table
from onrecord.records import Reason, Span

Run = tuple[int, int]

_FUNCTION_WORDS = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "PART", "AUX"})
#: What completes a verb of saying: its objects and clauses, and what "accuse of" and the like bring.
_COMPLEMENTS = frozenset({"obj", "ccomp", "xcomp", "obl"})
#: How sure a content is that the grammar alone gives.
_BY_GRAMMAR = 0.5
#: Characters of a content that a reason repeats.
_EXCERPT = 80


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

    A cue without any content is dropped, for nothing was said.
    """
    contents = _contents_by_cue(analysis, grammar)
    sources = _sources_by_cue(analysis, grammar)
    found = []
    for index, cue in enumerate(analysis.pieces):
        if cue.role != "cue":
            continue
        pieces = contents[index] or _complement(analysis, grammar, cue, sources.get(index))
        source = sources.get(index)
        members = [cue, *pieces, *([source] if source else [])]
        score = sum(piece.score for piece in members) / len(members)
        runs = tuple((piece.first, piece.last) for piece in pieces if _says_something(grammar, piece))
        if not runs:
            continue
        found.append(
            Relation(
                source=(_whole_name(source, cue, grammar),) if source else (),
                cue=((cue.first, cue.last),),
                content=tuple(sorted(runs)),
                score=score,
                why=_why(analysis, index, cue, pieces, source),
            )
        )
    return found


def _whole_name(source: Piece, cue: Piece, grammar: Grammar) -> Run:
    """The source; one that ends inside a longer name goes on to the name's head ("The U.S." Department)."""
    head = grammar.head[source.last]
    inside = grammar.relation(source.last) in ("compound", "amod", "nmod:poss") and source.last < head < cue.first
    if not inside or grammar.tokens[head].upos != "PROPN":
        return source.first, source.last
    last = head
    for child in grammar.children[head]:
        if child > head and grammar.relation(child).split(":")[0] in ("nmod", "flat", "compound"):
            last = max(last, grammar.subtree(child)[1])
    return source.first, last if last < cue.first else head


def orphans(analysis: Analysis, found: list[Relation]) -> list[Piece]:
    """Contents that the role head saw and that belong to no relation: signs of a speaker who goes on."""
    taken = {run for relation in found for run in relation.content}
    return [
        piece
        for piece in analysis.pieces
        if piece.role == "content" and not any(a <= piece.first <= b or a <= piece.last <= b for a, b in taken)
    ]


def _contents_by_cue(analysis: Analysis, grammar: Grammar) -> dict[int, list[Piece]]:
    out: dict[int, list[Piece]] = defaultdict(list)
    for link in analysis.links:
        content = analysis.pieces[link.other]
        if content.role == "content" and _may_belong(analysis, grammar, content, analysis.pieces[link.cue]):
            out[link.cue].append(content)
    return out


@cache
def _verbs_of_saying() -> frozenset[str]:
    """Single-word cues of the table of acts."""
    return frozenset(cue for act in table("acts")["acts"] for cue in act["cues"] if " " not in cue)


@cache
def _forms_of_saying() -> frozenset[str]:
    """Their regular forms, for where the lemma head slips ("accus")."""
    return frozenset(form for verb in _verbs_of_saying() for form in regular_forms(verb))


def _complement(analysis: Analysis, grammar: Grammar, cue: Piece, source: Piece | None) -> list[Piece]:
    """What a verb with a source governs behind it, where the chain gave it nothing: "accused [the ministry of ...]"."""
    if source is not None and grammar.form(cue.first).lower() == "according":
        return _clause_beside(analysis, grammar, cue, source)
    verb = grammar.top(cue.first, cue.last)
    known = grammar.lemma(verb) in _verbs_of_saying() or grammar.form(verb).lower() in _forms_of_saying()
    if source is None or source.first > cue.first or not known:
        return []
    runs = [
        grammar.subtree(child)
        for child in grammar.children[verb]
        if child > cue.last and grammar.relation(child).split(":")[0] in _COMPLEMENTS
    ]
    if not runs:
        return []
    first, last = cue.last + 1, max(end for _, end in runs)
    return _untaken(analysis, grammar, cue, _behind_adverbials(first, last, verb, analysis, grammar))


def _untaken(analysis: Analysis, grammar: Grammar, cue: Piece, run: Run) -> list[Piece]:
    """A content that the grammar alone gives; nothing where another piece has some of its words."""
    first, last = run
    taken = {word for piece in analysis.pieces if piece is not cue for word in range(piece.first, piece.last + 1)}
    if first > last or taken.intersection(range(first, last + 1)):
        return []
    return [Piece("content", first, last, grammar.span(first, last), _BY_GRAMMAR)]


def _behind_adverbials(first: int, last: int, verb: int, analysis: Analysis, grammar: Grammar) -> Run:
    """ "noted [on a postcard] “...”", "explained [to the press,] “...”": what is said begins with the quotation."""
    begins = first
    while begins <= last:
        children = [child for child in grammar.dependants(verb, "obl", "advmod") if grammar.subtree(child)[0] == begins]
        if not children:
            break
        begins = grammar.subtree(children[0])[1] + 1
        while begins <= last and grammar.form(begins) in (",", ":"):
            begins += 1
    quotation = next((q for q in analysis.quotations if q.closed and _opens(q.span, begins, grammar)), None)
    if begins in (first, last + 1) or quotation is None:
        return first, last
    end = begins
    while end + 1 < len(grammar.tokens) and grammar.tokens[end + 1].end <= quotation.span.end:
        end += 1
    return begins, end


def _opens(span: Span, word: int, grammar: Grammar) -> bool:
    return word < len(grammar.tokens) and span.start == grammar.tokens[word].start


def _clause_beside(analysis: Analysis, grammar: Grammar, cue: Piece, source: Piece) -> list[Piece]:
    """The clause that "according to X" stands in front of or behind."""
    low, high = grammar.sentence_bounds(grammar.sentence[cue.first])
    if cue.first - low <= 1:
        behind = grammar.subtree(grammar.top(source.first, source.last))[1] + 1
        first = next((n + 1 for n in (source.last + 1, behind) if n < high and grammar.form(n) == ","), high + 1)
        last = high
    else:
        governor = grammar.head[grammar.top(source.first, source.last)]
        first = grammar.subtree(governor)[0] if governor >= 0 else low
        last = cue.first - 1
    while first < last and grammar.form(first) in (",", '"', "”"):
        first += 1
    while last > first and grammar.form(last) in (",", "."):
        last -= 1
    return _untaken(analysis, grammar, cue, (first, last))


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


def _quoted(analysis: Analysis, grammar: Grammar, word: int) -> bool:
    return next(overlapping(analysis.quotations, grammar.span(word, word)), None) is not None


def _why(analysis: Analysis, at: int, cue: Piece, pieces: list[Piece], source: Piece | None) -> tuple[Reason, ...]:
    text = analysis.text
    reasons = [Reason("role-head.cue", cue.span.of(text), round(cue.score, 3))]
    if source:
        reasons.append(Reason("role-head.source", source.span.of(text), round(source.score, 3)))
    else:
        reasons.append(Reason("role-head.source", "no source is written beside this cue", None))
    own = {analysis.pieces[link.other].span for link in analysis.links if link.cue == at}
    for piece in pieces:
        rule = "role-head.content" if piece.span in own else "grammar.complement"
        reasons.append(Reason(rule, _excerpt(piece.span.of(text)), round(piece.score, 3)))
    return tuple(reasons)


def _excerpt(words: str) -> str:
    if len(words) <= _EXCERPT:
        return words
    return words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def child_of(relation: Relation, parent: int) -> Relation:
    """The relation, marked as lying inside the relation with index `parent`."""
    return replace(relation, parent=parent)
