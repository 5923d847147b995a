"""How the words of a source are put together: one name with its office, several named together, or a description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar
from onrecord.records import Entity
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import core_of, head_of, is_plural, is_possessive, kind_at, noun_at

#: What a part of a source is by its head: a person's or another's name, a pronoun, a noun in the plural, with an
#: article or an owner, or bare ("co-author").
Part = Literal["person", "body", "pronoun", "plural", "owned", "determined", "bare"]

_STANDING = frozenset({"person", "body", "pronoun", "plural", "owned", "determined"})
_EDGES = frozenset({",", ";", ":", "–", "—", "-", "(", ")", '"', "“", "”", "'", "‘", "`"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a source between commas and conjunctions; `comma` and `joined` say what stands before it.

    `entity` is the name it ends with; `office` says that a common noun stands before that name.
    """

    run: Run
    core: Run
    head: int
    part: Part
    comma: bool = False
    joined: bool = False
    entity: Entity | None = None
    office: bool = False


def trimmed(run: Run, grammar: Grammar) -> Run:
    """A source without marks at its edges, a leading "by" and the mark of a genitive at its end."""
    first, last = run
    while last > first and (grammar.form(last) in _EDGES or is_possessive(last, grammar)):
        last -= 1
    while first < last and (grammar.form(first) in _EDGES or grammar.form(first).lower() == "by"):
        first += 1
    return first, last


def completed(run: Run, grammar: Grammar, taken: Sequence[Run], names: NameTable) -> Run:
    """A source that stops before the words it needs, with them ("[Riverton] police", "[the head of] the board")."""
    first, last = _with_its_end(run, grammar, taken, names)
    run = (first, last)
    head = grammar.head[grammar.top(*run)]
    nouns = grammar.tokens[head].upos in ("NOUN", "PROPN") if head >= 0 else False
    if not nouns or not last < head <= last + 3 or is_possessive(last, grammar):
        return run
    relation = grammar.relation(grammar.top(*run)).split(":")[0]
    between = range(last + 1, head + 1)
    free = not any(a <= word <= b for word in between for a, b in taken)
    nominal = all(grammar.tokens[word].upos in ("NOUN", "PROPN", "ADJ") for word in between)
    if relation not in ("compound", "amod", "flat", "nmod") or not free or not nominal:
        return run
    return run if (named := names.at(last)) is not None and named.type == "PER" else (first, head)


def _with_its_end(run: Run, grammar: Grammar, taken: Sequence[Run], names: NameTable) -> Run:
    """A source that ends in a preposition, with what it brings in; an office without its name, with the name."""
    first, last = run
    behind = names.by_word.get(last + 1)
    if behind is not None and grammar.sentence[last + 1] == grammar.sentence[last]:
        end = names.runs[behind][1]
        office = grammar.tokens[last].upos == "NOUN" and names.of[behind].type == "PER"
        if office and not any(a <= last + 1 <= b for a, b in taken):
            return first, end
    if grammar.tokens[last].upos not in ("ADP", "DET") or last == first:
        return run
    end = grammar.subtree(grammar.top(first, last))[1]
    free = not any(a <= word <= b for word in range(last + 1, end + 1) for a, b in taken)
    return (first, end) if last < end <= last + 12 and free else run


def segments(run: Run, grammar: Grammar, names: NameTable) -> list[Segment]:
    """The parts of a source, in order; brackets and what they hold are left out, and relative clauses too."""
    out: list[Segment] = []
    comma = joined = False
    begin: int | None = None
    for first, last, mark in _cut(_without_clause(run, grammar), grammar, names):
        if mark:
            comma, joined = comma or (mark == "," and begin is None), joined or (mark != "," and begin is None)
        elif _only_describes(first, last, grammar, names):
            begin = first if begin is None else begin
        else:
            out.append(_segment((first if begin is None else begin, last), comma, joined, grammar, names))
            comma, joined, begin = False, False, None
    return out


def _without_clause(run: Run, grammar: Grammar) -> Run:
    """A source up to its relative clause; "WHO" is none."""
    first, last = run
    for word in range(first + 1, last + 1):
        relative = lexicon().pronoun(grammar.form(word)) == "relative"
        if relative and (grammar.form(word).lower() != "that" or grammar.tokens[word].upos == "PRON"):
            return trimmed((first, word - 1), grammar)
    return run


def _only_describes(first: int, last: int, grammar: Grammar, names: NameTable) -> bool:
    """Whether a stretch has adjectives only and goes on behind the conjunction ("legal and religious groups")."""
    adjectives = all(grammar.tokens[word].upos in ("ADJ", "ADV", "DET") for word in range(first, last + 1))
    adjective = any(grammar.tokens[word].upos == "ADJ" for word in range(first, last + 1))
    return adjectives and adjective and not any(word in names.by_word for word in range(first, last + 1))


def _cut(run: Run, grammar: Grammar, names: NameTable) -> Iterator[tuple[int, int, str]]:
    """Stretches of words, and between them the marks "," and "and"."""
    begin: int | None = None
    depth = 0
    for word in range(run[0], run[1] + 1):
        form = grammar.form(word).lower()
        inside = _inside_name(word, names)
        depth += (form in ("(", "[")) - (form in (")", "]"))
        mark = "," if form in (",", ";", "–", "—") else "and" if form in ("and", "&", "or", "nor") else ""
        inside = inside and (mark != "," or not grammar.form(word + 1).isalpha())
        closes = form in ("(", ")", "[", "]") or depth > 0 or (mark and not inside)
        if closes and begin is not None:
            yield begin, word - 1, ""
            begin = None
        if mark and not inside and depth == 0:
            yield word, word, mark
        elif not closes and begin is None:
            begin = word
    if begin is not None:
        yield begin, run[1], ""


