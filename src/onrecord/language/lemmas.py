"""Lemmas as edit scripts: how many letters to cut from the end of a lower-cased word, and what to put there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from onrecord.ontology.tables import table

#: Keep the word's own case (names), or lower it first.
_KEEP, _LOWER = "k", "l"
_IRREGULAR = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
_INFLECTED = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
#: Endings of inflected forms, and what may stand in their place in the lemma.
_PLURAL = (("ies", ("y", "ie")), ("ves", ("f", "fe", "ve")), ("men", ("man",)), ("es", ("", "e")), ("s", ("",)))
_DEGREES = (("iest", ("y",)), ("ier", ("y",)), ("est", ("", "e")), ("er", ("", "e")))
_ENDINGS = {
    "NOUN": _PLURAL,
    "VERB": (
        ("ies", ("y", "ie")),
        ("ied", ("y",)),
        ("es", ("e", "")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ),
    "ADJ": _DEGREES,
    "ADV": _DEGREES,
}
#: One consonant behind one vowel would be doubled before -ed and -ing: "hoping" is of hope, not of hop.
_UNDOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy](?=(?:ed|ing)\Z)")
#: Stems that end so have lost an e ("authorizing", "solved", "evoked").
_WANTS_E = re.compile(r".*(?:[zvcu]|ok|[^aeiou][lr]|[ai]t|as|is)\Z")


def script(form: str, lemma: str) -> str:
    """The script that makes `lemma` of `form`; a whole-word script where they share no beginning.

    >>> script("agreed", "agree"), script("was", "be"), script("Nato", "Nato")
    ('l1|', 'l*|be', 'k0|')
    """
    if form == lemma:
        return f"{_KEEP}0|" if not form.islower() and form.lower() != form else f"{_LOWER}0|"
    best = None
    for case, cased in ((_LOWER, form.lower()), (_KEEP, form)):
        common = 0
        while common < min(len(cased), len(lemma)) and cased[common] == lemma[common]:
            common += 1
        made = f"{case}{len(cased) - common}|{lemma[common:]}" if common else f"{case}*|{lemma}"
        if best is None or len(made) < len(best):
            best = made
    return best or f"{_LOWER}0|"


def apply(form: str, edit: str) -> str:
    """The lemma that the script `edit` makes of `form`; the form itself where the script does not fit."""
    head, _, ending = edit.partition("|")
    cased = form if head[0] == _KEEP else form.lower()
    if head[1:] == "*":
        return ending or cased
    cut = int(head[1:])
    return (cased[: len(cased) - cut] + ending if cut <= len(cased) else cased) or cased


def mended(form: str, lemma: str, upos: str, known: Collection[str], *, plural: bool = False) -> str:
    """The lemma, or a better one where what the head cut the form down to is no word ("accus", "containe", "companie").

    `known` are words that exist. Irregular forms are looked up first; a lemma that exists is left alone, but for a
    noun read as a `plural` that the head left as it stands ("tanks").
    """
    if upos not in _INFLECTED:
        return lemma
    low = form.lower()
    if lemma == low and upos in ("ADJ", "ADV"):
        return lemma
    irregular = _irregular(upos).get(low)
    if irregular is not None:
        return irregular
    if upos == "VERB" and len(low) > 4:
        if low.endswith("ied"):
            return low[:-3] + "y"
        stem = _UNDOUBLED.match(low)
        if stem is not None and lemma == stem.group():
            return lemma + "e"
    left_plural = plural and upos == "NOUN" and lemma == low and low not in _only_plural()
    if (lemma in known and not left_plural) or not lemma.isascii() or not lemma.islower():
        return lemma
    found = next((candidate for candidate in _candidates(low, upos) if candidate in known), None)
    if found is None and upos == "VERB" and low != lemma and _WANTS_E.match(lemma):
        found = lemma + "e"
    return found or lemma


@cache
def _irregular(upos: str) -> Mapping[str, str]:
    listed = table("english/irregular").get(_IRREGULAR.get(upos, ""), {})
    return {form: lemma for lemma, forms in listed.items() for form in forms}


@cache
def _only_plural() -> frozenset[str]:
    """Nouns that have no singular of their meaning ("thanks"), or whose singular ends so ("series")."""
    return frozenset(table("english/irregular")["only_plural"])


def _candidates(form: str, upos: str) -> Iterator[str]:
    """What a form may be a form of, the likeliest first: "stopped" of stop, stopp, stoppe."""
    for ending, others in _ENDINGS[upos]:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: len(form) - len(ending)]
            doubled = len(stem) > 2 and stem[-1] == stem[-2] and ending in ("ed", "ing", "er", "est")
            if doubled and stem[-1] not in "aeiouls":
                yield stem[:-1]
            yield from (stem + other for other in others)
            if doubled:
                yield stem[:-1]


def regular_forms(verb: str) -> frozenset[str]:
    """The forms a verb has by rule, itself included; a last consonant doubled and not ("admitted", "visited")."""
    stem = verb[:-1] if verb[-1] == "e" else verb
    if verb[-1] == "y" and verb[-2] not in "aeou":
        return frozenset((verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"))
    double = verb + verb[-1]
    return frozenset((verb, verb + "s", verb + "es", stem + "ed", stem + "ing", double + "ed", double + "ing"))
