"""Statements inside statements: "Stoltenberg says Russia is trying to accuse Ukraine of ..." holds two.

PolNeAR marks only the outermost relation, so the inner ones come from the tree: a reporting verb with a subject and
a complement, wholly inside a content.
"""

from __future__ import annotations

from functools import cache

from onrecord.extract.acts import cue_lemma, reporting_verbs
from onrecord.extract.relations import Relation, Run, child_of
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

#: Verbs whose complement is often no speech at all ("want to win", "see", "feel"); inside a content they are left
#: alone.
_WEAK = frozenset(
    [
        "want",
        "see",
        "feel",
        "like",
        "love",
        "hate",
        "consider",
        "know",
        "show",
        "find",
        "expect",
        "seem",
        "appear",
        "indicate",
        "support",
        "back",
        "need",
        "wish",
        "call",
        "understand",
    ]
)
#: Verbs that take their object as addressee and their content after it ("accuse X of Y", "urge X to Y").
_OBJECT_CONTENT = frozenset(
    [
        "accuse",
        "blame",
        "charge",
        "urge",
        "warn",
        "tell",
        "ask",
        "call",
        "praise",
        "condemn",
        "criticize",
        "criticise",
        "denounce",
    ]
)


def inner_relations(outer: list[Relation], grammar: Grammar) -> list[Relation]:
    """The relations that lie inside the contents of `outer`; `parent` is an index into `outer`."""
    found = []
    for index, relation in enumerate(outer):
        for first, last in relation.content:
            for word in range(first, last + 1):
                inner = _at(word, (first, last), grammar)
                if inner is not None:
                    found.append(child_of(inner, index))
    return found


def _at(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    token = grammar.tokens[word]
    if token.upos != "VERB" or cue_lemma(word, grammar) not in _strong_verbs():
        return None
    subject = grammar.subject(word)
    content = _complement(word, grammar)
    if subject is None or content is None or not _inside(content, bounds):
        return None
    source = _noun_phrase(subject, grammar)
    if not _inside(source, bounds) or not _may_speak(subject, word, grammar) or source == content:
        return None
    cue = _verb_group(word, grammar, content)
    if content[0] <= cue[0] <= content[1] or content[0] <= source[0] <= content[1]:
        return None
    why = (Reason("tree.inner", f"{grammar.form(word)} with subject {grammar.form(subject)} inside a content"),)
    return Relation((source,), (cue,), (content,), 0.6, why)


@cache
def _strong_verbs() -> frozenset[str]:
    return reporting_verbs() - _WEAK


def _complement(word: int, grammar: Grammar) -> Run | None:
    clauses = grammar.dependants(word, "ccomp")
    if clauses:
        return _clean(grammar.subtree(clauses[0]), grammar)
    if cue_lemma(word, grammar) not in _OBJECT_CONTENT:
        return None
    objects = grammar.dependants(word, "obj", "obl:agent", "nsubj:pass")
    if not objects:
        return None
    # Parsers hang "of hiding the report" on the verb or on its object.
    candidates = [*grammar.dependants(word, "xcomp", "advcl", "obl"), *grammar.dependants(objects[0], "acl")]
    after = sorted(n for n in candidates if n > word and _leads_content(n, grammar))
    if not after:
        return None
    run = (grammar.subtree(objects[0])[0], grammar.subtree(after[-1])[1])
    return _clean(run, grammar) if objects[0] > word else _clean(grammar.subtree(after[0]), grammar)


def _leads_content(word: int, grammar: Grammar) -> bool:
    return grammar.relation(word) == "xcomp" or any(
        grammar.lemma(child) in ("of", "for") for child in grammar.dependants(word, "mark", "case")
    )


def _clean(run: Run, grammar: Grammar) -> Run:
    first, last = run
    while last > first and grammar.form(last) in (",", ".", ";", ":", "–", "—", "-"):
        last -= 1
    while first < last and grammar.form(first) in (",", ";", ":"):
        first += 1
    return first, last


def _noun_phrase(word: int, grammar: Grammar) -> Run:
    first, last = word, word
    for child in grammar.children[word]:
        if (
            grammar.relation(child).split(":")[0]
            in ("det", "amod", "compound", "flat", "nmod", "nummod", "case", "appos")
            and abs(child - word) < 12
        ):
            low, high = grammar.subtree(child)
            first, last = min(first, low), max(last, high)
    return _clean((first, last), grammar)


def _verb_group(word: int, grammar: Grammar, content: Run) -> Run:
    first = last = word
    for child in grammar.dependants(word, "aux", "compound", "advmod"):
        if word - 3 <= child < word and not content[0] <= child <= content[1]:
            first = min(first, child)
        if child == word + 1 and grammar.relation(child) == "compound:prt":
            last = child
    return first, last


def _inside(run: Run, bounds: Run) -> bool:
    return bounds[0] <= run[0] and run[1] <= bounds[1]


def _may_speak(subject: int, verb: int, grammar: Grammar) -> bool:
    """Whether the subject can be who speaks; "I think" is the speaker's own manner.

    A passive's subject handed on by "and" ("no promise was made and accused ...") must be a name or a noun that speaks.
    """
    if grammar.tokens[subject].upos in ("PROPN", "PRON"):
        return grammar.form(subject).lower() not in _persons()
    handed_on = grammar.head[subject] != verb and grammar.relation(subject).endswith(":pass")
    return not handed_on or grammar.lemma(subject) in _speaking_nouns()


@cache
def _speaking_nouns() -> frozenset[str]:
    nouns = table("english/sources")
    return frozenset((*nouns["documents"], *nouns["groups"], *nouns["body_nouns"]))


@cache
def _persons() -> frozenset[str]:
    """First and second persons inside a statement are the speaker's own manner of speaking ("I think")."""
    return frozenset(table("english/sources")["pronouns"]["first"]) | {"you"}
