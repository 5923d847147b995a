"""Names, nationalities, times, amounts of armed-conflict reports: predictions for score_spans.py (task span).

    python benchmarks/armed_conflict.py ../shared/data/ner/re3d.dev.jsonl OUT [--score]

re3d marks names, pronouns and descriptions alike. Its types are written from what a reading has: who is named, taken up
by a pronoun, speaks or takes part in an act (Person, Organisation; a country's name that means those who act from it is
an Organisation); Location for the other names of places; Nationality for the adjectives of countries; Temporal for
times; Quantity and Money for quantities; Weapon and MilitaryPlatform for equipment by its widest class. Coordinates,
documents and the type Vehicle, most of whose spans are pieces of words ("st ISIL"), are not written and count as missed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import run_scorer

import onrecord
from onrecord.knowledge import gazetteer
from onrecord.records import Reading, Span

_KINDS = {"PER": "Person", "ORG": "Organisation", "GROUP": "Organisation", "LOC": "Location"}


_PLATFORMS = frozenset({"vehicle", "aircraft", "vessel"})


def main() -> None:
    """Reads GOLD's texts, writes OUT, and scores it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for line in options.gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            reading = onrecord.read(row["text"], language="en")
            unique = {(found["start"], found["end"]): found for found in _mentions(reading)}
            out.write(json.dumps({"id": row["id"], "mentions": list(unique.values())}) + "\n")
    if options.score:
        scorer = options.gold.parent.parent / "score_spans.py"
        run_scorer(scorer, options.gold, options.out, "--task", "span")


def _mentions(reading: Reading) -> Iterator[dict[str, Any]]:
    """What later comes at the same characters counts: names before parties of acts, places before both."""
    text = reading.article.text
    kinds = {entity.id: _KINDS.get(entity.type) for entity in reading.entities}
    for event in reading.events:
        for party in (*event.actors, *event.recipients):
            person = party.sector in ("CVL", "REF") or kinds.get(party.entity or "") == "Person"
            if party.span is not None:
                yield _found(party.span, "Person" if person else "Organisation")
    for mention in reading.mentions:
        kind = _KINDS.get(mention.type)
        if kind is not None:
            yield _found(mention.span, kind)
    for item in reading.equipment:
        yield _found(item.span, "MilitaryPlatform" if item.classes[-1] in _PLATFORMS else "Weapon")
    for time in reading.times:
        yield _found(time.span, "Temporal")
    for quantity in reading.quantities:
        yield _found(quantity.span, "Money" if quantity.quantity_kind == "money" else "Quantity")
    for place in reading.place_mentions:
        form = place.span.of(text)
        if gazetteer().adjective(form) is not None and not gazetteer().named(form):
            yield _found(place.span, "Nationality")
        else:
            yield _found(place.span, "Organisation" if place.use == "metonym" else "Location")


def _found(span: Span, kind: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "type": kind}


if __name__ == "__main__":
    main()
