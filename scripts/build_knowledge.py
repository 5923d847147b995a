"""Writes the knowledge tables that are made from others: towns, leaders, seats, and countries in other languages.

    python scripts/build_knowledge.py ../shared/data/knowledge

`towns.tsv`: GeoNames' cities of over 15,000 people (CC BY 4.0): of each its name, country, first-order division,
position and people, and of the large ones the other names that are written in plain Latin letters.
`leaders.tsv`: heads of state and government (Wikidata 2022, CC0; REIGN, MIT, surnames and days) with the terms of
`scripts/knowledge/leaders_curated.tsv`, which win. `seats.tsv`: the curated metonyms (CC0).
`names_abroad.tsv`: countries in other languages (CLDR, Unicode licence; rigour, MIT) with the case forms that
`scripts/knowledge/case_endings.tsv` gives them. `--check` compares the leaders with a list of present ones
(CC BY-SA 4.0) and ships nothing of it. The same input gives the same files, byte for byte. The tables beside them
are written by hand.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "knowledge" / "data"
#: From so many people on a town is met under other names too ("Kiev", "Saigon").
MANY = 100_000
_PLAIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)*")
#: Terms of REIGN that ended before this year are seldom spoken of by the office.
FIRST_YEAR = 1985
#: When each source of terms was last looked at: an open end holds until then.
AS_OF = {"curated": "2025-11-01", "wikidata": "2022-10", "reign": "2021-03"}
#: Languages whose names of countries are kept.
LANGUAGES = frozenset(re.findall("..", "defresitptnlplukrusqtrrocsskslhusrhrbgmkarelfisvdanbltlvet"))
#: A shorter form is a word of the language as often as a country.
SHORTEST_ABROAD = 4
#: REIGN has the Correlates of War's codes; these are the same in ISO 3166 and mean the same.
SAME_CODES = frozenset(
    re.findall(
        "...",
        "USACANCUBDOMJAMMEXNICPANCOLVENGUYECUPERBRABOLARGPOLHUNITAFINESTUKRRUSARMAZEBLRTURIRNIRQ"
        "EGYSYRJORISRYEMAFGCHNINDPAKKENUGAETHERISOMGHAMLISENBENTUNALBCYPBELJPNPRKTUVTON",
    )
)
#: Where the family name comes first.
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "KHM"})
#: Words that belong to the family name behind them.
PARTICLES = frozenset(("von", "van", "der", "den", "de", "di", "da", "dos", "bin", "ibn", "al", "el", "le", "la"))
#: The office of a position whose label does not begin with it.
POSITIONS = {
    "monarch": "King",
    "king": "King",
    "president": "President",
    "prime minister": "Prime Minister",
    "federal chancellor": "Chancellor",
    "emir": "Emir",
    "pope": "Pope",
    "druk gyalpo": "King",
    "ngwenyama": "King",
    "yang di-pertuan agong": "King",
}
QUEENS = ("Elizabeth II", "Margrethe II")
#: Labels that begin with "President" and are the offices of heads of government, or of no state.
OTHER_OFFICES = {
    "President of the Executive Yuan": "Prime Minister",
    "Chairman of the Council of Ministers of Bosnia and Herzegovina": "Prime Minister",
    "Minister of State of Monaco": "Prime Minister",
    "President of the Pontifical Commission for the Vatican City State": "",
    "Member of the Swiss Federal Council": "Federal Councillor",
    "French co-prince of Andorra": "Co-Prince",
    "Episcopal Co-Prince": "Co-Prince",
}

TOWNS_HEADER = (
    "# Towns of over 15,000 people: GeoNames id, name, alpha-2, first-order division, latitude, longitude, people,\n"
    "# other names. From GeoNames (https://www.geonames.org), CC BY 4.0; made by scripts/build_knowledge.py.\n"
)
LEADERS_HEADER = (
    "# Terms of leaders: person, Wikidata, office, country (alpha-3) or body, Wikidata of the office, begin, end,\n"
    "# until when an open end is known to hold, source, names used alone, other full names. Wikidata (CC0),\n"
    "# REIGN (MIT, surnames and days), curated for this project (CC0); made by scripts/build_knowledge.py.\n"
)
SEATS_HEADER = (
    "# Seats and capitals that stand for a government: name, country (alpha-3), branch, use (strong: nearly always;\n"
    "# context: only as an actor). Written for this project (CC0); made by scripts/build_knowledge.py.\n"
)
ABROAD_HEADER = (
    "# Countries in other languages: name, languages, country (alpha-3). CLDR (Unicode licence), case forms by rule;\n"
    "# made by scripts/build_knowledge.py.\n"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A line of `leaders.tsv`."""

    person: str
    qid: str
    office: str
    of: str
    office_qid: str
    begin: str
    end: str
    as_of: str
    source: str
    surnames: str = "-"
    spellings: str = "-"

    @property
    def line(self) -> str:
        """The term as the table has it."""
        fields = (self.person, self.qid, self.office, self.of, self.office_qid, self.begin, self.end, self.as_of)
        return "\t".join((*fields, self.source, self.surnames, self.spellings))

    @property
    def key(self) -> str:
        """What this person is called alone, folded."""
        return folded(self.surnames.split("|")[0])


