"""Whether "he" or "she" can mean somebody: by titles, nouns, first names and the pronouns near a lone name.

Used for choosing between people only; no record says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.language.grammar import Grammar
from onrecord.records import fold_name
from onrecord.resolve.lexicon import Gender, lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import gender_of_noun
from onrecord.resolve.roles import Role

#: What each sign counts for; the greater sum wins.
_TITLE, _NOUN, _FIRST_NAME, _PRONOUN = 6.0, 3.0, 2.0, 1.0


def genders_of(
    grammar: Grammar, names: NameTable, roles: Mapping[str, Sequence[Role]], quotation: Sequence[int]
) -> dict[str, Gender]:
    """The gender that the signs of an article speak for, by entity id; nothing for whom they are silent or at odds."""
    votes: dict[str, dict[Gender, float]] = defaultdict(lambda: defaultdict(float))
    for entity, honorific in zip(names.of, names.honorifics, strict=True):
        if entity.type == "PER" and honorific:
            votes[entity.id][honorific] += _TITLE
    for noun, listed in roles.items():
        gender = gender_of_noun(noun)
        for role in listed:
            if gender and role.entity.type == "PER":
                votes[role.entity.id][gender] += _NOUN
    for entity in dict.fromkeys(names.of):
        first = lexicon().first_names.get(fold_name(entity.name).split()[0])
        if entity.type == "PER" and first and " " in entity.name:
            votes[entity.id][first] += _FIRST_NAME
    for person, gender in _pronoun_votes(grammar, names, quotation):
        votes[person][gender] += _PRONOUN
    return {person: found for person, counts in votes.items() if (found := _winner(counts))}


def _winner(votes: Mapping[Gender, float]) -> Gender | None:
    """The gender with twice the votes of the other."""
    feminine, masculine = votes.get("feminine", 0.0), votes.get("masculine", 0.0)
    if feminine >= 2 * masculine:
        return "feminine"
    return "masculine" if masculine >= 2 * feminine else None


def _pronoun_votes(grammar: Grammar, names: NameTable, quotation: Sequence[int]) -> list[tuple[str, Gender]]:
    """Each "he" or "she" outside quote marks with the one person who was named in its sentence before it.

    Where its sentence names nobody before it, the one person of the sentence before is taken.
    """
    out: list[tuple[str, Gender]] = []
    genders = {form: gender for word, gender in lexicon().pronoun_genders.items() for form in (word, word.title())}
    named: list[str] = []
    earlier: list[str] = []
    sentence = -1
    for word, token in enumerate(grammar.tokens):
        index = names.by_word.get(word)
        gender = genders.get(token.form)
        if (index is None and gender is None) or quotation[word] >= 0:
            continue
        if grammar.sentence[word] != sentence:
            earlier = named if grammar.sentence[word] == sentence + 1 else []
            named, sentence = [], grammar.sentence[word]
        if index is not None and names.of[index].type == "PER":
            named.append(names.of[index].id)
        people = set(named or earlier)
        if gender and len(people) == 1:
            out.append((people.pop(), gender))
    return out
