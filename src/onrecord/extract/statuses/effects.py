"""What a governing word does to the status of the act it governs, given how the governing word itself stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.extract.statuses.forms import past
from onrecord.extract.statuses.lexicon import Effect, lemma_of, listed
from onrecord.extract.statuses.links import Link
from onrecord.extract.statuses.nouns import CERTAINTIES
from onrecord.extract.statuses.reports import holder_of, in_own_voice
from onrecord.extract.statuses.status import Status, opposite
from onrecord.language.grammar import Grammar
from onrecord.records import Certainty, EventModality, Polarity, Reason


def applied(effect: Effect, inner: Status, outer: Status, link: Link, grammar: Grammar) -> Status:
    """The status of an act (`inner`) under a governor that stands as `outer` and has this effect."""
    governor = link.governor
    status = _RULES[effect](effect, inner, outer, governor, grammar)
    reason = Reason(f"status.{effect}".replace("-", "_"), grammar.form(governor))
    outwards = () if outer.holds and not status.holders else tuple(r for r in outer.why if r not in inner.why)
    condition = inner.condition or (outer.condition if effect not in ("open", "condition") else None)
    if condition and status.modality in ("planned", "hypothetical"):
        status = replace(status, modality="conditional", certainty="unspecified")
    why = (*inner.why, reason, *outwards)
    return replace(status, condition=condition, why=why, score=min(inner.score, outer.score))


def _polarity(inner: Status, flipped: bool) -> Polarity:
    return opposite(inner.polarity) if flipped else inner.polarity


def _same(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if outer.modality == "occurred":
        negative = outer.polarity == "negative"
        if negative and lemma_of(governor, grammar) in listed("achieving"):
            return replace(inner, modality="failed", polarity=opposite(inner.polarity), holders=outer.holders)
        certainty = inner.certainty if outer.certainty == "certain" else outer.certainty
        return replace(inner, polarity=_polarity(inner, negative), certainty=certainty, holders=outer.holders)
    polarity = _polarity(inner, outer.polarity == "negative")
    return replace(outer, polarity=polarity, why=())


def _attitude(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    modality: EventModality = effect  # type: ignore[assignment]
    certainty = _certainty(modality, governor, grammar)
    plain = replace(inner, modality=modality, certainty=certainty, holders=outer.holders)
    if outer.fails:
        return _under_negation(modality, plain, inner)
    if outer.modality in ("occurred", "ongoing") or (outer.modality == "planned" and modality != "planned"):
        return plain if outer.certainty != "possible" else replace(plain, certainty="possible")
    if outer.modality == "ended" and grammar.tokens[governor].upos == "NOUN":
        return plain
    if outer.modality == "ended":
        return replace(plain, modality="planned", polarity=opposite(inner.polarity), certainty="probable")
    return replace(outer, polarity=_polarity(inner, outer.polarity == "negative"), why=())


def _under_negation(modality: EventModality, plain: Status, inner: Status) -> Status:
    if modality in ("planned", "offered"):
        return replace(plain, modality="planned", polarity=opposite(inner.polarity))
    if modality == "hypothetical":
        return replace(plain, modality="failed", polarity=opposite(inner.polarity), certainty="probable")
    return replace(plain, modality="hypothetical", polarity=opposite(inner.polarity), certainty="possible")


def _certainty(modality: EventModality, governor: int, grammar: Grammar) -> Certainty:
    if modality == "planned" and lemma_of(governor, grammar) in listed("binding"):
        return "certain"
    if modality == "planned" and lemma_of(governor, grammar) in listed("wishing"):
        return "possible"
    return CERTAINTIES.get(modality, "certain")


def _failed(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if outer.fails:
        return replace(inner, modality="occurred", certainty="certain", holders=outer.holders)
    if outer.modality in ("occurred", "ongoing", "ended"):
        return replace(inner, modality="failed", polarity=opposite(inner.polarity), holders=outer.holders)
    return replace(outer, polarity=_polarity(inner, outer.polarity == "positive"), why=())


def _condition(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    found = _open(effect, inner, outer, governor, grammar)
    return replace(found, certainty="possible") if found.modality == "hypothetical" else found


def _open(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if inner.modality in ("alleged", "denied", "called-for", "failed", "ended"):
        return inner
    return replace(inner, modality="hypothetical", certainty="unspecified")


def _excluded(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if outer.holds:
        return replace(inner, modality="failed", polarity=opposite(inner.polarity), holders=outer.holders)
    return replace(inner, modality="hypothetical", certainty="possible", holders=outer.holders)


def _tried(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if outer.fails or outer.modality == "ended":
        return replace(inner, modality="failed", polarity=opposite(inner.polarity), holders=outer.holders)
    if outer.modality == "occurred":
        polarity = opposite(inner.polarity)
        return replace(inner, modality="failed", polarity=polarity, certainty="possible", holders=outer.holders)
    if outer.modality == "ongoing":
        return replace(inner, modality="planned", certainty="possible", holders=outer.holders)
    return replace(outer, polarity=_polarity(inner, outer.polarity == "negative"), why=())


def _ongoing(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if outer.holds:
        return replace(inner, modality="ongoing", certainty=outer.certainty, holders=outer.holders)
    return _same(effect, inner, outer, governor, grammar)


def _ended(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    if outer.holds:
        return replace(inner, modality="ended", holders=outer.holders)
    if outer.fails:
        return replace(inner, modality="ongoing", holders=outer.holders)
    if grammar.tokens[governor].upos == "NOUN" or inner.modality == "ongoing":
        return replace(inner, modality="ongoing")
    return replace(outer, polarity=_polarity(inner, outer.polarity == "positive"), why=())


def _alleged(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    holders = _holders(outer, governor, grammar)
    modality: EventModality = "denied" if effect == "denied" else "alleged"
    if outer.fails:
        modality = "alleged" if effect == "denied" else "hypothetical"
    if outer.modality == "failed" and grammar.tokens[governor].upos == "NOUN":
        modality = "denied"
    elif outer.modality in ("denied", "hypothetical", "failed", "called-for", "conditional", "threatened"):
        modality = outer.modality if not outer.fails else modality
    return replace(inner, modality=modality, certainty="unspecified", holders=holders)


def _believed(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    holders = _holders(outer, governor, grammar)
    negative = outer.polarity == "negative"
    if outer.modality not in ("occurred", "ongoing") and not outer.fails:
        return replace(inner, modality="hypothetical", certainty="unspecified", holders=holders)
    certainty: Certainty = "probable" if inner.certainty == "certain" else inner.certainty
    if negative and not in_own_voice(governor, grammar):
        certainty = "possible"
    return replace(inner, polarity=_polarity(inner, negative), certainty=certainty, holders=holders)


def _reported(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    holders = _holders(outer, governor, grammar)
    if (outer.modality == "failed" and grammar.tokens[governor].upos == "NOUN") or _denies(governor, grammar):
        return replace(inner, modality="denied", certainty="unspecified", holders=holders)
    if outer.fails:
        return _unsaid(inner, holders, governor, grammar)
    if outer.modality in ("denied", "alleged"):
        return replace(inner, modality=outer.modality, certainty="unspecified", holders=holders)
    if outer.modality in ("hypothetical", "conditional"):
        return replace(inner, modality="hypothetical", certainty=outer.certainty, holders=holders)
    certainty: Certainty = "unspecified" if inner.certainty == "certain" else inner.certainty
    return replace(inner, certainty=certainty, holders=holders)


def _unsaid(inner: Status, holders: tuple[int, ...], governor: int, grammar: Grammar) -> Status:
    """What was not said is open; what was not told is so ("did not tell him that"), what is not meant is not so."""
    lemma = lemma_of(governor, grammar)
    if lemma == "tell":
        return replace(inner, holders=holders)
    denied = lemma in listed("meaning") or (in_own_voice(governor, grammar) and not past(governor, grammar))
    certainty: Certainty = "possible" if denied else "unspecified"
    polarity = _polarity(inner, denied)
    return replace(inner, modality="hypothetical", polarity=polarity, certainty=certainty, holders=holders)


def _denies(governor: int, grammar: Grammar) -> bool:
    """Whether a saying goes with a denial: "said the chairman, denying the report"."""
    return any(grammar.lemma(child) == "deny" for child in grammar.dependants(governor, "advcl"))


def _factual(effect: Effect, inner: Status, outer: Status, governor: int, grammar: Grammar) -> Status:
    holders = _holders(outer, governor, grammar)
    if outer.modality in ("alleged", "denied"):
        return replace(inner, modality=outer.modality, certainty="unspecified", holders=holders)
    if not outer.holds and lemma_of(governor, grammar) in listed("proving"):
        return replace(inner, modality="hypothetical", certainty="unspecified", holders=holders)
    return replace(inner, holders=holders)


def _holders(outer: Status, governor: int, grammar: Grammar) -> tuple[int, ...]:
    found = holder_of(governor, grammar)
    return outer.holders if found is None or found in outer.holders else (*outer.holders, found)


_Rule = Callable[[Effect, Status, Status, int, Grammar], Status]
_RULES: dict[Effect, _Rule] = {
    "same": _same,
    "planned": _attitude,
    "called-for": _attitude,
    "threatened": _attitude,
    "offered": _attitude,
    "hypothetical": _attitude,
    "failed": _failed,
    "tried": _tried,
    "open": _open,
    "condition": _condition,
    "excluded": _excluded,
    "ongoing": _ongoing,
    "ended": _ended,
    "alleged": _alleged,
    "denied": _alleged,
    "believed": _believed,
    "reported": _reported,
    "factual": _factual,
}
