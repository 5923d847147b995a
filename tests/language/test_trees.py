"""Repairs of trees: by word order alone, and only where it leaves no doubt."""

from __future__ import annotations

from onrecord.language.trees import mended
from onrecord.records import Token


def sentence(*rows: tuple[str, str, int, str]) -> list[Token]:
    tokens, at = [], 0
    for form, upos, head, deprel in rows:
        tokens.append(Token(at, at + len(form), form, form, upos, "_", head, deprel))
        at += len(form) + 1
    return tokens


ASKED = (
    ("They", "PRON", 1, "nsubj"),
    ("urged", "VERB", -1, "root"),
    ("Iran", "PROPN", 5, "obj"),
    ("to", "PART", 5, "mark"),
    ("“", "PUNCT", 5, "punct"),
    ("release", "VERB", 1, "ccomp"),
    ("them", "PRON", 5, "obj"),
)


def test_who_is_asked_is_the_object_of_asking() -> None:
    made = mended(sentence(*ASKED))
    assert (made[2].head, made[2].deprel) == (1, "obj")
    assert (made[5].head, made[5].deprel) == (1, "xcomp")
    assert made[6].head == 5


def test_other_trees_are_left_alone() -> None:
    rows = list(ASKED)
    rows[3] = ("to", "PART", 1, "mark")
    tokens = sentence(*rows)
    assert mended(tokens) == tuple(tokens)


def test_who_has_something_is_not_its_head() -> None:
    tokens = sentence(
        ("Peru", "PROPN", 4, "nsubj"),
        ("'s", "PART", 0, "case"),
        ("President", "PROPN", 0, "flat"),
        ("Boluarte", "PROPN", 0, "flat"),
        ("spoke", "VERB", -1, "root"),
    )
    made = mended(tokens)
    assert (made[0].head, made[0].deprel) == (3, "nmod:poss")
    assert (made[3].head, made[3].deprel) == (4, "nsubj")
    assert made[2].head == 3 and made[1].head == 0


def test_no_repair_makes_a_circle() -> None:
    tokens = sentence(
        ("A", "PROPN", 2, "nmod:poss"),
        ("'s", "PART", 0, "case"),
        ("dog", "NOUN", -1, "root"),
        ("B", "PROPN", 2, "flat"),
    )
    assert mended(tokens) == tuple(tokens)


def test_each_verb_has_its_own_object() -> None:
    tokens = sentence(
        ("end", "VERB", -1, "root"),
        ("war", "NOUN", 0, "obj"),
        ("and", "CCONJ", 3, "cc"),
        ("withdraw", "VERB", 0, "conj"),
        ("troops", "NOUN", 0, "obj"),
    )
    assert mended(tokens)[4].head == 3


def test_a_preposition_belongs_to_its_noun() -> None:
    tokens = sentence(
        ("calls", "VERB", -1, "root"),
        ("on", "ADP", 5, "mark"),
        ("Iran", "PROPN", 0, "obl"),
        ("to", "PART", 5, "mark"),
        ("“", "PUNCT", 5, "punct"),
        ("end", "VERB", 0, "ccomp"),
    )
    assert (mended(tokens)[1].head, mended(tokens)[1].deprel) == (2, "case")
