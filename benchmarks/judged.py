"""Statements of unseen news, judged by hand: is the speaker right, is a direct quotation's content exact?

    python benchmarks/judged.py sheet ../shared/data/news SHEET.jsonl [--size 200]   # draws statements to be judged
    python benchmarks/judged.py score ../shared/data/news                            # reads again, and compares

The sheet holds statements as they were read, at most three an article, from English articles on odd lines of
`html/gold.jsonl` and `text/wikinews_en_2019_2020.jsonl`; nobody looked at those while the reader was made. The
judgements (`judgements/news.jsonl`) hold offsets only, none of the text: one line a statement with `file`, `id`,
`form`, `is_statement`, `cue` and `content` as they should be, and `speaker`: the span of a mention of the one who
speaks, null where the article does not tell. A later reader is compared with them anew:

    speaker     the speaker is an entity with a mention over that span, or unknown where the article is silent
    content     the same words, punctuation aside
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord
from onrecord.records import Reading, Span, Statement

FILES = ("html/gold.jsonl", "text/wikinews_en_2019_2020.jsonl")
JUDGEMENTS = Path(__file__).resolve().parent / "judgements" / "news.jsonl"
SEED, EACH = 1949, 3
Pairs = list[list[int]]


def articles(news: Path, file: str) -> dict[str, str]:
    """Texts of the unseen English articles of a file, by id."""
    found = {}
    for number, line in enumerate((news / file).read_text(encoding="utf-8").splitlines()):
        article = json.loads(line)
        if number % 2 and (article.get("lang") or "en").startswith("en") and article.get("text"):
            found[str(article.get("id") or article["url"])] = article["text"]
    return found


def sheet(news: Path, size: int) -> Iterator[dict[str, Any]]:
    """Statements drawn by a fixed seed, half of them from each file, with what a judge needs to see."""
    for file in FILES:
        chooser, drawn = random.Random(SEED), 0
        listed = sorted(articles(news, file).items())
        chooser.shuffle(listed)
        for identity, text in listed:
            reading = onrecord.read(text)
            outer = [s for s in reading.statements if s.parent is None and s.language == "en"]
            for statement in chooser.sample(outer, min(EACH, len(outer), size // len(FILES) - drawn)):
                drawn += 1
                yield _row(file, identity, text, reading, statement)


def _row(file: str, identity: str, text: str, reading: Reading, statement: Statement) -> dict[str, Any]:
    mentions = [m for m in reading.mentions if m.entity == statement.speaker and statement.speaker]
    best = max(mentions, key=lambda m: (m.kind == "name", len(m.span.of(text)), -m.span.start), default=None)
    spans = {role: [[s.start, s.end] for s in getattr(statement, role)] for role in ("source", "cue", "content")}
    return {
        "file": file,
        "id": identity,
        **spans,
        "form": statement.form,
        "speaker": [best.span.start, best.span.end] if best else None,
        "speaker_name": statement.speaker_name,
        "text": text,
    }


def score(news: Path) -> dict[str, Any]:
    """Shares right; a statement that is not found again counts as wrong in its speaker and its content."""
    counts: Counter[str] = Counter()
    texts = {file: articles(news, file) for file in FILES}
    readings: dict[str, Reading] = {}
    for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines():
        judged = json.loads(line)
        text = texts[judged["file"]][judged["id"]]
        if judged["id"] not in readings:
            readings[judged["id"]] = onrecord.read(text)
        counts.update(verdicts(judged, text, readings[judged["id"]]))
    return {
        "judged": counts["judged"],
        "found": counts["found"],
        "statement": _share(counts, "statement", "found"),
        "speaker": _share(counts, "speaker", "spoken"),
        "speaker_unknown": counts["speaker_unknown"],
        "direct_content": _share(counts, "direct_content", "direct"),
        "content": _share(counts, "content", "spoken"),
    }


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part]}/{counts[whole]} = {counts[part] / max(1, counts[whole]):.3f}"


def verdicts(judged: dict[str, Any], text: str, reading: Reading) -> Iterator[str]:
    """What is right of one judged statement, as names to count."""
    yield "judged"
    if judged["is_statement"]:
        yield "spoken"
    found = _found(judged, text, reading)
    if found is None:
        return
    yield "found"
    if not judged["is_statement"]:
        return
    yield "statement"
    same = _words(text, found.content) == _words(text, [Span(*pair) for pair in judged["content"]])
    if same:
        yield "content"
    if judged["form"] == "direct":
        yield "direct"
        if same:
            yield "direct_content"
    if found.speaker is None:
        yield "speaker_unknown"
    if _speaker_right(judged["speaker"], found, reading):
        yield "speaker"


def _speaker_right(gold: list[int] | None, found: Statement, reading: Reading) -> bool:
    if gold is None or found.speaker is None:
        return gold is None and found.speaker is None
    return any(
        mention.entity == found.speaker and mention.span.start < gold[1] and gold[0] < mention.span.end
        for mention in reading.mentions
    )


def _found(judged: dict[str, Any], text: str, reading: Reading) -> Statement | None:
    gold = _words(text, [Span(*pair) for pair in judged["content"]])

    cue = _words(text, [Span(*pair) for pair in judged["cue"]])

    def likeness(statement: Statement) -> float:
        words = _words(text, statement.content)
        same_cue = bool(cue & _words(text, statement.cue))
        return len(words & gold) / max(1, len(words | gold)) + same_cue

    best = max((s for s in reading.statements if s.parent is None), key=likeness, default=None)
    return best if best and likeness(best) >= 0.5 else None


def _words(text: str, spans: Any) -> set[int]:
    return {match.start() for span in spans for match in re.compile(r"\w+").finditer(text, span.start, span.end)}


def main() -> None:
    """Draws a sheet, or scores."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("act", choices=("sheet", "score"))
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--size", type=int, default=200)
    options = parser.parse_args()
    if options.act == "sheet":
        rows = [json.dumps(row, ensure_ascii=False) for row in sheet(options.news, options.size)]
        options.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    else:
        print(json.dumps(score(options.news), indent=1))


if __name__ == "__main__":
    main()
