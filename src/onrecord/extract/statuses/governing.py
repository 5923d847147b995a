"""Which effect a governor has on a predicate: by the table, and by what stands beside the two."""

from __future__ import annotations

from onrecord.extract.statuses.forms import past
from onrecord.extract.statuses.lexicon import Effect, effect_of, lemma_of, listed
from onrecord.extract.statuses.links import ROLES, Link, asking
from onrecord.extract.statuses.nouns import is_definite
from onrecord.extract.statuses.reports import in_own_voice
from onrecord.extract.statuses.status import Status
from onrecord.language.grammar import Grammar

#: What words do to their infinitives that does not tell a purpose from one.
_NO_PURPOSE = (None, "same", "hypothetical", "ongoing")


def effect(word: int, link: Link, own: Status, outer: Status, grammar: Grammar) -> Effect | None:
    """What the governor does, by the table where it has the word, else by the way the predicate hangs on it."""
    if link.kind in ("joined", "condition", "whether", "asked", "time", "described"):
        return _without_table(word, link, own, outer, grammar)
    alone = link.alone and not (link.kind == "subjects" and grammar.dependants(link.governor, "obj"))
    found = effect_of(ROLES[link.kind], link.governor, link.beside, grammar, alone)
    if link.kind == "purpose" and (found in _NO_PURPOSE or grammar.dependants(link.governor, "obj")):
        if found in ("called-for", "tried", "failed", "offered", "threatened"):
            return found
        return _of_purpose(word, link.governor, grammar)
    if found is None:
        return _unlisted(word, link, outer, grammar)
    if link.kind in ("infinitives", "result"):
        return _of_infinitive(found, word, link, outer, grammar)
    if (
        link.kind == "nouns"
        and lemma_of(link.governor, grammar) in listed("making_known")
        and is_definite(word, grammar)
    ):
        return "reported"
    if link.kind == "clauses":
        return _of_clause(found, word, link.governor, own, outer, grammar)
    return found


def _of_purpose(word: int, governor: int, grammar: Grammar) -> Effect:
    """A purpose is planned; "too late to" says that it was not done, "only to" that it was."""
    if any(grammar.form(n).lower() == "too" for n in grammar.dependants(governor, "advmod")):
        return "failed"
    first = grammar.subtree(word)[0]
    return "same" if grammar.form(first).lower() == "only" else "planned"


def _without_table(word: int, link: Link, own: Status, outer: Status, grammar: Grammar) -> Effect | None:
    if link.kind == "joined":
        return "same"
    if link.kind in ("condition", "time"):
        return "condition"
    if link.kind == "whether":
        return "open"
    if link.kind == "asked":
        found = effect_of("clauses", link.governor, (), grammar)
        if found in ("reported", "believed", "alleged", "denied"):
            return found
        return "factual" if own.modality in ("occurred", "ongoing") else None
    comma = grammar.form(grammar.subtree(word)[0]) == "," or grammar.form(grammar.subtree(word)[0] - 1) == ","
    if past(word, grammar) or comma or own.modality not in ("occurred", "ongoing"):
        return None
    unreal = outer.modality not in ("occurred", "ongoing", "ended", "failed", "alleged", "denied")
    return "open" if unreal or _any_such(link.governor, grammar) else None


def _any_such(noun: int, grammar: Grammar) -> bool:
    """Whether a clause describes whatever thing may be such ("whatever you order", "anyone who comes")."""
    forms = {grammar.form(noun).lower(), *(grammar.form(n).lower() for n in grammar.dependants(noun, "det"))}
    return bool(forms & listed("any_such"))


def _of_infinitive(found: Effect, word: int, link: Link, outer: Status, grammar: Grammar) -> Effect:
    lemma = lemma_of(link.governor, grammar)
    if asking(word, grammar):
        return "hypothetical"
    if lemma == "use" and grammar.dependants(link.governor, "obj", "nsubj:pass"):
        return "planned"
    if link.kind == "result" and lemma in ("have", "get", "find"):
        return "same"
    if any(grammar.form(n).lower() == "too" for n in grammar.dependants(link.governor, "advmod")):
        return "failed"
    if grammar.form(link.governor).lower() == "having":
        return "same"
    if lemma == "have" and _yet(link.governor, word, grammar):
        return "failed"
    happened = past(link.governor, grammar) and outer.modality == "occurred"
    if happened and lemma in listed("done_in_the_past") and (outer.polarity == "positive" or lemma != "have"):
        return "same"
    wished = any(grammar.lemma(n) in ("would", "'d", "’d") for n in grammar.dependants(link.governor, "aux"))
    if lemma in listed("liking") and not wished and outer.holds:
        return "same"
    if found == "planned" and lemma in listed("wanting") and _other_subject(word, link.governor, grammar):
        return "called-for"
    return found


