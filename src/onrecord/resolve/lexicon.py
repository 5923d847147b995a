"""What the English word lists say of the nouns, names and pronouns that sources are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from onrecord.ontology.tables import table

Gender = Literal["feminine", "masculine"]
PronounKind = Literal["person", "thing", "many", "first", "second", "relative"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ontology/english that speakers are resolved by, ready for looking up."""

    documents: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    broad_bodies: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    bearers: frozenset[str]
    kin: frozenset[str]
    attached: frozenset[str]
    spokespeople: frozenset[str]
    at_large: frozenset[str]
    quantifiers: frozenset[str]
    nobody: frozenset[str]
    anybody: frozenset[str]
    pairs: frozenset[str]
    leading: frozenset[str]
    minor_modifiers: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    noun_genders: Mapping[str, Gender]
    honorifics: Mapping[str, Gender]
    first_names: Mapping[str, Gender]
    pronouns: Mapping[str, PronounKind]
    pronoun_genders: Mapping[str, Gender]

    def pronoun(self, form: str) -> PronounKind | None:
        """The kind of a pronoun as written; "US" and "IT" are none."""
        return None if len(form) > 1 and form.isupper() else self.pronouns.get(form.lower())

    def is_noun(self, word: str) -> bool:
        """Whether the lists know a noun at all."""
        return word in self.persons or word in self.groups or word in self.bodies or word in self.documents

    def stands_for(self, wide: str, narrow: str) -> bool:
        """Whether somebody introduced as a `narrow` may be taken up as a `wide` ("the lawmaker", a senator)."""
        return wide == narrow or narrow in self.kinds.get(wide, ())


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    sources, people, names = table("english/sources"), table("english/people"), table("english/first_names")
    lists = {
        "documents": sources["documents"],
        "groups": sources["groups"],
        "bodies": sources["body_nouns"],
        "broad_bodies": sources["broad_bodies"],
        "places": sources["place_nouns"],
        "titles": sources["titles"],
    }
    named = (
        "persons",
        "bearers",
        "kin",
        "attached",
        "spokespeople",
        "at_large",
        "quantifiers",
        "nobody",
        "anybody",
        "pairs",
    )
    lists |= {key: people[key] for key in (*named, "leading", "minor_modifiers")}
    words: dict[str, Any] = {key: frozenset(listed) for key, listed in lists.items()}
    return Lexicon(
        **words,
        kinds={wide: frozenset(narrow) for wide, narrow in people["kinds"].items()},
        noun_genders=_by_word(people),
        honorifics=people["honorifics"],
        first_names=_by_word(names),
        pronouns={word: kind for kind, listed in sources["pronouns"].items() for word in listed},
        pronoun_genders={word: gender for gender, listed in sources["pronoun_genders"].items() for word in listed},
    )


def _by_word(rows: Mapping[str, Any]) -> dict[str, Gender]:
    genders: tuple[Gender, ...] = ("feminine", "masculine")
    return {word: gender for gender in genders for word in rows[gender]}
