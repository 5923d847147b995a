"""Transcripts: paragraphs that each begin with who speaks ("LEE: ...", "Q: ...", "Ann Lee (mayor): ...")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.extract.phrases import trimmed
from onrecord.extract.relations import Relation, Run
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

#: A name before the colon has at most this many words.
_LABEL_WORDS = 6
#: A turn of more paragraphs than this has most likely ended without another one beginning.
_TURN_PARAGRAPHS = 8
_OPENING = frozenset(('"', "“", "''", "``", "‘", "'", "«", "„"))
_MARKS = frozenset(('"', "“", "”"))
_BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that begins with its speaker: the runs of label and words, whether a quote mark stands before it."""

    paragraph: int
    label: Run
    colon: int
    content: tuple[Run, ...]
    quoted: bool
    name: str


def turn_relations(analysis: Analysis, grammar: Grammar) -> list[Relation]:
    """One relation for each turn of a transcript; its colon is the cue."""
    paragraphs = list(_paragraphs(analysis, grammar))
    turns = [turn for number, run in paragraphs if (turn := _turn(number, run, grammar))]
    turns = _of_transcripts(turns, analysis, grammar)
    runs = dict(paragraphs)
    openings = {turn.paragraph for turn in turns}
    found = []
    for turn in turns:
        content = [*turn.content, *_further(turn, runs, openings, grammar)]
        if content:
            why = Reason("structure.turn", f"a transcript: {turn.name} speaks until the next turn")
            found.append(Relation((turn.label,), ((turn.colon, turn.colon),), tuple(content), 0.95, (why,)))
    return found


def _paragraphs(analysis: Analysis, grammar: Grammar) -> Iterator[tuple[int, Run]]:
    first = 0
    for number in range(len(grammar.starts)):
        last = grammar.sentence_bounds(number)[1]
        if number + 1 == len(grammar.starts) or analysis.paragraphs[number + 1] != analysis.paragraphs[number]:
            yield analysis.paragraphs[number], (first, last)
            first = last + 1


def _turn(paragraph: int, run: Run, grammar: Grammar) -> Turn | None:
    first, last = run
    quoted = grammar.form(first) in _OPENING
    begin = first + quoted
    colon = next((n for n in range(begin, min(begin + 2 * _LABEL_WORDS, last + 1)) if grammar.form(n) == ":"), None)
    if colon is None or colon == begin:
        return None
    end = _before_role(begin, colon, grammar)
    if end is None or end - begin >= _LABEL_WORDS or not all(_is_name_word(n, grammar) for n in range(begin, end + 1)):
        return None
    content = tuple(_spoken((colon + 1, last), grammar))
    return Turn(paragraph, (begin, end), colon, content, quoted, grammar.words(begin, end))


def _before_role(begin: int, colon: int, grammar: Grammar) -> int | None:
    """The last word of the name in front of a role in brackets, "Lee (D-Ohio):"."""
    end = colon - 1
    if grammar.form(end) in _BRACKETS.values():
        opening = next((n for n in range(begin, end) if grammar.form(n) in _BRACKETS), None)
        return None if opening is None or opening == begin else opening - 1
    return end


def _is_name_word(word: int, grammar: Grammar) -> bool:
    form = grammar.form(word)
    return form[0].isupper() or form in (".", ",", "-", "’s", "'s") or form.lower() in _links()


def _of_transcripts(turns: list[Turn], analysis: Analysis, grammar: Grammar) -> list[Turn]:
    """The turns of speakers, where at least two of them speak and one comes back, or a question has its answer.

    Names at the head of paragraphs may also be the rubrics of an overview ("Lee: a strong finish"); what is spoken
    shows by "I", "we" and "you".
    """
    people = {name.span.of(analysis.text).lower() for name in analysis.names if name.type == "PER"}
    surnames = {name.split()[-1] for name in people}
    counts = Counter(turn.name for turn in turns)
    speakers = [turn for turn in turns if _speaks(turn, counts, people | surnames)]
    names = {turn.name.rstrip(".") for turn in speakers}
    if len(names) < 2 or ("A" in names and "Q" not in names):
        return []
    shouted = all(name.isupper() for name in names)
    if not shouted and (len(speakers) == len(names) or not _sound_spoken(speakers, grammar)):
        return []
    return [turn for turn in speakers if _has_neighbour(turn, speakers)]


