"""Who did what to whom, typed in PLOVER 2.0: every predicate that the lexicon knows, with its parties.

Never a default: a predicate whose type is not sure, whose subject is a force of nature, or that nobody takes part in
codes nothing, and the reason is kept for `explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.events.found import FoundEvent, Uncoded
from onrecord.extract.events.frames import Frame, conjuncts, frame_of
from onrecord.extract.events.implied import implied_acts
from onrecord.extract.events.lexicon import Entry, event_lexicon, words
from onrecord.extract.events.parties import Parties, Run
from onrecord.extract.events.vetoes import is_manner, is_own, is_topic
from onrecord.knowledge.actors import actors
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import EventModality, Reason

_STEPS = 8
#: So many words an act has at most.
_LONGEST_ACT = 60
_DONE_BY_DISASTERS = frozenset({"ACCUSE", "AID", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_TWO_PARTIES = 2
_RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
#: Prepositions that say where talks are held, not who holds them.
_WHERE = frozenset({"in", "at"})
#: Types of what is done by saying it: what is said belongs to the words of the act.
_BY_SAYING = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})
#: Relations of what belongs to an act itself and not to a clause about it.
_OF_ACT = frozenset(
    {"obj", "iobj", "obl", "xcomp", "compound", "nmod", "advmod", "amod", "det", "case", "nummod", "fixed"}
)


class EventFinder:
    """Codes the predicates of one article."""

    def __init__(self, analysis: Analysis, grammar: Grammar) -> None:
        self.grammar = grammar
        self.parties = Parties(analysis, grammar)
        self.uncoded: list[Uncoded] = []
        self._carried: set[int] = set()
        self.paragraphs = analysis.paragraphs
        self._disasters = self._told_of_disasters()

    def find(self) -> list[FoundEvent]:
        """The events in the order of the text; what was weighed and not coded is in `uncoded`."""
        found = [event for word in range(len(self.grammar.tokens)) if (event := self._verbal(word)) is not None]
        found += [event for word in range(len(self.grammar.tokens)) if (event := self._nominal(word)) is not None]
        found += implied_acts(self.grammar, self.parties)
        return sorted(found, key=lambda event: event.predicate)

    def _told_of_disasters(self) -> dict[int, bool]:
        """For each paragraph whether it has words of disasters and none of violence."""
        lemmas: dict[int, set[str]] = {}
        for word, sentence in enumerate(self.grammar.sentence):
            lemmas.setdefault(self.paragraphs[sentence], set()).add(self.grammar.lemma(word))
        return {
            number: bool(found & words("disasters")) and not found & words("violence")
            for number, found in lemmas.items()
        }

    # ---- verbs

    def _verbal(self, word: int) -> FoundEvent | None:
        grammar = self.grammar
        if not self._is_predicate(word):
            return None
        lemma = self._lemma(word)
        entries = event_lexicon().verbs.get(lemma)
        carrier = lemma in words("light_verbs") and not self._names_what_it_is(word)
        if not (entries or carrier):
            return None
        frame = frame_of(word, grammar)
        best = self._best(frame, entries or ())
        if best is None and carrier:
            best = self._carried_entry(frame)
        if best is None:
            if entries:
                self._leave(word, "event.no-entry", f"{lemma} says an act only with other words")
            return None
        if frame.noun is not None:
            self._carried.add(frame.noun)
        return self._coded(frame, best)

    def _names_what_it_is(self, word: int) -> bool:
        """Whether a verb says what its object is ("called the visits a show")."""
        grammar = self.grammar
        named = [n for n in grammar.dependants(word, "xcomp") if grammar.tokens[n].upos in ("NOUN", "ADJ", "PROPN")]
        return bool(named) and bool(grammar.dependants(word, "obj"))

    def _lemma(self, word: int) -> str:
        """The lemma of a verb as the lexicon has it: the lemmatizer is at times a letter off ("expelle")."""
        lemma = self.grammar.lemma(word)
        known = event_lexicon().verbs
        if lemma in known or lemma in words("light_verbs"):
            return lemma
        stem = lemma[:-1]
        near = (stem, f"{lemma}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
        return next((other for other in near if other in known), lemma)

    def _is_predicate(self, word: int) -> bool:
        token = self.grammar.tokens[word]
        if token.upos == "VERB":
            return self.grammar.relation(word).split(":")[0] not in (
                "amod",
                "compound",
                "case",
                "mark",
                "fixed",
                "flat",
            )
        return (
            token.upos == "NOUN"
            and self.grammar.relation(word) == "root"
            and bool(self.grammar.dependants(word, "obj", "nsubj"))
        )

    def _best(self, frame: Frame, entries: Sequence[Entry]) -> Entry | None:
        """The most specific entry that fits; None where two types fit equally well."""
        fitting = [entry for entry in entries if self._fits(entry, frame)]
        if not fitting:
            return None
        most = max(entry.asks for entry in fitting)
        chosen = sorted((entry for entry in fitting if entry.asks == most), key=lambda entry: entry.type)
        if len({entry.type for entry in chosen}) > 1:
            told = ", ".join(entry.told() for entry in chosen)
            self._leave(frame.predicate, "event.ambiguous", told)
            return None
        return chosen[0]

    def _fits(self, entry: Entry, frame: Frame) -> bool:
        if entry.inner and not self._inner_lemmas(frame.predicate) & entry.inner:
            return False
        other = entry.particle != frame.particle and frame.particle not in entry.prepositions
        if other and (entry.particle or self._has_own_entry(frame)):
            return False
        if entry.with_ and not {self.grammar.lemma(oblique.head) for oblique in frame.obliques} & entry.with_:
            return False
        if entry.objects and not self._object_lemmas(frame) & entry.objects:
            return False
        brought = {oblique.preposition for oblique in frame.obliques} | {frame.particle}
        if entry.prepositions and not brought & entry.prepositions:
            return False
        return not entry.clause or self._has_infinitive(frame.predicate)

    def _inner_lemmas(self, word: int) -> set[str]:
        return {self.grammar.lemma(clause) for clause in self.grammar.dependants(word, "xcomp", "ccomp", "advcl")}

    def _open_clause(self, word: int) -> set[str]:
        return {self.grammar.lemma(clause) for clause in self.grammar.dependants(word, "xcomp")}

    def _has_infinitive(self, word: int) -> bool:
        """Whether a verb governs what somebody is to do ("told them to leave"), not what is said."""
        grammar = self.grammar
        clauses = grammar.dependants(word, "xcomp", "ccomp", "advcl")
        return any(grammar.lemma(mark) == "to" for clause in clauses for mark in grammar.dependants(clause, "mark"))

    def _has_own_entry(self, frame: Frame) -> bool:
        """Whether a verb with its particle is another verb in the lexicon ("give up")."""
        entries = event_lexicon().verbs.get(self.grammar.lemma(frame.predicate), ())
        light = self.grammar.lemma(frame.predicate) in words("light_verbs")
        return bool(frame.particle) and (light or any(entry.particle == frame.particle for entry in entries))

    def _object_lemmas(self, frame: Frame) -> set[str]:
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

    def _carried_entry(self, frame: Frame) -> Entry | None:
        """A light verb says what its noun says: "carried out an attack on"."""
        heads = [frame.noun] if frame.noun is not None else []
        if frame.passive:
            heads += [n for n in self.grammar.dependants(frame.predicate, "nsubj")]
        for head in heads:
            type_ = self._type_of_noun(head)
            if type_ is not None:
                self._carried.add(head)
                return Entry(type_, self.grammar.lemma(frame.predicate), objects=frozenset({self.grammar.lemma(head)}))
        return None

    # ---- nouns

    def _type_of_noun(self, word: int) -> str | None:
        lemma = self.grammar.lemma(word)
        before = {self.grammar.lemma(n) for n in self.grammar.dependants(word, "compound", "amod")}
        if lemma == "strike" and before & words("of_work"):
            return "PROTEST"
        return event_lexicon().nouns.get(lemma)

    def _nominal(self, word: int) -> FoundEvent | None:
        grammar = self.grammar
        if grammar.tokens[word].upos != "NOUN" or word in self._carried:
            return None
        type_ = self._type_of_noun(word)
        if type_ is not None and any(grammar.lemma(n) in words("pointing") for n in grammar.dependants(word, "det")):
            self._leave(word, "event.told-before", f"{grammar.form(word)}: an act that was told before")
            return None
        if type_ is None or grammar.relation(word).split(":")[0] in ("compound", "amod", "flat"):
            return None
        frame = frame_of(word, grammar)
        subjects = tuple(n for n in frame.subjects if self.parties.is_actor(n))
        by = tuple(n for n in frame.prepositional("by") if self.parties.is_actor(n))
        entry = Entry(type_, grammar.lemma(word))
        if not (subjects or by) and not self._recipients(frame, type_):
            self._leave(word, "event.nobody", f"{grammar.form(word)}: nobody takes part")
            return None
        return self._coded(frame, entry)

    # ---- parties

    def _coded(self, frame: Frame, entry: Entry) -> FoundEvent | None:
        veto = self._veto(frame, entry)
        if veto is not None:
            self._leave(frame.predicate, veto.rule, veto.detail)
            return None
        entry, modality = self._promised(frame, entry)
        actors = self._actors(frame, entry.type)
        recipients = tuple(n for n in self._recipients(frame, entry.type) if n not in actors)
        if entry.type == "CONSULT":
            recipients = tuple(n for n in recipients if not self._is_audience(n))
            things = {self.grammar.lemma(n) for n in actors} & (words("goods") | words("forces"))
            if things or (not recipients and not self._is_meeting(actors)):
                self._leave(frame.predicate, "event.nobody", f"{self.grammar.form(frame.predicate)}: nobody else")
                return None
        patient = next(iter(frame.objects), frame.noun)
        own_plan = frame.passive and bool(entry.objects) and entry.type in ("AID", "MOBILIZE")
        lonely = self.grammar.lemma(frame.predicate) in words("need_two") and not (actors and recipients)
        if lonely or not (actors or recipients or own_plan):
            who = "nobody else" if lonely else "nobody"
            self._leave(frame.predicate, "event.nobody", f"{self.grammar.form(frame.predicate)}: {who} takes part")
            return None
        run = self._run(frame)
        told = f"{entry.told()}: {self.grammar.words(*run)}"
        return FoundEvent(
            frame.predicate,
            self._with_clause(run, frame.predicate) if entry.type in _BY_SAYING and not frame.nominal else run,
            entry.type,
            actors,
            recipients,
            self._mode(frame, entry.type),
            entry.type in _RECIPROCAL and len(actors) > 1 and not recipients,
            frame.nominal,
            (Reason("event.noun" if frame.nominal else "event.verb", told), *self._denied(frame, entry.type)),
            0.6 + 0.1 * min(3, entry.asks) if not frame.nominal else 0.6,
            patient,
            modality,
            promised=self._bound_to(frame) if entry.type == "AGREE" else None,
        )

    def _is_audience(self, head: int) -> bool:
        """Whether one who is spoken to only hears it: the press, a news agency."""
        body = actors().body(self.grammar.words(*self.parties.phrase(head)))
        return self.grammar.lemma(head) in words("audiences") or (body is not None and body.kind == "outlet")

    def _is_meeting(self, actors: Sequence[int]) -> bool:
        """Whether those who act can hold talks among themselves: several, or a group."""
        one = len(actors) == 1 and self.parties.named.get(actors[0]) == "PER"
        return bool(actors) and not one

    def _bound_to(self, frame: Frame) -> Run | None:
        """The words of what somebody promises to do: "pay half of it"."""
        grammar = self.grammar
        if frame.nominal or self._lemma(frame.predicate) not in words("binding"):
            return None
        for clause in grammar.dependants(frame.predicate, "xcomp"):
            if any(grammar.lemma(mark) == "to" for mark in grammar.dependants(clause, "mark")):
                last = grammar.subtree(clause)[1]
                while last > clause and grammar.tokens[last].upos == "PUNCT":
                    last -= 1
                return clause, min(last, clause + _LONGEST_ACT)
        return None

    def _denied(self, frame: Frame, type_: str) -> Iterator[Reason]:
        """ "Denied the accusation": an answer to whoever accused before."""
        claims = self._object_lemmas(frame) & words("claims") if type_ == "REJECT" and not frame.nominal else ()
        if claims:
            yield Reason("event.denial", f"{self.grammar.form(frame.predicate)} … {', '.join(sorted(claims))}")

    def _promised(self, frame: Frame, entry: Entry) -> tuple[Entry, EventModality | None]:
        """ "Pledged tanks" is help that is planned: the type is that of what is promised, where its noun tells."""
        promising = not frame.nominal and self.grammar.lemma(frame.predicate) in words("promising")
        if entry.type not in ("AGREE", "SUPPORT") or not promising:
            return entry, None
        lemmas = self._object_lemmas(frame)
        for type_, name in (("AID", "goods"), ("MOBILIZE", "forces")):
            if lemmas & words(name):
                offered = self.grammar.lemma(frame.predicate) == "offer"
                made = Entry(type_, entry.verb, objects=frozenset(lemmas & words(name)))
                return made, "offered" if offered else "planned"
        return entry, None

    def _veto(self, frame: Frame, entry: Entry) -> Reason | None:
        grammar = self.grammar
        subjects = {grammar.lemma(n) for n in frame.subjects}
        if entry.type not in ("ACCUSE", "SUPPORT") and subjects & words("natural_causes"):
            return Reason("event.nature", f"{', '.join(sorted(subjects))} acts without a will")
        if entry.type in _DONE_BY_DISASTERS and self._in_disaster(frame):
            return Reason("event.disaster", "the text around it tells of an accident or a disaster")
        if not frame.nominal and is_topic(frame, self._run(frame)[1], grammar):
            return Reason("event.generic", "of the act as such, whoever does it")
        if not frame.nominal and is_manner(frame.predicate, grammar):
            return Reason("event.manner", "says how something else came about")
        if entry.type == "REJECT" and self._open_clause(frame.predicate) & words("silences"):
            return Reason("event.silence", "declines to say something, and rejects nobody")
        objects = {grammar.lemma(n) for n in frame.objects}
        if any(grammar.form(n).lower().endswith(("self", "selves")) for n in frame.objects):
            return Reason("event.itself", "nobody else takes part")
        if entry.type == "SUPPORT" and is_own(frame, grammar, self.parties):
            return Reason("event.itself", "what it stands by is its own")
        if (
            objects
            and objects <= words("figures_of_speech")
            and not any(self.parties.is_actor(n) for n in frame.objects)
        ):
            return Reason("event.figure", f"{', '.join(sorted(objects))}: a manner of speaking")
        return None

    def _in_disaster(self, frame: Frame) -> bool:
        """Whether a paragraph tells of a disaster and of no violence, and no named party helps another."""
        sentence = self.grammar.sentence[frame.predicate]
        if not self._disasters[self.paragraphs[sentence]]:
            return False
        parties = (*frame.subjects, *frame.prepositional("to", "in", "for", "with"))
        abroad = {self.parties.country(n) or n for n in parties if self.parties.has_name(n)}
        return len(abroad) < _TWO_PARTIES

    def _actors(self, frame: Frame, type_: str) -> tuple[int, ...]:
        grammar = self.grammar
        found: list[int] = []
        for subject in frame.subjects:
            subject = self._resolved(subject, frame.predicate)
            if self.parties.is_actor(subject) or self.parties.has_name(subject):
                found.append(subject)
        if frame.nominal:
            found += [n for n in frame.prepositional("by") if self.parties.is_actor(n)]
            if not found and type_ in _RECIPROCAL:
                found += [n for n in frame.prepositional("between", "among") if self.parties.is_actor(n)]
            if not found:
                found += self._of_governor(frame.predicate)
        return tuple(dict.fromkeys(n for n in found if grammar.form(n).lower() not in ("there",)))

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
        if grammar.form(word).lower() not in ("it", "he", "she", "they"):
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
                    and grammar.form(subject).lower()
                    not in (
                        "it",
                        "he",
                        "she",
                        "they",
                    )
                ):
                    return subject
            clause = head
        return word

    def _recipients(self, frame: Frame, type_: str) -> tuple[int, ...]:
        """Whom the act is done to or with: the first place of the type's list where somebody stands."""
        moved = words("forces") | words("goods") if type_ in ("AID", "MOBILIZE") else frozenset()
        for slot in event_lexicon().recipients[type_]:
            if frame.nominal and type_ in _RECIPROCAL and slot in _WHERE:
                continue
            heads = dict.fromkeys(self._in_slot(slot, frame))
            found = tuple(n for n in heads if self.grammar.lemma(n) not in moved or n in self.parties.named)
            if found:
                return found
        return ()

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

    # ---- the rest

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

    def _mode(self, frame: Frame, type_: str) -> str | None:
        first, last = self._run(frame)
        lemmas = {self.grammar.lemma(word) for word in range(first, last + 1)}
        lemmas |= {self.grammar.lemma(n) for n in frame.subjects}
        fitting = [(mode, listed) for mode, listed in event_lexicon().modes[type_].items() if listed & lemmas]
        own = [mode for mode, listed in fitting if self.grammar.lemma(frame.predicate) in listed]
        return next(iter((*own, *(mode for mode, _ in fitting))), None)

    def _leave(self, predicate: int, rule: str, detail: str) -> None:
        self.uncoded.append(Uncoded(predicate, Reason(rule, detail)))


def find_events(analysis: Analysis, grammar: Grammar) -> list[FoundEvent]:
    """The events of an article, in the order of the text."""
    return EventFinder(analysis, grammar).find()
