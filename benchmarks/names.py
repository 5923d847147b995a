"""Names on a gold file of texts: writes mentions for score_spans.py.

python benchmarks/names.py GOLD.jsonl OUT.jsonl [--score]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from common import open_text, run_scorer

from onrecord.language.analysis import analyse, default_parts


def main() -> None:
    """Reads GOLD's texts, writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true", help="run score_spans.py of the folder above GOLD's")
    options = parser.parse_args()
    with open_text(options.gold) as lines, options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            article = json.loads(line)
            analysis = analyse(article["text"], default_parts(article["text"]))
            mentions = [{"start": name.span.start, "end": name.span.end, "type": name.type} for name in analysis.names]
            out.write(json.dumps({"id": article["id"], "mentions": mentions}) + "\n")
    if options.score:
        scorer = options.gold.parent.parent / "score_spans.py"
        run_scorer(scorer, options.gold, options.out, "--task", "span", "--types", "PER,ORG,LOC")


if __name__ == "__main__":
    main()
