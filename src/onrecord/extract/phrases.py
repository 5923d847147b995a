"""Phrases around a word of a tree: who speaks, the verb group that says so, a content without the commas around it."""

from __future__ import annotations

from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar

#: What belongs to a noun as its own phrase; relative clauses and the like do not.
_NOUN_PARTS = frozenset(("det", "amod", "compound", "flat", "nmod", "nummod", "case", "appos", "cc", "conj", "punct"))
#: A phrase longer than this is a slip of the tree.
_LONGEST = 24
#: How far before its verb an auxiliary may stand.
_HELPERS = 5
_EDGE = frozenset((",", ";", ":", "–", "—", "-", "--", "―"))


def trimmed(run: Run, grammar: Grammar) -> Run:
    """The run without the commas, dashes and the sentence's full stop at its edges."""
    first, last = run
    while last > first and (grammar.form(last) in _EDGE or grammar.form(last) == "."):
        last -= 1
    while first < last and grammar.form(first) in _EDGE:
        first += 1
    return first, last


def noun_phrase(word: int, grammar: Grammar) -> Run:
    """A noun with its determiners, adjectives, names and appositions; both commas of an apposition stay inside."""
    first = last = word
    for child in grammar.children[word]:
        relation = grammar.relation(child).split(":")[0]
        if relation in _NOUN_PARTS and abs(child - word) < _LONGEST:
            low, high = grammar.subtree(child)
            first, last = min(first, low), max(last, high)
    return trimmed((first, last), grammar) if last - first < _LONGEST else (word, word)


def verb_group(verb: int, grammar: Grammar) -> Run:
    """A verb with the auxiliaries and adverbs before it and its particle behind it ("has so far ruled out")."""
    first = last = verb
    helpers = [n for n in grammar.dependants(verb, "aux", "advmod", "cop") if verb - _HELPERS <= n < verb]
    for helper in sorted(helpers, reverse=True):
        if all(grammar.tokens[n].upos in ("AUX", "ADV", "PART") for n in range(helper, first)):
            first = helper
    for child in grammar.dependants(verb, "compound", "advmod"):
        if child == verb + 1 and grammar.relation(child) == "compound:prt":
            last = child
    return first, last


def with_name(run: Run, end: int, grammar: Grammar) -> Run:
    """A source whose name the tree has left out is the whole of it: "[council aide] Jo Lee said"."""
    last = run[1]
    while last + 1 < end and grammar.tokens[last + 1].upos == "PROPN":
        last += 1
    return run[0], last
