"""Acts that no verb of doing says: demands in "must", denials in "is false", forces that "will be there"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.events.found import FoundEvent
from onrecord.extract.events.frames import frame_of
from onrecord.extract.events.lexicon import words
from onrecord.extract.events.parties import Parties
from onrecord.language.grammar import Grammar
from onrecord.records import Reason


def implied_acts(grammar: Grammar, parties: Parties) -> Iterator[FoundEvent]:
    """The acts of a text that its words imply, in no order."""
    for word in range(len(grammar.tokens)):
        for implied in (_demand, _denial, _existential):
            found = implied(word, grammar, parties)
            if found is not None:
                yield found


def _demand(word: int, grammar: Grammar, parties: Parties) -> FoundEvent | None:
    """ "X said that Y must leave": what is said has to be done by another is demanded of them."""
    head = grammar.head[word]
    if head < 0 or grammar.relation(word) not in ("ccomp", "parataxis") or grammar.lemma(head) not in words("speech"):
        return None
    if not any(grammar.lemma(n) in words("demanding") for n in grammar.dependants(word, "aux")):
        return None
    speakers = tuple(n for n in frame_of(head, grammar).subjects if parties.is_actor(n))
    asked = frame_of(word, grammar)
    whom = (asked.objects if asked.passive else asked.subjects) or asked.subjects
    recipients = tuple(n for n in whom if parties.is_actor(n) and grammar.form(n).lower() not in ("we", "it", "he"))
    if not speakers or not recipients:
        return None
    why = (Reason("event.demand", f"{grammar.lemma(head)} … {grammar.form(word)}"),)
    return FoundEvent(head, (head, word), "REQUEST", speakers, recipients, None, False, False, why, 0.7)


def _denial(word: int, grammar: Grammar, parties: Parties) -> FoundEvent | None:
    """ "The accusations are false": whoever says so rejects them."""
    if grammar.lemma(word) not in words("untrue") or not grammar.dependants(word, "cop"):
        return None
    subject = next(iter(grammar.dependants(word, "nsubj")), None)
    if subject is None or grammar.lemma(subject) not in words("claims"):
        return None
    why = (Reason("event.denial", f"{grammar.form(subject)} … {grammar.form(word)}"),)
    recipients = tuple(n for n in parties.inside(subject) if grammar.relation(n) == "nmod:poss")
    run = (grammar.subtree(subject)[0], word)
    return FoundEvent(word, run, "REJECT", (), recipients, None, False, False, why, 0.7, actor_is_speaker=True)


def _existential(word: int, grammar: Grammar, parties: Parties) -> FoundEvent | None:
    """ "There will be more troops": forces that somebody puts there."""
    if grammar.lemma(word) != "be" or not grammar.dependants(word, "expl"):
        return None
    forces = [n for n in grammar.dependants(word, "nsubj") if grammar.lemma(n) in words("forces")]
    if not forces or not any(grammar.lemma(n) == "will" for n in grammar.dependants(word, "aux")):
        return None
    why = (Reason("event.existential", f"there will be {grammar.form(forces[0])}"),)
    begin = min((n for n in grammar.dependants(word, "expl")), default=word)
    run = (begin, grammar.subtree(forces[0])[1])
    return FoundEvent(word, run, "MOBILIZE", (), (), None, False, False, why, 0.6, forces[0], "planned")
