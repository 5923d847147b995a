"""Lemmas as edit scripts: how many letters to cut from the end of a lower-cased word, and what to put there."""

from __future__ import annotations

#: Keep the word's own case (names), or lower it first.
_KEEP, _LOWER = "k", "l"


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


def regular_forms(verb: str) -> frozenset[str]:
    """The forms a verb has by rule, itself included; a last consonant doubled and not ("admitted", "visited")."""
    stem = verb[:-1] if verb[-1] == "e" else verb
    if verb[-1] == "y" and verb[-2] not in "aeou":
        return frozenset((verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"))
    double = verb + verb[-1]
    return frozenset((verb, verb + "s", verb + "es", stem + "ed", stem + "ing", double + "ed", double + "ing"))
