"""Who a source stands for, and the reason that is kept. All people, bodies and words are invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import onrecord
from onrecord.resolve.speakers import Speaker

Resolve = Callable[..., list[Speaker]]
PEOPLE = {
    "Maria Example": "PER",
    "Paul Sample": "PER",
    "Example": "PER",
    "Sample": "PER",
    "Riverton": "LOC",
    "Port Ministry": "ORG",
    "Harbour Union": "ORG",
    "Northern Lines": "ORG",
}


def name_of(speaker: Speaker) -> str | None:
    return speaker.entity.name if speaker.entity else None


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Energy Minister Maria Example said the line was closed.", "Energy Minister Maria Example", "Maria Example"),
        ("The mayor of Riverton, Maria Example, said so.", "The mayor of Riverton, Maria Example,", "Maria Example"),
        ("Maria Example, the mayor of Riverton, said so.", "Maria Example, the mayor of Riverton,", "Maria Example"),
        (
            "Hill geologist and co-author Paul Sample said so.",
            "Hill geologist and co-author Paul Sample",
            "Paul Sample",
        ),
        ("First Minister of Riverton Paul Sample said so.", "First Minister of Riverton Paul Sample", "Paul Sample"),
        ("Paul Sample, who owns two boats, said so.", "Paul Sample, who owns two boats,", "Paul Sample"),
        ("Paul Sample's tweet said so.", "Paul Sample's", "Paul Sample"),
        ("His wife Maria Example said so.", "His wife Maria Example", "Maria Example"),
        ("Its owner, Northern Lines, said so.", "Northern Lines", "Northern Lines"),
        ("Her parent company, Northern Lines, said so.", "Her parent company, Northern Lines,", "Northern Lines"),
        ("The delegate, Helen Unlisted, said so.", "The delegate, Helen Unlisted,", "Helen Unlisted"),
    ],
)
def test_a_name_with_its_office_is_one_person_or_body(resolve: Resolve, text: str, source: str, name: str) -> None:
    (found,) = resolve(text, [source], {**PEOPLE, "Hill": "PER"})
    assert name_of(found) == name
    assert found.reason.rule == "speaker.name"


@pytest.mark.parametrize(
    ("text", "source", "name", "kind"),
    [
        ("An aide to Maria Example said so.", "An aide to Maria Example", "aide to Maria Example", "PER"),
        ("A clerk for the Port Ministry said so.", "A clerk for the Port Ministry", "clerk for Port Ministry", "PER"),
        ("Paul Sample's lawyer said so.", "Paul Sample's lawyer", "Paul Sample's lawyer", "PER"),
        ("Leaders of the Harbour Union said so.", "Leaders of the Harbour Union", "leaders of Harbour Union", "GROUP"),
        ("Riverton officials said so.", "Riverton officials", "Riverton officials", "GROUP"),
        ("The police said so.", "The police", "police", "GROUP"),
        ("Several witnesses said so.", "Several witnesses", "several witnesses", "GROUP"),
        ("Legal and religious groups said so.", "Legal and religious groups", "legal and religious groups", "GROUP"),
        ("The Riverton government said so.", "The Riverton government", "Riverton government", "ORG"),
        ("A port inspector said so.", "A port inspector", "port inspector", "PER"),
        ("A new survey said so.", "A new survey", "new survey", "DOC"),
        ("The Port Ministry's website said so.", "The Port Ministry's website", "Port Ministry's website", "ORG"),
    ],
)  # fmt: skip
def test_what_has_no_name_is_called_by_what_it_is(
    resolve: Resolve, text: str, source: str, name: str, kind: str
) -> None:
    (found,) = resolve(text, [source], PEOPLE)
    assert found.entity is not None
    assert (found.entity.name, found.entity.type) == (name, kind)


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Paul Sample was ill. His lawyer said so.", "His lawyer", "Paul Sample's lawyer"),
        ("Maria Example was ill. Her mother said so.", "Her mother", "Maria Example's mother"),
        ("The Port Ministry closed. Its spokesman said so.", "Its spokesman", "Port Ministry's spokesman"),
        ("Paul Sample was ill. One of his lawyers said so.", "One of his lawyers", "one of Paul Sample's lawyers"),
        ("According to his agent, Paul Sample was ill.", "his agent", "Paul Sample's agent"),
    ],
)
def test_somebody_who_belongs_to_somebody_is_somebody_else(
    resolve: Resolve, before: str, source: str, name: str
) -> None:
    (found,) = resolve(before, [source], PEOPLE)
    assert name_of(found) == name


@pytest.mark.parametrize(
    ("text", "source", "members"),
    [
        ("Maria Example and Paul Sample said so.", "Maria Example and Paul Sample", ("Maria Example", "Paul Sample")),
        (
            "Maria Example and her guest, rower Paul Sample, said so.",
            "Maria Example and her guest, rower Paul Sample,",
            ("Maria Example", "Paul Sample"),
        ),
        ("Paul Sample and his team said so.", "Paul Sample and his team", ("Paul Sample", "his team")),
        (
            "The Port Ministry and the Harbour Union said so.",
            "The Port Ministry and the Harbour Union",
            ("Port Ministry", "Harbour Union"),
        ),
    ],
)
def test_several_named_together_are_a_group_with_members(
    resolve: Resolve, text: str, source: str, members: tuple[str, str]
) -> None:
    (found,) = resolve(text, [source], PEOPLE)
    assert found.entity is not None
    assert found.entity.type == "GROUP"
    assert found.entity.name == " and ".join(members)
    assert found.reason.detail.endswith("; ".join(members))


def test_a_firm_with_and_in_its_name_is_one_body(resolve: Resolve) -> None:
    text = "Paul Sample, president of Reed & Rush, a Riverton boat and engine firm, said so."
    (found,) = resolve(text, [text.removesuffix(" said so.")], PEOPLE)
    assert name_of(found) == "Paul Sample"


@pytest.mark.parametrize(
    ("text", "sources", "name"),
    [
        ("Maria Example visited the plant. She said it was closed.", ["She"], "Maria Example"),
        ("Maria Example met Paul Sample. He said it was closed.", ["He"], "Paul Sample"),
        ("Paul Sample praised Maria Example. She said it was closed.", ["She"], "Maria Example"),
        ("The Port Ministry closed the gate. It said the gate was old.", ["It"], "Port Ministry"),
        ("Residents left their homes. They said the water had risen.", ["They"], "residents"),
        ("Maria Example and Paul Sample left. They said it was late.", ["They"], "Maria Example and Paul Sample"),
        ("A sailor came ashore. He said the sea was calm.", ["He"], "sailor"),
        ("Before she left, Maria Example said it was late.", ["she"], "Maria Example"),
        ("The dam was built by Maria Example, who says it will hold.", ["who"], "Maria Example"),
        ("The dam was shown to officials who say it will hold.", ["who"], "officials"),
        ("A survey which shows that the dam will hold is out.", ["which"], "survey"),
    ],
)
def test_a_pronoun_takes_up_what_fits(resolve: Resolve, text: str, sources: list[str], name: str) -> None:
    found = resolve(text, sources, PEOPLE)[-1]
    assert name_of(found) == name


def test_a_quoted_name_is_not_the_one_who_says_the_words(resolve: Resolve) -> None:
    text = "Paul Sample spoke first. “Peter Other never wrote to me,” he said."
    (found,) = resolve(text, ["he"], {**PEOPLE, "Peter Other": "PER"})
    assert name_of(found) == "Paul Sample"


def test_whoever_spoke_last_goes_on(resolve: Resolve) -> None:
    text = "Paul Sample said the lock was shut. “It was shut at noon,” he added."
    found = resolve(text, ["Paul Sample", "he"], PEOPLE)
    assert name_of(found[1]) == "Paul Sample"
    assert "spoke last" in found[1].reason.detail
    assert found[1].reason.score is not None


def test_two_who_fit_alike_are_an_explicit_unknown(resolve: Resolve) -> None:
    names = {"Robin Left": "PER", "Robin Right": "PER"}
    text = "The ship of Robin Left and the ship of Robin Right met. He said the sea was calm."
    (found,) = resolve(text, ["He"], names)
    assert found.entity is None
    assert found.reason.rule == "speaker.ambiguous"
    assert "Robin Left" in found.reason.detail
    assert "Robin Right" in found.reason.detail


@pytest.mark.parametrize(
    ("text", "source", "name", "rule"),
    [
        ("Senator Maria Example came late. The senator said so.", "The senator", "Maria Example", "speaker.role"),
        ("Senator Maria Example came late. The lawmaker said so.", "The lawmaker", "Maria Example", "speaker.role"),
        ("Maria Example, 45, came late. The 45-year-old said so.", "The 45-year-old", "Maria Example", "speaker.role"),
        ("Maria Example came late. The actress said so.", "The actress", "Maria Example", "speaker.epithet"),
        ("The Port Ministry closed. The ministry said so.", "The ministry", "Port Ministry", "speaker.body"),
        ("Northern Lines closed. The company said so.", "The company", "Northern Lines", "speaker.body"),
        ("A survey came out. The survey said so.", "The survey", "survey", "speaker.description"),
    ],
)
def test_a_description_takes_up_whom_it_fits(resolve: Resolve, text: str, source: str, name: str, rule: str) -> None:
    (found,) = resolve(text, [source], PEOPLE)
    assert name_of(found) == name
    assert found.reason.rule == rule


def test_the_president_is_the_one_whose_country_is_named(resolve: Resolve) -> None:
    text = "Polish President Maria Example met French President Paul Sample in May. The Polish president said so."
    (found,) = resolve(text, ["The Polish president"], PEOPLE)
    assert name_of(found) == "Maria Example"


def test_another_judge_is_somebody_new(resolve: Resolve) -> None:
    (found,) = resolve("Judge Paul Sample spoke. Another judge said so.", ["Another judge"], PEOPLE)
    assert name_of(found) == "another judge"


@pytest.mark.parametrize(
    ("source", "rule"),
    [("Nobody", "speaker.nobody"), ("Someone", "speaker.anybody"), ("You", "speaker.second-person")],
)
def test_words_that_mean_nobody_in_particular_are_unknown(resolve: Resolve, source: str, rule: str) -> None:
    (found,) = resolve(f"{source} said so.", [source])
    assert found.entity is None
    assert found.reason.rule == rule


def test_a_first_person_is_whoever_is_quoted(resolve: Resolve) -> None:
    text = "Paul Sample said: “I think the lock is shut.”"
    found = resolve(text, ["Paul Sample", ">I"], PEOPLE)
    assert [name_of(speaker) for speaker in found] == ["Paul Sample", "Paul Sample"]
    assert found[1].reason.rule == "speaker.first-person"


def test_a_first_person_outside_is_who_signs(resolve: Resolve) -> None:
    (found,) = resolve("I think the lock is shut.", ["I"], authors=["Maria Example"])
    assert name_of(found) == "Maria Example"
    (unsigned,) = resolve("I think the lock is shut.", ["I"])
    assert unsigned.entity is None


def test_in_an_interview_it_is_whose_turn_it_is(resolve: Resolve) -> None:
    text = (
        "Gazette: Is the lock shut now?\n\nExample: I think it is.\n\n"
        "Gazette: You said so before, did you?\n\nExample: I did say so."
    )
    found = resolve(text, ["I", "You"], {"Gazette": "ORG", "Example": "PER"})
    assert [name_of(speaker) for speaker in found] == ["Example", "Example"]
    assert {speaker.reason.rule for speaker in found} == {"speaker.turn"}


def test_the_us_is_no_pronoun(resolve: Resolve) -> None:
    (found,) = resolve("US officials said so.", ["US officials"], authors=["Maria Example"])
    assert name_of(found) == "US officials"


def test_a_body_in_capitals_is_no_relative_pronoun(resolve: Resolve) -> None:
    (found,) = resolve("The WHO's website said so.", ["The WHO's website"], {"WHO": "ORG"})
    assert name_of(found) == "World Health Organization's website"


def test_a_source_cut_short_is_completed(resolve: Resolve) -> None:
    (found,) = resolve("Riverton police said so.", ["Riverton"], PEOPLE)
    assert name_of(found) == "Riverton police"


def test_no_source_is_an_explicit_unknown() -> None:
    reading = onrecord.read("The pipeline was reportedly closed on Friday, it is said.")
    assert all(statement.speaker is None for statement in reading.statements)
    assert all(any(step.rule.startswith("speaker.") for step in statement.why) for statement in reading.statements)


def test_mentions_of_speakers_are_kept() -> None:
    text = "Maria Example visited the plant. She said the pipeline was closed."
    reading = onrecord.read(text)
    kinds = {mention.kind for mention in reading.mentions if mention.entity == reading.statements[0].speaker}
    assert kinds == {"name", "pronoun"}


def test_twice_the_text_takes_no_more_than_about_twice_the_time(resolve: Resolve) -> None:
    text = "Maria Example met Paul Sample of the Harbour Union. He said the minister left. "
    seconds = []
    for times in (60, 120):
        begin = time.process_time()
        resolve(text * times, ["He"] * times, PEOPLE)
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 3.5 * seconds[0]


@pytest.mark.parametrize("text", ["”“’", "((", ", ,", "and and", "I", "he", "US", "’s", "( )", "said said said"])
def test_odd_sources_break_nothing(resolve: Resolve, text: str) -> None:
    (found,) = resolve(text, [text])
    assert found.reason.rule.startswith("speaker.")
