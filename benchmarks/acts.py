"""Types of acts in ordinary news: our own sentences, every full verb of which is marked with its type or with NONE.

    python benchmarks/acts.py benchmarks/acts/sentences.txt [--half held|tune|all] [--by-type]

The file has the format of training/events/GUIDE.md and was written by another hand than the training sentences. An
act is right where an event of its type is coded with that predicate (or with the verb that carries the noun). Told are
precision, recall and F1 of typed acts, and how many of the NONE marks were coded as an act.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from act_sentences import ActSentence, parsed

from onrecord.extract.events import EventFinder
from onrecord.extract.events.learned import CLASSES, NONE
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar

UNMARKED = "-"


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicate: its form, the type it has in the file (UNMARKED where none), the type that was coded, if any."""

    form: str
    gold: str
    coded: str | None


def sentences_of(path: Path, half: str) -> Iterator[ActSentence]:
    """The sentences of a half of the file; `# half: held` opens one."""
    current = "all"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# half:"):
            current = line.removeprefix("# half:").strip()
        elif line.strip() and not line.startswith("#") and half in ("all", current):
            yield parsed(line.strip())


def judged(sentence: ActSentence) -> Iterator[Judged]:
    """The marked predicates of a sentence, and the events coded where no mark is."""
    analysis = analyse(sentence.text, default_parts(sentence.text))
    grammar = Grammar(analysis)
    events = {event.predicate: event for event in EventFinder(analysis, grammar).find()}
    at = {token.start: word for word, token in enumerate(grammar.tokens)}
    marked = {at[start]: CLASSES[label] for start, label in sentence.marks if start in at}
    carried = {event.patient: event.predicate for event in events.values() if event.predicate not in marked}
    for word, gold in marked.items():
        event = events.pop(carried.get(word, word), None)
        yield Judged(grammar.form(word), gold, event.type if event is not None else None)
    yield from (Judged(grammar.form(word), UNMARKED, event.type) for word, event in events.items())


def main() -> None:
    """Reads the sentences and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--by-type", action="store_true")
    options = parser.parse_args()
    rows = [row for sentence in sentences_of(options.gold, options.half) for row in judged(sentence)]
    report(rows)
    if options.by_type:
        for type_ in CLASSES[:-1]:
            print(f"{type_:10}", end="")
            report([row for row in rows if type_ in (row.gold, row.coded)], type_)


def report(rows: list[Judged], type_: str | None = None) -> None:
    """Precision, recall, F1 of typed acts (of one type), and the false alarms on NONE."""
    kinds = Counter(
        (row.gold not in (NONE, UNMARKED) and type_ in (None, row.gold), row.coded is not None, row.gold == row.coded)
        for row in rows
        if type_ in (None, row.gold, row.coded)
    )
    right = sum(count for (_, _, same), count in kinds.items() if same)
    gold = sum(count for (act, _, _), count in kinds.items() if act)
    coded = sum(row.coded is not None and type_ in (None, row.coded) for row in rows)
    none = [row for row in rows if row.gold == NONE]
    alarms = sum(row.coded is not None for row in none)
    print(
        f"acts {gold} coded {coded} right {right} "
        f"P {100 * right / max(1, coded):.1f} R {100 * right / max(1, gold):.1f} "
        f"F1 {200 * right / max(1, gold + coded):.1f} none coded {alarms} of {len(none)}"
    )


if __name__ == "__main__":
    main()
