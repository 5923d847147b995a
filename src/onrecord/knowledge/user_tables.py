"""A user's own tables of bodies and people: CSV, or the JSON lines of FollowTheMoney (docs/knowledge.md)."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from onrecord.errors import UsageError
from onrecord.knowledge.actor_rows import Body, Term
from onrecord.knowledge.gazetteer import lines_of

#: A name of more characters is no name; the length also bounds how far a text is compared with it.
LONGEST_NAME = 200
#: A table of more bytes is refused before it is read.
LARGEST_TABLE = 256 * 1024 * 1024
#: The PLOVER codes for sectors, and for those who act across borders.
SECTORS = frozenset(
    re.findall(
        "...",
        "COPGOVJUDLEGMILPRMPTYREBSPYUAFUNKAGRBUSCRMCVLEDUELIJRNLABMEDREFOPPPRERELSOCIGOUNOEURNGOISMIMGMNC",
    )
)
COLUMNS = ("name", "aliases", "type", "qid", "country", "sector")
_PEOPLE = frozenset({"per", "person", "people"})
_BODIES = {
    "org": "body",
    "body": "body",
    "organization": "body",
    "organisation": "body",
    "publicbody": "ministry",
    "company": "company",
}
_SCHEMAS = frozenset({"Person", "Organization", "PublicBody", "Company"})
_QID = re.compile(r"Q[1-9][0-9]{0,11}")
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".ijson")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a user's table, each value with the column it stands in."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    qid: str = ""
    country: str = ""
    sector: str = ""
    offices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Table:
    """A table being read, so that whatever is wrong names its place."""

    path: Path
    shown: str
    codes: Mapping[str, str]
    bodies: list[Body] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    line: int = 0

    def refuse(self, column: str, hint: str) -> NoReturn:
        """Raises the error for a value of the present line."""
        raise UsageError("U007", str(self.path), value=f"line {self.line}, column {column}", hint=hint)

    def add(self, entry: _Entry) -> None:
        """Takes the row that an entry describes."""
        for column, name in (("name", entry.name), *(("aliases", alias) for alias in (*entry.aliases, *entry.weak))):
            if len(name) > LONGEST_NAME or any(unicodedata.category(char) == "Cc" for char in name):
                self.refuse(column, f"A name has at most {LONGEST_NAME} characters and no control characters.")
        if not any(char.isalnum() for char in entry.name):
            self.refuse("name", "Each line needs a name with a letter or digit.")
        if entry.qid and not _QID.fullmatch(entry.qid):
            self.refuse("qid", "A Wikidata id is a Q and digits; leave it empty where it is not known.")
        if entry.sector and entry.sector not in SECTORS:
            self.refuse("sector", "Give a PLOVER code such as GOV, MIL or NGO, or leave it empty.")
        country = self.codes.get(entry.country.casefold()) if entry.country else None
        if entry.country and country is None:
            self.refuse("country", "Give an ISO 3166 code or an English name, or leave it empty.")
        row = f"{self.shown}:{self.line}"
        if entry.kind.casefold() in _PEOPLE:
            self.terms += _terms(entry, country, row)
        elif entry.kind.casefold() in _BODIES:
            self.bodies.append(_body(entry, country, row))
        else:
            self.refuse("type", "Give person, organization, publicbody or company.")


def version_of(paths: Iterable[Path]) -> str:
    """What tells these tables from others and from older ones of themselves: "20240502120000.1f0c9a7e".

    The time of the latest change comes first, so that a reading with a changed table counts as the newer one.
    Raises UsageError where a file can not be read.
    """
    stamps = []
    for path in sorted(set(paths)):
        _check_file(path)
        state = path.stat()
        stamps.append((path.absolute(), state.st_mtime, state.st_size))
    return _version_as_of(tuple(stamps))


@lru_cache(maxsize=64)
def _version_as_of(stamps: tuple[tuple[Path, float, int], ...]) -> str:
    """The version of tables that were last changed then; it is asked for with every article, and read off them once."""
    latest, digest = 0.0, hashlib.sha256()
    for path, changed, _ in stamps:
        latest = max(latest, changed)
        digest.update(path.read_bytes())
    return f"{datetime.fromtimestamp(latest, UTC):%Y%m%d%H%M%S}.{digest.hexdigest()[:8]}"


def read_user_tables(paths: Iterable[Path]) -> tuple[list[Body], list[Term]]:
    """The bodies and people of a user's tables.

    Raises UsageError where a line can not be used; it names the file, the line and the column.
    """
    codes = _country_codes()
    bodies: list[Body] = []
    terms: list[Term] = []
    names: dict[str, int] = {}
    for path in dict.fromkeys(map(Path, paths)):
        names[path.name] = count = names.get(path.name, 0) + 1
        table = _Table(path, path.name if count == 1 else f"{path.name} ({count})", codes, bodies, terms)
        read: Callable[[_Table], Iterator[_Entry]] = _json if path.suffix.lower() in _JSON_ENDINGS else _csv
        _check_file(path)
        try:
            for entry in read(table):
                table.add(entry)
        except UnicodeDecodeError as error:
            raise UsageError("U007", str(path), value="this encoding", hint="Save the file as UTF-8.") from error
    return bodies, terms


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        hint = "Check that the file exists and that you may read it."
        raise UsageError("U007", str(path), value="this file", hint=hint) from error
    if not path.is_file() or size > LARGEST_TABLE:
        hint = f"Give a file of at most {LARGEST_TABLE // 1024**2} MiB."
        raise UsageError("U007", str(path), value="this file", hint=hint)


def _csv(table: _Table) -> Iterator[_Entry]:
    with table.path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        table.line = 1
        try:
            header = [name.strip().casefold() for name in next(rows, [])]
            for column in ("name", "type"):
                if column not in header:
                    table.refuse(column, f"The first line names the columns: {', '.join(COLUMNS)}.")
            table.line = rows.line_num + 1
            for values in rows:
                if values:
                    yield _csv_entry(table, header, values)
                table.line = rows.line_num + 1
        except csv.Error:
            table.refuse("any", "Quotes are not closed, or a field is too long.")


def _csv_entry(table: _Table, header: Sequence[str], values: Sequence[str]) -> _Entry:
    if len(values) > len(header):
        table.refuse(str(len(header) + 1), "The line has more fields than there are columns; quote fields with commas.")
    fields = dict(zip(header, (value.strip() for value in values), strict=False))
    aliases = tuple(alias.strip() for alias in fields.get("aliases", "").split("|") if alias.strip())
    return _Entry(
        fields.get("name", ""),
        fields.get("type", ""),
        aliases,
        qid=fields.get("qid", ""),
        country=fields.get("country", ""),
        sector=fields.get("sector", "").upper(),
    )


def _json(table: _Table) -> Iterator[_Entry]:
    with table.path.open(encoding="utf-8-sig") as lines:
        for table.line, line in enumerate(lines, start=1):
            if line.strip():
                entry = _json_entry(table, line)
                if entry is not None:
                    yield entry


def _json_entry(table: _Table, line: str) -> _Entry | None:
    """The entry of a line; None where it is of a schema that names nobody (an address, a link)."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        table.refuse("any", "Each line is one JSON object.")
    if not isinstance(found, dict) or not isinstance(found.get("schema"), str):
        table.refuse("schema", "Each line is an object with a schema and properties.")
    if found["schema"] not in _SCHEMAS:
        return None
    properties = found.get("properties")
    if not isinstance(properties, dict):
        table.refuse("properties", "Properties are an object of lists.")
    names = _values(table, properties, "name")
    return _Entry(
        names[0] if names else "",
        found["schema"],
        (*names[1:], *_values(table, properties, "alias")),
        _values(table, properties, "weakAlias"),
        next(iter(_values(table, properties, "wikidataId")), ""),
        next(iter(_values(table, properties, "country")), ""),
        offices=_values(table, properties, "position"),
    )


