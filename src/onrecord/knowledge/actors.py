"""Who acts in the news: bodies, leaders with their terms, offices, and the seats that stand for a government.

The tables lie in `data/` (docs/knowledge.md has their columns and sources); a user's own tables are added by
`with_user_tables`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from onrecord.knowledge.actor_rows import (
    Body,
    Office,
    Person,
    Seat,
    Term,
    body_of,
    country_words,
    office_of,
    seat_of,
    term_of,
)
from onrecord.knowledge.gazetteer import lines_of
from onrecord.knowledge.user_tables import read_user_tables
from onrecord.records import fold_name

__all__ = ["Actors", "Body", "Office", "Person", "Seat", "Term", "actors", "with_bodies", "with_user_tables"]

#: Words and marks as the tokenizer cuts a name, or finer: how far to look for its end.
_WORDS = re.compile(r"\w+|[^\w\s]")
#: A leader is called by the surname alone in the term and so many years after it.
_REMEMBERED_YEARS = 1
#: The kind of office that is whatever office leads a body ("NATO chief").
_HEAD = "head"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the tables beside the bodies."""

    leaders: Iterable[str]
    offices: Iterable[str]
    seats: Iterable[str]
    abroad: Iterable[str]


class Actors:
    """The tables of those who act, ready for looking up."""

    def __init__(self, bodies: Iterable[Body], lines: Lines, terms: Iterable[Term] = ()) -> None:
        self._offices: dict[str, Office] = {}
        for line in lines.offices:
            office, words = office_of(line)
            self._offices.update(dict.fromkeys(words, office))
        self._bodies: dict[str, Body] = {}
        self._by_row: dict[str, Body] = {}
        self._by_alias: dict[str, Body | None] = {}
        self._by_context: dict[str, list[Body]] = defaultdict(list)
        self._first_words: dict[str, int] = {}
        self._joined: dict[str, str] = {}
        self._longest_joined: dict[str, int] = {}
        for body in bodies:
            self._add(body)
        self._by_person: dict[str, list[Term]] = defaultdict(list)
        self._by_qid: dict[str, list[Term]] = defaultdict(list)
        self._by_surname: dict[str, list[Term]] = defaultdict(list)
        self._by_holder: dict[str, list[Term]] = defaultdict(list)
        self._given: dict[str, int] = {}
        self._countries: dict[str, str | None] = {}
        self._add_terms(lines.leaders, terms)
        self._seats = {seat.name: seat for seat in map(seat_of, lines.seats)}
        self._abroad: dict[tuple[str, str], str] = {}
        for line in lines.abroad:
            name, languages, country = line.split("\t")
            for language in languages.split("|"):
                self._abroad[language, name] = country

    def body(self, alias: str) -> Body | None:
        """The body that a name means wherever it stands; None where none does, or several do."""
        plain = alias.replace("’", "'")
        return self._by_alias.get(plain) or self._by_alias.get(_without_article(plain))

    def bodies_in_context(self, alias: str) -> tuple[Body, ...]:
        """Every body that words in any case may mean once it was named ("the alliance", "the Court", "Congress")."""
        return tuple(self._by_context.get(_without_article(alias.replace("’", "'")).casefold(), ()))

    def by_id(self, identity: str) -> Body | None:
        """A body by its id ("nato")."""
        return self._bodies.get(identity)

    def by_row(self, row: str) -> Body | None:
        """A body by its row ("bodies:nato")."""
        return self._by_row.get(row)

    def longest_body(self, words: Sequence[str], at: int) -> tuple[int, Body] | None:
        """The longest name of a body that begins at a word, with how many words it has; None where none does."""
        room = self._longest_joined.get(_first(words[at]), 0)
        joined, found = "", None
        for count, word in enumerate(words[at : at + room], start=1):
            if len(joined) + len(word) > room:
                break
            joined += word.replace("’", "'")
            alias = self._joined.get(joined)
            body = self._by_alias.get(alias) if alias is not None else None
            if body is not None:
                found = (count, body)
        return found

    def reach(self, word: str) -> int:
        """How many words the longest name of a body or leader has that begins with a word; 0 where none does."""
        return max(self._first_words.get(word, 0), self._given.get(word, 0))

    def kind_of_name(self, name: str) -> Literal["ORG", "PER"] | None:
        """Whether words are the name of a body, or the full name of a leader; None where they are neither."""
        plain = name.replace("’", "'")
        if self._by_alias.get(plain):
            return "ORG"
        return "PER" if " " in name and fold_name(plain) in self._by_person else None

    def person(self, name: str, day: str | None) -> Person | None:
        """The one person of a full name, whatever its accents; of namesakes, the one surely in office on the day."""
        terms = self._by_person.get(fold_name(name), ())
        keys = {term.key for term in terms}
        if len(keys) > 1 and day is not None:
            keys = {term.key for term in terms if term.holds(day)}
        if len(keys) != 1:
            return None
        whole = self._whole(next(iter(keys)), terms)
        first = whole[0]
        return Person(first.person, first.qid, whole, first.row)

    def terms_of(self, person: str) -> tuple[Term, ...]:
        """The terms of a leader by the full name, whatever its accents, or by the QID."""
        return tuple(self._by_qid.get(person, ())) or tuple(self._by_person.get(fold_name(person), ()))

    def surname(self, surname: str, day: str | None) -> tuple[Term, ...]:
        """Terms of leaders of this surname that contain the day or ended not long before it; none without a day."""
        if day is None or not day[:4].isdecimal():
            return ()
        found = self._by_surname.get(fold_name(surname), ())
        return tuple(term for term in found if _recalled(term, day))

    def holder(self, office: str, of: str, day: str | None) -> Term | None:
        """Who surely held an office on a day; None where the tables do not say, or name several.

        `office` is any word for it ("top diplomat"); "chief" and "head" are the office that leads a body.
        """
        if day is None:
            return None
        kinds = self._kinds(office)
        terms = [term for term in self._by_holder.get(of, ()) if self._is_one_of(term, kinds, of)]
        held = [term for term in terms if term.holds(day) is not False]
        certain = [term for term in held if term.holds(day)]
        return certain[0] if len({term.key for term in held}) == 1 and certain else None

    def office(self, words: str) -> Office | None:
        """The office that words mean ("foreign minister", "premier")."""
        return self._offices.get(words.lower())

    def seat(self, surface: str) -> Seat | None:
        """The seat of this name, with its article or without."""
        plain = surface.replace("’", "'")
        return self._seats.get(plain) or self._seats.get(f"the {plain}") or self._seats.get(_without_article(plain))

    def country_abroad(self, surface: str, language: str) -> str | None:
        """The country (alpha-3) that a name means in another language."""
        return self._abroad.get((language, surface))

    def country_by_word(self, word: str) -> str | None:
        """The country (alpha-3) that a word in any case means: its name, adjective or people."""
        return self._countries.get(word[:1].upper() + word[1:])

    def _kinds(self, office: str) -> frozenset[str]:
        found = self.office(office)
        return frozenset(found.kinds) if found is not None and found.kinds else frozenset({office.lower()})

    def _is_one_of(self, term: Term, kinds: frozenset[str], of: str) -> bool:
        body = self._bodies.get(of)
        if _HEAD in kinds and body is not None:
            return term.office in body.head_titles
        return not kinds.isdisjoint(self._kinds(term.office))

    def _whole(self, key: str, terms: Iterable[Term]) -> tuple[Term, ...]:
        """All terms of a person, whatever the name they stand under."""
        return tuple(self._by_qid.get(key, ())) or tuple(term for term in terms if term.key == key)

    def _add(self, body: Body) -> None:
        self._bodies[body.id] = self._by_row[body.row] = body
        for alias in body.aliases:
            self._by_alias[alias] = None if self._by_alias.get(alias, body) is not body else body
            words = _WORDS.findall(alias)
            if not words:
                continue
            for word in {words[0], alias.split()[0]}:
                self._first_words[word] = max(len(words), self._first_words.get(word, 0))
            joined = "".join(alias.split())
            self._joined[joined] = alias
            self._longest_joined[words[0]] = max(len(joined), self._longest_joined.get(words[0], 0))
        for alias in body.context_aliases:
            self._by_context[_without_article(alias).casefold()].append(body)

    def _add_terms(self, lines: Iterable[str], extra: Iterable[Term]) -> None:
        holders = {body.id: body.name for body in self._bodies.values()}
        sectors = {body.id: body.sector for body in self._bodies.values()}
        for alpha3, name, words in country_words():
            holders[alpha3] = name
            for word in map(_without_article, words):
                self._countries[word] = alpha3 if self._countries.get(word, alpha3) == alpha3 else None
        for line in lines:
            term = term_of(line, holders, sectors, self._offices)
            self._add_term(term)
        for term in extra:
            self._add_term(term)

    def _add_term(self, term: Term) -> None:
        words = term.person.split()
        self._by_holder[term.of].append(term)
        for surname in term.surnames or words[-1:]:
            self._by_surname[fold_name(surname)].append(term)
        if term.qid is not None:
            self._by_qid[term.qid].append(term)
        for name in (term.person, *term.spellings):
            given = _WORDS.findall(name)
            if " " in name and given:
                self._by_person[fold_name(name)].append(term)
                self._given[given[0]] = max(len(given), self._given.get(given[0], 0))


