"""Signs that a verb of the lexicon tells of no act here: the act as such, a manner, what is one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.extract.events.frames import Frame
from onrecord.extract.events.lexicon import Entry, words
from onrecord.extract.events.parties import Parties
from onrecord.language.grammar import Grammar
from onrecord.records import Reason

_OWN = frozenset({"its", "his", "her", "their", "our", "my"})
_DONE_BY_DISASTERS = frozenset({"ACCUSE", "AID", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_TWO_PARTIES = 2


class Vetoes:
    """Weighs the acts of one article. `paragraphs[n]` is the paragraph of sentence n."""

    def __init__(self, grammar: Grammar, parties: Parties, paragraphs: Sequence[int]) -> None:
        self.grammar, self.parties, self._paragraphs = grammar, parties, paragraphs
        self._disasters = self._told_of_disasters()

    def of(self, frame: Frame, entry: Entry, last: int) -> Reason | None:
        """Why an act whose words end at `last` is none; None where nothing speaks against it."""
        grammar = self.grammar
        subjects = {grammar.lemma(n) for n in frame.subjects}
        if entry.type not in ("ACCUSE", "SUPPORT") and subjects & words("natural_causes"):
            return Reason("event.nature", f"{', '.join(sorted(subjects))} acts without a will")
        if entry.type in _DONE_BY_DISASTERS and self._in_disaster(frame):
            return Reason("event.disaster", "the text around it tells of an accident or a disaster")
        if not frame.nominal and is_topic(frame, last, grammar):
            return Reason("event.generic", "of the act as such, whoever does it")
        if not frame.nominal and is_manner(frame.predicate, grammar):
            return Reason("event.manner", "says how something else came about")
        if entry.type == "REJECT" and self._silent(frame):
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

    def _silent(self, frame: Frame) -> bool:
        """Whether what is declined is to say something ("declined to comment")."""
        clauses = self.grammar.dependants(frame.predicate, "xcomp")
        return any(self.grammar.lemma(clause) in words("silences") for clause in clauses)

    def _in_disaster(self, frame: Frame) -> bool:
        """Whether a paragraph tells of a disaster and of no violence, and no named party helps another."""
        sentence = self.grammar.sentence[frame.predicate]
        if not self._disasters[self._paragraphs[sentence]]:
            return False
        parties = (*frame.subjects, *frame.prepositional("to", "in", "for", "with"))
        abroad = {self.parties.country(n) or n for n in parties if self.parties.has_name(n)}
        return len(abroad) < _TWO_PARTIES

    def _told_of_disasters(self) -> Mapping[int, bool]:
        """For each paragraph whether it has words of disasters and none of violence."""
        lemmas: dict[int, set[str]] = {}
        for word, sentence in enumerate(self.grammar.sentence):
            lemmas.setdefault(self._paragraphs[sentence], set()).add(self.grammar.lemma(word))
        return {
            number: bool(found & words("disasters")) and not found & words("violence")
            for number, found in lemmas.items()
        }


def is_topic(frame: Frame, last: int, grammar: Grammar) -> bool:
    """Whether an act whose words end at `last` is what is spoken about ("blaming the referee is easy")."""
    if grammar.relation(frame.predicate).startswith("csubj"):
        return not grammar.dependants(frame.predicate, "nsubj")
    behind = last + 1
    if "VerbForm=Ger" not in grammar.tokens[frame.predicate].features or behind >= len(grammar.tokens):
        return False
    judged = grammar.head[behind]
    copula = judged >= 0 and grammar.relation(behind) in ("cop", "aux")
    return copula and not grammar.dependants(judged, "nsubj", "csubj", "expl")


def is_manner(predicate: int, grammar: Grammar) -> bool:
    """Whether a participle only says how ("as promised", "as planned")."""
    marks = [grammar.lemma(mark) for mark in grammar.dependants(predicate, "mark")]
    bare = not grammar.dependants(predicate, "nsubj", "obj", "xcomp", "ccomp")
    return marks == ["as"] and bare and "VerbForm=Part" in grammar.tokens[predicate].features


def is_own(frame: Frame, grammar: Grammar, parties: Parties) -> bool:
    """Whether what is defended or backed is the subject's own ("defend its land"), and nobody."""
    owned = [n for n in frame.objects if not parties.is_actor(n)]
    return any(grammar.form(it).lower() in _OWN for n in owned for it in grammar.dependants(n, "nmod:poss"))