def _sound_spoken(turns: list[Turn], grammar: Grammar) -> bool:
    pronouns = table("english/sources")["pronouns"]["first"] + ["you", "your"]
    spoken = [turn for turn in turns if any(_holds(run, pronouns, grammar) for run in turn.content)]
    return len(spoken) * 3 >= len(turns)


def _holds(run: Run, words: list[str], grammar: Grammar) -> bool:
    return any(grammar.form(word).lower() in words for word in range(run[0], run[1] + 1))


def _has_neighbour(turn: Turn, speakers: list[Turn]) -> bool:
    """Whether another turn stands near; a headline with a colon is a turn only if the next paragraph is one too."""
    reach = 1 if turn.paragraph == 0 and not turn.name.isupper() else _TURN_PARAGRAPHS
    return any(0 < abs(other.paragraph - turn.paragraph) <= reach for other in speakers)


def _speaks(turn: Turn, counts: Counter[str], people: set[str]) -> bool:
    if turn.name.lower() in _fields():
        return False
    if turn.name.rstrip(".") in ("Q", "A"):
        return True
    if counts[turn.name] >= 2:
        return True
    shouted = turn.name.isupper() and len(turn.name) > 2
    return shouted or turn.name.lower() in people or turn.name.split()[-1].lower() in people


def _further(turn: Turn, runs: dict[int, Run], openings: set[int], grammar: Grammar) -> list[Run]:
    """The paragraphs behind a turn's first that are still its speaker's: to the next turn, or the quotation's end."""
    found: list[Run] = []
    number = turn.paragraph + 1
    waiting: list[Run] = []
    while number in runs and number not in openings and number - turn.paragraph <= _TURN_PARAGRAPHS:
        first, last = runs[number]
        begins = first + (turn.quoted and grammar.form(first) in _OPENING)
        if turn.quoted and begins == first:
            return found
        if grammar.form(begins).lower() in _boilerplate():
            return found
        (found if turn.quoted else waiting).extend(_spoken((begins, last), grammar))
        number += 1
    # Without quote marks only another turn shows that what lies between was still spoken.
    return found + waiting if number in openings else found


def _spoken(run: Run, grammar: Grammar) -> list[Run]:
    """What is said of a paragraph: without stage directions "(APPLAUSE.)", without its last stop, and without the mark
    that closes the whole transcript."""
    first, last = run
    if sum(grammar.form(word) in _MARKS for word in range(first, last + 1)) % 2 and grammar.form(last) in _MARKS:
        last -= 1
    found, begin, word = [], first, first
    while word <= last:
        end = _direction(word, last, grammar) if grammar.form(word) in _BRACKETS else None
        if end is not None:
            found.append((begin, word - 1))
            begin = end + 1
        word = word + 1 if end is None else begin
    found.append((begin, last))
    return [trimmed(part, grammar) for part in found if _has_words(part, grammar)]


def _has_words(run: Run, grammar: Grammar) -> bool:
    return any(grammar.form(word)[0].isalnum() for word in range(run[0], run[1] + 1))


def _direction(first: int, last: int, grammar: Grammar) -> int | None:
    """The closing bracket of a stage direction that opens at `first`: capitals, or a word such as "laughter"."""
    close = _BRACKETS[grammar.form(first)]
    end = next((n for n in range(first + 1, min(first + 8, last + 1)) if grammar.form(n) == close), None)
    words = [grammar.form(n) for n in range(first + 1, end or first) if grammar.form(n)[0].isalpha()]
    if end is None or not words:
        return None
    return end if all(word.isupper() for word in words) or words[0].lower() in _directions() else None


@cache
def _links() -> frozenset[str]:
    return frozenset(table("english/tokens")["name_links"])


@cache
def _fields() -> frozenset[str]:
    return frozenset(table("english/structure")["fields"])


@cache
def _boilerplate() -> frozenset[str]:
    return frozenset(table("english/structure")["boilerplate"])


@cache
def _directions() -> frozenset[str]:
    return frozenset(table("english/structure")["directions"])
