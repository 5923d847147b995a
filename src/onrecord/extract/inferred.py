"""A speaker who goes on with no cue: sentences after an attributed one that are still the same speaker's.

Live reports put one "he says" at the head of a post and then simply tell what he said. Each sentence without an
attribution of its
own is weighed by signs for and against; the signs that decided are kept as reasons, and the statement is marked
inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.extract.relations import Relation, Run
from onrecord.extract.stated import is_name, is_noun_phrase
from onrecord.language.analysis import Analysis, Piece
from onrecord.language.grammar import Grammar
from onrecord.language.quotes import Quotation, overlapping
from onrecord.ontology.tables import table
from onrecord.records import Reason

#: What the signs must add up to.
THRESHOLD = 2.5
#: A quoted stretch of this many words is speech; fewer may be irony or a title.
_SPEECH_WORDS = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with what is known of its surroundings: its post, and whether the text has several."""

    number: int
    post: int
    live: bool
    heading: bool


@cache
def _wording(key: str) -> frozenset[str]:
    return frozenset(table("english/wording")[key])


def inferred_relations(
    analysis: Analysis, grammar: Grammar, found: list[Relation], places: list[Place], loose: list[Piece]
) -> list[Relation]:
    """The inferred relations of a text; `speaker_of` is the index in `found` of the relation whose speaker goes on."""
    covered = _covered(grammar, found)
    out: list[Relation] = []
    current: int | None = None
    post = -1
    gap = 0
    for place in places:
        if place.post != post:
            current, post, gap = None, place.post, 0
        owners = covered.get(place.number)
        if owners:
            current, gap = owners[-1], 0
        elif not place.heading and current is not None and gap < 2:
            made = _weigh(analysis, grammar, found, covered, place, current, loose, gap)
            gap = 0 if made else gap + 1
            out.extend([made] if made else [])
    return out + _headings(analysis, grammar, [*found, *out], places, covered, len(found), out)


def _covered(grammar: Grammar, found: list[Relation]) -> dict[int, list[int]]:
    """For each sentence, the relations with words in it, in order."""
    out: dict[int, list[int]] = {}
    for index, relation in enumerate(found):
        for first, last in relation.words():
            for number in range(grammar.sentence[first], grammar.sentence[last] + 1):
                if index not in out.setdefault(number, []):
                    out[number].append(index)
    return out


def _weigh(
    analysis: Analysis,
    grammar: Grammar,
    found: list[Relation],
    covered: dict[int, list[int]],
    place: Place,
    current: int,
    loose: list[Piece],
    gap: int,
) -> Relation | None:
    run = _content(grammar, place.number)
    if run is None:
        return None
    signs = [
        *_speech_signs(analysis, grammar, run, loose),
        *_manner_signs(grammar, run),
        *_place_signs(grammar, found, covered, place, current, gap),
    ]
    total = sum(weight for weight, _ in signs)
    if total < THRESHOLD:
        return None
    told = "; ".join(f"{sign} {weight:+.1f}" for weight, sign in signs)
    return Relation(
        (), (), (run,), min(0.9, 0.3 + total / 10), (Reason("inferred.goes-on", told, total),), True, None, current
    )


def _content(grammar: Grammar, number: int) -> Run | None:
    first, last = grammar.sentence_bounds(number)
    while last > first and grammar.form(last) in (".", ";", ","):
        last -= 1
    return (first, last) if last - first >= 3 else None


def _speech_signs(analysis: Analysis, grammar: Grammar, run: Run, loose: list[Piece]) -> list[tuple[float, str]]:
    signs = []
    span = grammar.span(*run)
    quoted = [q for q in overlapping(analysis.quotations, span) if q.weight == "double"]
    if any(_is_speech(quotation, run, analysis, grammar) for quotation in quoted):
        signs.append((2.0, "quoted words without a source of their own"))
    seen = sum(
        min(piece.last, run[1]) - max(piece.first, run[0]) + 1
        for piece in loose
        if piece.last >= run[0] and piece.first <= run[1]
    )
    if seen * 2 > run[1] - run[0]:
        signs.append((1.5, "the role head takes it for a content"))
    return signs


