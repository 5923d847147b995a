"""Words that YAML 1.1 takes for truth values are words in the tables."""

from importlib.resources import files

from onrecord.ontology.tables import table


def test_on_off_and_no_are_words() -> None:
    assert "on" in table("events/request")["recipients"]
    assert "no" in table("quantities/english")["naming"]
    assert any(phrase.get("particle") == "off" for phrase in table("events/reject")["phrases"])


def test_no_list_of_words_holds_a_truth_value() -> None:
    folder = files("onrecord.ontology")
    names = [
        f"{part.name}/{path.name.removesuffix('.yaml')}"
        for part in folder.iterdir()
        if part.is_dir()
        for path in part.iterdir()
        if path.name.endswith(".yaml")
    ]
    assert len(names) > 40
    for name in names:
        assert not list(_truths(table(name))), name


def _truths(value: object) -> list[bool]:
    if isinstance(value, dict):
        return [found for item in value.values() if not isinstance(item, bool) for found in _truths(item)]
    if isinstance(value, list):
        return [found for item in value for found in _truths(item)]
    return [value] if isinstance(value, bool) else []
