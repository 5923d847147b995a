"""The rows of the tables of actors, and how a line of each table is read (docs/knowledge.md has the columns)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.knowledge.gazetteer import lines_of
from onrecord.records import fold_name

#: How a field says that it has no value.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the tables. `aliases` mean it wherever they stand, `context_aliases` once it was named.

    `country` is the alpha-3 of the country it belongs to, `sector` its PLOVER code, `seat` the town it is run from;
    `head_titles` are the offices of whoever leads it. `row` names the table and the row.
    """

    id: str
    name: str
    kind: str
    qid: str | None = None
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    context_aliases: tuple[str, ...] = ()
    row: str = ""
    seat: str | None = None
    head_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """That somebody held an office: of a country (alpha-3) or a body (its id), from `begin` to `end` (years or days).

    `title` is the office in words ("President of Ukraine"); `country` and `sector` are those of the office. Where
    `end` is None nobody had taken over by `as_of`; later is not known. `surnames` are what the person is called by
    alone, `spellings` the other full names.
    """

    person: str
    qid: str | None
    office: str
    of: str
    begin: str | None
    end: str | None
    title: str
    country: str | None
    sector: str | None
    row: str
    as_of: str | None = None
    surnames: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    office_qid: str | None = None

    def holds(self, day: str) -> bool | None:
        """Whether the term contains a day (or year or month); None where the table is too coarse or too old to tell."""
        begun = None if self.begin is None else _in_order(self.begin, day)
        if begun is False:
            return False
        ended = _in_order(day, self.end) if self.end is not None else self._open_on(day)
        if ended is False:
            return False
        return True if begun and ended else None

    @property
    def key(self) -> str:
        """What tells the person from others: the QID, else the folded name."""
        return self.qid or fold_name(self.person)

    def _open_on(self, day: str) -> bool | None:
        return True if self.as_of is not None and _in_order(day, self.as_of) else None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the tables with all the terms known."""

    name: str
    qid: str | None
    terms: tuple[Term, ...]
    row: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office by the words for it; `single` where one person at a time holds it for a country or body.

    `kinds` are the offices that are this one under another name ("Foreign Secretary": foreign_minister). Firms and
    clubs too have an office that is found `anywhere`, so that alone it shows no sector.
    """

    name: str
    sector: str
    single: bool
    row: str
    kinds: tuple[str, ...] = ()
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat or capital that stands for a government: always (`strong`), or as one that acts (`context`)."""

    name: str
    country: str
    branch: str
    use: Literal["strong", "context"]
    row: str


def _in_order(first: str, second: str) -> bool | None:
    """Whether a date is no later than another; None where they are the same as far as the coarser one goes."""
    shared = min(len(first), len(second))
    if first[:shared] == second[:shared] and len(first) != len(second):
        return None
    return first[:shared] <= second[:shared]


def known(field: str) -> str | None:
    """A field's value; None where it has none."""
    return None if field == NOTHING else field


def listed(field: str) -> tuple[str, ...]:
    """The values of a field that holds several."""
    return tuple(field.split("|")) if field != NOTHING else ()


def body_of(line: str) -> Body:
    """The body of a line of `bodies.tsv`."""
    identity, qid, _, name, kind, country, sector, seat, heads, aliases, context = line.split("\t")
    return Body(
        identity,
        name,
        kind,
        known(qid),
        known(country),
        known(sector),
        listed(aliases),
        listed(context),
        f"bodies:{identity}",
        known(seat),
        listed(heads),
    )


def office_of(line: str) -> tuple[Office, tuple[str, ...]]:
    """The office of a line of `offices.tsv`, and the words for it."""
    name, kinds, sector, single, where, words = line.split("\t")
    office = Office(name, sector, single == "single", f"offices:{name}", listed(kinds), where == "anywhere")
    return office, (name.lower(), *listed(words))


def seat_of(line: str) -> Seat:
    """The seat of a line of `seats.tsv`."""
    name, country, branch, use = line.split("\t")
    return Seat(name, country, branch, "strong" if use == "strong" else "context", f"seats:{name}")


def term_of(
    line: str, holders: Mapping[str, str], sectors: Mapping[str, str | None], offices: Mapping[str, Office]
) -> Term:
    """The term of a line of `leaders.tsv`; `holders` names countries and bodies, `sectors` are those of bodies."""
    person, qid, office, of, office_qid, begin, end, as_of, source, surnames, spellings = line.split("\t")
    body = of in sectors
    office_known = offices.get(office.lower())
    until = "" if end == NOTHING else end
    return Term(
        person,
        known(qid),
        office,
        of,
        known(begin),
        known(end),
        f"{office} of {holders.get(of, of)}",
        None if body else of,
        sectors[of] if body else office_known.sector if office_known is not None else "GOV",
        f"leaders:{person}, {office} of {of}, {begin}–{until} ({source})",
        known(as_of),
        listed(surnames),
        listed(spellings),
        known(office_qid),
    )


def country_words() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each country's alpha-3, its name, and every English word for it, its people included."""
    for line in lines_of("countries"):
        fields = line.split("\t")
        words = (fields[3], *fields[7].split("|"), *fields[8].split("|"))
        yield fields[1], fields[3], tuple(filter(None, words))
