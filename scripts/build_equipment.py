"""Writes the table of weapons and equipment, `equipment.tsv`, from the curated families and Oryx's loss lists.

    python scripts/build_equipment.py ../shared/data/knowledge

`scripts/knowledge/equipment_curated.tsv` (CC0) comes first and wins. Of the lists (scarnecchia/oryx_data, CC BY 4.0)
those systems are kept whose own words name their class ("BMK-460 towing and motor boat") and whose name no curated
family covers; a name without a digit is met only among words of war. The same input gives the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.ontology.tables import table

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "knowledge" / "data"
HEADER = (
    "# Weapons and equipment: name, class (ontology/english/equipment.yaml), maker (alpha-3; SUN, YUG are no more),\n"
    "# use (always; context: only among words of war), other names. Curated for this project (CC0), and from Oryx's\n"
    "# loss lists (scarnecchia/oryx_data, CC BY 4.0); made by scripts/build_equipment.py.\n"
)
#: States that the table of countries has no row for.
NO_MORE = {"Soviet Union": "SUN", "Yugoslavia": "YUG"}
#: A system that is told by its load or by what it was built on is none of its own.
_COMBINED = re.compile(r"\b(?:with|for|on|converted|from)\b")
#: How many of it a list counts, and its calibre, stand before the name.
_AHEAD = re.compile(r"^(?:\d+ (?=\S))?(?:\d+(?:\.\d+)?mm )?")
#: Roads, laws and machines of all kinds are called so as well ("M101", "R-161").
_SHARED = re.compile(r"[A-Z]{1,2}-?\d+[A-Z]*")
_LONGEST, _SHORTEST, _MOST_WORDS = 32, 4, 3


def curated() -> Iterator[list[str]]:
    """The rows of the curated table."""
    for line in (HERE / "knowledge" / "equipment_curated.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def listed(folder: Path, known: set[str]) -> Iterator[list[str]]:
    """The rows that Oryx's lists add, in the order of the alphabet."""
    makers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    codes = alpha3()
    nouns = class_nouns()
    with (folder / "equipment_oryx.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = named(row["system"], nouns)
            if found is not None:
                makers[found][codes.get(row["origin"], "-")] += int(row["events"])
    for (name, of_class), counts in sorted(makers.items()):
        if is_name(name) and not covered(name, known):
            maker = min(counts, key=lambda code: (-counts[code], code))
            own = any(char.isdigit() for char in name) and not _SHARED.fullmatch(name)
            yield [name, of_class, maker, "always" if own else "context", "-"]


def named(system: str, nouns: dict[str, str]) -> tuple[str, str] | None:
    """The name and class of a system that says its class; its count and calibre are no part of it."""
    if _COMBINED.search(system) or not system.isascii():
        return None
    plain = _AHEAD.sub("", re.sub(r"\([^)]*\)", "", system))
    words = re.sub(r"[\"'`]", "", plain).split()
    for begin in range(1, len(words)):
        of_class = nouns.get(" ".join(words[begin:]).lower())
        if of_class is not None:
            name = words[:begin]
            while name and (name[-1].islower() or name[-1].endswith("-class")):
                name.pop()
            return (" ".join(name), of_class) if name else None
    return None


def is_name(name: str) -> bool:
    """Whether this may be met in a text: short, with a capital, no fragment of a list."""
    words = name.split()
    fits = _SHORTEST <= len(name) <= _LONGEST and len(words) <= _MOST_WORDS
    return fits and words[0][0].isupper() and not re.search(r"[,/]|\band\b|^\d+$|^(?:Project|Armed|Armoured)\b", name)


def covered(name: str, known: set[str]) -> bool:
    """Whether a curated name covers this one: it is the same, or this is a variant of it or has it in it."""
    return any(name == other or name.startswith(other) or f" {other}" in name for other in known)


def class_nouns() -> dict[str, str]:
    """The class of each noun of the table of classes."""
    classes = table("english/equipment")["classes"]
    return {
        noun.lower(): name
        for name, row in classes.items()
        for noun in (*row.get("words", ()), *row.get("in_context", ()))
    }


def alpha3() -> dict[str, str]:
    """The code of each country by its English name."""
    text = (DATA / "countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[3]: row[1] for row in rows} | NO_MORE


def main() -> None:
    """Reads the lists in FOLDER, writes the table into the package."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rows = list(curated())
    known = {name for row in rows for name in (row[0], *row[4].split("|")) if name != "-"}
    rows += listed(options.folder, known)
    lines = ["\t".join(row) for row in rows]
    (DATA / "equipment.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} equipment")


if __name__ == "__main__":
    main()
