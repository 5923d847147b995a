"""Attributions that the page's structure gives, on sentences of our own; each test names the rule it is about."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.extract.joining import joined
from onrecord.extract.relations import Relation, Run
from onrecord.extract.structure import explicit_relations, structured
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import Reason

Told = tuple[str, str, str]


def told(text: str) -> list[Told]:
    """(source, cue, content) of each relation that the structure alone gives."""
    analysis = analyse(text, default_parts(text))
    grammar = Grammar(analysis)
    return [_told(relation, grammar) for relation in structured(analysis, grammar)]


def _told(relation: Relation, grammar: Grammar) -> Told:
    source, cue, content = (
        " … ".join(grammar.words(*run) for run in runs) for runs in (relation.source, relation.cue, relation.content)
    )
    return source, cue, content


def rules(text: str) -> set[str]:
    """The structural rules that made the statements of a text."""
    found = {reason.rule for statement in onrecord.read(text).statements for reason in statement.why}
    return {rule for rule in found if rule.startswith("structure.")}


class TestTurns:
    def test_names_in_capitals_speak_until_the_next_one(self) -> None:
        text = "LEE: The bridge is safe.\n\nIt was built well.\n\nMORA: Nobody believes it.\n"
        assert told(text) == [
            ("LEE", ":", "The bridge is safe … It was built well"),
            ("MORA", ":", "Nobody believes it"),
        ]

    def test_each_paragraph_of_a_quoted_transcript_opens_with_a_mark(self) -> None:
        text = (
            'Transcript:\n\n"LEE: The bridge is safe.\n\n"(CROSSTALK.)\n\n"MORA: Nobody believes it.\n\n'
            '"It has been closed for a year."\n\nThe bridge opens in May.\n'
        )
        assert told(text) == [
            ("LEE", ":", "The bridge is safe"),
            ("MORA", ":", "Nobody believes it … It has been closed for a year"),
        ]

    def test_questions_and_answers(self) -> None:
        text = "Q: When will the bridge open?\n\nA: It will open in May.\n"
        assert told(text) == [("Q", ":", "When will the bridge open?"), ("A", ":", "It will open in May")]

    def test_a_role_in_brackets_is_no_part_of_the_name(self) -> None:
        text = "LEE (council): I think the bridge is safe.\n\nMORA (harbour): I do not.\n"
        assert [source for source, _, _ in told(text)] == ["LEE", "MORA"]

    def test_stage_directions_are_not_said(self) -> None:
        text = "LEE: The bridge is safe. (LAUGHTER) It is.\n\nMORA: [applause] Nobody believes it.\n"
        assert [content for _, _, content in told(text)] == ["The bridge is safe … It is", "Nobody believes it"]

    @pytest.mark.parametrize(
        "text",
        [
            "Name: Maria Example\nAge: 34\nPlace: Springfield\n",
            "Note: the bridge is closed.\n\nUpdate: the bridge is open.\n",
            "Lee: A strong finish. The candidate won the harbour.\n\nMora: A weak one. She lost the old town.\n",
            "LEE: The bridge is safe.\n",
        ],
    )
    def test_labels_of_something_else_are_no_turns(self, text: str) -> None:
        assert "structure.turn" not in rules(text)


class TestSigned:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (
                "“The bridge is a danger to every driver.” ― Maria Example",
                ("Maria Example", "―", "“The bridge is a danger to every driver.”"),
            ),
            (
                "“Nobody needs to worry about it.”\n— Jo Lee, harbour master\n",
                ("Jo Lee", "—", "“Nobody needs to worry about it.”"),
            ),
            ('"The bridge will stay open." - Jo Lee', ("Jo Lee", "-", '"The bridge will stay open."')),
        ],
    )
    def test_a_dash_and_a_name_sign_a_quotation(self, text: str, found: Told) -> None:
        assert told(text) == [found]

    def test_a_dash_within_a_sentence_signs_nothing(self) -> None:
        text = "“The bridge is a danger” — Maria Example never said so, and the council closed it."
        assert all(cue != "—" for _, cue, _ in told(text))


class TestLabels:
    def test_from_somebody(self) -> None:
        text = "From Maria Lindqvist:\n\n“The bridge is safe and will stay open.”\n"
        assert told(text) == [("Maria Lindqvist", ":", "“The bridge is safe and will stay open.”")]

    def test_somebodys_statement(self) -> None:
        text = "Here is the council's full statement: “We will repair the bridge in June.”"
        assert told(text) == [("the council's", "full statement:", "“We will repair the bridge in June.”")]

    def test_a_sentence_that_ends_in_a_colon(self) -> None:
        text = "Maria Example replied:\n\n“The bridge is safe and it will last.”\n"
        assert told(text) == [("Maria Example", "replied:", "“The bridge is safe and it will last.”")]

    def test_a_headline_names_its_speaker(self) -> None:
        text = "Maria Lindqvist: Bridge Is Safe for Another Winter\n\nThe mayor opened the bridge on Monday.\n"
        assert told(text) == [("Maria Lindqvist", ":", "Bridge Is Safe for Another Winter")]

    def test_a_headline_names_its_source_at_the_end(self) -> None:
        text = "Bridge is safe for another winter: report\n\nThe mayor opened the bridge on Monday.\n"
        assert told(text) == [("report", ":", "Bridge is safe for another winter")]

    @pytest.mark.parametrize(
        "text",
        [
            "The Latest: Bridge is closed after the storm\n\nThe mayor closed it on Monday.\n",
            "The harbour: a history of two bridges\n\nThe first was built of wood.\n",
            "Winter is coming: the harbour prepares\n\nThe first storm came on Monday.\n",
        ],
    )
    def test_a_rubric_before_a_colon_says_nothing(self, text: str) -> None:
        assert "structure.headline" not in rules(text)


class TestQuotedBesideItsCue:
    def test_each_quotation_belongs_to_the_cue_of_its_sentence(self) -> None:
        text = "“The bridge is safe,” said Maria Example. “It will last,” Jo Lee said. “It was built well.”"
        assert told(text) == [
            ("Maria Example", "said", "“The bridge is safe,”"),
            ("Jo Lee", "said", "“It will last,” … “It was built well.”"),
        ]

    def test_a_quotation_goes_on_behind_its_cue(self) -> None:
        text = "“The bridge is safe,” Maria Example said on Tuesday, “but nobody should drive on it.”"
        assert [content for _, _, content in told(text)] == ["“The bridge is safe,” … “but nobody should drive on it.”"]

    def test_who_asked_stands_behind_the_question(self) -> None:
        text = "“Who pays for the bridge?” Maria Example asked. The council pays for it."
        assert [source for source, _, _ in told(text)] == ["Maria Example"]

    def test_the_end_of_a_clause_is_not_said_by_the_next_subject(self) -> None:
        text = "Maria Example called the bridge a “danger,” and Jo Lee said it was safe."
        assert all("danger" not in content or source != "Jo Lee" for source, _, content in told(text))

    def test_a_speech_over_paragraphs_is_said_by_its_last_cue(self) -> None:
        text = "“We built it in two years.\n\n“Nobody needs to worry about it,” Maria Example said.\n"
        assert [content for _, _, content in told(text)] == [
            "“We built it in two years. … “Nobody needs to worry about it,”"
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "The council opened its “bridge” on Monday.",
            "Jo “the Hammer” Lee opened the bridge on Monday.",
            "Maria Example wrote a book titled “The Bridge of Springfield” in May.",
        ],
    )
    def test_scare_quotes_nicknames_and_titles_are_no_statements(self, text: str) -> None:
        assert onrecord.read(text).statements == ()

    def test_a_name_that_somebody_is_called_is_a_statement(self) -> None:
        statements = onrecord.read("Maria Example called him “a liar”.").statements
        assert [statement.speaker_name for statement in statements] == ["Maria Example"]


def relation(source: Run | None, cue: Run, *content: Run, rule: str = "role-head.cue") -> Relation:
    """A relation of these runs."""
    return Relation((source,) if source else (), (cue,), content, 0.5, (Reason(rule, ""),))


class TestJoined:
    def test_one_cue_is_one_relation(self) -> None:
        learned = relation((8, 9), (7, 7), (0, 6))
        structural = relation((8, 8), (7, 7), (0, 6), (11, 15), rule="structure.quoted")
        (both,) = joined([learned], [structural])
        assert (both.source, both.cue, both.content) == (((8, 9),), ((7, 7),), ((0, 6), (11, 15)))
        assert [reason.rule for reason in both.why] == ["structure.quoted", "role-head.cue"]

    def test_a_learned_relation_inside_becomes_inner(self) -> None:
        structural = relation((0, 0), (1, 1), (2, 20), rule="structure.turn")
        outer, inner = joined([relation((4, 4), (5, 5), (6, 9))], [structural])
        assert (outer.parent, inner.parent) == (None, 0)

    def test_a_claim_on_the_same_words_is_dropped(self) -> None:
        structural = relation((9, 9), (8, 8), (0, 7), rule="structure.quoted")
        assert joined([relation((30, 30), (31, 31), (0, 7))], [structural]) == [structural]

    def test_a_learned_relation_keeps_what_nobody_else_claims(self) -> None:
        structural = relation((9, 9), (8, 8), (0, 7), rule="structure.quoted")
        _, kept = joined([relation((30, 30), (31, 31), (0, 7), (32, 40))], [structural])
        assert kept.content == ((32, 40),)

    def test_nothing_is_found_twice(self) -> None:
        text = "“The bridge is safe,” said Maria Example. “It will last,” Jo Lee said."
        analysis = analyse(text, default_parts(text))
        grammar = Grammar(analysis)
        once = explicit_relations(analysis, grammar, [])
        assert [item.content for item in explicit_relations(analysis, grammar, once)] == [item.content for item in once]
