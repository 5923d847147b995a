"""Statuses of any tree: no crash, legal values, words of the text, and a bounded walk."""

from __future__ import annotations

import time
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.statuses import factuality, status_of, view_of
from onrecord.language.analysis import Analysis, analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import Certainty, EventModality, Polarity, Sentence, Span, Token

FORMS = (
    "will not to be have accused of if ? without send sent sending plan tanks no too that once only , “ \u0301 \u202e"
)
RELATIONS = (
    "root nsubj nsubj:pass obj obl nmod nmod:poss xcomp ccomp advcl acl acl:relcl conj mark aux aux:pass cop case amod "
    "advmod compound compound:prt det parataxis punct fixed csubj"
)
FEATURES = "", "VerbForm=Inf", "Tense=Past|VerbForm=Fin|Mood=Ind", "Tense=Pres|VerbForm=Part", "Mood=Imp|VerbForm=Fin"

words = st.tuples(
    st.sampled_from(FORMS.split()),
    st.sampled_from(("VERB", "NOUN", "AUX", "ADJ", "ADV", "PRON", "PROPN", "ADP", "PUNCT")),
    st.sampled_from(FEATURES),
    st.integers(0, 30),
    st.sampled_from(RELATIONS.split()),
)


def grammar_of(rows: list[tuple[str, str, str, int, str]]) -> Grammar:
    """The grammar of one sentence in which each word hangs on an earlier or later one without a circle."""
    tokens, at = [], 0
    order = sorted(range(len(rows)), key=lambda n: (rows[n][3], n))
    rank = {word: place for place, word in enumerate(order)}
    for n, (form, upos, features, key, relation) in enumerate(rows):
        head = order[key % rank[n]] if rank[n] else -1
        tokens.append(Token(at, at + len(form), form, form, upos, features, head, relation if head >= 0 else "root"))
        at += len(form) + 1
    text = " ".join(row[0] for row in rows)
    return Grammar(Analysis(text, (Sentence(Span(0, len(text)), 0, "en", tuple(tokens)),), (0,), (0,)))


@given(st.lists(words, min_size=1, max_size=25))
def test_any_tree_gives_a_legal_status_of_words_of_the_text(rows: list[tuple[str, str, str, int, str]]) -> None:
    grammar = grammar_of(rows)
    inside = range(len(rows))
    for word in inside:
        status = status_of(word, grammar)
        assert status.modality in get_args(EventModality)
        assert status.polarity in get_args(Polarity)
        assert status.certainty in get_args(Certainty)
        assert 0 <= status.score <= 1
        assert all(holder in inside for holder in status.holders)
        assert len(set(status.holders)) == len(status.holders)
        if status.condition is not None:
            assert 0 <= status.condition[0] <= status.condition[1] < len(rows)
        assert status == status_of(word, grammar)
        for found in (status, view_of(word, grammar)):
            assert -3 <= factuality(found, "happened") <= 3
            assert -3 <= factuality(found, "commitment") <= 3


def test_a_chain_of_a_thousand_governors_is_walked_a_few_steps_only() -> None:
    rows = [("send", "VERB", "VerbForm=Inf", 0, "xcomp")] * 1000
    tokens, at = [], 0
    for n, (form, upos, features, _, relation) in enumerate(rows):
        tokens.append(Token(at, at + 4, form, form, upos, features, n - 1, relation if n else "root"))
        at += 5
    text = " ".join(row[0] for row in rows)
    grammar = Grammar(Analysis(text, (Sentence(Span(0, len(text)), 0, "en", tuple(tokens)),), (0,), (0,)))
    begun = time.perf_counter()
    assert all(status_of(word, grammar).modality for word in range(0, len(rows), 10))
    assert time.perf_counter() - begun < 5


def test_text_that_is_no_english_prose_is_read_without_harm() -> None:
    texts = (
        "if " * 200,
        "— — —",
        "a" * 5000,
        "\u202eabc not to be \u0301",
        "1 2 3 4 5 will will will",
        "plan to " * 150,
    )
    for text in texts:
        grammar = Grammar(analyse(text, default_parts(text)))
        for word in range(len(grammar.tokens)):
            assert status_of(word, grammar).modality in get_args(EventModality)
