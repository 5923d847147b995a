"""Quotations that their own sentence attributes: "A," said X. / "B," Y said. / Z added: "C" - and those that follow.

The tagger looks for the cue it likes best and may reach over a full stop for it; the marks and stops around a
quotation leave no choice. A quotation alone in its sentence belongs to the speaker of the sentence before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.extract.acts import cue_lemma, reporting_verbs
from onrecord.extract.phrases import noun_phrase, trimmed, verb_group
from onrecord.extract.relations import Relation, Run
from onrecord.extract.speeches import Speech, is_whole, speeches, spoken_words
from onrecord.extract.stated import is_name
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason

#: Sentences of its paragraph in which a quotation without a cue looks for the one before it.
_SENTENCES_BACK = 12
#: Words between a quotation and its verb at most: "Ann Lee, a teacher in the old town who ..., said".
_REACH = 30
#: Words that a quotation needs to be speech where neither its marks nor a stop inside them say so.
_SPEECH_WORDS = 3
#: Words that may stand between a verb and the comma before its quotation: "told the crowd on Monday,".
_ADVERBIAL = 8
_OPEN_ENDED = frozenset((",", "?", "!", "—", "–", "-", "--", "...", "…", "?!", "!!"))
_MARKS = frozenset(('"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„", ")", "]"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation: the runs of source and cue, the verb by which they are found, and the rule that did."""

    source: Run | None
    cue: Run
    verb: int
    rule: str


