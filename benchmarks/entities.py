"""Who is meant: links of names to Wikidata, and how precise those to countries, bodies and leaders are.

    python benchmarks/entities.py ../shared/data/el/news_fair_v2.dev.jsonl OUT [--score]

Predictions are in the format of score_spans.py (task link): every name that the reader found, with its QID where the
reader gives one. With --score the scorer's link measures are printed, and for each table that a link came from
(country, body, leader, seat, place) how many of the links that overlap a gold mention have the gold's QID. Links to
rows without a QID are not counted there: the gold can not judge them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from common import run_scorer

import onrecord
from onrecord.records import Entity, Reading

_RULES = ("entity.country", "entity.body", "entity.leader", "entity.seat", "entity.place")


def predictions(gold: Path) -> list[dict[str, Any]]:
    """One line a document: its name mentions with QID and the rule that linked them."""
    made = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = onrecord.read(row["text"], date=row.get("ref_date"), language="en")
        made.append({"id": row["id"], "mentions": list(_mentions(reading))})
    return made


def _mentions(reading: Reading) -> list[dict[str, Any]]:
    entities = {entity.id: entity for entity in reading.entities}
    out = []
    for mention in reading.mentions:
        entity = entities.get(mention.entity or "")
        if mention.kind == "name" and entity is not None:
            span = mention.span
            kind = {"LOC": "LOC", "ORG": "ORG", "PER": "PER"}.get(entity.type, "OTHER")
            found = {"start": span.start, "end": span.end, "type": kind, "qid": entity.same_as}
            out.append({**found, "rule": _rule(entity)})
    return out


def _rule(entity: Entity) -> str | None:
    return next((reason.rule for reason in entity.why if reason.rule in _RULES), None)


def precision(gold: Path, made: list[dict[str, Any]]) -> dict[str, str]:
    """Of the links by each table that overlap a gold mention, how many have its QID."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    wrong = []
    by_id = {row["id"]: row["mentions"] for row in made}
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for mention in by_id[row["id"]]:
            if mention["qid"] is None or mention["rule"] is None:
                continue
            over = [g for g in row["mentions"] if g["start"] < mention["end"] and mention["start"] < g["end"]]
            if not over:
                continue
            judged[mention["rule"]] += 1
            if any(g.get("qid") == mention["qid"] for g in over):
                right[mention["rule"]] += 1
            else:
                words = row["text"][mention["start"] : mention["end"]]
                wrong.append(f"{words}: {mention['qid']}, gold {over[0].get('qid')} {over[0].get('name')}")
    shares = {rule: f"{right[rule]}/{judged[rule]}" for rule in sorted(judged)}
    return {**shares, "wrong": "; ".join(wrong)}


def main() -> None:
    """Reads GOLD's texts, writes OUT, and scores it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    made = predictions(options.gold)
    options.out.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    if options.score:
        run_scorer(options.gold.parent.parent / "score_spans.py", options.gold, options.out, "--task", "link")
        for name, share in precision(options.gold, made).items():
            print(f"{name}: {share}")


if __name__ == "__main__":
    main()
