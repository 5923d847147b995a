"""How acts stand, on sentences of our own: what each word, mark and construction does to the act it bears on."""

from __future__ import annotations

import pytest

from onrecord.extract.statuses import Status, factuality, status_of, view_of
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import EventModality, Polarity


def read(text: str, form: str) -> tuple[Status, Grammar]:
    """The status at the first word of this form, and the grammar it is numbered in."""
    grammar = Grammar(analyse(text, default_parts(text)))
    word = next(n for n in range(len(grammar.tokens)) if grammar.form(n) == form)
    return status_of(word, grammar), grammar


def stands(text: str, form: str) -> tuple[EventModality, Polarity]:
    status, _ = read(text, form)
    return status.modality, status.polarity


@pytest.mark.parametrize(
    ("text", "form", "modality", "polarity"),
    [
        ("The two ministers signed the treaty on Monday.", "signed", "occurred", "positive"),
        ("The two ministers have not signed the treaty.", "signed", "occurred", "negative"),
        ("The two ministers are signing the treaty.", "signing", "ongoing", "positive"),
        ("The two ministers will sign the treaty.", "sign", "planned", "positive"),
        ("The two ministers will not sign the treaty.", "sign", "planned", "negative"),
        ("The two ministers are going to sign the treaty.", "sign", "planned", "positive"),
        ("The treaty is to be signed in May.", "signed", "planned", "positive"),
        ("The two ministers may sign the treaty.", "sign", "hypothetical", "positive"),
        ("The two ministers must sign the treaty.", "sign", "called-for", "positive"),
        ("The two ministers could not sign the treaty.", "sign", "failed", "negative"),
        ("The two ministers would have signed the treaty.", "signed", "hypothetical", "negative"),
        ("The two ministers left without signing the treaty.", "signing", "occurred", "negative"),
        ("Nobody signed the treaty.", "signed", "occurred", "negative"),
        ("The two ministers no longer sign treaties.", "sign", "ended", "positive"),
        ("The two ministers allegedly signed a treaty.", "signed", "alleged", "positive"),
        ("Perhaps the two ministers signed a treaty.", "signed", "hypothetical", "positive"),
    ],
)
def test_a_clause_by_itself(text: str, form: str, modality: str, polarity: str) -> None:
    assert stands(text, form) == (modality, polarity)


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Karvia agreed to send tanks.", "planned", "positive"),
        ("Karvia promised not to send tanks.", "planned", "negative"),
        ("Karvia has no plan to send tanks.", "planned", "negative"),
        ("Karvia may decide to send tanks.", "hypothetical", "positive"),
        ("Karvia refused to send tanks.", "failed", "negative"),
        ("Karvia may refuse to send tanks.", "hypothetical", "negative"),
        ("Karvia did not fail to send tanks.", "occurred", "positive"),
        ("Karvia managed to send tanks.", "occurred", "positive"),
        ("Karvia never managed to send tanks.", "failed", "negative"),
        ("Karvia has yet to send tanks.", "failed", "negative"),
        ("Karvia had to send tanks.", "occurred", "positive"),
        ("Karvia is too weak to send tanks.", "failed", "negative"),
        ("The premier urged Karvia to send tanks.", "called-for", "positive"),
        ("The premier urged Karvia to agree to send tanks.", "called-for", "positive"),
        ("The premier wants Karvia to send tanks.", "called-for", "positive"),
        ("Karvia threatened to send tanks.", "threatened", "positive"),
        ("Karvia offered to send tanks.", "offered", "positive"),
        ("Karvia used to send tanks.", "ended", "positive"),
        ("Karvia began to send tanks.", "ongoing", "positive"),
        ("The premier was told that Karvia will send tanks.", "planned", "positive"),
        ("If the talks fail, Karvia will send tanks.", "conditional", "positive"),
        ("It is unclear whether Karvia will send tanks.", "hypothetical", "positive"),
        ("Will Karvia send tanks?", "hypothetical", "positive"),
        ("Karvia to send tanks", "planned", "positive"),
    ],
)
def test_what_governs_a_verb(text: str, modality: str, polarity: str) -> None:
    assert stands(text, "send") == (modality, polarity)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The premier accused Karvia of sending tanks.", "alleged"),
        ("Karvia denied sending tanks.", "denied"),
        ("Karvia did not deny sending tanks.", "alleged"),
        ("Karvia stopped sending tanks.", "ended"),
        ("Karvia did not stop sending tanks.", "ongoing"),
        ("The storm stopped Karvia from sending tanks.", "failed"),
        ("Karvia is considering sending tanks.", "hypothetical"),
        ("The premier thanked Karvia for sending tanks.", "occurred"),
        ("Karvia rejected accusations of sending tanks.", "denied"),
    ],
)
def test_what_governs_a_form_in_ing(text: str, modality: str) -> None:
    assert stands(text, "sending")[0] == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The strike on Monday closed the port.", "occurred"),
        ("The planned strike was called illegal.", "planned"),
        ("The alleged strike was never seen.", "alleged"),
        ("The union called for a strike.", "called-for"),
        ("The union threatened its employers with a strike.", "threatened"),
        ("The union called off the strike.", "ended"),
        ("The strike ended on Sunday.", "ended"),
        ("The strike continued on Sunday.", "ongoing"),
        ("The union is considering a strike.", "hypothetical"),
        ("The union denied reports of a strike.", "denied"),
        ("The court averted a strike.", "failed"),
        ("The union will hold a strike.", "planned"),
    ],
)
def test_what_stands_beside_a_noun(text: str, modality: str) -> None:
    assert stands(text, "strike")[0] == modality