def folded(name: str) -> str:
    """A name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def towns(folder: Path) -> Iterator[str]:
    """The lines of the table of towns, the largest town first."""
    with (folder / "cities_geonames.tsv").open(encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")
        rows = [dict(zip(names, line.rstrip("\n").split("\t"), strict=False)) for line in lines]
    for row in sorted(rows, key=lambda row: (-int(row["pop"] or 0), int(row["geonameid"]))):
        people = int(row["pop"] or 0)
        others = others_of(row.get("alternates", ""), row["name"]) if people >= MANY else []
        named = [row["geonameid"], row["name"], row["cc"], row["admin1"]]
        position = [f"{float(row[axis]):.4f}" for axis in ("lat", "lon")]
        yield "\t".join([*named, *position, str(people), "|".join(others)])


def others_of(alternates: str, name: str) -> list[str]:
    """Other names that an English text may use: plain Latin letters, four at least."""
    found = (other for other in alternates.split("|") if len(other) > 3 and other != name)
    return sorted({other for other in found if _PLAIN.fullmatch(other)})


def leaders(folder: Path) -> list[Term]:
    """All terms: the curated ones, those of Wikidata that they lack, those of REIGN that both lack."""
    people = {name: (qid, alone, others) for name, qid, alone, others in table_of("people")}
    reigns = list(_reign(folder))
    curated = list(_curated())
    wikidata = [_with_days(term, reigns) for term in _wikidata(folder)]
    qids = _qids(wikidata) | {folded(name): row[0] for name, row in people.items() if row[0] != "-"}
    spelt = {folded(other): name for name, row in people.items() for other in row[2].split("|")}
    terms = list(curated)
    have = {(folded(term.person), term.of, term.office) for term in curated}
    for term in wikidata:
        name = spelt.get(folded(term.person), term.person)
        if (folded(name), term.of, term.office) not in have:
            terms.append(replace(term, person=name))
    terms = [_whole(term, people, qids, spelt) for term in terms]
    terms += [reign for reign in reigns if not any(_same(term, reign) for term in terms)]
    return sorted(set(terms), key=lambda term: (term.of, term.begin, term.person, term.office))


def _whole(term: Term, people: dict[str, tuple[str, str, str]], qids: dict[str, str], spelt: dict[str, str]) -> Term:
    """A term with the QID, the short names and the spellings of its person."""
    _, alone, others = people.get(term.person, ("-", "-", "-"))
    known = {term.qid, *(qids.get(folded(name), "-") for name in (term.person, *others.split("|")))} - {"-"}
    qid = qids.get(folded(term.person)) or (min(known) if len(known) == 1 else "-")
    surnames = alone if alone != "-" else "|".join(surnames_of(term.person, term.of))
    return replace(term, qid=qid, surnames=surnames, spellings=others)


def surnames_of(person: str, of: str) -> list[str]:
    """What a person is called alone: the last word with its particles, or the first where it is the family's."""
    words = person.removesuffix(" Jr.").split()
    if of in FAMILY_FIRST and len(words) > 1:
        return [words[0]]
    at = len(words) - 1
    if re.fullmatch(r"[IVXL]+", words[at]) and at:
        return [words[at - 1]]
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    last = words[-1]
    bare = re.sub(r"^(?:[Aa]l|[Ee]l)-", "", last)
    return list(dict.fromkeys((" ".join(words[at:]), bare) if at == len(words) - 1 else (" ".join(words[at:]),)))


def _same(term: Term, reign: Term) -> bool:
    """Whether a term of REIGN is of a person whom the other sources have at that time in that country."""
    if term.of != reign.of or folded(reign.person) not in {folded(name) for name in term.surnames.split("|")}:
        return False
    end = reign.end if reign.end != "-" else reign.as_of
    return term.begin[:4] <= end[:4] and (term.end == "-" or reign.begin[:4] <= term.end[:4])


def _with_days(term: Term, reigns: Iterable[Term]) -> Term:
    """A term of Wikidata, which has years, with the day of its begin where REIGN knows the same term."""
    found = [
        reign
        for reign in reigns
        if reign.of == term.of
        and reign.begin[:4] == term.begin
        and folded(reign.person) in map(folded, surnames_of(term.person, term.of))
    ]
    return replace(term, begin=found[0].begin, source="wikidata+reign") if len(found) == 1 else term


