"""Writes the leaders, the seats of governments and the names of countries in other languages.

    python scripts/build_actors.py ../shared/data/knowledge

`leaders.tsv` joins heads of state and government (Wikidata 2022, CC0; REIGN, MIT, surnames only) with the terms in
`scripts/knowledge/leaders_curated.tsv`, which win where both know a person. `seats.tsv` is the curated table of
metonyms (CC0). `abroad.tsv` has the names of countries in other languages (CLDR, Unicode licence) with the case forms
that their grammar gives them. The same input gives the same files, byte for byte. `bodies.tsv` is written by hand.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "knowledge" / "data"
#: Terms that ended before this year are seldom spoken of by the office.
FIRST_YEAR = 1985
LANGUAGES = (
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "uk",
    "ru",
    "sq",
    "tr",
    "ro",
    "cs",
    "hu",
    "sr",
    "hr",
    "bg",
    "mk",
    "ar",
)
LEADERS_HEADER = (
    "# Terms of leaders: person, Wikidata, office, country (alpha-3) or body, begin, end, source. Wikidata (CC0),\n"
    "# REIGN (MIT, surnames only), curated for this project (CC0); made by scripts/build_actors.py.\n"
)
SEATS_HEADER = (
    "# Seats and capitals that stand for a government: name, country (alpha-3), branch, use (strong: nearly always;\n"
    "# context: only as an actor). Written for this project (CC0); made by scripts/build_actors.py.\n"
)
ABROAD_HEADER = (
    "# Countries in other languages: name, language, country (alpha-3). CLDR (Unicode licence), case forms by rule;\n"
    "# made by scripts/build_actors.py.\n"
)
#: REIGN has the Correlates of War's codes; these are the same in ISO 3166 and mean the same.
SAME_CODES = frozenset(
    re.findall(
        "...",
        "USACANCUBDOMJAMMEXNICPANCOLVENGUYECUPERBRABOLARGPOLHUNITAFINESTUKRRUSARMAZEBLRTURIRNIRQ"
        "EGYSYRJORISRYEMAFGCHNINDPAKKENUGAETHERISOMGHAMLISENBENTUNALBCYPBELJPNPRKTUVTON",
    )
)
Row = tuple[str, str, str, str, str, str, str]

#: Endings of a name and the endings of its other cases, by language; the first that fits is taken.
CASES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "sq": (
        ("ë", ("a", "ën", "ës")),
        ("ia", ("inë", "isë", "i")),
        ("i", ("ia", "inë", "isë")),
        ("a", ("ën", "ës")),
    ),
    "uk": (
        ("ія", ("ії", "ію", "ією")),
        ("ька", ("ьку", "ькій", "ькою")),
        ("а", ("и", "і", "у", "ою")),
        ("й", ("ю", "єм", "ї")),
        ("ь", ("і", "ю", "лю")),
        ("", ("у", "а", "ом", "і")),
    ),
    "ru": (
        ("ия", ("ии", "ию", "ией")),
        ("а", ("ы", "е", "у", "ой")),
        ("й", ("я", "ю", "ем", "е")),
        ("ь", ("и", "ю")),
        ("", ("а", "у", "ом", "е")),
    ),
    "de": (("s", ()), ("", ("s",))),
    "pl": (("ia", ("ii", "ię", "ią")), ("a", ("y", "ę", "ą", "ie")), ("", ("u", "em", "ie"))),
}


def folded(name: str) -> str:
    """A name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def leaders(folder: Path) -> list[Row]:
    """All terms, those of the curated table first for each person."""
    curated = list(_curated())
    qids = {folded(row[0]): row[1] for row in curated if row[1] != "-"}
    wikidata = list(_wikidata(folder))
    known: dict[str, set[str]] = defaultdict(set)
    for row in wikidata:
        known[folded(row[0])].add(row[1])
    qids |= {name: next(iter(found)) for name, found in known.items() if len(found) == 1}
    rows = [(row[0], qids.get(folded(row[0]), row[1]), *row[2:]) for row in curated]
    have = {(folded(row[0]), row[3]) for row in rows}
    rows += [row for row in wikidata if (folded(row[0]), row[3]) not in have]
    surnames = {(folded(row[0]).split()[-1], row[3]) for row in rows}
    rows += [row for row in _reign(folder) if (folded(row[0]).split()[-1], row[3]) not in surnames]
    return sorted(set(rows), key=lambda row: (row[3], row[4], row[0], row[2]))


def _curated() -> Iterator[Row]:
    for line in (HERE / "knowledge" / "leaders_curated.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            person, qid, office, of, begin, end = line.split("\t")
            yield person, qid, office, of, begin, end, "curated"


def _wikidata(folder: Path) -> Iterator[Row]:
    codes = {row["qid"]: row["alpha3"] for row in _json_lines(folder / "territories_rigour.jsonl") if row["alpha3"]}
    with (folder / "leaders_wikidata_2022.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = codes.get(row["countryid"], "")
            if not code or " " not in row["officeholderLabel"] or row["officeholderLabel"].startswith("Q"):
                continue
            office = row["positionLabel"].split(" of ")[0]
            begin, end = row["start_year"] or "-", row["end_year"] or "-"
            yield row["officeholderLabel"], row["officeholder"], office, code.upper(), begin, end, "wikidata"


def _reign(folder: Path) -> Iterator[Row]:
    with (folder / "leaders_reign_1950_2021.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            end = row["end"] or "-"
            late = row["start"][:4] >= "1950" and (end == "-" or int(end[:4]) >= FIRST_YEAR)
            if late and row["leader"].isalpha() and row["state"] in SAME_CODES:
                yield row["leader"], "-", "Leader", row["state"], row["start"], end, "reign"


def seats(folder: Path) -> Iterator[str]:
    """The lines of the table of seats."""
    alpha3 = {line[0]: line[1] for line in _country_lines()}
    for line in (folder / "metonyms_curated.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        surface, polity, branch, use = line.split("\t")
        if polity in alpha3:
            yield "\t".join((surface, alpha3[polity], branch, use))


def abroad(folder: Path) -> Iterator[str]:
    """The lines of the table of countries in other languages, without what English calls them too."""
    english = {name for line in _country_lines() for name in (line[3], *line[8].split("|"))}
    alpha3 = {line[0]: line[1] for line in _country_lines()}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _json_lines(folder / "territories_cldr.jsonl"):
        code = alpha3.get(row["code"])
        for name, languages in row["names"].items() if code is not None else ():
            for language in set(languages) & set(LANGUAGES):
                for form in (name, *case_forms(name, language)):
                    if form not in english and len(form) > 3:
                        found[form, language].add(str(code))
    for (form, language), codes in sorted(found.items()):
        if len(codes) == 1:
            yield "\t".join((form, language, next(iter(codes))))


def case_forms(name: str, language: str) -> Iterator[str]:
    """The other case forms of a country's name of one word."""
    if " " in name or "-" in name:
        return
    for ending, others in CASES.get(language, ()):
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in others)
            return


def _country_lines() -> list[list[str]]:
    text = (DATA / "countries.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def main() -> None:
    """Reads the sources in FOLDER, writes the tables into the package."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, header, lines in (
        ("leaders", LEADERS_HEADER, ["\t".join(row) for row in leaders(folder)]),
        ("seats", SEATS_HEADER, list(seats(folder))),
        ("abroad", ABROAD_HEADER, list(abroad(folder))),
    ):
        (DATA / f"{name}.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} {name}")


if __name__ == "__main__":
    main()