class _Surroundings:
    """The text around quotations: its grammar, the cues that the role head saw, and where quotations stand."""

    def __init__(self, analysis: Analysis, grammar: Grammar, spoken: list[Speech], claimed: set[int]) -> None:
        self.analysis, self.grammar = analysis, grammar
        self.cues = {
            word: (piece.first, piece.last)
            for piece in analysis.pieces
            if piece.role == "cue"
            for word in range(piece.first, piece.last + 1)
        }
        self.quoted = claimed | {word for speech in spoken for word in range(speech.first, speech.last + 1)}

    def reports(self, word: int) -> bool:
        """Whether a word outside quote marks can be the cue of a quotation."""
        if word in self.quoted or self.grammar.tokens[word].upos not in ("VERB", "AUX"):
            return False
        return word in self.cues or cue_lemma(word, self.grammar) in _speech_verbs()

    def cue(self, verb: int) -> Run:
        """The whole cue around its verb: as the role head saw it, or the verb group."""
        first, last = self.cues.get(verb, verb_group(verb, self.grammar))
        while first < verb and first in self.quoted:
            first += 1
        while last > verb and last in self.quoted:
            last -= 1
        return first, last

    def same_paragraph(self, one: int, other: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        return self.analysis.paragraphs[one] == self.analysis.paragraphs[other]


def quoted_relations(analysis: Analysis, grammar: Grammar, claimed: set[int]) -> list[Relation]:
    """One relation for each cue that stands beside a quotation, with all quotations that belong to it.

    The words of `claimed` have their speaker already.
    """
    spoken = speeches(analysis, grammar)
    around = _Surroundings(analysis, grammar, spoken, claimed)
    owners = _owners([speech for speech in spoken if speech.first not in claimed], around)
    found: dict[int, list[Run]] = {}
    for speech, owner in owners.items():
        found.setdefault(owner.verb, []).append((speech.first, speech.last))
    by_verb = {owner.verb: owner for owner in reversed(owners.values())}
    return [_relation(by_verb[verb], runs) for verb, runs in sorted(found.items())]


def _owners(spoken: list[Speech], around: _Surroundings) -> dict[Speech, Attribution]:
    """The attribution of each quotation that has one, in the order of the text."""
    found: dict[Speech, Attribution] = {}
    before: Speech | None = None
    for speech in spoken:
        owner = _own(speech, around)
        if owner is None and before in found:
            owner = _resumed(speech, before, found[before], around)
        if owner is None and not speech.continued:
            owner = _goes_on(speech, before, found.get(before) if before else None, around)
        if owner is not None:
            found[speech] = owner
        before = speech
    return _over_paragraphs(spoken, found, around)


def _over_paragraphs(
    spoken: list[Speech], found: dict[Speech, Attribution], around: _Surroundings
) -> dict[Speech, Attribution]:
    """A quotation left open at its paragraph's end is said by who says its last part, if no one says it before."""
    following: Speech | None = None
    before = dict(zip(spoken[1:], spoken, strict=False))
    for speech in reversed(spoken):
        if speech.continued and speech not in found:
            earlier = before.get(speech)
            owner = _goes_on(speech, earlier, found.get(earlier) if earlier else None, around)
            if following and following in found and (owner is None or _opens_paragraph(speech, around)):
                owner = found[following]
            if owner is not None:
                found[speech] = owner
        following = speech
    for speech in spoken:
        earlier = before.get(speech)
        if speech.continues and speech not in found and earlier in found:
            found[speech] = found[earlier]
    return {speech: found[speech] for speech in spoken if speech in found}


def _opens_paragraph(speech: Speech, around: _Surroundings) -> bool:
    number = around.grammar.sentence[speech.first]
    opens = speech.first == around.grammar.sentence_bounds(number)[0]
    return opens and (number == 0 or not around.same_paragraph(number - 1, number))


def _relation(owner: Attribution, runs: Iterable[Run]) -> Relation:
    source = (owner.source,) if owner.source else ()
    return Relation(source, (owner.cue,), tuple(sorted(runs)), 0.9, (Reason("structure.quoted", owner.rule),))


def _own(speech: Speech, around: _Surroundings) -> Attribution | None:
    if not _is_speech(speech, around.grammar) or is_name((speech.first, speech.last), around.grammar):
        return None
    return _behind(speech, around) or _before(speech, around)


def _is_speech(speech: Speech, grammar: Grammar) -> bool:
    words = spoken_words(speech, grammar)
    return words >= _SPEECH_WORDS or (words > 0 and _ending(speech, grammar) in _OPEN_ENDED | {"."})


def _ending(speech: Speech, grammar: Grammar) -> str:
    """The stop inside the closing mark."""
    word = speech.last
    while word > speech.first and grammar.form(word) in _MARKS:
        word -= 1
    return grammar.form(word)


def _behind(speech: Speech, around: _Surroundings) -> Attribution | None:
    """ "A," said X. / "A," X said. / "A?" X asked."""
    grammar = around.grammar
    if not _opens_sentence(speech, around):
        return None
    number = grammar.sentence[speech.last]
    first, last = speech.last + 1, grammar.sentence_bounds(number)[1]
    if first > last:
        return _asked_behind(speech, around)
    if _ending(speech, grammar) not in _OPEN_ENDED and grammar.form(first) != ",":
        return None
    return _in_tail(_unquoted(first, last, around), around)


def _opens_sentence(speech: Speech, around: _Surroundings) -> bool:
    """Whether nothing but "But" stands before it, or a colon or dash: 'called it "a mess," ...' is a clause's end."""
    grammar = around.grammar
    first = grammar.sentence_bounds(grammar.sentence[speech.first])[0]
    lead = range(first, speech.first)
    if lead and grammar.form(lead[-1]) in _BREAKS:
        # "scolded him: ..." leads to what follows; "in the town: ..." leads nowhere.
        return not any(around.reports(word) for word in lead[-3:])
    return all(grammar.tokens[word].upos in _LINKS and word not in around.quoted for word in lead)


def _asked_behind(speech: Speech, around: _Surroundings) -> Attribution | None:
    """A question or exclamation ends its sentence; who asked stands in the next one, which says nothing else."""
    grammar = around.grammar
    number = grammar.sentence[speech.last] + 1
    if _ending(speech, grammar) not in _OPEN_ENDED or number >= len(grammar.starts):
        return None
    first, last = grammar.sentence_bounds(number)
    if not around.same_paragraph(number - 1, number) or not is_whole(speech, grammar):
        return None
    found = _in_tail(_unquoted(first, last, around), around)
    if found is None or grammar.dependants(found.verb, "ccomp"):
        return None
    return found


def _unquoted(first: int, last: int, around: _Surroundings) -> Run:
    """From `first` to the next quotation, without the marks at its beginning."""
    while first <= last and around.grammar.form(first) in _OPEN_ENDED | _MARKS and first not in around.quoted:
        first += 1
    end = first
    while end <= last and end not in around.quoted and end - first < _REACH:
        end += 1
    return first, end - 1


def _in_tail(tail: Run, around: _Surroundings) -> Attribution | None:
    grammar = around.grammar
    for word in range(tail[0], tail[1] + 1):
        if grammar.form(word).lower() == "according" and word == tail[0]:
            return _according(word, tail, around)
        if around.reports(word):
            source = _speaker_in_tail(word, tail, grammar)
            if source and not _tells_itself(word, around):
                return Attribution(source, around.cue(word), word, "the words behind the quotation name its speaker")
            return None
    return None


def _tells_itself(verb: int, around: _Surroundings) -> bool:
    """Whether a verb has a clause right behind it, 'said that ...', and so needs no quotation."""
    grammar = around.grammar
    after = around.cue(verb)[1] + 1
    clauses = [clause for clause in grammar.dependants(verb, "ccomp") if clause > verb]
    return bool(clauses) and after < len(grammar.tokens) and grammar.form(after) != ","


def _according(word: int, tail: Run, around: _Surroundings) -> Attribution | None:
    grammar = around.grammar
    nouns = [n for n in range(word + 2, tail[1] + 1) if grammar.tokens[n].upos in ("NOUN", "PROPN", "PRON")]
    if not nouns or grammar.form(word + 1).lower() != "to":
        return None
    top = grammar.top(nouns[0], tail[1]) if grammar.head[nouns[0]] > nouns[0] else nouns[0]
    source = noun_phrase(top, grammar)
    source = (max(source[0], word + 2), source[1])
    return Attribution(source, (word, word + 1), word, "“according to” stands behind the quotation")


def _speaker_in_tail(verb: int, tail: Run, grammar: Grammar) -> Run | None:
    """The subject in front of the verb from the quotation on, or right behind the verb."""
    own = [word for word in grammar.dependants(verb, "nsubj") if tail[0] <= word <= tail[1]]
    subject = own[0] if own else grammar.subject(verb)
    if subject is not None:
        if not tail[0] <= subject <= tail[1]:
            return None
        first, last = noun_phrase(subject, grammar)
        if subject < verb and first - tail[0] <= 1:
            return max(first, tail[0]), min(last, verb - 1)
        if subject > verb and verb - tail[0] <= 2:
            return max(first, verb + 1), min(last, tail[1])
        return None
    if verb == tail[0]:
        nouns = [n for n in range(verb + 1, min(verb + 4, tail[1] + 1)) if grammar.tokens[n].upos in _NAMING]
        return noun_phrase(nouns[0], grammar) if nouns else None
    words = range(tail[0], verb)
    if words and all(grammar.tokens[n].upos in _NAME_WORDS for n in words):
        return trimmed((tail[0], verb - 1), grammar)
    return None


_BREAKS = frozenset((":", ";", "-", "--", "–", "—"))
_LINKS = frozenset(("CCONJ", "ADV", "INTJ", "PUNCT"))
_NAMING = frozenset(("NOUN", "PROPN", "PRON"))
_NAME_WORDS = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "PUNCT", "NUM", "PART", "CCONJ"))


