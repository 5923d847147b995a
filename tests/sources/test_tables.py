"""The tables of sources/data: each has its shape, and no row that could never count."""

from __future__ import annotations

import codecs
import ipaddress
from importlib.resources import files

import pytest

from onrecord.sources import tables
from onrecord.sources.tables import SHAPES, table


def test_every_table_has_a_shape() -> None:
    names = {entry.name.removesuffix(".yaml") for entry in files("onrecord.sources").joinpath("data").iterdir()}
    assert names == set(SHAPES)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_table_is_read_and_not_empty(name: str) -> None:
    assert all(table(name)[key] for key in SHAPES[name])


def test_table_of_another_shape_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table.cache_clear()
    monkeypatch.setitem(tables.SHAPES, "months", {"names": list, "short": dict})
    with pytest.raises(ValueError, match="names must be a list"):
        table("months")
    monkeypatch.setitem(tables.SHAPES, "months", {"days": list})
    with pytest.raises(ValueError, match="exactly the keys days"):
        table("months")
    table.cache_clear()


def test_months_are_twelve_in_each_language() -> None:
    rows = table("months")
    assert all(len(names) == 12 for names in (*rows["names"].values(), *rows["short"].values()))


def test_charsets_are_known_to_python() -> None:
    rows = table("charsets")
    for name in (*rows["labels"].values(), *rows["guessed"]):
        assert codecs.lookup(name).name
    assert not set(rows["labels"]) & set(rows["refused"])


def test_networks_are_networks_with_a_reason() -> None:
    rows = table("networks")
    networks = [ipaddress.ip_network(row["network"]) for row in (*rows["refused"], *rows["translated"])]
    assert len(set(networks)) == len(networks)
    assert all(row["why"] for row in (*rows["refused"], *rows["translated"]))


def test_signatures_are_hexadecimal_with_a_name() -> None:
    for row in table("media")["signatures"]:
        assert bytes.fromhex(row["bytes"]) and row["name"]
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in table("media")["suffixes"])


def test_phrases_and_names_are_lower_case_and_not_repeated() -> None:
    for phrases in table("paywall")["phrases"].values():
        assert len(set(phrases)) == len(phrases)
        assert all(phrase == phrase.lower().strip() and len(phrase) > 8 for phrase in phrases)
    for names in table("metadata").values():
        assert len(set(names)) == len(names) and all(name == name.lower() for name in names)
    assert not set(table("metadata")["published"]) & set(table("metadata")["modified"])
