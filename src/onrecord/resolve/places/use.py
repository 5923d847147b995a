"""Whether a place's name means the ground ("in Moscow") or those who act from it ("Moscow said"), by the tree."""

from __future__ import annotations

from onrecord.language.grammar import Grammar
from onrecord.records import PlaceUse, Reason
from onrecord.resolve.places.finding import PlaceName, place_words

_STEPS = 6


def use_of(place: PlaceName, grammar: Grammar) -> tuple[PlaceUse, Reason]:
    """How the name is used, and what told so."""
    if place.adjective:
        return "metonym", Reason("place.use", "an adjective or a people's name")
    area = place.rows[0].area if place.rows else None
    if area is not None and area.is_ground:
        return "literal", Reason("place.use", f"no one acts by the name of a {area.kind}")
    head = _joined_to(grammar.top(place.first, place.last), grammar)
    relation = grammar.relation(head).split(":")[0]
    governor = grammar.head[head]
    if governor < 0:
        return "literal", Reason("place.use", "nothing governs it")
    # Of a name with a hyphen the parser may hang the preposition on the other half.
    words = {head, *range(place.first, place.last + 1)}
    cases = {grammar.lemma(child) for word in words for child in grammar.dependants(word, "case") if child not in words}
    cases -= {"'s", "’s", "'", "s"}
    if relation in ("nsubj", "iobj") and not grammar.relation(head).endswith(":pass"):
        return _as_subject(governor, grammar)
    if grammar.relation(head) in ("nsubj:pass",) or (relation == "obj" and not cases):
        acting = grammar.lemma(governor) not in place_words("done_to_the_ground")
        return ("metonym" if acting else "literal"), Reason("place.use", f"object of {grammar.form(governor)}")
    if cases & place_words("of_actors"):
        return "metonym", Reason("place.use", f"behind {min(cases & place_words('of_actors'))}")
    if cases == {"of"} and grammar.lemma(governor) in place_words("of_those_who_act"):
        return "metonym", Reason("place.use", f"of {grammar.form(governor)}")
    if cases:
        return "literal", Reason("place.use", f"behind {min(cases)}")
    if relation in ("compound", "amod") or grammar.relation(head) == "nmod:poss":
        ground = grammar.lemma(governor) in place_words("ground_nouns")
        return ("literal" if ground else "metonym"), Reason("place.use", f"of {grammar.form(governor)}")
    return "literal", Reason("place.use", relation)


def _as_subject(governor: int, grammar: Grammar) -> tuple[PlaceUse, Reason]:
    ground = grammar.lemma(governor) in place_words("of_the_ground") or grammar.tokens[governor].upos not in (
        "VERB",
        "AUX",
    )
    return ("literal" if ground else "metonym"), Reason("place.use", f"subject of {grammar.form(governor)}")


def _joined_to(word: int, grammar: Grammar) -> int:
    """The first of words joined together, whose place in the sentence all of them have."""
    for _ in range(_STEPS):
        if grammar.relation(word) not in ("conj", "appos", "flat", "list") or grammar.head[word] < 0:
            break
        if grammar.dependants(word, "case"):
            break
        head = grammar.head[word]
        if grammar.tokens[head].upos not in ("PROPN", "NOUN"):
            break
        word = head
    return word
