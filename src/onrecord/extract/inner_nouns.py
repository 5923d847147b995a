"""Inner statements without a verb of their own: "his claim that ...", "according to ...", "reportedly"."""

from __future__ import annotations

from functools import cache

from onrecord.extract.phrases import noun_phrase, trimmed
from onrecord.extract.relations import Relation, Run
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

_SCORE = 0.6


def by_noun(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    """ "his claim that ...", "the ministry's promise to ...", "allegations that ..."."""
    if grammar.tokens[word].upos != "NOUN" or grammar.lemma(word) not in _nouns():
        return None
    clause = _clause_of(word, grammar)
    if clause is None:
        return None
    owners = grammar.dependants(word, "nmod:poss")
    source = (_owner(owners[0], grammar),) if owners else ()
    own = bool(owners) and grammar.form(owners[0]).lower() in _first_persons()
    lost = not owners and word > bounds[0] and grammar.tokens[word - 1].upos == "PART"
    if own or lost or (not owners and grammar.lemma(word) not in _unsourced()):
        return None
    why = Reason("tree.inner", f"the noun “{grammar.form(word)}” with what was said, inside a content")
    return Relation(source, ((word, word),), (trimmed(grammar.subtree(clause), grammar),), _SCORE, (why,))


def _clause_of(word: int, grammar: Grammar) -> int | None:
    """The clause right behind a noun: "that ..." or "to ..."."""
    for child in grammar.dependants(word, "acl", "ccomp", "xcomp"):
        marks = sorted(grammar.dependants(child, "mark"))
        relative = grammar.relation(child).endswith(":relcl")
        if relative or not marks or marks[0] != word + 1:
            continue
        mark = grammar.lemma(marks[0])
        if mark == "that" or (mark == "to" and grammar.lemma(word) in _words("nouns_of_doing")):
            return child
    return None


def _owner(word: int, grammar: Grammar) -> Run:
    """The possessor with its mark, as the guidelines have it: "the ministry's"."""
    first, last = grammar.subtree(word)
    while first < word and grammar.tokens[first].upos in ("ADP", "PUNCT", "CCONJ"):
        first += 1
    return first, last


def by_phrase(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    """ "according to X", and "reportedly"."""
    form = grammar.form(word).lower()
    if form == "according" and word < bounds[1] and grammar.form(word + 1).lower() == "to":
        return _according(word, bounds, grammar)
    if form in _hearsay():
        return _hearsay_relation(word, bounds, grammar)
    return None


def _according(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    behind = (grammar.head[word], *range(word + 2, min(word + 12, bounds[1] + 1)))
    noun = next((n for n in behind if n > word and _names(n, grammar)), None)
    if noun is None:
        return None
    first, last = noun_phrase(noun, grammar)
    source = (max(first, word + 2), last)
    content = _beside((word, last), bounds, grammar)
    if not content:
        return None
    why = Reason("tree.inner", "“according to” inside a content")
    return Relation((source,), ((word, word + 1),), content, _SCORE, (why,))


def _beside(phrase: Run, bounds: Run, grammar: Grammar) -> tuple[Run, ...]:
    """The rest of the phrase's sentence within `bounds`."""
    first, last = grammar.sentence_bounds(grammar.sentence[phrase[0]])
    sides = ((max(first, bounds[0]), phrase[0] - 1), (phrase[1] + 1, min(last, bounds[1])))
    return tuple(trimmed(run, grammar) for run in sides if run[0] <= run[1] and _has_words(run, grammar))


def _names(word: int, grammar: Grammar) -> bool:
    return grammar.tokens[word].upos in ("NOUN", "PROPN", "PRON")


def _hearsay_relation(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    head = grammar.head[word]
    if head < 0 or grammar.tokens[head].upos != "VERB" or grammar.relation(head).split(":")[0] in ("amod", "acl"):
        return None
    content = _rest(head, (word, word), bounds, grammar)
    if content is None:
        return None
    why = Reason("tree.inner", f"“{grammar.form(word)}” inside a content: nobody is named")
    return Relation((), ((word, word),), content, _SCORE, (why,))


def _rest(head: int, phrase: Run, bounds: Run, grammar: Grammar) -> tuple[Run, ...] | None:
    """The clause of `head` within `bounds`, without the words of `phrase`."""
    if not bounds[0] <= head <= bounds[1]:
        return None
    first, last = grammar.subtree(head)
    first, last = max(first, bounds[0]), min(last, bounds[1])
    sides = [(first, min(last, phrase[0] - 1)), (max(first, phrase[1] + 1), last)]
    found = tuple(trimmed(run, grammar) for run in sides if run[0] <= run[1] and _has_words(run, grammar))
    return found if found and any(a <= head <= b for a, b in found) else None


def _has_words(run: Run, grammar: Grammar) -> bool:
    return any(grammar.form(word)[0].isalnum() for word in range(run[0], run[1] + 1))


def _words(key: str) -> frozenset[str]:
    return frozenset(table("english/inner")[key])


@cache
def _nouns() -> frozenset[str]:
    return _words("nouns") | _words("unsourced_nouns")


@cache
def _unsourced() -> frozenset[str]:
    return _words("unsourced_nouns")


@cache
def _hearsay() -> frozenset[str]:
    return _words("hearsay_adverbs")


@cache
def _first_persons() -> frozenset[str]:
    return frozenset((*table("english/sources")["pronouns"]["first"], "your"))
