"""Mends by the tree what the role head left half done: who speaks, and where what is said begins and goes on.

The head decides word by word. Where it puts a source into its own content or into another sentence, leaves a verb's
plain subject out, or cuts a clause off from its subject or its end, the tree knows better. Nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from onrecord.extract.phrases import noun_phrase
from onrecord.extract.relations import Relation, Run
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

#: Subjects that are nobody.
_EMPTY = frozenset({"it", "there", "that", "this", "these", "those", "which", "what", "to"})
_PASSIVE = ("aux:pass", "nsubj:pass")
_COMMAS = frozenset({",", "–", "—"})
#: A clause does not reach over these.
_CUTS = frozenset({"–", "—", "--", ":", ";"})
_STOPS = frozenset({".", "!", "?", "…", '"', "”", "''", "’"})
#: What a part of a clause in front of an aside may be to the rest of the clause behind it.
_FRONT = frozenset({"nsubj", "csubj", "expl", "cop", "aux", "mark", "advmod", "obl", "advcl"})
#: What stands before "what" where only "what" is said: "that's [what] she hopes".
_POINTING = frozenset({"PRON", "AUX", "DET", "ADV", "PART"})


def without_links(relation: Relation, grammar: Grammar) -> Relation:
    """The relation without what another one has left of a content: an "and" at its end, a comma alone."""
    runs = []
    for first, last in relation.content:
        if last > first and grammar.tokens[last].upos == "CCONJ":
            last -= 1 + (last - 1 > first and grammar.form(last - 1) == ",")
        runs.append((first, last))
    worded = [run for run in runs if any(char.isalnum() for char in grammar.words(*run))]
    runs = worded or runs
    return relation if tuple(runs) == relation.content else replace(relation, content=tuple(runs))


def mended(found: Iterable[Relation], grammar: Grammar) -> list[Relation]:
    """The relations, each with its source and contents put right where the tree leaves no doubt."""
    listed = list(found)
    page = _Page(grammar, listed)
    out = []
    for relation in listed:
        for repair in _REPAIRS:
            relation = repair(relation, page)
        out.append(relation)
    return out


class _Page:
    """The grammar of a text, and which relation each word of a cue or a content belongs to."""

    def __init__(self, grammar: Grammar, listed: list[Relation]) -> None:
        self.grammar = grammar
        self.told = {word: relation for relation in listed for word in _words(relation.content)}
        self.taken = {word for relation in listed for word in _words(relation.cue)}.union(self.told)


def _cut_source(relation: Relation, page: _Page) -> Relation:
    """A source that reaches over its own cue ends before it."""
    grammar = page.grammar
    if not relation.source or not relation.cue:
        return relation
    (first, last), (begin, _) = relation.source[0], relation.cue[0]
    if not first < begin <= last or grammar.tokens[grammar.top(*relation.cue[0])].upos != "VERB":
        return relation
    return _with_source(relation, (first, begin - 1), "the words in front of the cue", grammar)


def _subject_as_source(relation: Relation, page: _Page) -> Relation:
    """The subject of the cue's verb speaks where the head saw nobody, or somebody in the content or elsewhere."""
    grammar = page.grammar
    verb = _active_verb(relation, grammar)
    if verb is None or not _is_lost(relation, grammar):
        return relation
    subject = _subject(verb, grammar) if relation.source else _own_subject(verb, relation.cue[0][0], grammar)
    around = page.told.get(subject, relation) if subject is not None else relation
    if around is not relation and around.source and not _words(around.content) & _words(relation.cue):
        return _with_source(relation, around.source[0], "whoever says what the cue is joined to", grammar)
    taken = _words((*relation.cue, *relation.content))
    if subject is None or subject in taken or grammar.form(subject).lower() in _EMPTY:
        return relation
    phrase = noun_phrase(subject, grammar)
    run = (subject, subject) if taken & _words((phrase,)) else phrase
    return _with_source(relation, run, f"the subject of {grammar.form(verb)}", grammar)


def _is_lost(relation: Relation, grammar: Grammar) -> bool:
    """Whether a source is missing, lies in its own content, or stands in another sentence than its cue."""
    if not relation.source:
        return True
    elsewhere = grammar.sentence[relation.source[0][0]] != grammar.sentence[relation.cue[0][0]]
    return elsewhere or _words(relation.source) <= _words(relation.content)


def _active_verb(relation: Relation, grammar: Grammar) -> int | None:
    if not relation.cue:
        return None
    first, last = relation.cue[0]
    verb = grammar.top(first, last)
    if grammar.tokens[verb].upos not in ("VERB", "AUX") or grammar.dependants(verb, *_PASSIVE):
        return None
    lemmas = {grammar.lemma(word) for word in range(first, last + 1)}
    return None if lemmas & _sourceless() else verb


def _subject(verb: int, grammar: Grammar) -> int | None:
    subject = grammar.subject(verb)
    return None if subject is None or grammar.relation(subject).endswith(":pass") else subject


