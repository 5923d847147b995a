"""Statuses of acts: factuality on a gold file for its scorer, or the twelve statuses on sentences of our own.

python benchmarks/factuality.py GOLD.jsonl OUT.jsonl [--score]
python benchmarks/factuality.py benchmarks/statuses/sentences.jsonl OUT.jsonl --statuses [held|tune|all]

Annotators of news were asked how committed the author is that an act takes place, those of web text whether it
happened: a promised act is likely for the one and has not happened for the other. `--question` answers one of the two
for all; without it each origin gets the question that was asked there.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from common import open_text, run_scorer

from onrecord.extract.statuses import Status, factuality, status_of, view_of
from onrecord.language.analysis import Analysis, analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import EventModality

#: Gold files whose annotators were asked whether the act happened.
HAPPENED = ("UDS",)


def main() -> None:
    """Reads GOLD's texts, writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true", help="run score_factuality.py, over all and on news")
    parser.add_argument("--statuses", choices=("tune", "held", "all"), help="GOLD has the twelve statuses; score them")
    parser.add_argument("--question", choices=("happened", "commitment"), help="one question for every origin")
    parser.add_argument("--analyses", type=Path, help="analyses made before: a pickle of {id: Analysis}")
    options = parser.parse_args()
    with open_text(options.gold) as lines:
        items = [json.loads(line) for line in lines]
    made = pickle.loads(options.analyses.read_bytes()) if options.analyses else {}
    if options.statuses:
        items = [item for item in items if options.statuses in ("all", item["half"])]
        predicted = [_told(item, made) for item in items]
        _write(options.out, predicted)
        _score_statuses(items, predicted)
        return
    _write(options.out, [_valued(item, made, options.question) for item in items])
    if options.score:
        scorer = options.gold.parent / "score_factuality.py"
        run_scorer(scorer, options.gold, options.out)
        run_scorer(scorer, options.gold, options.out, "--origin", "unified")


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row) + "\n")


def _grammar(item: dict[str, Any], made: dict[str, Analysis]) -> Grammar:
    found = made.get(item["id"])
    return Grammar(found if found else analyse(item["text"], default_parts(item["text"])))


def _valued(item: dict[str, Any], made: dict[str, Analysis], question: str | None) -> dict[str, Any]:
    """The predicted value of a gold item; of a sentence with a claim that of the clause its verb governs."""
    grammar = _grammar(item, made)
    word = _embedded(item, grammar) if "claim" in item else _at(_offset(item), grammar)
    if word is None:
        return {"id": item["id"], "value": 0.0 if "claim" in item else 3.0}
    if "claim" in item:
        return {"id": item["id"], "value": factuality(view_of(word, grammar))}
    asked = "happened" if item["origin"].startswith(HAPPENED) else "commitment"
    return {"id": item["id"], "value": factuality(status_of(word, grammar), question or asked)}  # type: ignore[arg-type]


def _offset(item: dict[str, Any]) -> int:
    """Where the event's token begins in the text."""
    at = 0
    for number, token in enumerate(item["tokens"]):
        found = item["text"].find(token, at)
        at = found if found >= 0 else at
        if number == item["event"]["token"]:
            break
        at += len(token)
    return at


def _at(offset: int, grammar: Grammar) -> int | None:
    return next((n for n, token in enumerate(grammar.tokens) if token.start <= offset < token.end), None)


def _embedded(item: dict[str, Any], grammar: Grammar) -> int | None:
    """The predicate of the clause that the item's verb governs: the likeliest by the words of the claim."""
    claim = {word.strip(".,").lower() for word in item["claim"].split()}
    best: tuple[int, int] | None = None
    for verb in range(len(grammar.tokens)):
        if grammar.lemma(verb) == item["verb"] or grammar.form(verb).lower().startswith(item["verb"][:4]):
            for clause in grammar.dependants(verb, "ccomp", "xcomp", "csubj", "acl", "advcl", "parataxis"):
                first, last = grammar.subtree(clause)
                shared = sum(grammar.form(n).lower() in claim for n in range(first, last + 1))
                if best is None or shared > best[0]:
                    best = shared, clause
    return best[1] if best else None


def _told(item: dict[str, Any], made: dict[str, Analysis]) -> dict[str, Any]:
    grammar = _grammar(item, made)
    words = [n for n, token in enumerate(grammar.tokens) if item["predicate"][0] <= token.start < item["predicate"][1]]
    status = status_of(grammar.top(words[0], words[-1]), grammar)
    return {"id": item["id"], **_fields(status, grammar)}


def _fields(status: Status, grammar: Grammar) -> dict[str, Any]:
    spans = [grammar.span(holder, holder) for holder in status.holders]
    return {
        "modality": status.modality,
        "polarity": status.polarity,
        "certainty": status.certainty,
        "holders": [[span.start, span.end] for span in spans],
        "why": [f"{reason.rule}: {reason.detail}" for reason in status.why],
    }


def _score_statuses(items: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]) -> None:
    pairs = [(item["modality"], row["modality"]) for item, row in zip(items, predicted, strict=True)]
    scores = dict(_f1s(pairs))
    for name, value in scores.items():
        print(f"f1 {name:14s} {value:.4f}")
    print(f"macro F1          {sum(scores.values()) / len(scores):.4f}")
    for field in ("modality", "polarity", "certainty"):
        right = sum(item[field] == row[field] for item, row in zip(items, predicted, strict=True))
        print(f"{field:17s} {right / len(items):.4f}")
    held = [(item, row) for item, row in zip(items, predicted, strict=True) if item["holder"]]
    found = sum(
        any(
            start <= item["holder"][0] < end or item["holder"][0] <= start < item["holder"][1]
            for start, end in row["holders"]
        )
        for item, row in held
    )
    print(f"holders found     {found} of {len(held)}")


def _f1s(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    for name in get_args(EventModality):
        right = sum(gold == name == found for gold, found in pairs)
        all_of_them = sum(gold == name for gold, _ in pairs) + sum(found == name for _, found in pairs)
        yield name, 2 * right / all_of_them if all_of_them else 0.0


if __name__ == "__main__":
    main()
