"""The times that onrecord reads, in the format of the project's span scorer.

    python benchmarks/dates.py GOLD.jsonl OUT.jsonl [--style gum|timex] [--score]

`--style timex` (the default, but for gold files named gum_*) writes all that TimeML marks: all but wars known by name.
`--style gum` leaves out what GUM's guidelines do not mark: durations, sets, references such as "now", fiscal years and
bare parts of the day.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from common import open_text, run_scorer

from onrecord.language.analysis import analyse, default_parts
from onrecord.records import TimeMention
from onrecord.resolve.times import resolve_times
from onrecord.sources import article_from_text

#: What GUM does not mark, by type and by rule, and what TimeML does not.
UNMARKED = {"duration", "set"}
UNMARKED_RULES = {
    "gum": {"time.reference", "time.part", "time.vague", "time.fiscal"},
    "timex": {"time.period"},
}


def mention(time: TimeMention, style: str = "timex") -> dict[str, Any]:
    """A time as the scorer wants it; GUM writes years before Christ as ISO 8601 has them, TIMEX3 with BC."""
    value = time.value or ""
    if style == "gum" and value.startswith("BC"):
        value = "-" + value[2:]
    return {"start": time.span.start, "end": time.span.end, "type": "DATE", "value": value}


def marked(time: TimeMention, style: str) -> bool:
    """Whether the gold's guidelines mark a time of this kind."""
    if time.why[0].rule in UNMARKED_RULES[style]:
        return False
    return style == "timex" or (time.type not in UNMARKED and bool(time.value))


def main() -> None:
    """Reads, writes, and scores where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--style", choices=("gum", "timex"))
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    style = options.style or ("gum" if options.gold.name.startswith("gum") else "timex")
    with open_text(options.gold) as lines, options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            article = article_from_text(row["text"], date=row.get("ref_date"))
            analysis = analyse(article.text, default_parts(article.text))
            times = [mention(time, style) for time in resolve_times(article, analysis.sentences) if marked(time, style)]
            out.write(json.dumps({"id": row["id"], "mentions": times}) + "\n")
    if options.score:
        run_scorer(options.gold.parent.parent / "score_spans.py", options.gold, options.out, "--task", "time")


if __name__ == "__main__":
    main()
