"""Which entry of the lexicon a predicate fits: its verb with what stands with it, or the noun it carries."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.events.frames import Frame, infinitives
from onrecord.extract.events.lexicon import Entry, event_lexicon, words
from onrecord.language.grammar import Grammar


class EntryMatcher:
    """Matches the predicates of one article."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def lemma(self, word: int) -> str:
        """The lemma of a verb as the lexicon has it: the lemmatizer is at times a letter off ("expelle")."""
        lemma = self.grammar.lemma(word)
        known = event_lexicon().verbs
        if lemma in known or lemma in words("light_verbs"):
            return lemma
        stem = lemma[:-1]
        near = (stem, f"{lemma}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
        return next((other for other in near if other in known), lemma)

    def best(self, frame: Frame, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The most specific entry that fits; one a type where several types fit equally well."""
        fitting = [entry for entry in entries if self._fits(entry, frame)]
        most = max((entry.asks for entry in fitting), default=0)
        by_type = {entry.type: entry for entry in reversed(fitting) if entry.asks == most}
        return tuple(by_type[type_] for type_ in sorted(by_type))

    def _fits(self, entry: Entry, frame: Frame) -> bool:
        if entry.inner and not self._inner_lemmas(frame.predicate) & entry.inner:
            return False
        other = entry.particle != frame.particle and frame.particle not in entry.prepositions
        if other and (entry.particle or self._has_own_entry(frame)):
            return False
        if entry.with_ and not {self.grammar.lemma(oblique.head) for oblique in frame.obliques} & entry.with_:
            return False
        if entry.objects and not self.object_lemmas(frame) & entry.objects:
            return False
        brought = {oblique.preposition for oblique in frame.obliques} | {frame.particle}
        if entry.prepositions and not brought & entry.prepositions:
            return False
        return not entry.clause or any(infinitives(frame.predicate, self.grammar))

    def _inner_lemmas(self, word: int) -> set[str]:
        return {self.grammar.lemma(clause) for clause in self.grammar.dependants(word, "xcomp", "ccomp", "advcl")}

    def _has_own_entry(self, frame: Frame) -> bool:
        """Whether a verb with its particle is another verb in the lexicon ("give up")."""
        entries = event_lexicon().verbs.get(self.grammar.lemma(frame.predicate), ())
        light = self.grammar.lemma(frame.predicate) in words("light_verbs")
        return bool(frame.particle) and (light or any(entry.particle == frame.particle for entry in entries))

    def object_lemmas(self, frame: Frame) -> set[str]:
        """The nouns that a verb acts on; of "hundreds of missiles", "a series of raids" also the counted one."""
        heads = [*frame.objects, *([frame.noun] if frame.noun is not None else [])]
        if frame.passive:
            heads += [n for n in self.grammar.dependants(frame.predicate, "nsubj")]
        lemmas = {self.grammar.lemma(head) for head in heads}
        for head in heads:
            for child in self.grammar.dependants(head, "nmod"):
                if self.grammar.lemma(head) in words("measures"):
                    lemmas.add(self.grammar.lemma(child))
            if self.grammar.lemma(head) in words("carriers"):
                lemmas |= {self.grammar.lemma(child) for child in self.grammar.dependants(head, "compound", "amod")}
        return lemmas

    def carried(self, frame: Frame) -> tuple[int, Entry] | None:
        """A light verb says what its noun says ("carried out an attack on"): the noun, and its entry."""
        heads = [frame.noun] if frame.noun is not None else []
        if frame.passive:
            heads += [n for n in self.grammar.dependants(frame.predicate, "nsubj")]
        for head in heads:
            type_ = self.type_of_noun(head)
            if type_ is not None:
                return head, Entry(type_, self.grammar.lemma(frame.predicate))
        return None

    def type_of_noun(self, word: int) -> str | None:
        """The type that a noun says by itself; a strike of miners is no strike of bombers."""
        lemma = self.grammar.lemma(word)
        before = {self.grammar.lemma(n) for n in self.grammar.dependants(word, "compound", "amod")}
        if lemma == "strike" and before & words("of_work"):
            return "PROTEST"
        return event_lexicon().nouns.get(lemma)
