"""From scores to structures: trees that are trees, tag sequences that are legal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-EVT", "I-EVT", "B-OBJ", "I-OBJ")
ROLE_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_IMPOSSIBLE = np.float32(-1e9)


def tree(scores: Floats) -> list[int]:
    """The best tree with one root over `scores` [words, 1 + words]; -1 is the root's head.

    The greedy choice is taken where it is a tree; otherwise Chu and Liu (1965) and Edmonds (1967) find the best.
    """
    size = len(scores)
    np.fill_diagonal(scores[:, 1:], _IMPOSSIBLE)
    heads: list[int] = (scores.argmax(1) - 1).tolist()
    if _is_tree(heads):
        return heads
    roots = [n for n, head in enumerate(heads) if head < 0] or [int(scores[:, 0].argmax())]
    best, best_score = heads, -np.inf
    for root in sorted(roots, key=lambda n: -scores[n, 0])[:3]:
        fixed = scores.copy()
        fixed[:, 0] = _IMPOSSIBLE
        fixed[root, :] = _IMPOSSIBLE
        fixed[root, 0] = 0
        found = _edmonds(fixed)
        total = float(sum(scores[n, head + 1] for n, head in enumerate(found)))
        if total > best_score:
            best, best_score = found, total
    return best if size > 1 else [-1]


def _is_tree(heads: Sequence[int]) -> bool:
    if sum(head < 0 for head in heads) != 1:
        return False
    return _cycle(heads) is None


def _cycle(heads: Sequence[int]) -> list[int] | None:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node >= 0 and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: Floats) -> list[int]:
    """Maximum spanning arborescence from the root column, by contracting one cycle at a time."""
    heads: list[int] = (scores.argmax(1) - 1).tolist()
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    size = len(scores)
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outer = [n for n in range(size) if not inside[n]]
    kept = np.array([scores[n, heads[n] + 1] for n in cycle], np.float32)
    columns = [0, *(n + 1 for n in outer)]
    entering = scores[np.ix_(cycle, columns)] - kept[:, None]
    entry = entering.argmax(0)
    leaving = scores[np.ix_(outer, [n + 1 for n in cycle])] if outer else np.zeros((0, len(cycle)), np.float32)
    smaller = np.full((len(outer) + 1, len(outer) + 2), _IMPOSSIBLE, np.float32)
    smaller[: len(outer), : len(outer) + 1] = scores[np.ix_(outer, columns)]
    if outer:
        smaller[: len(outer), -1] = leaving.max(1)
    smaller[-1, : len(outer) + 1] = entering.max(0)
    return _expand(_edmonds(smaller), heads, cycle, outer, entry.tolist(), leaving)


def _expand(
    found: list[int], heads: list[int], cycle: list[int], outer: list[int], entry: list[int], leaving: Floats
) -> list[int]:
    out = list(heads)
    for n, word in enumerate(outer):
        head = found[n]
        if head < 0:
            out[word] = -1
        elif head == len(outer):
            out[word] = cycle[int(leaving[n].argmax())]
        else:
            out[word] = outer[head]
    head = found[-1]
    out[cycle[entry[head + 1]]] = -1 if head < 0 else outer[head]
    return out


@cache
def _forbidden(tags: tuple[str, ...]) -> Floats:
    matrix = np.zeros((len(tags), len(tags)), np.float32)
    for after, tag in enumerate(tags):
        if tag.startswith("I-"):
            for before, other in enumerate(tags):
                if other[2:] != tag[2:]:
                    matrix[before, after] = _IMPOSSIBLE
    return matrix


def tag_sequence(scores: Floats, tags: tuple[str, ...], starts: Sequence[int] = (0,)) -> list[int]:
    """The best legal sequence of tags (Viterbi); no `I-` may open a stretch that begins at one of `starts`."""
    greedy: list[int] = scores.argmax(1).tolist()
    allowed = _forbidden(tags)
    out: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(greedy)], strict=True):
        part = greedy[start:end]
        out.extend(part if _legal(part, allowed) else _viterbi(scores[start:end], allowed))
    return out


def _legal(part: list[int], allowed: Floats) -> bool:
    before = 0
    for tag in part:
        if allowed[before, tag]:
            return False
        before = tag
    return True


def _viterbi(scores: Floats, allowed: Floats) -> list[int]:
    best = scores[0] + allowed[0]
    back = np.zeros(scores.shape, np.int64)
    for n in range(1, len(scores)):
        through = best[:, None] + allowed
        back[n] = through.argmax(0)
        best = through.max(0) + scores[n]
    path = [int(best.argmax())]
    for n in range(len(scores) - 1, 0, -1):
        path.append(int(back[n, path[-1]]))
    return path[::-1]
