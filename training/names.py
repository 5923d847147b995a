"""Names put in each other's places: what a name is, is learned from the sentence around it, and from lists of names.

The lists are our own (`training/names/`) and the tables of ../shared/data/knowledge: cities of GeoNames (CC BY 4.0),
countries, heads of state and government, international bodies.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpora import IGNORE, NAMES, Labelled

from onrecord.language.tokens import words
from onrecord.language.windows import Window, case_of

#: Names by type and number of words.
Pool = dict[tuple[str, int], list[list[str]]]

OWN = Path(__file__).parent / "names"
#: Cities with fewer inhabitants are seldom in the news.
LEAST_CITY = 150_000


def known_names(knowledge: Path, own: Path = OWN) -> Pool:
    """All listed names, each once."""
    pool: Pool = {}
    for kind, name in sorted(set(_listed(knowledge, own))):
        forms = [name[start:end] for start, end in words(name, 0, len(name))]
        if forms:
            pool.setdefault((kind, len(forms)), []).append(forms)
    return pool


def _listed(knowledge: Path, own: Path) -> Iterator[tuple[str, str]]:
    for kind, file in (("PER", "people"), ("ORG", "organisations"), ("LOC", "places")):
        for line in (own / f"{file}.txt").read_text(encoding="utf-8").splitlines():
            yield kind, line.strip()
    with (knowledge / "cities_geonames.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if int(row["pop"] or 0) >= LEAST_CITY and row["name"].isascii():
                yield "LOC", row["name"]
    for line in (knowledge / "countries_mledoze.jsonl").read_text(encoding="utf-8").splitlines():
        yield "LOC", json.loads(line)["name"]
    with (knowledge / "leaders_reign_1950_2021.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield "PER", row["leader"]
    with (knowledge / "leaders_wikidata_2022.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield "PER", row["officeholderLabel"]


def swap_names(listed: list[Labelled], known: Pool, chooser: random.Random, share: float) -> list[Labelled]:
    """The same windows with some names put in others' places: same type, same number of words, the same tree.

    Half of the new names come from the treebanks, half are `known` ones. What remains is the sentence around the name,
    which tells its type when the name was never seen; and names of the news are seen that no treebank holds.
    """
    met: Pool = {}
    found = [(labelled, list(_name_runs(labelled))) for labelled in listed]
    for labelled, runs in found:
        for first, last, kind in runs:
            met.setdefault((kind, last - first), []).append(labelled.window.forms[first:last])
    return [_swapped(labelled, runs, (met, known), chooser, share) for labelled, runs in found]


def _name_runs(labelled: Labelled) -> Iterator[tuple[int, int, str]]:
    names = labelled.names or []
    for first, tag in enumerate(names):
        if tag > 0 and NAMES[tag].startswith("B-"):
            last = first + 1
            while last < len(names) and names[last] == tag + 1:
                last += 1
            yield first, last, NAMES[tag][2:]


def _swapped(
    labelled: Labelled,
    runs: list[tuple[int, int, str]],
    pools: tuple[Pool, Pool],
    chooser: random.Random,
    share: float,
) -> Labelled:
    forms, cases = list(labelled.window.forms), list(labelled.window.cases)
    lemmas = list(labelled.lemmas or [])
    for first, last, kind in runs:
        if chooser.random() < share:
            met, known = (pool.get((kind, last - first)) for pool in pools)
            forms[first:last] = chooser.choice(known if known and chooser.random() < 0.5 else met or [[]])
            cases[first:last] = [case_of(form) for form in forms[first:last]]
            lemmas[first:last] = [IGNORE] * (last - first)
    if chooser.random() < share / 6:
        cases = [case_of(form.lower()) for form in forms]
    made = Window(forms, cases, labelled.window.quotes, labelled.window.places, labelled.window.sentences)
    return replace(labelled, window=made, lemmas=lemmas)