def _recalled(term: Term, day: str) -> bool:
    if term.begin is not None and term.begin[: len(day)] > day[: len(term.begin)]:
        return False
    return term.end is None or int(term.end[:4]) + _REMEMBERED_YEARS >= int(day[:4])


def _without_article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _first(word: str) -> str:
    """The first word or mark of a token that may hold more ("U.N.")."""
    found = _WORDS.match(word)
    return found.group() if found is not None else word


def with_bodies(extra: Iterable[Body], terms: Iterable[Term] = ()) -> Actors:
    """The tables of the package with further bodies and terms; a name of theirs is no longer one of the package's."""
    added = list(extra)
    theirs = {alias for body in added for alias in body.aliases}
    kept = (_without(body_of(line), theirs) for line in lines_of("bodies"))
    lines = Lines(*map(lines_of, ("leaders", "offices", "seats", "names_abroad")))
    return Actors([*kept, *added], lines, terms)


def with_user_tables(paths: Iterable[Path]) -> Actors:
    """The tables of the package with a user's own: CSV or FollowTheMoney JSON lines (docs/knowledge.md).

    Raises UsageError where a line can not be used; it names the file, the line and the column.
    """
    bodies, terms = read_user_tables(paths)
    return with_bodies(bodies, terms)


@lru_cache(maxsize=4)
def user_actors(paths: tuple[Path, ...], version: str) -> Actors:
    """The same, made once for each `version` of the tables."""
    return with_user_tables(paths)


def _without(body: Body, aliases: set[str]) -> Body:
    if aliases.isdisjoint(body.aliases):
        return body
    return replace(body, aliases=tuple(alias for alias in body.aliases if alias not in aliases))


@cache
def actors() -> Actors:
    """The tables that ship with the package, made once."""
    return with_bodies(())