def _before(speech: Speech, around: _Surroundings) -> Attribution | None:
    """Z added: "A" / Z said, "A" / Z said "A" - in its sentence, or in a sentence before it that ends in a colon."""
    grammar = around.grammar
    number = grammar.sentence[speech.first]
    first, last = grammar.sentence_bounds(number)[0], speech.first - 1
    if first > last:
        if number == 0 or grammar.form(speech.first - 1) != ":":
            return None
        first = grammar.sentence_bounds(number - 1)[0]
    while last > first and last - 1 in around.quoted and grammar.form(last) in _OPEN_ENDED:
        return None
    begin = last
    while begin > first and begin - 1 not in around.quoted and last - begin < _REACH:
        begin -= 1
    return _in_lead((begin, last), speech, around)


def _in_lead(lead: Run, speech: Speech, around: _Surroundings) -> Attribution | None:
    grammar = around.grammar
    mark = grammar.form(lead[1])
    if mark not in (":", ",") and lead[1] not in around.cues and not _is_joined_on(lead[1], speech, around):
        return None
    for verb in range(lead[1], lead[0] - 1, -1):
        if mark == "," and (lead[1] - verb > _ADVERBIAL or not _opens_large(speech, grammar)):
            return None
        if around.reports(verb) and (mark == ":" or _leads(verb, lead[1], speech, around)):
            source = _speaker_in_lead(verb, around)
            if source:
                rule = "the words in front of the quotation name its speaker"
                return None if _embedded(verb, around) else Attribution(source, around.cue(verb), verb, rule)
    return None


def _is_joined_on(verb: int, speech: Speech, around: _Surroundings) -> bool:
    """'wrote "A" and offered "B"': a second verb of speech right before its own quotation, joined to another one."""
    grammar = around.grammar
    joined = grammar.relation(verb) == "conj" and grammar.tokens[verb - 1].upos == "CCONJ" and around.reports(verb)
    return joined and _ending(speech, grammar) in _OPEN_ENDED | {"."}


def _leads(verb: int, last: int, speech: Speech, around: _Surroundings) -> bool:
    """Whether a verb before a comma or right before the mark has the quotation for its words, not for a name's."""
    if spoken_words(speech, around.grammar) > _SPEECH_WORDS:
        return True
    return last - verb <= 1 and around.grammar.form(last) == "," and cue_lemma(verb, around.grammar) in _speech_verbs()


