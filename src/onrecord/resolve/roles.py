"""By which nouns an article introduces the people it names: "President X", "X, the mayor of Y", "X is a senator"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar
from onrecord.records import Entity
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import core_of, head_of, is_plural, noun_at

#: An introduction is looked for in this many words before or behind a name.
_SPAN = 14
_PREMODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_STOPS = frozenset({",", ";", ".", ":", "(", ")", "—", "–", '"', "“", "”"})


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that somebody was introduced by, with the other words of the phrase."""

    noun: str
    entity: Entity
    modifiers: frozenset[str]
    word: int


#: The roles of an article's people and bodies by their nouns, each in the order of the text.
Roles = Mapping[str, Sequence[Role]]


def roles_of(grammar: Grammar, names: NameTable) -> Roles:
    """The roles of an article's people by their nouns, each in the order of the text."""
    out: dict[str, list[Role]] = defaultdict(list)
    for entity, run in zip(names.of, names.runs, strict=True):
        if entity.type not in ("PER", "ORG"):
            continue
        for phrase in _phrases(run, grammar, names):
            role = _role(phrase, entity, grammar)
            if role is not None:
                out[role.noun].append(role)
    return dict(out)


def _phrases(run: Run, grammar: Grammar, names: NameTable) -> Iterator[Run]:
    first, last = run
    low, high = grammar.sentence_bounds(grammar.sentence[first])
    title = _title(first, low, grammar)
    if title is not None:
        yield title
        yield from _long_title(title, low, grammar)
    if first - 2 >= low and grammar.form(first - 1) == ",":
        yield from _apposition_before(first - 2, low, grammar, names)
    if last + 2 <= high and grammar.form(last + 1) == ",":
        yield from _apposition_behind(last + 2, high, grammar, names)
    yield from _copula(run, grammar)


def _title(first: int, low: int, grammar: Grammar) -> Run | None:
    """The nouns and adjectives right before a name."""
    begin = first
    while begin > max(low, first - _SPAN) and (
        grammar.tokens[begin - 1].upos in _PREMODIFIERS or grammar.form(begin - 1) in ("-", "’s", "'s")
    ):
        begin -= 1
    return (begin, first - 1) if begin < first else None


def _long_title(title: Run, low: int, grammar: Grammar) -> Iterator[Run]:
    """ "Secretary of State for Energy NAME": a title whose end is brought in by prepositions."""
    begin, last = title
    if any(noun_at(word, grammar) in lexicon().persons for word in range(begin, last + 1)):
        return
    while begin - 2 > low and last - begin < _SPAN and grammar.tokens[begin - 1].upos == "ADP":
        inner = _title(begin - 1, low, grammar)
        if inner is None:
            return
        begin = inner[0]
    if begin < title[0]:
        yield begin, last


def _apposition_before(last: int, low: int, grammar: Grammar, names: NameTable) -> Iterator[Run]:
    """ "The mayor of Paris, NAME": back to the comma or verb before."""
    if _is_finite(last, grammar):
        return  # "the chief wrote, NAME said": a clause, and its speaker
    begin = last
    while begin > max(low, last - _SPAN) and not _ends_phrase(begin - 1, grammar):
        begin -= 1
    if not any(entity.type == "PER" for _, entity in names.within(begin, last)):
        yield begin, last


def _apposition_behind(first: int, high: int, grammar: Grammar, names: NameTable) -> Iterator[Run]:
    """ "NAME, the mayor of Paris,": up to the next comma or verb."""
    end = first
    while end < min(high, first + _SPAN) and not _ends_phrase(end + 1, grammar):
        end += 1
    if grammar.tokens[first].upos == "NUM" and end == first:
        yield first, first
        return
    other = any(entity.type == "PER" for _, entity in names.within(*core_of((first, end), grammar)))
    if not other and not _is_next_subject(first, end, grammar):
        yield first, end


def _is_next_subject(first: int, end: int, grammar: Grammar) -> bool:
    """Whether a phrase behind a name and a comma begins a clause of its own ("According to NAME, [an aide] said")."""
    subject = grammar.relation(grammar.top(first, end)).startswith("nsubj")
    return subject and end + 1 < len(grammar.tokens) and grammar.form(end + 1) not in _STOPS


def _ends_phrase(word: int, grammar: Grammar) -> bool:
    return grammar.form(word) in _STOPS or _is_finite(word, grammar)


def _is_finite(word: int, grammar: Grammar) -> bool:
    token = grammar.tokens[word]
    return token.upos == "AUX" or (token.upos == "VERB" and "Fin" in token.features)


def _copula(run: Run, grammar: Grammar) -> Iterator[Run]:
    top = grammar.top(*run)
    head = grammar.head[top]
    if head > top and grammar.relation(top) == "nsubj" and grammar.tokens[head].upos == "NOUN":
        copulas = grammar.dependants(head, "cop")
        if copulas and copulas[-1] < head:
            yield copulas[-1] + 1, max(head, grammar.subtree(head)[1] if head - top < _SPAN else head)


def _role(phrase: Run, entity: Entity, grammar: Grammar) -> Role | None:
    first, last = phrase
    if first == last and grammar.tokens[first].upos == "NUM":
        age = grammar.form(first)
        return Role(f"{age}-year-old", entity, frozenset(), first) if age.isdigit() and len(age) <= 3 else None
    core = core_of(phrase, grammar)
    head = _office(core, head_of(core, grammar), grammar)
    noun = noun_at(head, grammar)
    known = noun in (lexicon().persons if entity.type == "PER" else lexicon().broad_bodies) or _is_age(noun)
    if not known or is_plural(head, grammar):
        return None
    last = min(last, first + _SPAN)
    content = {grammar.form(n).lower() for n in range(first, last + 1) if grammar.tokens[n].upos in _PREMODIFIERS}
    return Role(noun, entity, frozenset(content - set(noun.split())), head)


def _office(core: Run, head: int, grammar: Grammar) -> int:
    """The head of a title; the noun before it where a first name that no name has goes between."""
    while head > core[0] and grammar.tokens[head].upos == "PROPN" and noun_at(head, grammar) not in lexicon().persons:
        head -= 1
    return head


def _is_age(noun: str) -> bool:
    return noun.endswith("-year-old")
