"""Whether a saying took place at all: the marks on sentences of our own."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.records import Statement


def outer(text: str, cue: str) -> Statement:
    """The statement whose cue holds these words."""
    reading = onrecord.read(text)
    return next(
        statement
        for statement in reading.statements
        if any(cue in span.of(reading.article.text) for span in statement.cue)
    )


@pytest.mark.parametrize(
    ("text", "cue", "modality", "polarity"),
    [
        ("The mayor said that the bridge was closed.", "said", "made", "positive"),
        ("The minister denied that the pact was dead.", "denied", "made", "positive"),
        ("The mayor did not say whether the bridge would be closed.", "say", "made", "negative"),
        ("The mayor never claimed that the bridge was safe.", "claimed", "made", "negative"),
        ("The mayor failed to mention that the bridge was closed.", "mention", "made", "negative"),
        ("The mayor could not confirm that the bridge was closed.", "confirm", "made", "negative"),
        ("The mayor declined to comment on the plans.", "declined", "refused", "positive"),
        ("The minister refused to say whether taxes would rise.", "refused", "refused", "positive"),
        ("The minister would not say whether taxes would rise.", "say", "refused", "positive"),
        ("The minister may say that the pact is dead.", "say", "possible", "positive"),
        ("If the minister says that the pact is dead, the talks will end.", "says", "possible", "positive"),
        ("The governor will announce on Monday that the quay is closed.", "announce", "planned", "positive"),
        ("The ministry must explain why the costs were hidden.", "explain", "requested", "positive"),
    ],
)
def test_the_modality_of_a_cue(text: str, cue: str, modality: str, polarity: str) -> None:
    found = outer(text, cue)
    assert (found.modality, found.polarity) == (modality, polarity)


def test_a_refusal_to_act_is_an_act_and_a_refusal_to_speak_is_no_saying() -> None:
    to_act = outer("The minister refused to leave the house.", "refused")
    to_speak = outer("The minister declined to comment on the plans.", "declined")
    assert (to_act.act, to_act.modality) == ("refuse", "made")
    assert (to_speak.act, to_speak.modality) == ("refuse", "refused")


def test_a_promise_told_in_the_past_is_planned() -> None:
    inner = outer("The minister said he would say on Monday that the pact was ready.", "would say")
    assert (inner.modality, inner.polarity, inner.parent is not None) == ("planned", "positive", True)


def test_the_words_that_decided_are_kept_as_a_reason() -> None:
    refused = outer("The minister would not say whether taxes would rise.", "say")
    assert ("modality.refused", "would not say") in [(reason.rule, reason.detail) for reason in refused.why]
    negated = outer("The mayor did not say whether the bridge would be closed.", "say")
    assert ("polarity.negative", "did not say") in [(reason.rule, reason.detail) for reason in negated.why]


def test_what_was_simply_said_has_no_such_reason() -> None:
    rules = [reason.rule for reason in outer("The mayor said that the bridge was closed.", "said").why]
    assert not [rule for rule in rules if rule.startswith(("modality.", "polarity."))]
