"""The attribution head's decoding: the best chain is the best, a word has one owner, sources stay in a sentence."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language import attribution
from onrecord.language.encoder import Scores, encoder
from onrecord.language.windows import Window, case_of

numbers = st.floats(-5, 5, width=32)


def total(path: tuple[int, ...], states: list[list[float]], changes: list[list[float]]) -> float:
    """The score of a path, by the definition: a state's score and the score of the change that leads to it."""
    score, before = 0.0, -1
    for owner, row, (into, out, stay, over) in zip(path, states, changes, strict=True):
        if owner >= 0:
            score += row[owner]
            score += into if before < 0 else max(stay, over) if before == owner else over
        elif before >= 0:
            score += out
        before = owner
    return score


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[list[float]], list[list[float]]]:
    words, columns = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    states = draw(st.lists(st.lists(numbers, min_size=columns, max_size=columns), min_size=words, max_size=words))
    changes = draw(st.lists(st.lists(numbers, min_size=4, max_size=4), min_size=words, max_size=words))
    return states, changes


@given(chains())
@settings(max_examples=150)
def test_the_best_chain_is_the_best_of_all(chain: tuple[list[list[float]], list[list[float]]]) -> None:
    states, changes = chain
    found = attribution.best_chain(states, changes)
    every = product(range(-1, len(states[0])), repeat=len(states))
    best = max(total(path, states, changes) for path in every)
    assert total(tuple(found), states, changes) == pytest.approx(best, abs=1e-4)


def test_distances_are_exact_when_near_and_rough_when_far() -> None:
    classes = attribution._distance(np.array([200]), 401)[:, 0] - 8
    near = {away: int(classes[200 + away]) for away in (-2, -1, 0, 1, 2, 3, 4, 5, 9, 17, 33, 65, 200)}
    assert near == {-2: -2, -1: -1, 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 4, 9: 5, 17: 6, 33: 7, 65: 8, 200: 8}
    assert (classes[:200] == -classes[:200:-1]).all()


def read(text: str) -> tuple[Window, Scores]:
    """A text of one sentence to a line as a window, and what the heads say of it."""
    window = Window()
    for number, line in enumerate(text.splitlines()):
        for place, form in enumerate(line.split()):
            window.forms.append(form)
            window.cases.append(case_of(form))
            window.quotes.append(0)
            window.places.append(0 if place else 2)
            window.sentences.append(number)
    return window, encoder().run([window])[0]


TEXT = "The minister said the bridge would open in May .\nThe mayor of Larnwick denied that it was unsafe ."


def test_each_cue_has_its_source_and_its_contents() -> None:
    window, scores = read(TEXT)
    breaks = [0, window.sentences.index(1)]
    cues = attribution.cues(scores, breaks, 0.4)
    assert [window.forms[cue.first] for cue in cues] == ["said", "denied"]
    sources = [attribution.source(scores, encoder().heads, cue.first, window.sentences) for cue in cues]
    assert [run and " ".join(window.forms[run.first : run.last + 1]) for run in sources] == [
        "The minister",
        "The mayor of Larnwick",
    ]
    owned = attribution.contents(scores, encoder().heads, [c.first for c in cues], window.sentences, window.sentences)
    assert [(owner, window.forms[run.first], window.forms[run.last]) for owner, run in owned] == [
        (0, "the", "May"),
        (1, "that", "unsafe"),
    ]
    assert all(0 < run.score <= 1 for _, run in owned)


def test_without_cues_nothing_is_owned_but_by_cues_elsewhere() -> None:
    window, scores = read(TEXT)
    owned = attribution.contents(scores, encoder().heads, [], window.sentences, window.sentences)
    assert {owner for owner, _ in owned} <= {attribution.ELSEWHERE}


def test_a_run_of_contents_ends_with_its_paragraph() -> None:
    window, scores = read(TEXT)
    paragraphs = list(range(len(window)))
    owned = attribution.contents(scores, encoder().heads, [2], window.sentences, paragraphs)
    assert owned
    assert all(run.first == run.last for _, run in owned)
