"""Which of the places of one name is meant: by people, by what contains it, and by the countries the article speaks of.

A name means one place in one article, so evidence at any of its mentions counts for all of them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.knowledge import Gazetteer, GazetteerRow
from onrecord.language.grammar import Grammar
from onrecord.records import Reason
from onrecord.resolve.places.finding import PlaceName

_KIND_SCORE = {"country": 7.6, "region": 6.7, "area": 6.7}
_CONTAINED, _NEAR, _LISTED = 6.0, 2.0, 1.0
#: What a country's or a division's share of the article's places can add.
_COUNTRY_VOTES, _DIVISION_VOTES = 2.5, 3.0
#: Below this lead over the second one nobody is chosen.
_MARGIN = 0.11
_TELLS = 1.5
#: What a town loses whose present name is another one: "Salisbury" is seldom Harare any more.
_OTHER_NAME = 2.0
#: What being the capital of its country adds to a town.
_CAPITAL = 1.5
#: Words around a name within which countries and regions count as near.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, or None, with the candidates and their scores."""

    row: GazetteerRow | None
    confidence: float
    why: tuple[Reason, ...]


class Chooser:
    """Weighs the candidates of every name of an article."""

    def __init__(self, places: Sequence[PlaceName], grammar: Grammar, known: Gazetteer) -> None:
        self.grammar, self.known = grammar, known
        self.by_name: dict[str, list[PlaceName]] = defaultdict(list)
        for place in places:
            self.by_name[place.name].append(place)
        self.by_first = {place.first: place for place in places}
        self.by_last = {place.last: place for place in places}
        self.containers = {place.first: self._containers(place) for place in places}
        self.countries: Counter[str] = Counter()
        self.divisions: Counter[tuple[str, str]] = Counter()
        for place in places:
            self._vote(place)

    def _vote(self, place: PlaceName) -> None:
        """A country, a region, or a town that can hardly be another one, speaks for its country."""
        if not place.rows:
            return
        top = place.rows[0]
        clear = len(place.rows) == 1 or top.kind == "area" or self._clear(place)
        if clear and top.country:
            self.countries[top.country] += 1
            if top.division and top.kind in ("region", "town"):
                self.divisions[top.country, top.division] += 1
        for container in self.containers[place.first]:
            if container.country:
                self.countries[container.country] += 1
                if container.division:
                    self.divisions[container.country, container.division] += 1

    def _clear(self, place: PlaceName) -> bool:
        first, second = (_base(row, place.name) for row in place.rows[:2])
        return first - second >= _TELLS and place.rows[0].kind != "region"

    def choose(self, name: str) -> Choice:
        """The place that a name means in this article."""
        places = self.by_name[name]
        rows = places[0].rows
        if not rows:
            return Choice(None, 0.0, (Reason("place.unknown", f"{name} is in none of the tables"),))
        containers = [container for place in places for container in self.containers[place.first]]
        near = [row for place in places for row in self._near(place)]
        listed = {kind for place in places for kind in self._listed_with(place)}
        scored = sorted(
            (
                (self._score(name, row, containers, near) + _LISTED * (row.kind in listed), -n, row)
                for n, row in enumerate(rows)
            ),
            key=lambda item: item[:2],
            reverse=True,
        )
        best, _, row = scored[0]
        lead = best - scored[1][0] if len(scored) > 1 else 2.0
        told = "; ".join(f"{_told(other)} {score:.1f}" for score, _, other in scored[:3])
        if lead < _MARGIN:
            return Choice(None, 0.0, (Reason("place.ambiguous", told, round(lead, 2)),))
        confidence = round(1 - math.exp(-0.9 - lead), 2)
        why = (Reason("place.row", row.row), Reason("place.candidates", told, round(best, 2)))
        return Choice(row, confidence, why if row.area is None else (*why, Reason("place.area", row.area.told)))

    def _score(
        self, name: str, row: GazetteerRow, containers: Sequence[GazetteerRow], near: Sequence[GazetteerRow]
    ) -> float:
        score = _base(row, name)
        if any(_contains(container, row) for container in containers):
            score += _CONTAINED
        elif any(_contains(other, row) for other in near):
            score += _NEAR
        country = self.known.country(row.country)
        if row.kind == "town" and country is not None and country.capital == row.name == name:
            score += _CAPITAL
        total = sum(self.countries.values())
        if total and row.country:
            score += _COUNTRY_VOTES * self.countries[row.country] / (total + 1)
        whole = sum(self.divisions.values())
        if whole and row.division and row.kind != "country":
            score += _DIVISION_VOTES * self.divisions[row.country, row.division] / (whole + 1)
        return score

    def _containers(self, place: PlaceName) -> list[GazetteerRow]:
        """What stands right behind as its region or country ("Paris, Texas"), or before it ("the Texas town of")."""
        tokens = self.grammar.tokens
        found: list[GazetteerRow] = []
        at = place.last + 1
        if at < len(tokens) and tokens[at].form in (",", "("):
            behind = self.by_first.get(at + 1)
            found += _holders(behind)
        elif at < len(tokens):
            found += [row for row in _holders(self.by_first.get(at)) if row.kind == "region"]
        if place.first >= 3 and tokens[place.first - 1].form == "of":
            found += _holders(self.by_last.get(place.first - 3))
        return found

    def _listed_with(self, place: PlaceName) -> set[str]:
        """The kinds of the unmistakable places that it stands in a list with: "Oregon, Idaho and Washington"."""
        tokens, kinds = self.grammar.tokens, set()
        for step, at in ((1, place.last + 1), (-1, place.first - 1)):
            joined = 0 <= at < len(tokens) and tokens[at].form.lower() in (",", "and", "or", "&")
            if (
                joined
                and step == 1
                and tokens[at].form == ","
                and at + 1 < len(tokens)
                and tokens[at + 1].form == "and"
            ):
                at += 1
            other = (self.by_first if step == 1 else self.by_last).get(at + step) if joined else None
            if other is not None and len(other.rows) == 1 and other.rows[0].kind == "region" and other.rows[0].division:
                kinds.add("region")
        return kinds

    def _near(self, place: PlaceName) -> list[GazetteerRow]:
        """Countries and regions named in the same sentence, not too far off."""
        first, last = self.grammar.sentence_bounds(self.grammar.sentence[place.first])
        first, last = max(first, place.first - _REACH), min(last, place.last + _REACH)
        inside = (self.by_first[word] for word in range(first, last + 1) if word in self.by_first)
        return [row for other in inside if other.name != place.name for row in _holders(other)]


def _holders(place: PlaceName | None) -> list[GazetteerRow]:
    return [row for row in place.rows if row.kind in ("country", "region")] if place is not None else []


def _base(row: GazetteerRow, name: str) -> float:
    """How likely a place is meant by a name before anything else is known."""
    score = math.log10(row.people) if row.people else _KIND_SCORE.get(row.kind, 0.0)
    return score - (_OTHER_NAME if row.kind == "town" and row.name != name else 0.0)


def _contains(holder: GazetteerRow, row: GazetteerRow) -> bool:
    if holder.kind == "country":
        return row.country == holder.country and row.kind != "country"
    return (
        holder.kind == "region"
        and row.kind == "town"
        and (row.country, row.division) == (holder.country, holder.division)
    )


def _told(row: GazetteerRow) -> str:
    parts = [row.name, row.division if row.division.isalpha() else "", row.country]
    kind = row.area.kind if row.area is not None else row.kind
    return ", ".join(filter(None, parts)) if row.kind == "town" else f"{row.name} ({kind})"
