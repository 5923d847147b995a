"""Pairs of sentences that say the same must give the same record; two countries swapped must only swap places.

    python benchmarks/invariance.py [--show]

Four kinds of pairs, at least 300 of each, made from patterns of our own over verbs and countries that are nobody's
statement of fact: active and passive, paraphrase, two countries swapped, and the lexicon read in another order. The
record of a sentence is its events without offsets and ids: type, parties with their codes, modality, polarity.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations, product
from typing import Any

import onrecord
from onrecord.extract.events import lexicon as event_lexicon_module
from onrecord.records import Event, Participant

COUNTRIES = ("Norway", "Chile", "Kenya", "Japan", "Peru", "Egypt", "Canada", "Poland", "India", "Mexico")
#: A verb as past and as participle.
VERBS = (
    ("attacked", "attacked"),
    ("accused", "accused"),
    ("invaded", "invaded"),
    ("bombed", "bombed"),
    ("condemned", "condemned"),
    ("praised", "praised"),
    ("threatened", "threatened"),
    ("sanctioned", "sanctioned"),
    ("criticised", "criticised"),
    ("blamed", "blamed"),
)
TIMES = ("", " on Monday", " in March 2021", " last week")
#: Ways of saying one thing; {a} acts, {b} is acted upon.
PARAPHRASES = (
    ("{a} sent tanks to {b}.", "{a} delivered tanks to {b}."),
    ("{a} invaded {b}.", "{a} launched an invasion of {b}."),
    ("{a} attacked {b}.", "{a} carried out an attack on {b}."),
    ("{a} imposed sanctions on {b}.", "{a} sanctioned {b}."),
    ("{a} promised to send tanks to {b}.", "{a} pledged to send tanks to {b}."),
    ("{a} urged {b} to withdraw its troops.", "{a} called on {b} to withdraw its troops."),
    ("{a} will send tanks to {b}.", "{a} is going to send tanks to {b}."),
    ("{a} did not attack {b}.", "{a} never attacked {b}."),
)
Record = tuple[Any, ...]


def record_of(sentence: str, names: dict[str, str] | None = None) -> Record:
    """The events of a sentence without offsets; `names` says how parties are called (for swapped ones)."""
    reading = onrecord.read(sentence, date="2021-06-01", language="en")
    return tuple(sorted(_event(event, names or {}) for event in reading.events))


def _event(event: Event, names: dict[str, str]) -> Record:
    return (event.type, event.modality, event.polarity, _sides(event.actors, names), _sides(event.recipients, names))


def _sides(parties: Sequence[Participant], names: dict[str, str]) -> Record:
    return tuple(sorted((names.get(party.name, party.name), party.sector or "") for party in parties))


def pairs_of_countries() -> list[tuple[str, str]]:
    """Every ordered pair."""
    return list(permutations(COUNTRIES, 2))


def voices() -> Iterator[tuple[str, str]]:
    """Active and passive."""
    for (past, participle), (a, b), when in zip_cycled(VERBS, pairs_of_countries(), TIMES):
        yield f"{a} {past} {b}{when}.", f"{b} was {participle} by {a}{when}."


def paraphrases() -> Iterator[tuple[str, str]]:
    """Two ways of saying one thing."""
    for (one, other), (a, b), _ in zip_cycled(PARAPHRASES, pairs_of_countries(), ("",)):
        yield one.format(a=a, b=b), other.format(a=a, b=b)


def swaps() -> Iterator[tuple[str, str, str, str]]:
    """A sentence, the same with its countries swapped, and the two countries."""
    patterns = [one for pair in PARAPHRASES for one in pair]
    for pattern, (a, b), _ in zip_cycled(patterns, pairs_of_countries(), ("",)):
        yield pattern.format(a=a, b=b), pattern.format(a=b, b=a), a, b


def zip_cycled(*lists: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Combinations of the lists' items, the first list's changing fastest, 320 of them."""
    every = list(product(*reversed(lists)))
    step = max(1, len(every) // 320)
    yield from (tuple(reversed(item)) for item in islice(every[::step], 320))


def in_another_order(sentences: Sequence[str]) -> Iterator[tuple[Record, Record]]:
    """The records of sentences, and those with the entries of the lexicon turned around."""
    before = [record_of(sentence) for sentence in sentences]
    entries: Callable[..., Any] = event_lexicon_module._entries
    try:
        event_lexicon_module._entries = lambda *given: list(reversed(entries(*given)))
        event_lexicon_module.event_lexicon.cache_clear()
        after = [record_of(sentence) for sentence in sentences]
    finally:
        event_lexicon_module._entries = entries  # type: ignore[assignment]
        event_lexicon_module.event_lexicon.cache_clear()
    yield from zip(before, after, strict=True)


def main() -> None:
    """Prints how many pairs of each kind agree."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--show", action="store_true", help="print the pairs that do not agree")
    options = parser.parse_args()
    for name, made in (("active and passive", voices()), ("paraphrase", paraphrases())):
        found = [(one, other, record_of(one), record_of(other)) for one, other in made]
        _tell(name, [(f"{one} | {other}", left, right) for one, other, left, right in found], show=options.show)
    swapped = [(f"{one} | {other}", record_of(one, {a: b, b: a}), record_of(other)) for one, other, a, b in swaps()]
    _tell("countries swapped", swapped, show=options.show)
    sentences = [sentence for pair in (*voices(), *paraphrases()) for sentence in pair][::2]
    orders = [("", before, after) for before, after in in_another_order(sentences)]
    _tell("lexicon in another order", orders, show=options.show)


def _tell(name: str, pairs: Sequence[tuple[str, Record, Record]], *, show: bool) -> None:
    same = sum(one == other and bool(one) for _, one, other in pairs)
    print(f"{name:26s} {same} of {len(pairs)} the same")
    for told, one, other in pairs if show else ():
        if one != other or not one:
            print(f"  {told}\n    {one}\n    {other}")


if __name__ == "__main__":
    main()