def _qids(terms: Iterable[Term]) -> dict[str, str]:
    """The QID of each name that one person has."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        found[folded(term.person)].add(term.qid)
    return {name: next(iter(qids)) for name, qids in found.items() if len(qids) == 1}


def _curated() -> Iterator[Term]:
    for person, office, of, begin, end in table_of("leaders_curated"):
        as_of = AS_OF["curated"] if end == "-" else "-"
        yield Term(person, "-", office, of, "-", begin, end, as_of, "curated")


def _wikidata(folder: Path) -> Iterator[Term]:
    codes = {row["qid"]: row["alpha3"] for row in json_lines(folder / "territories_rigour.jsonl") if row["alpha3"]}
    shipped = {line[1] for line in country_lines()}
    with (folder / "leaders_wikidata_2022.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code, office = (
                codes.get(row["countryid"], "").upper(),
                office_of(row["positionLabel"], row["officeholderLabel"]),
            )
            if code not in shipped or not office or re.fullmatch(r"Q\d+", row["officeholderLabel"]):
                continue
            begin, end = row["start_year"] or "-", row["end_year"] or "-"
            as_of = AS_OF["wikidata"] if end == "-" else "-"
            person = re.sub(r"(?:,| of) (?!Pahang)[A-Z].*$", "", row["officeholderLabel"]).replace("’", "'")
            yield Term(person, row["officeholder"], office, code, row["position"], begin, end, as_of, "wikidata")


def office_of(position: str, person: str) -> str:
    """The office of a position ("monarch of Canada": King, or Queen); "" where it is none of a state."""
    if position in OTHER_OFFICES:
        return OTHER_OFFICES[position]
    start = position.split(" of ")[0]
    office = POSITIONS.get(start.casefold(), start)
    return "Queen" if office == "King" and person.startswith(QUEENS) else office


def _reign(folder: Path) -> Iterator[Term]:
    with (folder / "leaders_reign_1950_2021.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            end = row["end"] or "-"
            late = row["start"][:4] >= "1950" and (end == "-" or int(end[:4]) >= FIRST_YEAR)
            if late and row["leader"].isalpha() and row["state"] in SAME_CODES:
                as_of = AS_OF["reign"] if end == "-" else "-"
                name = row["leader"]
                yield Term(name, "-", "Leader", row["state"], "-", row["start"], end, as_of, "reign", name)


def seats(folder: Path) -> Iterator[str]:
    """The lines of the table of seats."""
    alpha3 = {line[0]: line[1] for line in country_lines()}
    for line in (folder / "metonyms_curated.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        surface, polity, branch, use = line.split("\t")
        if polity in alpha3:
            yield "\t".join((surface, alpha3[polity], branch, use))
    yield from ("\t".join(row) for row in table_of("seats_more"))


def abroad(folder: Path) -> Iterator[str]:
    """The lines of the table of countries in other languages, without what English calls them too."""
    english = {name for line in country_lines() for name in (line[3], *line[8].split("|"))}
    alpha3 = {line[0]: line[1] for line in country_lines()}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in json_lines(folder / "territories_cldr.jsonl"):
        for name, languages in row["names"].items():
            for language in set(languages) & LANGUAGES:
                for form in (name, *case_forms(name, language)):
                    found[form, language].add(alpha3.get(row["code"], ""))
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (form, language), codes in found.items():
        if len(codes) == 1 and form not in english and len(form) >= SHORTEST_ABROAD and "" not in codes:
            shown[form, min(codes)].append(language)
    for (form, code), languages in sorted(shown.items()):
        yield "\t".join((form, "|".join(sorted(languages)), code))


def case_forms(name: str, language: str) -> Iterator[str]:
    """The other case forms of a country's name of one word."""
    if " " in name or "-" in name:
        return
    for of, ending, others in case_endings():
        ending = ending.removeprefix("-")
        if of == language and name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in others.split("|") if other != "-")
            return


@cache
def case_endings() -> tuple[list[str], ...]:
    """The rows of the table of case endings."""
    return tuple(table_of("case_endings"))


def check(folder: Path, terms: Iterable[Term]) -> Iterator[str]:
    """Where the list of present leaders names another holder or another QID than an open term."""
    names = {folded(line[3]).replace(" ", "_"): line[1] for line in country_lines()} | {"usa": "USA", "uk": "GBR"}
    for row in json_lines(folder / "leaders_current_2026.jsonl"):
        of, office = names.get(row["polity"], row["polity"]), row["title"].split(" of ")[0]
        for term in terms:
            same = folded(row["name"]) in {folded(term.person), *map(folded, term.spellings.split("|"))}
            if same and row["qid"] != term.qid:
                yield f"{term.line}: QID {row['qid']} in the list"
            elif not same and term.of == of and term.office == office and term.end == "-":
                yield f"{term.line}: {row['name']} since {row['start']} in the list"


def table_of(name: str) -> Iterator[list[str]]:
    """The rows of a table of `scripts/knowledge/`."""
    for line in (HERE / "knowledge" / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def country_lines() -> list[list[str]]:
    """The rows of the table of countries."""
    text = (DATA / "countries.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def main() -> None:
    """Reads the sources in FOLDER, writes the tables into the package."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="only compare the leaders with the list of present ones")
    options = parser.parse_args()
    terms = leaders(options.folder)
    if options.check:
        print("\n".join(check(options.folder, terms)))
        return
    for name, header, lines in (
        ("towns", TOWNS_HEADER, list(towns(options.folder))),
        ("leaders", LEADERS_HEADER, [term.line for term in terms]),
        ("seats", SEATS_HEADER, list(seats(options.folder))),
        ("names_abroad", ABROAD_HEADER, list(abroad(options.folder))),
    ):
        (DATA / f"{name}.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} {name}")


if __name__ == "__main__":
    main()
