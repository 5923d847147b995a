"""The head of a noun phrase and what kind of speaker it is: a person, a body, a document or a group."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar
from onrecord.resolve.lexicon import Gender, lexicon

Kind = Literal["person", "body", "place", "document", "group"]

#: The entity type of each kind.
TYPES: dict[Kind, str] = {"person": "PER", "body": "ORG", "place": "LOC", "document": "DOC", "group": "GROUP"}
#: Endings of nouns for people that no list has.
_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|person|ee|eer|ologist|ographer)$")
_AGE = re.compile(r"\d{1,3}-year-old$")
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})
_OPENING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV", "PART", "VERB", "SYM"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def core_of(run: Run, grammar: Grammar, inside_name: frozenset[int] = frozenset()) -> Run:
    """A phrase up to its head: without what a preposition, a verb or a comma brings in behind it.

    Words of `inside_name` belong to proper names and never end the core.
    """
    first, last = run
    seen, end = False, first
    for word in range(first, last + 1):
        upos = grammar.tokens[word].upos
        opens = upos in _OPENING or grammar.form(word) in ("-", "–", "&") or grammar.form(word) in _POSSESSIVE
        if word not in inside_name and (not opens or (seen and upos in ("VERB", "ADV"))):
            if seen:
                break
            continue
        if word in inside_name or upos in _NOMINAL:
            end, seen = word, upos != "ADJ" or word in inside_name or seen
    return (first, end) if seen else run


def head_of(core: Run, grammar: Grammar) -> int:
    """The last noun of a core; an adjective or numeral where there is none ("the accused")."""
    for kinds in (("NOUN", "PROPN"), ("PRON", "NUM", "ADJ")):
        for word in range(core[1], core[0] - 1, -1):
            if grammar.tokens[word].upos in kinds and grammar.form(word) not in _POSSESSIVE:
                return word
    return core[1]


def noun_at(word: int, grammar: Grammar) -> str:
    """The noun a word is a form of, as the lists have it ("prime minister", "45-year-old")."""
    token = grammar.tokens[word]
    before = grammar.tokens[word - 1].form if word else ""
    two_before = grammar.tokens[word - 2].form if word > 1 else ""
    if token.form == "old" and two_before.lower() == "year" and word >= 4:
        return "".join(grammar.form(n) for n in range(word - 4, word + 1)).lower()
    return _noun(token.form, token.lemma, before, two_before)


@lru_cache(maxsize=1 << 15)
def _noun(form: str, lemma: str, before: str, two_before: str) -> str:
    form, lemma = form.lower().rstrip("."), lemma.lower()
    if _AGE.search(form):
        return form
    noun = next((reading for reading in _readings(lemma, form) if lexicon().is_noun(reading)), lemma)
    longer = (f"{before} {noun}".lower(), f"{two_before}{before}{noun}".lower())
    return next((reading for reading in longer if reading in lexicon().persons), noun)


def _readings(lemma: str, form: str) -> tuple[str, ...]:
    """What a form may be a form of, the likeliest first."""
    endings = (("men", "man"), ("ies", "y"), ("s", ""), ("es", ""))
    stems = [form.removesuffix(ending) + instead for ending, instead in endings if form.endswith(ending)]
    return tuple(dict.fromkeys((form, lemma, *stems)))


def is_plural(word: int, grammar: Grammar) -> bool:
    """Whether a noun is in the plural; "police" and "people" are."""
    form = grammar.form(word).lower()
    return "Number=Plur" in grammar.tokens[word].features or form in ("police", "people", "staff", "public")


def kind_at(word: int, grammar: Grammar) -> Kind:
    """The kind of speaker a noun is, by the lists, else by its ending; what nothing shows to be alive is a document."""
    noun, words = noun_at(word, grammar), lexicon()
    plural = is_plural(word, grammar)
    if noun in words.documents:
        return "document"
    if noun in words.persons or noun == "one" or noun.endswith("-year-old"):
        return "group" if plural else "person"
    if noun in words.bodies:
        return "group" if plural else "body"
    if plural or noun in words.quantifiers or noun in words.pairs or grammar.tokens[word].upos == "NUM":
        return "group"
    if noun in words.groups or _AGENT.search(noun):
        return "person"
    if grammar.tokens[word].upos == "PROPN" or grammar.form(word)[:1].isupper():
        return "body"
    return "document"


def gender_of_noun(noun: str) -> Gender | None:
    """The gender that a noun shows by itself ("spokeswoman")."""
    return lexicon().noun_genders.get(noun)


def is_possessive(word: int, grammar: Grammar) -> bool:
    """Whether a word is the mark of a genitive."""
    return grammar.form(word) in _POSSESSIVE
