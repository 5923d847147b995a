"""What no English tree can be, put right: repairs of the parser's trees by rules of word order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.ontology.tables import table
from onrecord.records import Token

_INNER = ("xcomp", "ccomp", "advcl")
_POSSESSIVE = ("'s", "’s", "'", "’")
_WITHIN_NAMES = ("flat", "compound", "appos", "nmod")


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence with a tree that English word order allows."""
    return _with_charges(_with_own_objects(_with_owners(_with_asked_objects(_with_asked_of(tokens)))))


def _with_asked_of(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A preposition in front of a noun and a "to" is the noun's, not the infinitive's ("calls on Iran to “end")."""
    made = list(tokens)
    for word, token in enumerate(tokens):
        verb = token.head
        if token.upos != "ADP" or token.deprel != "mark" or verb <= word or token.form.lower() == "for":
            continue
        to = next((n for n in range(word + 1, verb) if tokens[n].head == verb and tokens[n].deprel == "mark"), None)
        if to is None or tokens[to].form.lower() != "to":
            continue
        nouns = [n for n in range(word + 1, to) if not word <= tokens[n].head <= to and tokens[n].head != verb]
        if len(nouns) == 1:
            made[word] = replace(token, head=nouns[0], deprel="case")
            made[nouns[0]] = replace(tokens[nouns[0]], deprel="obl")
    return tuple(made)


def _with_asked_objects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Nobody in front of a "to" is the object of the infinitive behind it.

    In "urged Iran to “immediately release the crew”" the quotation mark leads the parser to take Iran for what is
    released, or for who releases. English has no object there (Huddleston and Pullum 2002, ch. 14): Iran is the object
    of the verb in front of it, and that verb's open clause is what Iran is asked to do.
    """
    made = list(tokens)
    for word, token in enumerate(tokens):
        verb = token.head
        if token.deprel not in ("obj", "nsubj") or verb <= word or tokens[verb].upos not in ("VERB", "ADJ"):
            continue
        governor = tokens[verb].head
        if not 0 <= governor < word or tokens[governor].upos != "VERB" or _has(tokens, governor, "obj"):
            continue
        inner = _INNER if token.deprel == "obj" else _INNER[:2]
        if tokens[verb].deprel.split(":")[0] in inner and _has_to_alone(tokens, word, verb):
            made[word] = replace(token, head=governor, deprel="obj")
            made[verb] = replace(made[verb], deprel="xcomp")
    return tuple(made)


def _has(tokens: Sequence[Token], head: int, relation: str) -> bool:
    return any(token.head == head and token.deprel == relation for token in tokens)


def _has_to_alone(tokens: Sequence[Token], word: int, verb: int) -> bool:
    """Whether the infinitive's own "to" stands between the two words, and no "for" makes the first its subject."""
    marks = [n for n, token in enumerate(tokens) if token.head == verb and token.deprel == "mark"]
    return [tokens[n].form.lower() for n in marks] == ["to"] and word < marks[0] < verb


def _with_owners(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A noun with a possessive 's is owner of what follows, never the head of it ("Russia's President Putin")."""
    made = list(tokens)
    for mark, token in enumerate(tokens):
        owner = token.head
        if token.form not in _POSSESSIVE or token.deprel != "case" or not 0 <= owner < mark:
            continue
        owned = [n for n in range(mark + 1, len(tokens)) if tokens[n].head == owner and _in_name(tokens[n])]
        if not owned or tokens[owner].deprel.startswith("nmod:poss"):
            continue
        head = owned[-1]
        made[head] = replace(tokens[head], head=tokens[owner].head, deprel=tokens[owner].deprel)
        made[owner] = replace(tokens[owner], head=head, deprel="nmod:poss")
        for other in range(mark + 1, len(tokens)):
            if other != head and made[other].head == owner:
                made[other] = replace(made[other], head=head)
    return tuple(made)


def _with_own_objects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A verb that has its object does not reach over the next verb for another ("stop the war and pull out troops")."""
    made = list(tokens)
    for word, token in enumerate(tokens):
        verb = token.head
        if token.deprel not in ("obj", "obl") or not 0 <= verb < word:
            continue
        before = [n for n in range(verb + 1, word) if tokens[n].head == verb]
        later = [n for n in before if tokens[n].deprel == "conj" and tokens[n].upos == "VERB"]
        if later and any(tokens[n].deprel == "obj" and n < later[-1] for n in before):
            made[word] = replace(token, head=later[-1])
    return tuple(made)


def _with_charges(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """What somebody is accused of is no part of who is accused ("accused the city of “inventing” money")."""
    made = list(tokens)
    for word, token in enumerate(tokens):
        verb = tokens[word].head
        accused = token.deprel == "obj" and 0 <= verb < word and tokens[verb].lemma.lower() in _accusing()
        for charge in range(word + 1, len(tokens)) if accused else ():
            if tokens[charge].head == word and _is_charge(tokens, word, charge):
                relation = "advcl" if tokens[charge].upos == "VERB" else "obl"
                made[charge] = replace(tokens[charge], head=verb, deprel=relation)
    return tuple(made)


def _is_charge(tokens: Sequence[Token], accused: int, charge: int) -> bool:
    """Whether an "of" brings in an act: a gerund, or "a blockade" of one who has a name or an owner."""
    before = [tokens[n] for n in range(accused + 1, charge) if tokens[n].head == charge]
    if not any(token.form.lower() == "of" for token in before):
        return False
    if tokens[charge].upos == "VERB":
        return True
    an_act = any(token.form.lower() in ("a", "an") for token in before)
    return tokens[charge].upos == "NOUN" and (an_act or tokens[accused].upos == "PROPN")


@cache
def _accusing() -> frozenset[str]:
    return frozenset(table("english/events")["accusing"])


def _in_name(token: Token) -> bool:
    return token.deprel.split(":")[0] in _WITHIN_NAMES