def _own_subject(verb: int, cue: int, grammar: Grammar) -> int | None:
    """The verb's own subject right in front of its cue; a subject only handed on says nothing for sure."""
    subjects = [word for word in grammar.dependants(verb, "nsubj") if word < cue and _may_speak(word, grammar)]
    return None if grammar.dependants(verb, "expl") else next(iter(subjects), None)


def _may_speak(word: int, grammar: Grammar) -> bool:
    """Whether a word alone shows somebody: a name, a pronoun, or a noun that speaks ("some", "the ministry")."""
    speaking = grammar.tokens[word].upos in ("PROPN", "PRON", "DET")
    return speaking or grammar.lemma(word) in table("english/inner")["source_nouns"]


def _with_source(relation: Relation, run: Run, told: str, grammar: Grammar) -> Relation:
    why = Reason("tree.source", f"{told} speaks: {grammar.words(*run)}")
    return replace(relation, source=(run,), why=(*relation.why, why))


def _pointed(relation: Relation, page: _Page) -> Relation:
    """ "That's what she hopes": what is hoped is "what"."""
    grammar = page.grammar
    if len(relation.content) != 1:
        return relation
    first, last = relation.content[0]
    before = range(first, last)
    pointing = before and len(before) <= 3 and all(grammar.tokens[word].upos in _POINTING for word in before)
    if not pointing or grammar.form(last).lower() != "what":
        return relation
    return replace(relation, content=((last, last),))


def _with_subject(relation: Relation, page: _Page) -> Relation:
    """ "According to X, [the firm] is closing": a clause without its subject begins at the subject."""
    grammar = page.grammar
    if len(relation.content) != 1:
        return relation
    first, last = relation.content[0]
    top = grammar.top(first, last)
    if first == last or grammar.form(last).lower() == "what":
        return relation
    subjects = grammar.dependants(top, "nsubj", "csubj", "expl")
    if not subjects or subjects[0] >= first or grammar.relation(top).split(":")[0] == "acl":
        return relation
    begin = grammar.subtree(subjects[0])[0]
    rest = set(range(begin, first))
    told_to = relation.cue and begin == relation.cue[0][1] + 1 and _tells_somebody(relation.cue[0], grammar)
    if told_to or any(grammar.form(word) in _CUTS for word in rest):
        return relation
    if rest & (page.taken | _words((*relation.source, *relation.cue))):
        return relation
    return _with_content(relation, ((begin, last),), "a clause begins with its subject", grammar)


def _past_aside(relation: Relation, page: _Page) -> Relation:
    """ "One was, according to X, [among the dead]": what is said goes on behind the aside that says whose it is."""
    grammar = page.grammar
    if len(relation.content) != 1 or not relation.cue:
        return relation
    first, last = relation.content[0]
    if grammar.relation(grammar.top(*relation.cue[0])).startswith("acl"):
        return relation
    aside = _words((*relation.cue, *relation.source))
    begin, end = min(aside), max(aside)
    stop = grammar.sentence_bounds(grammar.sentence[begin])[1]
    if last != begin - 2 or end + 2 > stop or not {grammar.form(begin - 1), grammar.form(end + 1)} <= _COMMAS:
        return relation
    while stop > end + 1 and grammar.form(stop) in _STOPS:
        stop -= 1
    rest = (end + 2, stop)
    if rest[0] > rest[1] or _words((rest,)) & page.taken or not _is_one_clause((first, last), rest, grammar):
        return relation
    return _with_content(relation, ((first, last), rest), "the clause goes on behind the aside", grammar)


def _is_one_clause(front: Run, rest: Run, grammar: Grammar) -> bool:
    """Whether the words behind an aside belong to the clause that the words before it began."""
    inside = range(rest[0], rest[1] + 1)
    hung = [word for word in range(front[0], front[1] + 1) if grammar.head[word] in inside]
    return any(grammar.relation(word).split(":")[0] in _FRONT for word in hung)


def _with_content(relation: Relation, runs: tuple[Run, ...], told: str, grammar: Grammar) -> Relation:
    why = Reason("tree.content", f"{told}: {grammar.words(*runs[-1])[:80]}")
    return replace(relation, content=runs, why=(*relation.why, why))


def _words(runs: Iterable[Run]) -> set[int]:
    return {word for first, last in runs for word in range(first, last + 1)}


def _tells_somebody(cue: Run, grammar: Grammar) -> bool:
    """Whether whoever is told stands right behind the cue ("told [a reporter] ...")."""
    return grammar.lemma(grammar.top(*cue)) in table("english/inner")["spoken_to"]


@cache
def _sourceless() -> frozenset[str]:
    """Words of a cue whose subject is who something is said of: "Lee seems", "he allegedly held"."""
    return frozenset((*table("english/structure")["seeming"], *table("english/inner")["hearsay_adverbs"]))


_REPAIRS: tuple[Callable[[Relation, _Page], Relation], ...] = (
    _cut_source,
    _subject_as_source,
    _pointed,
    _with_subject,
    _past_aside,
)
