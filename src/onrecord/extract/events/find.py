"""Who did what to whom, in PLOVER 2.0: the predicates that the lexicon or the typing head is sure of, with parties.

Never a default: a predicate whose type is not sure, whose subject is a force of nature, or that nobody takes part in
codes nothing, and the reason is kept for `explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.events.found import FoundEvent, Uncoded
from onrecord.extract.events.frames import Frame, frame_of, infinitives
from onrecord.extract.events.implied import implied_acts
from onrecord.extract.events.learned import NONE, LearnedTypes, Weighed
from onrecord.extract.events.lexicon import Entry, asked_by_nouns, event_lexicon, words
from onrecord.extract.events.matching import EntryMatcher
from onrecord.extract.events.parties import Parties, Run
from onrecord.extract.events.slots import RECIPROCAL, Slots
from onrecord.extract.events.vetoes import Vetoes
from onrecord.knowledge.actors import Actors, actors
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import EventModality, Reason

#: So many words an act has at most.
_LONGEST_ACT = 60
#: Types of what is done by saying it: what is said belongs to the words of the act.
_BY_SAYING = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})
#: Relations of what belongs to an act itself and not to a clause about it.
_OF_ACT = frozenset(
    {"obj", "iobj", "obl", "xcomp", "compound", "nmod", "advmod", "amod", "det", "case", "nummod", "fixed"}
)
#: Relations of verbs that are no predicates.
_NO_PREDICATE = frozenset({"amod", "compound", "case", "mark", "fixed", "flat"})


class EventFinder:
    """Codes the predicates of one article; `known` are the tables its parties are looked up in."""

    def __init__(self, analysis: Analysis, grammar: Grammar, known: Actors | None = None) -> None:
        self.grammar = grammar
        self.parties = Parties(analysis, grammar)
        self.uncoded: list[Uncoded] = []
        self._matcher = EntryMatcher(grammar)
        self._slots = Slots(grammar, self.parties, known or actors())
        self._vetoes = Vetoes(grammar, self.parties, analysis.paragraphs)
        self._learned = LearnedTypes(analysis)
        self._carried: set[int] = set()

    def find(self) -> list[FoundEvent]:
        """The events in the order of the text; what was weighed and not coded is in `uncoded`."""
        found = [event for word in range(len(self.grammar.tokens)) if (event := self._verbal(word)) is not None]
        found += [event for word in range(len(self.grammar.tokens)) if (event := self._nominal(word)) is not None]
        found += implied_acts(self.grammar, self.parties)
        return sorted(found, key=lambda event: event.predicate)

    # ---- predicates

    def _verbal(self, word: int) -> FoundEvent | None:
        if not self._is_predicate(word):
            return None
        frame = frame_of(word, self.grammar)
        proposed = self._proposed(frame)
        weighed = self._weighed(frame, proposed)
        if weighed.type is None:
            self._leave_unsure(word, proposed, weighed)
            return None
        if not proposed and frame.passive and not self._slots.recipients(frame, weighed.type):
            # A verb of no list that is done to a thing says as often where something is ("is surrounded by").
            self._leave(word, "event.nobody", f"{self.grammar.form(word)}: done to nobody")
            return None
        if frame.noun is not None and proposed:
            self._carried.add(frame.noun)
        return self._coded(frame, self._entry(frame, weighed, proposed), weighed)

    def _proposed(self, frame: Frame) -> tuple[Entry, ...]:
        """What the lexicon says of a verb: its own entries that fit, else the noun that it carries."""
        lemma = self._matcher.lemma(frame.predicate)
        entries = event_lexicon().verbs.get(lemma, ())
        best = self._matcher.best(frame, entries)
        carries = lemma in words("light_verbs") and lemma not in words("stopping")
        if len(best) != 1 and carries and not self._names_what_it_is(frame.predicate):
            carried = self._matcher.carried(frame)
            if carried is not None:
                self._carried.add(carried[0])
                return (carried[1],)
        if entries and not best:
            self._leave_wordless(frame.predicate, lemma)
        return best

    def _weighed(self, frame: Frame, proposed: Sequence[Entry]) -> Weighed:
        """The type of a verb; one that carries the noun of an act is weighed as that noun."""
        if frame.noun is not None and self._matcher.type_of_noun(frame.noun) is not None:
            frame = frame_of(frame.noun, self.grammar)
        return self._learned.weigh(frame, proposed)

    def _entry(self, frame: Frame, weighed: Weighed, proposed: Sequence[Entry]) -> Entry:
        """The lexicon's entry of the type that was found, or one for what only the typing head gives."""
        own = (entry for entry in proposed if entry.type == weighed.type)
        return next(own, Entry(weighed.type or NONE, self.grammar.lemma(frame.predicate)))

    def _is_predicate(self, word: int) -> bool:
        upos, relation = self.grammar.tokens[word].upos, self.grammar.relation(word)
        if upos == "VERB":
            return relation.split(":")[0] not in _NO_PREDICATE
        # A headline's verb that was taken for a noun has arguments all the same.
        return upos == "NOUN" and relation == "root" and bool(self.grammar.dependants(word, "obj", "nsubj"))

    def _names_what_it_is(self, word: int) -> bool:
        """Whether a verb says what its object is ("called the visits a show")."""
        grammar = self.grammar
        named = [n for n in grammar.dependants(word, "xcomp") if grammar.tokens[n].upos in ("NOUN", "ADJ", "PROPN")]
        return bool(named) and bool(grammar.dependants(word, "obj"))

    def _nominal(self, word: int) -> FoundEvent | None:
        grammar = self.grammar
        if grammar.tokens[word].upos != "NOUN" or word in self._carried:
            return None
        type_ = self._matcher.type_of_noun(word)
        if type_ is None or grammar.relation(word).split(":")[0] in ("compound", "amod", "flat"):
            return None
        if any(grammar.lemma(n) in words("pointing") for n in grammar.dependants(word, "det")):
            self._leave(word, "event.told-before", f"{grammar.form(word)}: an act that was told before")
            return None
        frame = frame_of(word, grammar)
        if not self._says_enough(frame):
            self._leave_wordless(word, grammar.lemma(word))
            return None
        entry = Entry(type_, grammar.lemma(word))
        weighed = self._learned.weigh(frame, (entry,))
        if weighed.type is None:
            self._leave_unsure(word, (entry,), weighed)
            return None
        acting = any(self.parties.is_actor(n) for n in (*frame.subjects, *frame.prepositional("by")))
        if not acting and not self._slots.recipients(frame, weighed.type):
            self._leave(word, "event.nobody", f"{grammar.form(word)}: nobody takes part")
            return None
        return self._coded(frame, self._entry(frame, weighed, (entry,)), weighed)

    def _says_enough(self, frame: Frame) -> bool:
        """Whether a noun that is an act only with more words has them: a call *for* something, *whose* threat."""
        needed = asked_by_nouns().get(self.grammar.lemma(frame.predicate))
        if needed is None or any(infinitives(frame.predicate, self.grammar, "acl")):
            return True
        return bool(frame.prepositional(*needed)) or ("owner" in needed and bool(frame.subjects))

    # ---- acts

    def _coded(self, frame: Frame, entry: Entry, weighed: Weighed) -> FoundEvent | None:
        run = self._run(frame)
        against = self._vetoes.of(frame, entry, run[1])
        if against is not None:
            self._leave(frame.predicate, against.rule, against.detail)
            return None
        entry, modality = self._promised(frame, entry)
        acting = self._slots.actors(frame, entry.type)
        recipients = self._recipients(frame, entry, acting)
        missing = self._missing(frame, entry, acting, recipients)
        if missing is not None:
            self._leave(frame.predicate, "event.nobody", f"{self.grammar.form(frame.predicate)}: {missing}")
            return None
        return FoundEvent(
            frame.predicate,
            self._with_clause(run, frame.predicate) if entry.type in _BY_SAYING and not frame.nominal else run,
            entry.type,
            acting,
            recipients,
            self._mode(frame, entry.type, run),
            entry.type in RECIPROCAL and len(acting) > 1 and not recipients,
            frame.nominal,
            tuple(self._reasons(frame, entry, weighed, run)),
            round(weighed.share, 1),
            next(iter(frame.objects), frame.noun),
            modality,
            promised=self._bound_to(frame) if entry.type == "AGREE" else None,
        )

    def _reasons(self, frame: Frame, entry: Entry, weighed: Weighed, run: Run) -> Iterator[Reason]:
        told = f"{entry.told()}: {self.grammar.words(*run)}"
        yield Reason("event.noun" if frame.nominal else "event.verb", told)
        if weighed.shares:
            yield Reason("event.typing", weighed.told())
        yield from self._denied(frame, entry.type)

    def _recipients(self, frame: Frame, entry: Entry, acting: tuple[int, ...]) -> tuple[int, ...]:
        found = (n for n in self._slots.recipients(frame, entry.type) if n not in acting)
        return tuple(n for n in found if entry.type != "CONSULT" or not self._slots.is_audience(n))

    def _missing(self, frame: Frame, entry: Entry, acting: tuple[int, ...], recipients: tuple[int, ...]) -> str | None:
        """Who is missing for an act to be one; None where enough take part."""
        if entry.type == "CONSULT":
            things = {self.grammar.lemma(n) for n in acting} & (words("goods") | words("forces"))
            if things or (not recipients and not self._slots.is_meeting(acting)):
                return "nobody else"
        if self.grammar.lemma(frame.predicate) in words("need_two") and not (acting and recipients):
            return "nobody else takes part"
        own_plan = frame.passive and bool(entry.objects) and entry.type in ("AID", "MOBILIZE")
        return None if acting or recipients or own_plan else "nobody takes part"

    def _bound_to(self, frame: Frame) -> Run | None:
        """The words of what somebody promises to do: "pay half of it"."""
        grammar = self.grammar
        if frame.nominal or self._matcher.lemma(frame.predicate) not in words("binding"):
            return None
        for clause in infinitives(frame.predicate, grammar, "xcomp"):
            last = grammar.subtree(clause)[1]
            while last > clause and grammar.tokens[last].upos == "PUNCT":
                last -= 1
            return clause, min(last, clause + _LONGEST_ACT)
        return None

    def _denied(self, frame: Frame, type_: str) -> Iterator[Reason]:
        """ "Denied the accusation": an answer to whoever accused before."""
        claims = self._matcher.object_lemmas(frame) & words("claims") if type_ == "REJECT" and not frame.nominal else ()
        if claims:
            yield Reason("event.denial", f"{self.grammar.form(frame.predicate)} … {', '.join(sorted(claims))}")

    def _promised(self, frame: Frame, entry: Entry) -> tuple[Entry, EventModality | None]:
        """ "Pledged tanks" is help that is planned: the type is that of what is promised, where its noun tells."""
        promising = not frame.nominal and self.grammar.lemma(frame.predicate) in words("promising")
        if entry.type not in ("AGREE", "SUPPORT") or not promising:
            return entry, None
        lemmas = self._matcher.object_lemmas(frame)
        for type_, name in (("AID", "goods"), ("MOBILIZE", "forces")):
            if lemmas & words(name):
                offered = self.grammar.lemma(frame.predicate) == "offer"
                made = Entry(type_, entry.verb, objects=frozenset(lemmas & words(name)))
                return made, "offered" if offered else "planned"
        return entry, None

    # ---- their words

    def _run(self, frame: Frame) -> Run:
        """The words of the act: the predicate with its objects and obliques, without clauses about it."""
        first = last = frame.predicate
        waiting = [frame.predicate]
        while waiting and last - first < _LONGEST_ACT:
            for child in self.grammar.children[waiting.pop()]:
                base = self.grammar.relation(child).split(":")[0]
                if base in _OF_ACT or (base == "conj" and self.grammar.tokens[child].upos in ("NOUN", "PROPN")):
                    first, last = min(first, child), max(last, child)
                    waiting.append(child)
        if frame.nominal:
            return first, last
        patients = [self.parties.phrase(head)[0] for head in frame.objects if frame.passive and head < frame.predicate]
        return min([frame.predicate, *patients]), last

    def _with_clause(self, run: Run, predicate: int) -> Run:
        """The words of an act of saying with what is asked, charged or agreed: "urge Iran to let them in"."""
        grammar = self.grammar
        last = run[1]
        for clause in grammar.dependants(predicate, "xcomp", "ccomp", "advcl"):
            marks = {grammar.lemma(mark) for mark in grammar.dependants(clause, "mark")}
            if clause > predicate and (marks & {"to", "that"} or "VerbForm=Ger" in grammar.tokens[clause].features):
                end = grammar.subtree(clause)[1]
                # What stands behind a semicolon is a clause of its own, whatever the tree says.
                end = next((n - 1 for n in range(clause, end) if grammar.form(n) in (";", ".")), end)
                last = max(last, end) if end - run[0] <= _LONGEST_ACT else last
        while last > run[1] and grammar.tokens[last].upos == "PUNCT":
            last -= 1
        return run[0], last

    def _mode(self, frame: Frame, type_: str, run: Run) -> str | None:
        lemmas = {self.grammar.lemma(word) for word in range(run[0], run[1] + 1)}
        lemmas |= {self.grammar.lemma(n) for n in frame.subjects}
        fitting = [(mode, listed) for mode, listed in event_lexicon().modes[type_].items() if listed & lemmas]
        own = [mode for mode, listed in fitting if self.grammar.lemma(frame.predicate) in listed]
        return next(iter((*own, *(mode for mode, _ in fitting))), None)

    def _leave_unsure(self, predicate: int, proposed: Sequence[Entry], weighed: Weighed) -> None:
        if proposed:
            told = f"{proposed[0].told()}, but as it stands here {weighed.told()}"
            self._leave(predicate, "event.unsure", told)

    def _leave_wordless(self, predicate: int, lemma: str) -> None:
        self._leave(predicate, "event.no-entry", f"{lemma} says an act only with other words")

    def _leave(self, predicate: int, rule: str, detail: str) -> None:
        self.uncoded.append(Uncoded(predicate, Reason(rule, detail)))


def find_events(analysis: Analysis, grammar: Grammar) -> list[FoundEvent]:
    """The events of an article, in the order of the text."""
    return EventFinder(analysis, grammar).find()