def test_the_accuser_and_the_denier_are_the_holders() -> None:
    for text, holder in (
        ("The premier accused Karvia of sending tanks.", "premier"),
        ("Karvia denied sending tanks.", "Karvia"),
        ("A denial by the army of sending tanks came at once.", "army"),
    ):
        status, grammar = read(text, "sending")
        assert [grammar.form(word) for word in status.holders] == [holder], text


def test_speakers_are_listed_from_the_outside_in_and_leave_the_status_as_it_is() -> None:
    status, grammar = read("The minister said that the rebels claimed that Karvia sent tanks.", "sent")
    assert [grammar.form(word) for word in status.holders] == ["minister", "rebels"]
    status, grammar = read("Karvia sent tanks, police said.", "sent")
    assert (status.modality, status.certainty) == ("occurred", "unspecified")
    assert [grammar.form(word) for word in status.holders] == ["police"]


def test_the_condition_is_kept_with_what_depends_on_it() -> None:
    status, grammar = read("If the talks fail, Karvia will send tanks.", "send")
    assert status.condition is not None
    assert grammar.words(*status.condition).startswith("If the talks fail")


def test_every_status_says_why() -> None:
    status, _ = read("The premier accused Karvia of sending tanks.", "sending")
    assert [reason.rule for reason in status.why][:2] == ["status.form", "status.alleged"]
    assert status.why[1].detail == "accused"


def test_an_auxiliary_stands_as_its_verb() -> None:
    assert stands("The two ministers will sign the treaty.", "will") == ("planned", "positive")


def test_the_view_of_a_clause_leaves_out_what_it_says_itself() -> None:
    text = "The rebels do not believe that Karvia will not send tanks."
    grammar = Grammar(analyse(text, default_parts(text)))
    word = next(n for n in range(len(grammar.tokens)) if grammar.form(n) == "send")
    assert view_of(word, grammar).polarity == "negative"
    assert status_of(word, grammar).polarity == "positive"


@pytest.mark.parametrize(
    ("status", "happened", "committed"),
    [
        (Status(), 3.0, 3.0),
        (Status(polarity="negative"), -0.9, -3.0),
        (Status("planned"), -2.0, 2.0),
        (Status("planned", "negative", "possible"), -2.0, -0.5),
        (Status("denied", certainty="unspecified"), -2.0, -3.0),
        (Status("alleged", certainty="unspecified"), -2.0, 1.0),
        (Status("called-for", certainty="unspecified"), -2.0, 0.0),
        (Status("hypothetical", "negative", "unspecified"), -0.5, -0.5),
        (Status("failed", "negative", "possible"), -0.9, -0.9),
    ],
)
def test_factuality_answers_two_questions(status: Status, happened: float, committed: float) -> None:
    assert factuality(status, "happened") == happened
    assert factuality(status) == committed
