"""Who did what to whom on gold sentences: predictions for score_events.py.

    python benchmarks/events.py ../shared/data/events/dev.jsonl OUT [--score]

English records are read, others get no prediction. Each event is written with its actors' words and countries, and
the type that PLOVER 2.0 gives it as it stands: a planned act of help is AGREE, a planned attack THREATEN, a refused one
REJECT (`plover_type`). With --score the bars of the issue are printed: type F1 on tier A, type accuracy for matched
pairs of PLV, the triple on PLV and GSR, swapped directions, and false alarms on quiet records.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from typing import Any

from common import run_scorer

import onrecord
from onrecord.export.plover import plover_type
from onrecord.records import Event, Participant


def predictions(gold: Path) -> list[dict[str, Any]]:
    """One line a record with its events."""
    made = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events = ()
        if row["lang"] == "en":
            events = onrecord.read(row["text"], date=row.get("date"), language="en").events
        made.append({"id": row["id"], "events": [_event(event, row["text"]) for event in events]})
    return made


def _event(event: Event, text: str) -> dict[str, Any]:
    return {
        "source": [_party(party, text) for party in event.actors],
        "target": [_party(party, text) for party in event.recipients],
        "plover": plover_type(event),
        "modes": [event.mode] if event.mode else [],
        "reciprocal": event.reciprocal,
    }


def _party(party: Participant, text: str) -> dict[str, Any]:
    """A party by its words in the text, as the gold has it, with its codes; by name where it is not written there."""
    words = party.span.of(text) if party.span is not None else party.name
    return {"text": words, "country": party.country, "sector": party.sector}


def main() -> None:
    """Reads GOLD's texts, writes OUT, and scores it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    rows = predictions(options.gold)
    options.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if options.score:
        scorer = options.gold.parent.parent / "score_events.py"
        for arguments in (("--tier", "A"), ("--origin", "PLV"), ("--origin", "GSR")):
            run_scorer(scorer, options.gold, options.out, "--lang", "en", *arguments)
        run_scorer(scorer, options.gold, options.out, "--lang", "en")
        right, matched = type_of_matched(scorer, options.gold, rows)
        print(f"PLV pairs whose actors were matched: {matched}, type right {right / max(1, matched):.4f}")


def type_of_matched(scorer: Path, gold: Path, rows: list[dict[str, Any]]) -> tuple[int, int]:
    """Of PLV's gold events for which an event has both its slots right: how many have the type right, of how many.

    The first event of the record that has the slots right is the one judged.
    """
    specification = importlib.util.spec_from_file_location("score_events", scorer)
    assert specification is not None and specification.loader is not None
    score = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(score)
    events = {row["id"]: row["events"] for row in rows}
    right = matched = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for truth in record["events"] if "PLV" in record["origin"] else ():
            fitting = [event for event in events[record["id"]] if all(score.compare(truth, event)[1:])]
            matched += bool(fitting)
            right += bool(fitting) and score.compare(truth, fitting[0])[0]
    return right, matched


if __name__ == "__main__":
    main()
