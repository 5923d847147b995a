"""The typing head beside the lexicon: what it adds, what it rules out, and what it leaves alone."""

from __future__ import annotations

import pytest

from onrecord.extract.events import EventFinder, FoundEvent
from onrecord.extract.events.frames import frame_of
from onrecord.extract.events.learned import CLASSES, LearnedTypes
from onrecord.extract.events.lexicon import Entry, event_lexicon
from onrecord.language.analysis import Analysis, analyse, default_parts
from onrecord.language.grammar import Grammar


def _found(text: str) -> tuple[list[FoundEvent], list[str]]:
    analysis = analyse(text, default_parts(text))
    finder = EventFinder(analysis, Grammar(analysis))
    return finder.find(), [left.why.rule for left in finder.uncoded]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Police handcuffed the opposition leader outside the court.", "COERCE"),
        ("Villagers barricaded the road to the mine.", "PROTEST"),
        ("Karvia and Selmoria pooled their radar data.", "COOPERATE"),
    ],
)
def test_verbs_of_no_list_are_acts_where_the_head_is_sure(text: str, type_: str) -> None:
    (event,) = _found(text)[0]
    assert event.type == type_
    assert "event.typing" in {reason.rule for reason in event.why}
    assert event.why[0].detail.split(":")[0].removeprefix(f"{type_} ") not in event_lexicon().verbs


@pytest.mark.parametrize(
    "text",
    [
        "The firm is engaging in major cost-cutting measures.",
        "She recalled the summer of her childhood.",
        "Police ended the protests.",
        "Reporters noted an existential threat to the regime.",
        "He was arrested for the March call to the senator's office.",
    ],
)
def test_look_alikes_of_acts_are_none(text: str) -> None:
    events, _ = _found(text)
    assert {event.type for event in events} <= {"COERCE"}


def test_whose_strike_it_is_decides_its_type() -> None:
    miners, _ = _found("Miners in Tavrin began a strike on Monday.")
    assert [event.type for event in miners] == ["PROTEST"]


def test_the_shares_of_a_predicate_add_up_to_one() -> None:
    text = "Karvia recalled its ambassador."
    analysis = analyse(text, default_parts(text))
    grammar = Grammar(analysis)
    shares = LearnedTypes(analysis).shares(frame_of(1, grammar))
    assert tuple(shares) == CLASSES
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-5)


def test_without_the_encoder_the_lexicon_decides_alone() -> None:
    text = "Karvia recalled its ambassador."
    analysis = analyse(text, default_parts(text))
    bare = Analysis(text, analysis.sentences, analysis.starts, analysis.paragraphs)
    frame = frame_of(1, Grammar(analysis))
    learned = LearnedTypes(bare)
    assert learned.weigh(frame, (Entry("SANCTION", "recall"),)).type == "SANCTION"
    assert learned.weigh(frame, ()).type is None
    assert learned.weigh(frame, (Entry("SANCTION", "recall"), Entry("REJECT", "recall"))).type is None


def test_no_entry_of_the_lexicon_stands_twice() -> None:
    for verb, entries in event_lexicon().verbs.items():
        assert len(set(entries)) == len(entries), verb
