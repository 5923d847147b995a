"""Joins the relations that the role head found with those that the page's structure gives."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from onrecord.extract.relations import Relation, Run


def joined(learned: list[Relation], structured: list[Relation]) -> list[Relation]:
    """Outermost relations in the order of the text, then those inside a structural one, with their `parent`.

    A structural relation takes precedence: a learned one with the same cue becomes one with it, a learned one inside
    its content becomes an inner one, and one that merely claims words of its content loses them.
    """
    outer = list(structured)
    rest: list[tuple[Relation, int | None]] = []
    cues = _owners([relation.cue for relation in structured])
    named = _owners([(*relation.cue, *relation.source) for relation in structured])
    claims = _owners([relation.content for relation in structured])
    for relation in learned:
        partner = next((cues[word] for word in sorted(_words(relation.cue)) if word in cues), None)
        around = _around(relation, claims) if partner is None else None
        if around is not None:
            rest.append((relation, around))
            continue
        claimed = (word for word in _words(relation.content) if claims.get(word, partner) != partner)
        others = {*claimed, *(word for word in _words(relation.content) if named.get(word, partner) != partner)}
        kept = _without(relation.content, others)
        if partner is not None:
            outer[partner] = _united(relation, outer[partner], kept)
        elif kept:
            rest.append((replace(relation, content=kept), None))
    outermost = [(relation, n) for n, relation in enumerate(outer)]
    outermost += [(relation, -1) for relation, parent in rest if parent is None]
    outermost.sort(key=lambda pair: pair[0].cue or pair[0].content)
    place = {n: at for at, (_, n) in enumerate(outermost) if n >= 0}
    inner = [replace(relation, parent=place[parent]) for relation, parent in rest if parent is not None]
    return [relation for relation, _ in outermost] + inner


def _owners(runs: list[tuple[Run, ...]]) -> dict[int, int]:
    """For each word of these runs, the index of its relation."""
    return {word: n for n, of_relation in enumerate(runs) for word in _words(of_relation)}


def _around(relation: Relation, claims: dict[int, int]) -> int | None:
    """The structural relation whose content holds all of this one."""
    owners = {claims.get(word) for word in _words((*relation.cue, *relation.source, *relation.content))}
    return owners.pop() if len(owners) == 1 else None


def _united(relation: Relation, structural: Relation, kept: tuple[Run, ...]) -> Relation:
    words = _words(kept) | _words(structural.content)
    words -= _words((*relation.cue, *relation.source))
    return replace(
        relation,
        source=relation.source or structural.source,
        content=_runs(words, {first for first, _ in structural.content}),
        score=max(relation.score, structural.score),
        why=(*structural.why, *relation.why),
    )


def _without(runs: tuple[Run, ...], words: set[int]) -> tuple[Run, ...]:
    left = _words(runs) - words
    return runs if len(left) == len(_words(runs)) else _runs(left)


def _words(runs: tuple[Run, ...]) -> set[int]:
    return {word for first, last in runs for word in range(first, last + 1)}


def _runs(words: set[int], starts: Collection[int] = ()) -> tuple[Run, ...]:
    """The words as runs; a new one begins at each of `starts`, so that paragraphs stay apart."""
    out: list[Run] = []
    for word in sorted(words):
        if out and out[-1][1] + 1 == word and word not in starts:
            out[-1] = (out[-1][0], word)
        else:
            out.append((word, word))
    return tuple(out)
