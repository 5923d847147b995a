"""Attribution on a gold file in PolNeAR's shape: writes predictions for score_attribution.py.

    python benchmarks/attribution.py GOLD.jsonl[.gz] OUT.jsonl [--score]

Only what the guidelines count is written: outermost relations with a cue, none that the reader inferred.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from common import open_text, run_scorer

from onrecord.extract.relations import relations
from onrecord.extract.structure import explicit_relations
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar


def predict(article: dict[str, Any]) -> dict[str, Any]:
    """The relations of one article in the scorer's shape."""
    analysis = analyse(article["text"], default_parts(article["text"]))
    grammar = Grammar(analysis)
    out = []
    found = explicit_relations(analysis, grammar, relations(analysis, grammar))
    for number, relation in enumerate(relation for relation in found if relation.parent is None):
        spans = {
            role: [[s.start, s.end] for s in (grammar.span(*run) for run in getattr(relation, role))]
            for role in ("source", "cue", "content")
        }
        out.append({"id": f"R{number}", **spans})
    return {"id": article["id"], "attributions": out}


def main() -> None:
    """Reads GOLD's texts, writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true", help="run the scorer that lies two folders above GOLD's file")
    options = parser.parse_args()
    with open_text(options.gold) as lines, options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(predict(json.loads(line)), ensure_ascii=False) + "\n")
    if options.score:
        run_scorer(options.gold.parent.parent / "score_attribution.py", options.gold, options.out)


if __name__ == "__main__":
    main()
