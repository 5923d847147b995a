"""Measures language identification on aligned news: GOLD is the folder of parallel sentences, OUT a JSON file.

    python benchmarks/language_identification.py ../shared/data/parallel language.json

Headlines, sentences and thin texts (the first two words of each headline, as a post above its article's first sentence)
are counted apart. Nothing is declared but where a row says so. One JSON object is written and printed.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.language.identify import identify, identify_posts


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or headline in a known language; `following` is the next segment of its document."""

    text: str
    language: str
    is_title: bool
    following: str = ""


def segments(folder: Path) -> Iterator[Segment]:
    """Every segment of the NTREX files of `folder`; the English side once."""
    for position, path in enumerate(sorted(folder.glob("ntrex.en-*.dev.tsv.gz"))):
        language = path.name.removeprefix("ntrex.en-").removesuffix(".dev.tsv.gz")
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        yield from _column(rows, language, language)
        if position == 0:
            yield from _column(rows, "en", "en")


def _column(rows: list[dict[str, str]], column: str, language: str) -> Iterator[Segment]:
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        text = following[column] if following and following["doc"] == row["doc"] else ""
        yield Segment(row[column], language, row["is_title"] == "1", text)


def score(chosen: Iterable[Segment], answer: Callable[[Segment], str]) -> dict[str, Any]:
    """How often `answer` gives a segment's language: in all, by language, and what it is taken for."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    taken_for: Counter[str] = Counter()
    for segment in chosen:
        given = answer(segment)
        total[segment.language] += 1
        right[segment.language] += given == segment.language
        if given != segment.language:
            taken_for[f"{segment.language} as {given}"] += 1
    return {
        "segments": sum(total.values()),
        "percent": round(100 * sum(right.values()) / sum(total.values()), 2),
        "by_language": {language: round(100 * right[language] / total[language], 2) for language in sorted(total)},
        "mistakes": dict(taken_for.most_common(10)),
    }


def _two_words(segment: Segment) -> str:
    return " ".join(segment.text.split()[:2])


def measure(folder: Path) -> dict[str, Any]:
    """All figures of docs/language.md."""
    everything = list(segments(folder))
    titles = [segment for segment in everything if segment.is_title]
    sentences = [segment for segment in everything if not segment.is_title]
    latin_titles = [segment for segment in titles if segment.language != "zh" and segment.following]
    started = time.perf_counter()
    first = identify(everything[0].text)
    load = time.perf_counter() - started
    started = time.perf_counter()
    results: dict[str, Any] = {
        "headlines": score(titles, lambda segment: identify(segment.text).language),
        "sentences": score(sentences, lambda segment: identify(segment.text).language),
    }
    elapsed = time.perf_counter() - started
    results["headlines, declared rightly"] = score(
        titles, lambda segment: identify(segment.text, segment.language).language
    )
    results["headlines, declared English"] = score(titles, lambda segment: identify(segment.text, "en-US").language)
    results["two words alone"] = score(latin_titles, lambda segment: identify(_two_words(segment)).language)
    results["two words above a sentence"] = score(
        latin_titles, lambda segment: identify_posts([_two_words(segment), segment.following])[0].language
    )
    results["first_call_seconds"] = round(load, 3)
    results["texts_per_second"] = round(len(everything) / elapsed)
    results["first_answer"] = first.language
    return results


def main(arguments: list[str]) -> int:
    """Measures and writes; returns the exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    results = measure(Path(arguments[0]))
    rendered = json.dumps(results, ensure_ascii=False, indent=1)
    Path(arguments[1]).write_text(rendered + "\n", encoding="utf-8")
    print(rendered)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
