"""Trees are trees, tag sequences are legal, and both are the best there are."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.decoding import ROLE_TAGS, tag_sequence, tree

small = st.integers(1, 4)


def scores_of(seed: int, rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)


def is_tree(heads: list[int]) -> bool:
    if sum(head < 0 for head in heads) != 1:
        return False
    for word in range(len(heads)):
        node, steps = word, 0
        while node >= 0:
            node = heads[node]
            steps += 1
            if steps > len(heads):
                return False
    return True


@given(st.integers(0, 10_000), small)
@settings(max_examples=150, deadline=None)
def test_the_tree_is_the_best_of_all_trees(seed: int, size: int) -> None:
    scores = scores_of(seed, size, size + 1)
    heads = tree(scores.copy())
    assert is_tree(heads)

    def total(candidate: tuple[int, ...]) -> float:
        return float(sum(scores[word, head + 1] for word, head in enumerate(candidate)))

    possible = [
        c for c in product(range(-1, size), repeat=size) if all(h != w for w, h in enumerate(c)) and is_tree(list(c))
    ]
    roots = [w for w in range(size) if heads[w] < 0]
    best_here = max(total(c) for c in possible if c[roots[0]] < 0)
    assert total(tuple(heads)) >= best_here - 1e-4


@given(st.integers(0, 10_000), st.integers(5, 60))
@settings(max_examples=40, deadline=None)
def test_large_trees_are_trees(seed: int, size: int) -> None:
    assert is_tree(tree(scores_of(seed, size, size + 1)))


@given(st.integers(0, 10_000), st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_the_tag_sequence_is_the_best_legal_one(seed: int, length: int) -> None:
    scores = scores_of(seed, length, len(ROLE_TAGS))

    def legal(tags: tuple[int, ...]) -> bool:
        return all(
            not ROLE_TAGS[tag].startswith("I-") or (at > 0 and ROLE_TAGS[tags[at - 1]][2:] == ROLE_TAGS[tag][2:])
            for at, tag in enumerate(tags)
        )

    best = max(
        sum(scores[n, t] for n, t in enumerate(tags)) for tags in product(range(7), repeat=length) if legal(tags)
    )
    found = tag_sequence(scores, ROLE_TAGS)
    assert legal(tuple(found))
    assert abs(sum(scores[n, t] for n, t in enumerate(found)) - best) < 1e-4


def test_no_inside_tag_opens_a_stretch() -> None:
    scores = np.zeros((4, 7), np.float32)
    scores[:, 6] = 5
    scores[0, 5] = 9
    assert tag_sequence(scores, ROLE_TAGS, [0, 2])[2] != 6
