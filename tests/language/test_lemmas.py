"""Edit scripts undo what they were made from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.lemmas import apply, regular_forms, script


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12).filter(lambda lemma: "|" not in lemma))
def test_a_script_makes_its_lemma(form: str, lemma: str) -> None:
    assert apply(form, script(form, lemma)) == lemma


def test_a_script_made_for_one_word_serves_its_like() -> None:
    assert apply("pledged", script("agreed", "agree")) == "pledge"
    assert apply("Talks", script("Tanks", "tank")) == "talk"


def test_a_script_that_does_not_fit_leaves_the_word() -> None:
    assert apply("a", "l5|x") == "a"


def test_the_regular_forms_of_verbs() -> None:
    assert {"refuse", "refuses", "refused", "refusing"} <= regular_forms("refuse")
    assert {"deny", "denies", "denied", "denying"} <= regular_forms("deny")
    assert {"admits", "admitted", "admitting"} <= regular_forms("admit")
    assert {"saying", "says"} <= regular_forms("say")
    assert "refuseed" not in regular_forms("refuse")
