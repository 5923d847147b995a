"""The trees of a whole text, word by word: who governs whom, and what a word's subtree covers."""

from __future__ import annotations

from onrecord.language.analysis import Analysis
from onrecord.records import Span, Token


class Grammar:
    """A view of an analysis in which words are numbered through the text."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.starts = analysis.starts
        self.tokens: list[Token] = []
        self.sentence: list[int] = []
        self.head: list[int] = []
        self._lemmas: list[str] = []
        self._relations: list[str] = []
        for number, sentence in enumerate(analysis.sentences):
            base = analysis.starts[number]
            for token in sentence.tokens:
                self.tokens.append(token)
                self.sentence.append(number)
                self.head.append(base + token.head if token.head >= 0 else -1)
                self._lemmas.append(token.lemma.lower())
                self._relations.append(token.deprel.partition(":")[0])
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for word, head in enumerate(self.head):
            if head >= 0:
                self.children[head].append(word)

    def relation(self, word: int) -> str:
        """The relation of a word to its head, with its subtype."""
        return self.tokens[word].deprel

    def lemma(self, word: int) -> str:
        """The lemma of a word in lower case."""
        return self._lemmas[word]

    def dependants(self, word: int, *relations: str) -> list[int]:
        """The dependants of a word in one of these relations; a bare relation covers its subtypes."""
        return [
            child
            for child in self.children[word]
            if self._relations[child] in relations or self.tokens[child].deprel in relations
        ]

    def subtree(self, word: int) -> tuple[int, int]:
        """The first and last word that a word governs, itself included."""
        first = last = word
        waiting = [word]
        while waiting:
            for child in self.children[waiting.pop()]:
                first, last = min(first, child), max(last, child)
                waiting.append(child)
        return first, last

    def top(self, first: int, last: int) -> int:
        """The word of a run whose head lies outside it (the first such word that is no punctuation or case mark)."""
        fallback = first
        for word in range(first, last + 1):
            if not first <= self.head[word] <= last:
                if self.tokens[word].upos not in ("PUNCT", "ADP", "CCONJ", "SCONJ", "DET"):
                    return word
                fallback = word
        return fallback

    def subject(self, word: int) -> int | None:
        """The subject of a verb; through control and coordination where it has none of its own."""
        seen = 0
        while word >= 0 and seen < 12:
            found = self.dependants(word, "nsubj", "csubj")
            found = [n for n in found if not self.relation(n).endswith(":outer")] or found
            if found:
                return found[0]
            if self.relation(word) not in ("xcomp", "conj", "advcl"):
                return None
            word = self.head[word]
            seen += 1
        return None

    def sentence_bounds(self, number: int) -> tuple[int, int]:
        """The first and last word of a sentence."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.tokens)
        return self.starts[number], end - 1

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """The text from one word to another on one line, with single blanks."""
        return " ".join(self.span(first, last).of(self.text).split())

    def form(self, word: int) -> str:
        """A word as written."""
        return self.tokens[word].form
