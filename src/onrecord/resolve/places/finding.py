"""The words of an article that may name a place: what the name head calls one, and what only the tables know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.knowledge import Gazetteer, GazetteerRow
from onrecord.language.analysis import Analysis, Name
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table

#: Words of the longest name that is looked for without the name head.
_LONGEST = 5
#: Kinds of places of whose parts news speaks by direction ("northern Nigeria").
HAVING_PARTS = ("country", "region", "area")
_DIRECTION = re.compile(r"(?:north|south)?-?(?:north|south|east|west)(?:ern)?|central", re.IGNORECASE)
#: Endings of a name that are none of it.
GENITIVES = ("'s", "’s")
_CLAUSE_MARKS = frozenset({",", "(", ")"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A run of words (last included) that may name a place, with the rows of that name; `adjective` for "French"."""

    first: int
    last: int
    name: str
    rows: tuple[GazetteerRow, ...]
    adjective: bool = False
    rule: str = "place.name"


def place_names(
    analysis: Analysis, grammar: Grammar, known: Gazetteer, areas: Sequence[PlaceName] = ()
) -> list[PlaceName]:
    """Every name of a place in the order of the text, these regions among them; none overlaps another."""
    of_areas = {word for place in areas for word in range(place.first, place.last + 1)}
    names = [name for name in analysis.names if of_areas.isdisjoint(range(name.first, name.last + 1))]
    found = [*areas, *(place for name in names for place in _from_head(name, grammar, known))]
    taken = of_areas | {word for name in analysis.names for word in range(name.first, name.last + 1)}
    found += _from_tables(grammar, known, taken)
    return sorted(found, key=lambda place: place.first)


def _from_head(name: Name, grammar: Grammar, known: Gazetteer) -> Iterator[PlaceName]:
    first, last = name.first, name.last
    if last > first and grammar.form(last) in GENITIVES:
        last -= 1
    first = _whole(first, last, grammar, known)
    form = _plain(grammar.words(first, last))
    adjective = known.adjective(form)
    if adjective is not None and name.type != "PER":
        yield PlaceName(first, last, form, (adjective,), True, "place.adjective")
        return
    rows = known.named(form) or _misspelt(form, grammar, known)
    if rows and rows[0].kind == "country" and _is_settlement(first, grammar):
        # A name of its own: the country may be named elsewhere in the article.
        rows, form = tuple(row for row in rows if row.kind == "town"), f"{grammar.form(first - 2)} of {form}"
    if name.type == "LOC":
        yield from _parts(first, last, form, rows, grammar, known)
    elif name.type in ("ORG", "OBJ", "EVT") and rows and rows[0].kind == "country" and len(form) > 3:
        yield PlaceName(first, last, form, rows, rule="place.table")


def _misspelt(form: str, grammar: Grammar, known: Gazetteer) -> tuple[GazetteerRow, ...]:
    """The country that a name misspells. Who writes a word twice means it, unless the right one is there too."""
    row = known.misspelt(form) if known.adjective(form) is None else None
    if row is None or (grammar.text.count(form) > 1 and row.name not in grammar.text):
        return ()
    return (row,)


def _is_settlement(first: int, grammar: Grammar) -> bool:
    """ "the town of Ireland": no country, whatever it is called."""
    of = first > 1 and grammar.form(first - 1) == "of"
    return of and grammar.lemma(first - 2) in place_words("settlements")


def _whole(first: int, last: int, grammar: Grammar, known: Gazetteer) -> int:
    """Where a country's long name begins that the head has cut short: "People's Republic of China"."""
    for begin in range(max(0, first - _LONGEST + 1), first):
        rows = known.named(grammar.words(begin, last)) if grammar.form(begin)[:1].isupper() else ()
        if rows and rows[0].kind == "country" and grammar.sentence[begin] == grammar.sentence[last]:
            return begin
    return first


def _parts(
    first: int, last: int, form: str, rows: tuple[GazetteerRow, ...], grammar: Grammar, known: Gazetteer
) -> Iterator[PlaceName]:
    """The name, or the two that stand side by side as one: "Miramar California", "Baton Rouge, La."."""
    if rows or last == first:
        yield PlaceName(first, last, form, rows)
        return
    begin = next((word for word in range(first, last) if not is_direction(grammar.form(word))), first)
    behind = known.named(_plain(grammar.words(begin, last))) if begin > first else ()
    if behind and behind[0].kind in HAVING_PARTS:
        yield PlaceName(begin, last, _plain(grammar.words(begin, last)), behind)
        return
    for cut in range(last, first, -1):
        behind = known.named(_plain(grammar.words(cut, last)))
        if behind and behind[0].kind in ("country", "region"):
            end = cut - 1 - (grammar.form(cut - 1) in _CLAUSE_MARKS)
            if end >= first:
                before = _plain(grammar.words(first, end))
                yield PlaceName(first, end, before, known.named(before))
            yield PlaceName(cut, last, _plain(grammar.words(cut, last)), behind)
            return
    yield PlaceName(first, last, form, rows)


def _from_tables(grammar: Grammar, known: Gazetteer, taken: set[int]) -> Iterator[PlaceName]:
    """Countries, regions and their adjectives that the name head passed over; towns are left to the head."""
    at, size = 0, len(grammar.tokens)
    while at < size:
        token = grammar.tokens[at]
        if at in taken or not token.form[:1].isupper() or token.upos not in ("PROPN", "ADJ", "NOUN", "VERB"):
            at += 1
            continue
        place = _longest(at, grammar, known, taken)
        if place is not None and place.name not in place_words("doubtful"):
            yield place
            at = place.last + 1
        else:
            at += 1


def _longest(at: int, grammar: Grammar, known: Gazetteer, taken: set[int]) -> PlaceName | None:
    end = at
    while (
        end + 1 < len(grammar.tokens) and end - at + 1 < _LONGEST and grammar.sentence[end + 1] == grammar.sentence[at]
    ):
        end += 1
    for last in range(end, at - 1, -1):
        if any(word in taken for word in range(at, last + 1)):
            continue
        form = _plain(grammar.words(at, last))
        rows = known.named(form) if len(form) > 1 else ()
        if rows and rows[0].kind in ("country", "region", "area") and form not in ("US",):
            return PlaceName(at, last, form, rows, rule="place.table")
        if form in ("US", "UK", "U.S.", "UAE"):
            return PlaceName(at, last, form, rows, rule="place.table")
        adjective = known.adjective(form) if last == at and not _is_continental(at, grammar) else None
        if adjective is not None:
            return PlaceName(at, last, form, (adjective,), True, "place.adjective")
    return None


def _is_continental(at: int, grammar: Grammar) -> bool:
    """ "North American", "Latin American": no country's adjective."""
    return at > 0 and grammar.form(at - 1) in place_words("continental")


def _plain(form: str) -> str:
    for ending in GENITIVES:
        form = form.removesuffix(ending)
    form = " ".join(form.split())
    return form if len(form) < 2 or not form.isupper() or len(form) <= 4 or "." in form else form.title()


def is_direction(form: str) -> bool:
    """Whether a word is a direction, or the hyphen within one ("north-eastern")."""
    return form == "-" or _DIRECTION.fullmatch(form) is not None


@cache
def place_words(name: str) -> frozenset[str]:
    """A list of the table english/places."""
    return frozenset(table("english/places")[name])
