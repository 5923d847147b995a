"""Names and pronouns of people and organisations, chained: predictions for score_spans.py (task coref).

    python benchmarks/coreference.py ../shared/data/coref/gum_coref.dev.jsonl OUT [--score]

Of GUM's news, interviews and speeches the gold mentions are kept that are names or pronouns of a person or an
organisation: a single pronoun of the lists below, or words that are all capitalised but for small ones. GUM's names
hold title and genitive ("President Donald Trump's"), ours do not; so each name that was found is widened to its noun
phrase by the tree before it is written. The gold of what is kept is written beside OUT (OUT.gold.jsonl) and chains of
one mention are left out on both sides, as OntoNotes has it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import run_scorer

import onrecord
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import Mention

_GENRES = ("news", "interview", "speech")
_TYPES = ("person", "organization")
_PRONOUNS = frozenset(
    word
    for form in (
        "i me my mine myself we us our ours ourselves you your yours he him his himself",
        "she her hers herself it its itself they them their theirs themselves",
    )
    for word in form.split()
)
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "von", "van", "al", "bin", "to"))
_MARKS = frozenset(("'s", "’s", "'", "’", "-", "&"))
_WORD = re.compile(r"[\w.]+|['’]s|\S")
_OURS = {"PER": "person", "ORG": "organization", "GROUP": "organization"}
_IN_NAMES = ("flat", "compound", "amod", "nmod:poss", "nmod:desc", "det", "nummod", "case", "appos:nmod")


def main() -> None:
    """Reads GOLD's texts, writes OUT and the gold that is judged, and scores them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    kept = [row for row in map(json.loads, options.gold.read_text(encoding="utf-8").splitlines()) if _is_kept(row)]
    gold = options.out.with_suffix(".gold.jsonl")
    _write(gold, [{**row, "mentions": [it for it in row["mentions"] if _is_judged(it, row["text"])]} for row in kept])
    _write(options.out, [{"id": row["id"], "mentions": list(_predicted(row))} for row in kept])
    if options.score:
        scorer = options.gold.parent.parent / "score_spans.py"
        run_scorer(scorer, gold, options.out, "--task", "coref", "--untyped", "--no-singletons")


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _is_kept(row: dict[str, Any]) -> bool:
    return row["genre"] in _GENRES


def _is_judged(mention: dict[str, Any], text: str) -> bool:
    words = _WORD.findall(text[mention["start"] : mention["end"]])
    return mention["type"] in _TYPES and (_is_pronoun(words) or _is_name(words))


def _is_pronoun(words: list[str]) -> bool:
    return len(words) == 1 and words[0].lower() in _PRONOUNS


def _is_name(words: list[str]) -> bool:
    first = 1 if words[0].lower() == "the" and len(words) > 1 else 0
    inner = [word for word in words[first:] if word.lower() not in _SMALL | _MARKS]
    return bool(inner) and all(word[:1].isupper() or not word[:1].isalpha() for word in inner)


def _predicted(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text = row["text"]
    reading = onrecord.read(text, date=row.get("ref_date"), language="en")
    grammar = Grammar(analyse(text, default_parts(text)))
    at = {token.start: word for word, token in enumerate(grammar.tokens)}
    ends = {token.end: word for word, token in enumerate(grammar.tokens)}
    seen = set()
    for mention in reading.mentions:
        if mention.entity is None or mention.type not in _OURS or mention.kind == "nominal":
            continue
        start, end = _widened(mention, grammar, at, ends)
        if (start, end) not in seen:
            seen.add((start, end))
            yield {"start": start, "end": end, "type": _OURS[mention.type], "cluster": mention.entity}


def _widened(mention: Mention, grammar: Grammar, at: dict[int, int], ends: dict[int, int]) -> tuple[int, int]:
    """The noun phrase of a name: its titles, what it belongs to, and its genitive."""
    span = mention.span
    if mention.kind != "name" or span.start not in at or span.end not in ends:
        return span.start, span.end
    first, last = at[span.start], ends[span.end]
    top = grammar.top(first, last)
    for child in grammar.children[top]:
        if child < first and grammar.relation(child) in _IN_NAMES and grammar.relation(child) != "case":
            first = min(first, grammar.subtree(child)[0])
    if last + 1 < len(grammar.tokens) and grammar.form(last + 1) in ("'s", "’s", "'", "’"):
        last += 1
    whole = grammar.span(first, last)
    return whole.start, whole.end


if __name__ == "__main__":
    main()