def _yet(first: int, last: int, grammar: Grammar) -> bool:
    """The `yet` of "have yet to say"."""
    return any(grammar.form(n).lower() == "yet" for n in range(first + 1, min(last, first + 4)))


def _other_subject(word: int, governor: int, grammar: Grammar) -> bool:
    return bool(grammar.dependants(governor, "obj", "iobj") or grammar.dependants(word, "nsubj"))


def _of_clause(found: Effect, word: int, governor: int, own: Status, outer: Status, grammar: Grammar) -> Effect:
    """A clause under a verb of saying: a threat where the sayer speaks of harm to come, a charge in court papers."""
    lemma = lemma_of(governor, grammar)
    if lemma == "insist" and (own.modality != "occurred" or not _bare(word, grammar)):
        return "reported"
    if own.modality in ("planned", "conditional", "hypothetical") and _own_future(word, governor, grammar):
        if lemma == "warn" and own.certainty != "possible":
            return "threatened"
        if lemma in listed("menacing") and grammar.lemma(word) in listed("menaces"):
            return "threatened"
    subject = grammar.subject(governor)
    if found == "reported" and subject is not None and grammar.lemma(subject) in listed("charging_papers"):
        return "alleged"
    if lemma in listed("own_knowledge") and outer.fails and in_own_voice(governor, grammar):
        return "factual" if past(governor, grammar) else "believed"
    if lemma == "believe" and any(
        grammar.form(n).lower() in ("ca", "can") for n in grammar.dependants(governor, "aux")
    ):
        return "factual" if outer.fails else found
    return found


def _bare(word: int, grammar: Grammar) -> bool:
    """Whether a verb has no tense: "insist that wages *be raised*"."""
    words = [*grammar.dependants(word, "aux", "cop"), word]
    return not any("Tense=" in grammar.tokens[n].features and "Mood=Ind" in grammar.tokens[n].features for n in words)


def _own_future(word: int, governor: int, grammar: Grammar) -> bool:
    """Whether the sayer speaks of what the sayer will do: a pronoun, or the same name."""
    subject, sayer = grammar.subject(word), grammar.subject(governor)
    if subject is None or sayer is None:
        return False
    return grammar.tokens[subject].upos == "PRON" or grammar.lemma(subject) == grammar.lemma(sayer)


def _unlisted(word: int, link: Link, outer: Status, grammar: Grammar) -> Effect | None:
    upos = grammar.tokens[link.governor].upos
    if link.kind in ("infinitives", "result"):
        return _unlisted_infinitive(word, link, upos, grammar)
    if link.kind == "gerunds":
        return "same" if upos in ("VERB", "AUX", "ADJ") else None
    if link.kind in ("nouns", "subjects"):
        known = is_definite(word, grammar) or outer.holds or upos not in ("VERB", "AUX")
        return None if known else "same"
    return None


def _unlisted_infinitive(word: int, link: Link, upos: str, grammar: Grammar) -> Effect:
    if asking(word, grammar):
        return "hypothetical"
    if link.kind == "result":
        return "same"
    if upos in ("NOUN", "PROPN", "PRON"):
        if _one_of_a_row(link.governor, grammar):
            return "same"
        return "planned" if grammar.head[link.governor] < 0 else "hypothetical"
    return "hypothetical" if upos == "ADJ" else "same"


def _one_of_a_row(noun: int, grammar: Grammar) -> bool:
    """Whether a noun is the first, last, only or greatest of its kind: "the first company to use it"."""
    for child in grammar.dependants(noun, "amod", "nummod", "det"):
        if grammar.lemma(child) in listed("one_of_a_row") or "Degree=Sup" in grammar.tokens[child].features:
            return True
    return False
