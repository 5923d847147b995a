"""Writes the towns of the knowledge tables from GeoNames' cities of over 15,000 people (CC BY 4.0).

    python scripts/build_knowledge.py ../shared/data/knowledge

Keeps of each town its name, country, first-order division, position and people, and of the large ones the other names
that are written in plain Latin letters. The same input gives the same file, byte for byte. The tables beside it,
`countries.tsv` and `regions.tsv`, are written by hand.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "knowledge" / "data"
#: From so many people on a town is met under other names too ("Kiev", "Saigon").
MANY = 100_000
_PLAIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)*")
HEADER = (
    "# Towns of over 15,000 people: GeoNames id, name, alpha-2, first-order division, latitude, longitude, people,\n"
    "# other names. From GeoNames (https://www.geonames.org), CC BY 4.0; made by scripts/build_knowledge.py.\n"
)


def towns(source: Path) -> Iterator[str]:
    """The lines of the table, the largest town first."""
    with source.open(encoding="utf-8") as lines:
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


def main() -> None:
    """Reads FOLDER/cities_geonames.tsv, writes towns.tsv into the package."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    lines = list(towns(options.folder / "cities_geonames.tsv"))
    (DATA / "towns.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} towns")


if __name__ == "__main__":
    main()
