"""Statements inside statements: "Lee says the ministry accused the council of ..." holds two.

PolNeAR marks only the outermost relation, so the inner ones come from the tree: a cue with what it reports, wholly
inside a content. What the speaker says of their own speaking ("I think") is their manner and no statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from onrecord.extract.acts import cue_lemma, reporting_verbs
from onrecord.extract.inner_nouns import by_noun, by_phrase
from onrecord.extract.phrases import noun_phrase, trimmed, verb_group, with_name
from onrecord.extract.relations import Relation, Run, child_of
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

_SCORE = 0.6
#: Words of a subject that the tree may have hung elsewhere.
_LONGEST_SUBJECT = 20
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "`": "'"}


def inner_relations(outer: Sequence[Relation], known: Sequence[Relation], grammar: Grammar) -> list[Relation]:
    """The relations inside the contents of `outer`: those of `known` that tell of somebody else, and the tree's.

    `parent` is an index into `outer` and the result, one after the other: the smallest statement that holds this one.
    """
    found = [relation for relation in known if _is_told(relation, grammar)]
    taken: dict[int | None, set[int]] = defaultdict(set)
    for relation in found:
        taken[relation.parent].update(_cue_words(relation))
    for index, relation in enumerate(outer):
        cues = taken[index]
        for run in relation.content:
            for word in range(run[0], run[1] + 1):
                inner = _at(word, run, grammar)
                if inner is not None and not cues.intersection(_cue_words(inner)):
                    cues.update(_cue_words(inner))
                    found.append(child_of(inner, index))
    return _nested(found, len(outer))


def _cue_words(relation: Relation) -> Iterator[int]:
    return (word for first, last in relation.cue for word in range(first, last + 1))


def _is_told(relation: Relation, grammar: Grammar) -> bool:
    """Whether a relation that the role head saw inside another one tells of a statement of somebody else's."""
    if not relation.source or not relation.cue:
        return False
    first, last = relation.source[0]
    if first == last and grammar.form(first).lower() in _not_speaking():
        return False
    return any(cue_lemma(word, grammar) in _strong_verbs() for word in _cue_words(relation))


def _nested(found: list[Relation], offset: int) -> list[Relation]:
    """The relations, each with the smallest one around it as its parent."""
    out = list(found)
    beside: dict[int | None, list[int]] = defaultdict(list)
    for n, relation in enumerate(found):
        beside[relation.parent].append(n)
    for n, relation in enumerate(found):
        around = [k for k in beside[relation.parent] if k != n and _holds(found[k], relation)]
        if around:
            smallest = min(around, key=lambda k: sum(b - a for a, b in found[k].content))
            out[n] = child_of(relation, offset + smallest)
    return out


def _holds(outer: Relation, inner: Relation) -> bool:
    """Whether every run of `inner` lies in a content run of `outer`, which begins before it."""
    return outer.words() < inner.words() and all(
        any(_inside(run, content) for content in outer.content) for run in inner.words()
    )


