"""Which words are each cue's source and contents: the attribution head's scores, decided over a window at once.

Contents are the states of one chain over the words: outside, content of a cue that lies elsewhere, or content of cue k.
A word and a cue together score the state, the word alone the change of state, so a word belongs to one cue at most. The
source is a first and a last word for each cue. `training/attribution.py` learns what is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.language.decoding import ROLE_TAGS
from onrecord.language.encoder import Scores

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Heads = Mapping[str, Floats]

#: Whose content a run of words is: a cue's outside the window, or that of a cue of the window by its index.
ELSEWHERE = -1
_OUTSIDE = -1
_DISTANCES, _SENTENCES, _PARAGRAPHS = 8, 3, 2
#: Words beyond this all stand equally far.
_FARTHEST = 1 << _DISTANCES
#: Words that a source may have at most.
_LONGEST_SOURCE = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a window, the first and the last, and how sure the head is of them."""

    first: int
    last: int
    score: float


def cues(scores: Scores, breaks: Sequence[int], least: float) -> list[Run]:
    """The runs of words that are a cue with a likelihood of at least `least`; none reaches over one of the `breaks`."""
    raised = np.exp(scores.role - scores.role.max(1, keepdims=True))
    begin, inside = (raised[:, ROLE_TAGS.index(tag)] / raised.sum(1) for tag in ("B-cue", "I-cue"))
    certain = begin + inside
    starts = begin > inside
    starts[list(breaks)] = True
    runs: list[tuple[int, int]] = []
    for word in np.flatnonzero(certain >= least).tolist():
        if runs and runs[-1][1] == word - 1 and not starts[word]:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return [Run(first, last, float(certain[first : last + 1].mean())) for first, last in runs]


def contents(
    scores: Scores, heads: Heads, cues: Sequence[int], sentences: Sequence[int], paragraphs: Sequence[int]
) -> list[tuple[int, Run]]:
    """The content runs of a window with the index of their cue, in the order of the text; no run leaves its paragraph.

    `cues` are first words; `sentences` and `paragraphs` count word by word.
    """
    states = _states(scores, heads, cues, np.asarray(sentences), np.asarray(paragraphs))
    owners = best_chain(states.tolist(), scores.changes.tolist())
    raised = np.exp(np.clip(states, -30, 30))
    share = raised / (1 + raised.sum(1, keepdims=True))
    runs: list[tuple[int, int, int]] = []
    for word, owner in enumerate(owners):
        if owner == _OUTSIDE:
            continue
        if runs and runs[-1][0] == owner and runs[-1][2] == word - 1 and paragraphs[word] == paragraphs[word - 1]:
            runs[-1] = (owner, runs[-1][1], word)
        else:
            runs.append((owner, word, word))
    return [(owner - 1, Run(first, last, float(share[first : last + 1, owner].mean()))) for owner, first, last in runs]


def _states(scores: Scores, heads: Heads, cues: Sequence[int], sentences: Integers, paragraphs: Integers) -> Floats:
    """State scores [words, 1 + cues]; column 0 is content of a cue elsewhere."""
    at = np.asarray(cues, np.int64)
    ends = np.concatenate([heads["elsewhere"][None], scores.content_cue[at]])
    matrix = heads["content"]
    biaffine = scores.content_word @ (matrix[:-1] @ ends.T) + matrix[-1] @ ends.T
    hidden = scores.pair_word[:, None] + np.concatenate([heads["pair_elsewhere"][None], scores.pair_cue[at]])
    if len(at):
        away = _distance(at, len(sentences))
        apart = np.clip(sentences[:, None] - sentences[at], -_SENTENCES, _SENTENCES) + _SENTENCES
        beyond = np.clip(paragraphs[:, None] - paragraphs[at], -_PARAGRAPHS, _PARAGRAPHS) + _PARAGRAPHS
        hidden[:, 1:] += heads["pair_distance"][away] + heads["pair_near"][apart * (2 * _PARAGRAPHS + 1) + beyond]
    np.maximum(hidden, 0, out=hidden)
    out: Floats = biaffine + hidden @ heads["pair_out"] + heads["pair_bias"]
    return out


def _distance(cues: Integers, size: int) -> Integers:
    """How far each word stands from each cue, as a class: to 2 as it is, then by powers of two, to 64 and more."""
    away = np.arange(size)[:, None] - cues
    out: Integers = _distance_classes()[np.clip(away, -_FARTHEST, _FARTHEST) + _FARTHEST]
    return out


@cache
def _distance_classes() -> Integers:
    away = np.arange(-_FARTHEST, _FARTHEST + 1)
    length = np.abs(away)
    steps = 2 + np.ceil(np.log2(np.maximum(length - 1, 1))).astype(np.int64)
    out: Integers = _DISTANCES + np.sign(away) * np.minimum(np.where(length < 3, length, steps), _DISTANCES)
    return out


def best_chain(states: Sequence[Sequence[float]], changes: Sequence[Sequence[float]]) -> list[int]:
    """The best owner of each word (Viterbi): -1 for none, or a column of `states`. `changes`: into, out, stay, over.

    Linear in words times cues.
    """
    into, _, _, _ = changes[0]
    outside, inside = 0.0, [score + into for score in states[0]]
    came: list[tuple[int, list[int]]] = []
    for row, (into, out, stay, over) in zip(states[1:], changes[1:], strict=True):
        whole = max(inside)
        top = inside.index(whole)
        entered, source = (outside + into, _OUTSIDE) if outside + into > whole + over else (whole + over, top)
        leaves = whole + out > outside
        back = []
        following = []
        for column, (before, score) in enumerate(zip(inside, row, strict=True)):
            if before + stay >= entered:
                following.append(before + stay + score)
                back.append(column)
            else:
                following.append(entered + score)
                back.append(source)
        came.append((top if leaves else _OUTSIDE, back))
        outside, inside = (whole + out if leaves else outside), following
    whole = max(inside)
    path = [inside.index(whole) if whole > outside else _OUTSIDE]
    for from_outside, back in reversed(came):
        path.append(from_outside if path[-1] == _OUTSIDE else back[path[-1]])
    return path[::-1]


def source(scores: Scores, heads: Heads, cue: int, sentences: Sequence[int]) -> Run | None:
    """The words of a cue's source, all in one sentence; None where it has none."""
    side = scores.source_cue[cue]
    towards = side @ heads["source_start"][:-1] + heads["source_start"][-1]
    apart = np.clip(np.asarray(sentences) - sentences[cue], -_SENTENCES, _SENTENCES) + _SENTENCES
    away = _distance(np.array([cue]), len(sentences))[:, 0]
    firsts = scores.source_start @ towards + heads["source_distance"][away] + heads["source_sentence"][apart]
    none = float(towards @ heads["source_none"])
    first = int(firsts.argmax())
    if none >= firsts[first]:
        return None
    last = first
    while last + 1 < len(sentences) and sentences[last + 1] == sentences[first] and last - first < _LONGEST_SOURCE:
        last += 1
    ends = scores.source_last[first : last + 1] @ (side @ heads["source_last"][:-1] + heads["source_last"][-1])
    share = 1 / float(np.exp(firsts - firsts[first]).sum() + np.exp(none - firsts[first]))
    return Run(first, first + int(ends.argmax()), share)