def _values(table: _Table, properties: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = properties.get(name, [])
    if not isinstance(found, list) or not all(isinstance(value, str) for value in found):
        table.refuse(name, "A property is a list of strings.")
    return tuple(value.strip() for value in found if value.strip())


def _body(entry: _Entry, country: str | None, row: str) -> Body:
    aliases = tuple(dict.fromkeys((entry.name, *entry.aliases)))
    kind = _BODIES[entry.kind.casefold()]
    return Body(
        row, entry.name, kind, entry.qid or None, country, entry.sector or None, _straight(aliases), entry.weak, row
    )


def _terms(entry: _Entry, country: str | None, row: str) -> Iterator[Term]:
    """A term for each office; its dates are not known, so that it never says who holds the office on a day."""
    for office in entry.offices or ("",):
        yield Term(
            entry.name,
            entry.qid or None,
            office,
            country or "",
            None,
            None,
            office,
            country,
            entry.sector or None,
            row,
            surnames=(entry.name.split()[-1],),
            spellings=tuple(dict.fromkeys((*entry.aliases, *entry.weak))),
        )


def _straight(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.replace("’", "'") for name in names)


def _country_codes() -> dict[str, str]:
    """What a country may be called in a table: alpha-2, alpha-3 or English name, folded, to its alpha-3."""
    codes: dict[str, str] = {}
    for line in lines_of("countries"):
        fields = line.split("\t")
        for word in (fields[0], fields[1], fields[3], *fields[8].split("|")):
            codes.setdefault(word.casefold(), fields[1])
    codes.pop("", None)
    return codes
