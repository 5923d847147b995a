"""The noun that "who", "which" or "that" stands for, and the words of a noun's phrase."""

from __future__ import annotations

from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import kind_at, noun_at


def antecedent(word: int, grammar: Grammar, names: NameTable) -> int | None:
    """The noun that the clause of a relative pronoun belongs to."""
    node = word
    for _ in range(8):
        node = grammar.head[node]
        if node < 0:
            break
        noun = grammar.head[node]
        if grammar.relation(node).startswith(("acl", "advcl:relcl")) and _is_nominal(noun, word, grammar):
            return _person_noun(_predicated(noun, grammar, names), word, grammar, names)
    before = word - 1
    while before > 0 and grammar.form(before) in (",", "–", "—", '"', "”"):
        before -= 1
    return _person_noun(before, word, grammar, names) if before >= 0 and _is_nominal(before, word, grammar) else None


def _is_nominal(noun: int, word: int, grammar: Grammar) -> bool:
    return noun < word and grammar.tokens[noun].upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


def _predicated(noun: int, grammar: Grammar, names: NameTable) -> int:
    """ "NAME was the one who ...": who "the one" is."""
    subjects = grammar.dependants(noun, "nsubj") if grammar.dependants(noun, "cop") else []
    return subjects[0] if subjects and names.at(subjects[0]) is not None else noun


def _person_noun(noun: int, word: int, grammar: Grammar, names: NameTable) -> int:
    """`who` means people: where the tree hangs it on something else, the nearest people before it are meant."""
    named = names.at(noun)
    human = named.type in ("PER", "ORG") if named else kind_at(noun, grammar) != "document"
    if grammar.form(word).lower() not in ("who", "whom") or human:
        return noun
    for before in range(word - 1, max(-1, word - 25), -1):
        near = names.at(before)
        alive = near is None and noun_at(before, grammar) in lexicon().persons
        if (near is not None and near.type == "PER") or (alive and grammar.tokens[before].upos == "NOUN"):
            return before
    return noun


def noun_run(noun: int, before: int, grammar: Grammar, names: NameTable) -> Run:
    """The words of a noun's phrase, as far as they stand before a word."""
    first, last = noun, noun
    for child in grammar.children[noun]:
        relation = grammar.relation(child).split(":")[0]
        if relation in ("det", "amod", "compound", "nummod", "flat", "nmod", "appos") and child < before:
            low, high = grammar.subtree(child)
            if high < before and high - low < 20:
                first, last = min(first, low), max(last, high)
    name = names.by_word.get(noun)
    if name is not None:
        first, last = min(first, names.runs[name][0]), max(last, names.runs[name][1])
    return first, last