def _at(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    """The relation whose cue's main word this is, if all of it lies in `bounds`."""
    for finder in _FINDERS:
        found = finder(word, bounds, grammar)
        if found is not None:
            return found if all(_inside(run, bounds) for run in found.words()) and _is_apart(found) else None
    return None


def _inside(run: Run, bounds: Run) -> bool:
    return bounds[0] <= run[0] and run[1] <= bounds[1]


def _is_apart(relation: Relation) -> bool:
    """Source, cue and content share no word."""
    words = [word for run in (*relation.source, *relation.cue, *relation.content) for word in range(run[0], run[1] + 1)]
    return len(words) == len(set(words)) and bool(relation.content)


def _active(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    """A reporting verb with a subject and what it says."""
    lemma = cue_lemma(word, grammar)
    if grammar.tokens[word].upos != "VERB" or lemma not in _strong_verbs() | _voices():
        return None
    subject = _subject(word, grammar)
    if subject is None or _is_passive(word, grammar) or not _may_speak(subject, word, grammar):
        return None
    content = _complement(word, grammar)
    if content is None or not _is_told_of(word, content, grammar):
        return None
    if lemma not in _strong_verbs() and grammar.form(content[0]) not in _CLOSING:
        return None  # "texted", "yelled": ways to speak, where words are quoted
    cue = verb_group(word, grammar)
    if not grammar.form(cue[0])[0].isalnum() and len(grammar.form(cue[0])) == 1:
        return None  # a possessive mark: "the council's denying it"
    source = with_name(noun_phrase(subject, grammar), cue[0], grammar)
    why = Reason("tree.inner", f"{grammar.form(word)} with subject {grammar.form(subject)} inside a content")
    return Relation((source,), (cue,), (_from_cue(content, cue, word, grammar),), _SCORE, (why,))


def _subject(verb: int, grammar: Grammar) -> int | None:
    """The subject nearest to the verb; one from another clause only where the verb has none and is no "into saying"."""
    own = grammar.dependants(verb, "nsubj")
    if own:
        return min(own, key=lambda word: abs(word - verb))
    if grammar.relation(verb) == "xcomp":
        objects = grammar.dependants(grammar.head[verb], "obj")
        if objects:
            return objects[0]
    return None if _case(verb, grammar) in ("into", "from", "of", "for") else grammar.subject(verb)


def _is_told_of(verb: int, content: Run, grammar: Grammar) -> bool:
    """An infinitive tells of a saying only behind a verb of doing it ("is trying to accuse X of ...", not "wants to"),
    with more than a plain object ("tries to announce a date" announces nothing)."""
    if grammar.dependants(verb, "nsubj") or not any(grammar.lemma(n) == "to" for n in grammar.dependants(verb, "mark")):
        return True
    objects = any(content[0] <= n <= content[1] for n in grammar.dependants(verb, "obj"))
    plain = objects and cue_lemma(verb, grammar) not in _object_content()
    return grammar.relation(verb) == "xcomp" and not plain and grammar.lemma(grammar.head[verb]) in _doing()


def _from_cue(content: Run, cue: Run, verb: int, grammar: Grammar) -> Run:
    """The content from right behind its cue, where the tree has lost a subject on the way ("said gas, which leaks, was
    ..."); not over whom it is told to, nor over "on Monday" before "that"."""
    behind = cue[1] + 1
    between = [n for n in grammar.dependants(verb, "iobj", "obl", "advmod", "advcl") if behind <= n < content[0]]
    quoted = _quoted_from(behind, content, grammar)
    if quoted:
        return quoted
    content = _to_the_end(content, grammar)
    lost = behind < content[0] <= behind + _LONGEST_SUBJECT and not between
    if not lost or cue_lemma(verb, grammar) in _object_content() or grammar.form(behind) in (",", ":", "“", '"'):
        return content
    return content if grammar.lemma(content[0]) in ("that", "whether", "if", "to") else (behind, content[1])


def _quoted_from(behind: int, content: Run, grammar: Grammar) -> Run | None:
    """A content that opens with a quote mark goes on to the mark that closes it."""
    first = behind + (grammar.form(behind) in (",", ":"))
    closing = _CLOSING.get(grammar.form(first))
    if closing is None or not first <= content[0] <= first + _LONGEST_SUBJECT:
        return None
    end = grammar.sentence_bounds(grammar.sentence[first])[1]
    mark = next((word for word in range(first + 2, end + 1) if grammar.form(word) in closing), None)
    return (first, mark) if mark and mark + 1 >= content[1] else None


def _to_the_end(content: Run, grammar: Grammar) -> Run:
    """The tree may part "has" from "to go" and "is going" from "to change"; the infinitive belongs to the content."""
    first, last = content
    after = last + 1
    if after < len(grammar.tokens) and grammar.form(after) == "to" and grammar.head[after] > after:
        return first, trimmed(grammar.subtree(grammar.head[after]), grammar)[1]
    return content


def _passive(word: int, bounds: Run, grammar: Grammar) -> Relation | None:
    """ "was accused by X of Y", "is believed to be Y", "it is said that Y": the source is the agent, or none."""
    if grammar.tokens[word].upos != "VERB" or not _is_passive(word, grammar):
        return None
    lemma = cue_lemma(word, grammar)
    patients = grammar.dependants(word, "nsubj", "expl")
    if not patients or lemma not in _hearsay_verbs() | _object_content():
        return None
    agents = [n for n in grammar.dependants(word, "obl") if _case(n, grammar) == "by" and n > word]
    told = _told_of_patient(word, lemma, agents, grammar)
    if told is None:
        return None
    source = tuple(_before(_without_case(agent, grammar), told[0]) for agent in agents[:1] if agent < told[0])
    spoken_to = lemma in _spoken_to() or grammar.form(patients[0]).lower() in ("it", "there")
    cue = verb_group(word, grammar)
    patient = trimmed(grammar.subtree(patients[0]), grammar)
    content = (told,) if spoken_to else (patient, told)
    why = Reason("tree.inner", f"{grammar.form(word)} in the passive inside a content")
    return Relation(source, (cue,), content, _SCORE, (why,))


def _before(run: Run, end: int) -> Run:
    return run[0], min(run[1], end - 1)


def _told_of_patient(word: int, lemma: str, agents: list[int], grammar: Grammar) -> Run | None:
    """What is said of the passive's subject: "to be ...", "of hiding ...", or the clause behind "it is said".

    Parsers hang "of hiding ..." on the verb or on its agent.
    """
    hung = [child for agent in agents[:1] for child in grammar.dependants(agent, "nmod", "acl")]
    for child in sorted([*grammar.dependants(word, "xcomp", "ccomp", "csubj", "advcl", "obl"), *hung]):
        if child < word:
            continue
        mark = _case(child, grammar)
        if lemma in _hearsay_verbs() and grammar.relation(child).split(":")[0] in ("xcomp", "ccomp", "csubj"):
            return trimmed(grammar.subtree(child), grammar)
        if lemma in _object_content() and (mark in ("of", "for") or grammar.relation(child) == "xcomp"):
            return trimmed(grammar.subtree(child), grammar)
    return None


def _is_passive(word: int, grammar: Grammar) -> bool:
    return bool(grammar.dependants(word, "aux:pass", "nsubj:pass"))


def _complement(word: int, grammar: Grammar) -> Run | None:
    lemma = cue_lemma(word, grammar)
    clauses = [clause for clause in grammar.dependants(word, "ccomp") if _is_whole_clause(clause, grammar)]
    if clauses:
        return trimmed(grammar.subtree(clauses[0]), grammar)
    objects = [n for n in grammar.dependants(word, "obj") if n > word]
    if lemma in _object_content() and objects:
        found = _of_object(word, objects[0], grammar)
        if found:
            return found
    if lemma in _infinitive():
        marked = [n for n in grammar.dependants(word, "xcomp") if n > word and _case(n, grammar) == "to"]
        if marked:
            return trimmed(grammar.subtree(marked[0]), grammar)
    own = bool(grammar.dependants(word, "nsubj")) and not _is_wished(word, grammar)
    if own and lemma in _object_alone() and objects and grammar.tokens[objects[0]].upos in ("NOUN", "PROPN"):
        return trimmed(grammar.subtree(objects[0]), grammar)
    return None


def _is_wished(verb: int, grammar: Grammar) -> bool:
    """Whether a modal verb tells what should or might be done, not what was: "must reject the plan"."""
    modals = table("english/wording")["told_modals"]
    return any(grammar.form(word).lower() in modals for word in grammar.dependants(verb, "aux"))


def _is_whole_clause(clause: int, grammar: Grammar) -> bool:
    """Whether a clause has its own subject, or stands in quote marks, and gives no reason or purpose."""
    marks = {grammar.lemma(mark) for mark in grammar.dependants(clause, "mark", "case")}
    if not marks <= set(_words("clause_marks")):
        return False
    quoted = grammar.form(grammar.subtree(clause)[0]) in _CLOSING
    return quoted or bool(grammar.dependants(clause, "nsubj", "csubj", "expl"))


def _of_object(word: int, obj: int, grammar: Grammar) -> Run | None:
    """The object with what is said of it. Parsers hang "of hiding the report" on the verb or on its object."""
    candidates = [*grammar.dependants(word, "xcomp", "advcl", "obl"), *grammar.dependants(obj, "acl", "nmod")]
    after = sorted(n for n in candidates if n > word and _leads_content(n, grammar))
    if not after:
        return None
    return trimmed((grammar.subtree(obj)[0], grammar.subtree(after[-1])[1]), grammar)


def _leads_content(word: int, grammar: Grammar) -> bool:
    return grammar.relation(word) == "xcomp" or _case(word, grammar) in ("of", "for", "to")


def _case(word: int, grammar: Grammar) -> str:
    """The preposition or mark that leads a word, in lower case; nothing where none does."""
    marks = grammar.dependants(word, "mark", "case")
    return grammar.lemma(min(marks)) if marks else ""


def _without_case(word: int, grammar: Grammar) -> Run:
    first, last = noun_phrase(word, grammar)
    while first < word and grammar.tokens[first].upos == "ADP":
        first += 1
    return first, last


def _may_speak(subject: int, verb: int, grammar: Grammar) -> bool:
    """Whether the subject can be who speaks; "I think" is the speaker's own manner.

    A subject handed on by "and" ("no promise was made and accused ...") must be a name or a noun that speaks.
    """
    if grammar.tokens[subject].upos not in ("PROPN", "PRON", "NOUN", "DET"):
        return False
    if grammar.form(subject).lower() in ("which", "that"):
        return grammar.relation(verb) in ("acl:relcl", "conj")
    if grammar.tokens[subject].upos in ("PROPN", "PRON"):
        return grammar.form(subject).lower() not in _not_speaking()
    handed_on = grammar.head[subject] != verb
    return not handed_on or grammar.lemma(subject) in frozenset(_words("source_nouns"))


_FINDERS: tuple[Callable[[int, Run, Grammar], Relation | None], ...] = (_active, _passive, by_noun, by_phrase)


def _words(key: str) -> list[str]:
    words: list[str] = table("english/inner")[key]
    return words


@cache
def _strong_verbs() -> frozenset[str]:
    return reporting_verbs() - frozenset(_words("weak"))


@cache
def _voices() -> frozenset[str]:
    return frozenset(table("english/structure")["voices"])


@cache
def _hearsay_verbs() -> frozenset[str]:
    return frozenset(_words("hearsay_verbs"))


@cache
def _object_content() -> frozenset[str]:
    return frozenset(_words("object_content"))


@cache
def _doing() -> frozenset[str]:
    return frozenset(_words("doing"))


@cache
def _spoken_to() -> frozenset[str]:
    return frozenset(_words("spoken_to"))


@cache
def _object_alone() -> frozenset[str]:
    return frozenset(_words("object_alone"))


@cache
def _infinitive() -> frozenset[str]:
    return frozenset(_words("infinitive"))


@cache
def _not_speaking() -> frozenset[str]:
    """First and second persons inside a statement are the speaker's own manner of speaking ("I think"); an empty "it"
    says nothing."""
    return frozenset((*table("english/sources")["pronouns"]["first"], *_words("not_speaking")))
