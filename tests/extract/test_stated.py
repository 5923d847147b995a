"""What is no statement although it looks like one; each case is a relation that a role head might hand on."""

from __future__ import annotations

import pytest

from onrecord.extract.relations import Relation, Run
from onrecord.extract.stated import is_statement
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import Reason


def judged(text: str, source: str, cue: str, content: str, rule: str = "role-head.cue") -> str | None:
    """The rule by which these words of `text` are no statement; None where they are one."""
    analysis = analyse(text, default_parts(text))
    grammar = Grammar(analysis)

    def runs(words: str) -> tuple[Run, ...]:
        if not words:
            return ()
        start = text.index(words)
        inside = [n for n, token in enumerate(grammar.tokens) if start <= token.start < start + len(words)]
        return ((inside[0], inside[-1]),)

    relation = Relation(runs(source), runs(cue), runs(content), 0.5, (Reason(rule, ""),))
    reason = is_statement(relation, grammar, analysis)
    return reason.rule if reason else None


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "rule"),
    [
        ("The council opened its “bridge” on Monday.", "The council", "opened", "“bridge”", "scare-quote"),
        ("The council built the “old bridge” again.", "The council", "built", "“old bridge”", "scare-quote"),
        ("Maria Example wrote a book titled “The Old Bridge” in May.", "", "titled", "“The Old Bridge”", "name"),
        ("The band plays a song at noon.", "The band", "plays", "song", "weak"),
    ],
)
def test_what_says_nothing_is_left_out(text: str, source: str, cue: str, content: str, rule: str) -> None:
    assert judged(text, source, cue, content) == f"no-statement.{rule}"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Maria Example called him “a liar”.", "Maria Example", "called", "him “a liar”"),
        ("The crowd shouted “Stay!” at noon.", "The crowd", "shouted", "“Stay!”"),
        ("The bridge is said to be safe.", "", "is said", "to be safe"),
        ("Maria Example denied it.", "Maria Example", "denied", "it"),
    ],
)
def test_a_cue_of_speech_makes_a_statement(text: str, source: str, cue: str, content: str) -> None:
    assert judged(text, source, cue, content) is None


def test_what_the_structure_gives_is_a_statement() -> None:
    text = "“Stay.” ― Maria Example"
    assert judged(text, "Maria Example", "―", "“Stay.”", rule="structure.signed") is None