def _inside_name(word: int, names: NameTable) -> bool:
    """Whether a word stands in the middle of a name, so that the name goes on behind it."""
    index = names.by_word.get(word)
    return index is not None and names.by_word.get(word + 1) == index


def _segment(run: Run, comma: bool, joined: bool, grammar: Grammar, names: NameTable) -> Segment:
    named = frozenset(word for word in range(run[0], run[1] + 1) if word in names.by_word)
    core = core_of(run, grammar, named)
    head = head_of(core, grammar)
    entity = _name_at_end(core, grammar, names) if not _ends_in_office(core, run, grammar) else None
    entity = _behind_place(core, run, grammar, names) or entity
    office = any(grammar.tokens[word].upos == "NOUN" and word not in named for word in range(core[0], core[1]))
    return Segment(run, core, head, _part(core, head, entity, grammar), comma, joined, entity, office)


def _ends_in_office(core: Run, run: Run, grammar: Grammar) -> bool:
    """ "The Example in the Morning writer": a name with more behind it that ends in a noun for a person."""
    last = grammar.tokens[run[1]]
    person = last.upos == "NOUN" and noun_at(run[1], grammar) in lexicon().persons
    article = any(grammar.tokens[word].upos == "DET" for word in range(max(core[1] + 1, run[1] - 1), run[1]))
    return core[1] < run[1] and person and not article and not is_plural(run[1], grammar)


def _behind_place(core: Run, run: Run, grammar: Grammar, names: NameTable) -> Entity | None:
    """ "First Minister of Scotland NAME": a person's name right behind another name that a preposition brings in."""
    opened = next((word for word in range(core[1] + 1, run[1]) if grammar.tokens[word].upos == "ADP"), None)
    for word, entity in names.within(core[1] + 1, run[1]):
        if entity.type != "PER" or opened is None or word <= opened + 1:
            continue
        before = names.at(word - 1)
        named = before is not None and before is not entity and before.type != "PER"
        if named or (grammar.form(opened).lower() == "of" and _ends_title(word - 1, grammar)):
            return entity
    return None


def _ends_title(word: int, grammar: Grammar) -> bool:
    """Whether a capitalised word ends an office ("Secretary of [State]"), and is not the name's own title."""
    title = grammar.form(word).lower().rstrip(".") in lexicon().titles or noun_at(word, grammar) in lexicon().persons
    return grammar.form(word)[:1].isupper() and not title


def _name_at_end(core: Run, grammar: Grammar, names: NameTable) -> Entity | None:
    """The name that a core ends with; a name that another noun follows only describes it ("Hill scientist A. Lee")."""
    last = core[1]
    while last > core[0] and (
        is_possessive(last, grammar)
        or grammar.tokens[last].upos == "NUM"
        or grammar.form(last).lower() in ("himself", "herself", "itself", "themselves")
    ):
        last -= 1
    index = names.by_word.get(last)
    if index is not None and names.runs[index][0] >= core[0]:
        return names.of[index]
    return _untagged(core, last, grammar, names)


def _untagged(core: Run, last: int, grammar: Grammar, names: NameTable) -> Entity | None:
    """A name that the name head passed over here and knows from elsewhere in the article."""
    first = last
    while first > core[0] and grammar.form(first - 1)[:1].isupper() and first - 1 not in names.by_word:
        first -= 1
    if not grammar.form(last)[:1].isupper() or grammar.tokens[last].upos == "PRON":
        return None
    while first < last and grammar.tokens[first].upos == "DET":
        first += 1
    for begin in range(first, last + 1):
        entity = names.called(grammar.words(begin, last))
        titled = all(grammar.form(n).lower().rstrip(".") in lexicon().titles for n in range(first, begin))
        if entity is not None and (begin == first or titled):
            return entity
    return None


def _part(core: Run, head: int, entity: Entity | None, grammar: Grammar) -> Part:
    if entity is not None:
        return "person" if entity.type == "PER" else "body"
    opening = grammar.tokens[core[0]]
    if lexicon().pronoun(grammar.form(head)) and core[0] == head:
        return "pronoun"
    if is_plural(head, grammar) or noun_at(head, grammar) in lexicon().quantifiers:
        return "plural"
    possessive = opening.upos == "PRON" and core[0] != head
    if possessive or any(is_possessive(word, grammar) for word in range(core[0], head)):
        return "owned"
    if opening.upos == "DET":
        return "determined"
    return "body" if kind_at(head, grammar) == "body" and opening.upos == "PROPN" else "bare"


def coordinated(listed: Sequence[Segment]) -> list[Segment]:
    """The members of a source that names several together; nothing where it is one, however long.

    "A, the mayor, and B" are two; "A, president of B & C" and "scientist and co-author A" are one.
    """
    if not listed or listed[0].part not in _STANDING:
        return []
    members = [listed[0]]
    for before, segment in pairwise(listed):
        if not segment.joined:
            if segment.entity is not None and members[-1].entity is not None and not segment.office:
                members.append(segment)
            continue
        apposed = before is not members[-1] and before.part in ("bare", "determined", "owned")
        one_office = members[-1].part in ("determined", "owned") and segment.part == "person" and segment.office
        if segment.part in _STANDING and not one_office and (segment.comma or not apposed):
            members.append(segment)
    return members if len(members) > 1 and any(segment.joined for segment in members) else []


def person_in(listed: Sequence[Segment]) -> Segment | None:
    """The one person of a source: the first part that ends in a person's name."""
    return next((segment for segment in listed if segment.part == "person"), None)
