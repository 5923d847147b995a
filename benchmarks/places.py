"""The places that onrecord reads, in the format of the project's span scorer.

    python benchmarks/places.py GOLD.jsonl OUT.jsonl [--score]

Mentions that stay unknown have no point and are not written; what they are is said by the reading. On GeoWebNews, whose
gold says how each name is used, two more figures are told: over the mentions that share characters with a gold mention
of a place used literally (Literal, Literal_Modifier, Mixed) or metonymically (Metonymic, Non_Literal_Modifier,
Demonym), the F1 of each of the two uses, and their mean.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from common import open_text, run_scorer

from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.resolve.places import ResolvedPlaces, resolve_places
from onrecord.sources import article_from_text

LITERAL = {"Literal", "Literal_Modifier", "Mixed"}
METONYM = {"Metonymic", "Non_Literal_Modifier", "Demonym"}


def mentions(found: ResolvedPlaces) -> list[dict[str, Any]]:
    """The resolved mentions as the scorer wants them."""
    places = {place.id: place for place in found.places}
    out = []
    for mention in found.mentions:
        place = places.get(mention.place or "")
        if place is not None:
            at = {"lat": place.latitude, "lon": place.longitude, "geonames": place.geonames, "country": place.country}
            out.append({"start": mention.span.start, "end": mention.span.end, "type": "LOC", "use": mention.use, **at})
    return out


def uses(pairs: Iterable[tuple[list[dict[str, Any]], list[dict[str, Any]]]]) -> dict[str, float]:
    """F1 of literal and of metonymic use over matched mentions, and their mean."""
    counts: Counter[tuple[str, str]] = Counter()
    for gold, predicted in pairs:
        for wanted in gold:
            use = "literal" if wanted.get("use") in LITERAL else "metonym" if wanted.get("use") in METONYM else None
            hit = next((p for p in predicted if p["start"] < wanted["end"] and wanted["start"] < p["end"]), None)
            if use and hit:
                counts[use, hit["use"]] += 1
    figures = {}
    for use in ("literal", "metonym"):
        right = counts[use, use]
        told = sum(count for (_, other), count in counts.items() if other == use)
        wanted = sum(count for (other, _), count in counts.items() if other == use)
        figures[use] = round(200 * right / max(1, told + wanted), 2)
    return {**figures, "mean": round(sum(figures.values()) / 2, 2), "matched": sum(counts.values())}


def main() -> None:
    """Reads, writes, and scores where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    pairs = []
    with open_text(options.gold) as lines, options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            article = article_from_text(row["text"])
            analysis = analyse(article.text, default_parts(article.text))
            found = mentions(resolve_places(article, analysis, Grammar(analysis)))
            pairs.append((row["mentions"], found))
            out.write(json.dumps({"id": row["id"], "mentions": found}) + "\n")
    if options.score:
        run_scorer(options.gold.parent.parent / "score_spans.py", options.gold, options.out, "--task", "geo")
        print("use of names:", uses(pairs))


if __name__ == "__main__":
    main()