def _speaker_in_lead(verb: int, around: _Surroundings) -> Run | None:
    """The subject of the verb in front of a quotation; what is told of a passive's subject is not said by it."""
    grammar = around.grammar
    subject = grammar.subject(verb)
    if subject is None or subject in around.quoted or grammar.relation(subject).endswith(":pass"):
        return None
    source, cue = noun_phrase(subject, grammar), around.cue(verb)
    if source[0] <= cue[1] and cue[0] <= source[1]:
        return (source[0], cue[0] - 1) if source[0] < cue[0] else None
    return source


def _embedded(verb: int, around: _Surroundings) -> bool:
    """Whether the verb stands in what another cue of the sentence reports: 'He said he hopes "..."'."""
    grammar = around.grammar
    word, steps = verb, 0
    while grammar.head[word] >= 0 and steps < _REACH:
        # What is joined to a quoted word is joined to the clause that the quotation is part of.
        beside = grammar.relation(word).split(":")[0] in ("conj", "parataxis", "advcl") or word in around.quoted
        word = grammar.head[word]
        if not beside and around.reports(word):
            return True
        steps += 1
    return False


def _opens_large(speech: Speech, grammar: Grammar) -> bool:
    after = next((n for n in range(speech.first, speech.last + 1) if grammar.form(n)[0].isalnum()), speech.first)
    return grammar.form(after)[0].isupper() or grammar.form(after)[0].isdigit()


def _resumed(speech: Speech, before: Speech, owner: Attribution, around: _Surroundings) -> Attribution | None:
    """ "A," X said, "but B." - the second half of a sentence whose cue stands between both."""
    grammar = around.grammar
    same = grammar.sentence[before.last] == grammar.sentence[speech.first]
    between = before.last < owner.verb < speech.first
    return owner if same and between and grammar.form(speech.first - 1) in _BREAKS | {","} else None


def _goes_on(
    speech: Speech, before: Speech | None, owner: Attribution | None, around: _Surroundings
) -> Attribution | None:
    """A quotation alone in its sentences goes on with the speaker of the sentence before it."""
    grammar = around.grammar
    number = grammar.sentence[speech.first]
    if not is_whole(speech, grammar) or not _is_speech(speech, grammar) or number == 0:
        return None
    previous = number - 1
    if before and owner and grammar.sentence[before.last] == previous:
        return owner
    while previous >= max(0, number - _SENTENCES_BACK):
        found = _main_cue(previous, around)
        near = around.same_paragraph(previous, number)
        if found:
            return found if near or cue_lemma(found.verb, grammar) in _opening_verbs() else None
        if not near:
            return None
        previous -= 1
    return None


def _main_cue(number: int, around: _Surroundings) -> Attribution | None:
    """The attribution of a sentence: the cue behind a quotation at its end, or the highest one in the tree."""
    grammar = around.grammar
    first, last = grammar.sentence_bounds(number)
    verbs = [word for word in range(first, last + 1) if _speaks(word, around)]
    closing = [word for word in verbs if last - word <= 2 and _after_quotation(word, around)]
    best = closing[-1] if closing else min(verbs, key=lambda word: _depth(word, grammar), default=None)
    if best is None:
        return None
    subject = grammar.subject(best)
    source = noun_phrase(subject, grammar) if subject is not None else None
    rule = "the quotation goes on with the speaker of the sentence before it"
    return Attribution(source, around.cue(best), best, rule)


def _speaks(word: int, around: _Surroundings) -> bool:
    """Whether a verb tells of somebody speaking: no thinking, and nothing denied."""
    grammar = around.grammar
    if not around.reports(word) or cue_lemma(word, grammar) not in _speech_verbs():
        return False
    return not any(grammar.lemma(child) in table("english/wording")["negations"] for child in grammar.children[word])


def _after_quotation(word: int, around: _Surroundings) -> bool:
    first = around.grammar.sentence_bounds(around.grammar.sentence[word])[0]
    return any(before in around.quoted for before in range(max(first, word - 4), word))


def _depth(word: int, grammar: Grammar) -> int:
    steps = 0
    while word >= 0 and steps < 60:
        word = grammar.head[word]
        steps += 1
    return steps


@cache
def _opening_verbs() -> frozenset[str]:
    """Verbs after whose sentence a paragraph of quotation is still the same speaker's."""
    return frozenset(table("english/structure")["opening"])


@cache
def _speech_verbs() -> frozenset[str]:
    words = table("english/structure")
    return reporting_verbs().union(words["voices"]).difference(words["thinking"])
