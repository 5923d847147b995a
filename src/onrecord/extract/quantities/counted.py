"""What a number counts, by the tree: the noun it stands before with its modifiers, or the noun behind "of"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.records import Span, Token

#: Words between a number and a noun that the tree has not joined to it.
_REACH = 5
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "SYM", "PRON"})
_INSIDE = frozenset({"amod", "compound", "flat", "nmod:poss"})
#: Words between a number and its noun that are no part of the noun's name ("eight *more* picks").
_LOOSE = frozenset({"DET", "PUNCT", "ADP", "PART", "CCONJ", "NUM", "ADV", "PRON", "AUX", "VERB"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: its characters with its modifiers, its plain name, its head's index, and whether it leads.

    The name of counted equipment is its class.
    """

    span: Span
    name: str
    head: int
    behind_of: bool = False
    is_equipment: bool = False


class Tree:
    """A sentence's tokens with their children, found by the characters they stand at."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.starts = [token.start for token in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for index, token in enumerate(tokens):
            if token.head >= 0:
                self.children[token.head].append(index)

    def at(self, offset: int) -> int | None:
        """The token that holds this character."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.tokens[index].end else None


def counted(tree: Tree, number: Span, text: str) -> Counted | None:
    """What the number at these characters of `text` counts, or None where the tree gives it nothing."""
    first, last = tree.at(number.start), tree.at(number.end - 1)
    if first is None or last is None:
        return None
    inside = range(first, last + 1)
    top = next((n for n in inside if tree.tokens[n].head not in inside), last)
    token = tree.tokens[top]
    if token.head > last and token.deprel in ("nummod", "nummod:gov", "compound", "amod", "det", "nmod"):
        head = token.head
        # "four new battlegroups": a number before another number or a measure leads on to the noun itself.
        return _noun_phrase(tree, last + 1, head, text) if tree.tokens[head].upos in _NOUNS else None
    behind = [
        n
        for word in inside
        for n in tree.children[word]
        if n > last and tree.tokens[n].deprel.split(":")[0] in ("nmod", "obl")
    ]
    for child in behind:
        if any(tree.tokens[n].lemma == "of" for n in tree.children[child]):
            return replace(_noun_phrase(tree, _begin(tree, child), child, text), behind_of=True)
    return _next_noun(tree, last + 1, text)


def _next_noun(tree: Tree, at: int, text: str) -> Counted | None:
    """A plural noun soon behind the number, where the tree has gone astray ("as many as 14 first-team players")."""
    for n in range(at, min(at + _REACH, len(tree.tokens))):
        token = tree.tokens[n]
        if token.upos == "NOUN" and "Number=Plur" in token.features:
            words = [*(m for m in range(at, n) if tree.tokens[m].upos not in _LOOSE), n]
            return _named(tree, words, n, text)
        if token.upos not in ("ADJ", "NOUN", "PROPN") and token.form not in "-–":
            break
    return None


def _begin(tree: Tree, head: int) -> int:
    first = head
    for child in tree.children[head]:
        if child < head and tree.tokens[child].deprel in _INSIDE:
            first = min(first, child, *tree.children[child])
    return first


def _noun_phrase(tree: Tree, first: int, head: int, text: str) -> Counted:
    words = [n for n in range(first, head + 1) if n == head or _is_modifier(tree, n, head)]
    return _named(tree, words, head, text)


def _named(tree: Tree, words: Sequence[int], head: int, text: str) -> Counted:
    named = [n for n in words if n == head or tree.tokens[n].upos not in _LOOSE]
    parts: list[str] = []
    for before, n in zip([None, *named], named, strict=False):
        hyphened = before is not None and text[tree.tokens[before].end : tree.tokens[n].start] in ("-", "–")
        parts.append(("-" if hyphened else " ") + _plain(tree.tokens[n], n == head))
    return Counted(Span(tree.tokens[words[0]].start, tree.tokens[head].end), "".join(parts).strip(), head)


def _is_modifier(tree: Tree, word: int, head: int) -> bool:
    token = tree.tokens[word]
    if token.lemma in ("more", "other", "additional", "further", "extra"):
        return False
    if token.deprel == "punct" and token.form not in "-–":
        return False
    for _ in range(6):
        if word == head:
            return True
        word = tree.tokens[word].head
        if word < 0:
            return False
    return False


def _plain(token: Token, is_head: bool) -> str:
    return token.lemma if (is_head and token.upos != "PROPN") or token.upos == "ADJ" else token.form
