"""Texts that no reader expects: no crash, no event invented, and no time beyond what grows with their length."""

from __future__ import annotations

import time

import pytest

import onrecord

QUIET = {
    "no verbs": "Weather for Tuesday. Rain, wind, snow. High: 12. Low: 4. Sunny spells in the north, clouds elsewhere.",
    "a list": "\n".join(f"- Item {number}: Norway, Peru, Kenya" for number in range(200)),
    "a table": "\n".join(f"Norway\t{number}\t{number * 7}\t{number * 3.5}%" for number in range(300)),
    "results": "Peru 2 Chile 1. Kenya 0 Japan 0. Group A: Norway 6 points, Egypt 4 points, India 1 point.",
    "a menu": "Home | News | Sport | World | Africa | Asia | Europe | Latin America | About us | Contact",
    "numbers": " ".join(str(10**number) for number in range(400)),
}

GROWING = {
    "one long sentence": lambda size: "Norway said that " + "Peru and Chile and Kenya met and " * size + "left.",
    "deep coordination": lambda size: "Norway sent " + ", ".join(["tanks and jets"] * size) + " to Ukraine.",
    "clauses in clauses": lambda size: "Peru said that " * size + "Chile attacked Kenya.",
    "quotes in quotes": lambda size: "“‘" * size + "Peru attacked Chile" + "’”" * size + ", the minister said.",
    "names without end": lambda size: "Anna Berg met Marko Lind of the Harbour Board. She praised him. " * size,
    "one long word": lambda size: "Norway " + "x" * (200 * size) + " attacked Peru.",
    "marks on marks": lambda size: "Norway a" + "\u0301" * (60 * size) + " attacked \u202ePeru\u202c and Chile.",
    "right to left": lambda size: "قالت النرويج إنها سترسل دبابات. " * size,
    "pronouns": lambda size: "Anna Berg spoke. " + "She said they told him that it hurt them. " * size,
}


@pytest.mark.parametrize("kind", QUIET)
def test_what_tells_of_no_act_gives_none(kind: str) -> None:
    reading = onrecord.read(QUIET[kind], date="2024-01-01", language="en")
    assert reading.events == () and reading.commitments == () and reading.disputes == ()


def test_five_thousand_words_in_one_sentence() -> None:
    text = "Norway said that " + "the port and the quay and the crane of Westhaven and " * 450 + "Peru attacked Chile."
    assert len(text.split()) > 4_900
    reading = onrecord.read(text, date="2024-01-01", language="en")
    assert len(reading.events) <= 2
    assert all(span.end <= len(text) for event in reading.events for span in event.evidence)


@pytest.mark.parametrize("kind", GROWING)
def test_twice_as_long_takes_no_more_than_about_twice_as_long(kind: str) -> None:
    make = GROWING[kind]
    once, twice = (_seconds(make(size)) for size in (60, 120))
    # A little room for the machine's own unrest, and none for anything quadratic at larger sizes.
    assert twice < 3.2 * once + 0.15, (once, twice)


def _seconds(text: str) -> float:
    """The better of two readings."""
    taken = []
    for _ in range(2):
        begun = time.perf_counter()
        onrecord.read(text, date="2024-01-01", language="en")
        taken.append(time.perf_counter() - begun)
    return min(taken)
