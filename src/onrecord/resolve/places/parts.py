"""Parts of a country or region that a text names by their direction: "eastern Ukraine", "the north of Mali".

The part is a place of its own within the whole. Its point is the whole's: where exactly a part lies no table says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.knowledge import GazetteerRow
from onrecord.language.grammar import Grammar
from onrecord.records import Place
from onrecord.resolve.places.finding import GENITIVES, HAVING_PARTS, PlaceName, is_direction, place_words

_BARE = re.compile(r"(north|south)?-?(north|south|east|west)|central|centre|center")
#: A direction is at most three words: "north - eastern".
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A direction within a place ("east"), and the words from and to which the text names the part."""

    direction: str
    first: int
    last: int


def part_of(place: PlaceName, row: GazetteerRow, grammar: Grammar) -> Part | None:
    """The part of a place that the words around its name tell of; None where they mean the whole of it."""
    if row.kind not in HAVING_PARTS:
        return None
    return _before(place, grammar) or _of(place, grammar) or _behind(place, grammar)


def part_place(part: Part, whole: Place) -> Place:
    """The place that a part is."""
    adjective = part.direction if part.direction == "central" else f"{part.direction}ern"
    return Place(
        id=f"place:part:{whole.id}:{part.direction}",
        name=f"{adjective} {whole.name}",
        precision="region",
        latitude=whole.latitude,
        longitude=whole.longitude,
        country=whole.country,
        region=whole.name if whole.precision != "country" else None,
    )


def _before(place: PlaceName, grammar: Grammar) -> Part | None:
    """ "eastern Ukraine", "north-eastern Nigeria", "south Lebanon"."""
    found = _ending_at(place.first - 1, grammar)
    if found is None:
        return None
    direction, first = found
    word = grammar.form(place.first - 1)
    bare = not word.lower().endswith("ern") and direction != "central"
    if bare and (word[:1].isupper() or place.adjective) and place.name in place_words("names_of_states"):
        return None
    if bare and grammar.relation(place.first - 1) not in ("amod", "compound", "nmod", "advmod", "flat", "det"):
        return None
    return Part(direction, first, place.last)


def _of(place: PlaceName, grammar: Grammar) -> Part | None:
    """ "the east of Ukraine", "the northern provinces of Chile"; but "to the east of Ukraine" lies outside it."""
    at = place.first - 1
    if at >= 0 and grammar.form(at).lower() == "the":
        at -= 1
    if at < 1 or grammar.form(at) != "of" or place.adjective:
        return None
    noun = at - 1
    is_part = grammar.form(noun).lower() in place_words("parts")
    found = _ending_at(noun - 1 if is_part else noun, grammar)
    if found is None or found[1] < 1:
        return None
    direction, first = found
    article = grammar.form(first - 1).lower() == "the"
    outside = first > 1 and grammar.form(first - 2).lower() == "to"
    if not is_part and (not article or outside):
        return None
    return Part(direction, first, place.last)


def _behind(place: PlaceName, grammar: Grammar) -> Part | None:
    """ "Ukraine's east", "Chile's northern provinces"; "Ukraine's east coast" is another thing."""
    size, at = len(grammar.tokens), place.last + 1
    if at + 1 >= size or grammar.form(at) not in GENITIVES:
        return None
    direction, last = _starting_at(at + 1, grammar)
    if direction is None or grammar.sentence[last] != grammar.sentence[place.last]:
        return None
    following = grammar.form(last + 1).lower() if last + 1 < size else ""
    if following in place_words("parts"):
        return Part(direction, place.first, last + 1)
    of_more = last + 1 < size and grammar.tokens[last + 1].upos in ("NOUN", "PROPN", "ADJ")
    return None if of_more or grammar.form(last).lower().endswith("ern") else Part(direction, place.first, last)


def _ending_at(last: int, grammar: Grammar) -> tuple[str, int] | None:
    """The direction whose words end at a word of the text, and where they begin."""
    best = None
    for first in range(max(0, last - _LONGEST + 1), last + 1):
        if all(is_direction(grammar.form(word)) for word in range(first, last + 1)):
            direction = _direction("".join(grammar.form(word) for word in range(first, last + 1)))
            if direction is not None and grammar.sentence[first] == grammar.sentence[last]:
                best = best or (direction, first)
    return best


def _starting_at(first: int, grammar: Grammar) -> tuple[str | None, int]:
    for last in range(min(first + _LONGEST, len(grammar.tokens)) - 1, first - 1, -1):
        direction = _direction("".join(grammar.form(word) for word in range(first, last + 1)))
        if direction is not None:
            return direction, last
    return None, first


def _direction(words: str) -> str | None:
    plain = words.lower().replace("-", "").removesuffix("ern")
    found = _BARE.fullmatch(plain)
    if found is None:
        return None
    return "central" if plain in ("centre", "center") else plain