def _is_speech(quotation: Quotation, run: Run, analysis: Analysis, grammar: Grammar) -> bool:
    """Whether a quotation within a sentence is somebody's words: no mere word or two, noun, name or title."""
    if len(_WORD.findall(quotation.span.of(analysis.text))) < _SPEECH_WORDS:
        return False
    words = [n for n in range(run[0], run[1] + 1) if quotation.span.covers(grammar.span(n, n))]
    return not words or not (is_name((words[0], words[-1]), grammar) or is_noun_phrase(words, grammar))


def _manner_signs(grammar: Grammar, run: Run) -> list[tuple[float, str]]:
    signs = []
    main = grammar.top(*run)
    helpers = {grammar.form(n).lower() for n in grammar.dependants(main, "aux", "cop")}
    helpers.update(grammar.form(word).lower() for word in range(run[0], run[1] + 1))
    if helpers & _wording("told_modals"):
        signs.append((1.0, "of what will, would or should be"))
    elif "Tense=Past" in grammar.tokens[main].features and "VerbForm=Fin" in grammar.tokens[main].features:
        signs.append((-2.0, "told in the past"))
    if grammar.form(run[0]).lower() in _wording("pointers"):
        signs.append((0.5, "takes up what was said"))
    if grammar.tokens[main].upos in ("ADJ", "NOUN") and grammar.dependants(main, "cop"):
        signs.append((0.5, "a judgement"))
    return signs


def _place_signs(
    grammar: Grammar, found: list[Relation], covered: dict[int, list[int]], place: Place, current: int, gap: int
) -> list[tuple[float, str]]:
    signs = []
    if gap == 0:
        signs.append((0.5, "right after the speaker's words"))
    if place.live:
        signs.append((1.0, "in a post of a live report"))
    following = next((covered[n][0] for n in range(place.number + 1, place.number + 5) if n in covered), None)
    if following is not None and _pronoun_source(grammar, found[following]):
        signs.append((0.5, "the speaker goes on after it"))
    return signs


def _pronoun_source(grammar: Grammar, relation: Relation) -> bool:
    return any(grammar.tokens[first].upos == "PRON" for first, last in relation.source if first == last)


def _headings(
    analysis: Analysis,
    grammar: Grammar,
    all_found: list[Relation],
    places: list[Place],
    covered: dict[int, list[int]],
    explicit: int,
    inferred: list[Relation],
) -> list[Relation]:
    """A heading that quotes: its words stand in quote marks again below, under a speaker."""
    out = []
    by_post: dict[int, list[int]] = {}
    for index, relation in enumerate(all_found):
        by_post.setdefault(places[grammar.sentence[relation.content[0][0]]].post, []).append(index)
    for place in places:
        run = _content(grammar, place.number) if place.heading and place.number not in covered else None
        if run is None:
            continue
        span = grammar.span(*run)
        quoted = [quotation.span.of(analysis.text) for quotation in overlapping(analysis.quotations, span)]
        wanted = {word.lower() for text in quoted for word in _WORD.findall(text)}
        if len(wanted) < _SPEECH_WORDS:
            continue
        best, owner = 0.0, -1
        for index in by_post.get(place.post, ()):
            share = len(wanted & _quoted_words(analysis, grammar, all_found[index])) / len(wanted)
            if share > best:
                best, owner = share, index
        if best >= 0.7:
            speaker_of = owner if owner < explicit else inferred[owner - explicit].speaker_of
            why = (Reason("inferred.heading", "the heading quotes what is quoted below it", round(best, 2)),)
            out.append(Relation((), (), (run,), 0.8, why, True, None, speaker_of))
    return out


def _quoted_words(analysis: Analysis, grammar: Grammar, relation: Relation) -> set[str]:
    out: set[str] = set()
    for run in relation.content:
        span = grammar.span(*run)
        for quotation in overlapping(analysis.quotations, span):
            out.update(word.lower() for word in _WORD.findall(quotation.span.of(analysis.text)))
    return out
