"""Names of one article that mean the same person or body."""

from __future__ import annotations

import onrecord
from onrecord.resolve.names import person_names


def names_of(text: str) -> dict[str, tuple[str, ...]]:
    return {entity.name: entity.names for entity in onrecord.read(text).entities}


def test_a_surname_is_part_of_the_full_name() -> None:
    people = person_names(["Maria Example", "Example", "Ms Other"])
    assert people["Example"].name == "Maria Example"
    assert people["Example"].id == people["Maria Example"].id
    assert people["Ms Other"].id != people["Maria Example"].id


def test_a_surname_of_two_people_means_neither() -> None:
    people = person_names(["Maria Example", "Paul Example", "Example"])
    assert people["Example"].name == "Example"


def test_a_longer_form_of_the_same_person_is_no_second_one() -> None:
    people = person_names(["Stoltenberg", "Jens Stoltenberg"])
    assert {person.name for person in people.values()} == {"Jens Stoltenberg"}


def test_a_suffix_is_no_surname() -> None:
    people = person_names(["James P. Example Jr.", "Example"])
    assert people["Example"].name == "James P. Example Jr."


def test_names_keep_every_form_in_order() -> None:
    people = person_names(["Example", "Maria Example", "Example"])
    assert people["Example"].names == ("Example", "Maria Example")


def test_case_does_not_make_another_body() -> None:
    found = names_of("Nato met in Brussels on Monday. NATO will meet again in May, NATO officials said.")
    assert len([name for name in found if name.lower() == "nato"]) == 1
