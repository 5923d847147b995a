"""Who takes part in an act: which phrases of its frame act, and which are acted upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.events.frames import Frame, conjuncts, frame_of
from onrecord.extract.events.lexicon import event_lexicon, words
from onrecord.extract.events.parties import Parties
from onrecord.knowledge.actors import Actors
from onrecord.language.grammar import Grammar

_STEPS = 8
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
#: Prepositions that say where talks are held, not who holds them.
_WHERE = frozenset({"in", "at"})
_TAKEN_UP = frozenset({"it", "he", "she", "they"})


class Slots:
    """Finds who takes part in the acts of one article."""

    def __init__(self, grammar: Grammar, parties: Parties, actors: Actors) -> None:
        self.grammar, self.parties, self._known = grammar, parties, actors

    def actors(self, frame: Frame, type_: str) -> tuple[int, ...]:
        """The heads of those who act."""
        grammar = self.grammar
        found: list[int] = []
        for subject in frame.subjects:
            subject = self._resolved(subject, frame.predicate)
            if self.parties.is_actor(subject) or self.parties.has_name(subject):
                found.append(subject)
        if frame.nominal:
            found += [n for n in frame.prepositional("by") if self.parties.is_actor(n)]
            if not found and type_ in RECIPROCAL:
                found += [n for n in frame.prepositional("between", "among") if self.parties.is_actor(n)]
            if not found:
                found += self._of_governor(frame.predicate)
        return tuple(dict.fromkeys(n for n in found if grammar.form(n).lower() not in ("there",)))

    def recipients(self, frame: Frame, type_: str) -> tuple[int, ...]:
        """Whom the act is done to or with: the first place of the type's list where somebody stands."""
        moved = words("forces") | words("goods") if type_ in ("AID", "MOBILIZE") else frozenset()
        for slot in event_lexicon().recipients[type_]:
            if frame.nominal and type_ in RECIPROCAL and slot in _WHERE:
                continue
            heads = dict.fromkeys(self._in_slot(slot, frame))
            found = tuple(n for n in heads if self.grammar.lemma(n) not in moved or n in self.parties.named)
            if found:
                return found
        return ()

    def is_audience(self, head: int) -> bool:
        """Whether one who is spoken to only hears it: the press, a news agency."""
        body = self._known.body(self.grammar.words(*self.parties.phrase(head)))
        return self.grammar.lemma(head) in words("audiences") or (body is not None and body.kind == "outlet")

    def is_meeting(self, actors: Sequence[int]) -> bool:
        """Whether those who act can hold talks among themselves: several, or a group."""
        one = len(actors) == 1 and self.parties.named.get(actors[0]) == "PER"
        return bool(actors) and not one

    def _of_governor(self, noun: int) -> Iterator[int]:
        """Whose act a bare noun is: the subject's of its verb ("Norway announced a donation to ...")."""
        grammar = self.grammar
        head = grammar.head[noun]
        governed = head >= 0 and grammar.relation(noun) in ("obj", "xcomp") and grammar.tokens[head].upos == "VERB"
        if governed and grammar.lemma(head) in words("announcing"):
            yield from (n for n in frame_of(head, grammar).subjects if self.parties.is_actor(n))

    def _resolved(self, word: int, predicate: int) -> int:
        """A pronoun that is the subject of a reported clause stands for who reports ("Syria says it is ...")."""
        grammar = self.grammar
        if grammar.form(word).lower() not in _TAKEN_UP:
            return word
        clause = predicate
        for _ in range(_STEPS):
            head = grammar.head[clause]
            if head < 0:
                return word
            if grammar.relation(clause) in ("ccomp", "parataxis", "advcl") and grammar.tokens[head].upos == "VERB":
                subject = next(iter(grammar.dependants(head, "nsubj")), None)
                if (
                    subject is not None
                    and self.parties.is_actor(subject)
                    and grammar.form(subject).lower() not in _TAKEN_UP
                ):
                    return subject
            clause = head
        return word

    def _in_slot(self, slot: str, frame: Frame) -> Iterator[int]:
        grammar, parties = self.grammar, self.parties
        if slot == "object":
            yield from (n for n in frame.objects if parties.is_actor(n))
        elif slot == "iobj":
            for child in grammar.dependants(frame.predicate, "iobj"):
                yield from conjuncts(child, grammar)
        elif slot == "of_object":
            heads = [*frame.objects, *([frame.noun] if frame.noun is not None else [])]
            for head in heads:
                if not parties.is_actor(head):
                    yield from parties.inside(head)
        elif slot == "clause":
            yield from self._in_clause(frame.predicate)
        else:
            told = (n for n in frame.prepositional(slot) if grammar.lemma(n) not in words("circumstances"))
            yield from (n for n in told if parties.is_actor(n) or parties.has_name(n))

    def _in_clause(self, predicate: int) -> Iterator[int]:
        """Who takes part in what is asked, promised or refused: the inner subject, else the inner object."""
        for clause in self.grammar.dependants(predicate, "ccomp", "xcomp", "advcl"):
            if self.grammar.tokens[clause].upos not in ("VERB", "ADJ", "NOUN"):
                continue
            own = [n for n in self.grammar.dependants(clause, "nsubj") if self.parties.is_somebody(n)]
            if own and self.grammar.relation(clause) == "ccomp":
                yield from (n for head in own for n in conjuncts(head, self.grammar))
                return
            inner = frame_of(clause, self.grammar)
            for head in (*inner.objects, *(oblique.head for oblique in inner.obliques)):
                if self.parties.is_somebody(head):
                    yield head
                else:
                    yield from self.parties.inside(head)
