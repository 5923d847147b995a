"""Names of one article that mean the same person or body."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import onrecord
from onrecord.resolve.names import person_names
from onrecord.resolve.people import PersonName, persons_of
from onrecord.resolve.speakers import Speaker
from onrecord.resolve.variants import same_person


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


def test_a_surname_settled_on_one_stays_with_that_one() -> None:
    listed = [
        PersonName("Maria Example", sentence=0),
        PersonName("Example", sentence=1),
        PersonName("Paul Example", sentence=3),
        PersonName("Example", sentence=9),
    ]
    first, settled, second, later = persons_of(listed)
    assert first == settled == later
    assert second != first


def test_right_behind_the_other_a_shared_surname_is_nobodys() -> None:
    listed = [
        PersonName("Maria Example", sentence=0),
        PersonName("Example", sentence=1),
        PersonName("Paul Example", sentence=3),
        PersonName("Example", sentence=4),
    ]
    numbers = persons_of(listed)
    assert numbers[3] not in (numbers[0], numbers[2])


def test_a_title_tells_spouses_apart() -> None:
    listed = [
        PersonName("Maria Example", sentence=0),
        PersonName("Paul Example", sentence=0),
        PersonName("Example", "feminine", 1),
        PersonName("Example", "masculine", 2),
    ]
    first, second, she, he = persons_of(listed)
    assert (she, he) == (first, second)


def test_a_longer_form_of_the_same_person_is_no_second_one() -> None:
    people = person_names(["Stoltenberg", "Jens Stoltenberg"])
    assert {person.name for person in people.values()} == {"Jens Stoltenberg"}


def test_a_suffix_is_no_surname() -> None:
    people = person_names(["James P. Example Jr.", "Example"])
    assert people["Example"].name == "James P. Example Jr."


def test_names_keep_every_form_in_order() -> None:
    people = person_names(["Example", "Maria Example", "Example"])
    assert people["Example"].names == ("Example", "Maria Example")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("john g roberts", "john roberts", True),
        ("j roberts", "john roberts", True),
        ("volodymyr zelenskyy", "volodymyr zelensky", True),
        ("rushdiyah sample", "rushiyah sample", True),
        ("mohammed sample", "mohamed sample", True),
        ("bill de sample", "de sample", True),
        ("maria example", "paul example", False),
        ("john a roberts", "john b roberts", False),
        ("jane roberts", "john roberts", False),
        ("maria example", "maria sample", False),
    ],
)
def test_two_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one.split(), other.split()) is same
    assert same_person(other.split(), one.split()) is same


def test_an_abbreviation_in_brackets_is_the_name_before_it(resolve: Callable[..., list[Speaker]]) -> None:
    text = "The Office for Port Safety (OPS) opened. OPS said so."
    (found,) = resolve(text, ["OPS said"[:3]], {"Office for Port Safety": "ORG", "OPS": "ORG"})
    assert found.entity is not None
    assert found.entity.names == ("Office for Port Safety", "OPS")


def test_a_name_missed_in_one_place_is_known_from_another(resolve: Callable[..., list[Speaker]]) -> None:
    text = "Maria Example came. Later Ms. Example said so."
    (found,) = resolve(text, ["Ms. Example"], {"Maria Example": "PER"})
    assert found.entity is not None
    assert found.entity.name == "Maria Example"


def test_case_does_not_make_another_body() -> None:
    found = names_of("Nato met in Brussels on Monday. NATO will meet again in May, NATO officials said.")
    assert len([name for name in found if name.lower() == "nato"]) == 1


def test_many_bearers_of_one_surname_take_linear_time() -> None:
    seconds = []
    for count in (1000, 2000):
        listed = [PersonName(f"Name{n} Example", sentence=n) for n in range(count)]
        listed += [PersonName("Example", sentence=count + n) for n in range(count)]
        begin = time.process_time()
        persons_of(listed)
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 3.5 * seconds[0]
