"""The quantities that onrecord reads, in the format of the project's span scorer.

    python benchmarks/quantities.py GOLD.jsonl OUT.jsonl [--score]

`unit` is the unit's plain name, or the counted noun; `change` is told in the scorer's signs.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from common import open_text, run_scorer

from onrecord.extract.equipment import find_equipment
from onrecord.extract.quantities import find_quantities
from onrecord.language.analysis import analyse, default_parts
from onrecord.records import Quantity
from onrecord.sources import article_from_text

SIGNS = {"exact": "=", "range": "=", "about": "~", "more-than": ">", "at-least": ">", "less-than": "<", "at-most": "<"}


def mention(quantity: Quantity) -> dict[str, Any]:
    """A quantity as the scorer wants it."""
    low = quantity.high if quantity.low is None else quantity.low
    high = quantity.low if quantity.high is None else quantity.high
    sign = SIGNS[quantity.bound]
    if sign == "=" and quantity.change in ("up", "down"):
        sign = quantity.change
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "type": "QUANTITY",
        "value": low if low == high else [low, high],
        "unit": quantity.unit or "-",
        "change": sign,
    }


def main() -> None:
    """Reads, writes, and scores where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    with open_text(options.gold) as lines, options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            article = article_from_text(row["text"])
            analysis = analyse(article.text, default_parts(article.text))
            equipment = find_equipment(article, analysis.sentences).equipment
            found = find_quantities(article, analysis.sentences, (), equipment)
            out.write(json.dumps({"id": row["id"], "mentions": [mention(quantity) for quantity in found]}) + "\n")
    if options.score:
        run_scorer(options.gold.parent.parent / "score_spans.py", options.gold, options.out, "--task", "quantity")


if __name__ == "__main__":
    main()
