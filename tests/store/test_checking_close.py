"""How near is close: sentences of samples/ altered in known ways are found and told, and other sentences are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.records import Article, Post, PostLanguage, Producer, Reading, Sentence, Span, article_id
from onrecord.store import Check, RecordBook, open_book

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FILES = ("2022-10-01-nord-stream.txt", "2023-03-20-donors-conference.txt", "2024-05-02-chloropicrin.txt")
ELSEWHERE = ("2023-09-30-banjska.txt", "2022-06-10-sondervermoegen.txt", "2024-12-08-notre-dame.txt")

_SENTENCE = re.compile(r"[A-ZÄÖÜÇË“„«][^.!?\n]{30,200}[.!?]")
_FEWEST_WORDS = 9
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|have|had|will|would|could|can|must)\b")


def texts_of(names: tuple[str, ...]) -> Iterator[Article]:
    for name in names:
        for article in onrecord.load(SAMPLES / name):
            assert isinstance(article, Article)
            yield article


def sentences(names: tuple[str, ...]) -> list[str]:
    found = (match[0] for article in texts_of(names) for match in _SENTENCE.finditer(article.text))
    return [sentence for sentence in found if len(sentence.split()) >= _FEWEST_WORDS]


SENTENCES = sentences(FILES)


def unread(article: Article) -> Reading:
    """The article without any statement, so that no model is needed."""
    text = article.text
    found = tuple(Sentence(Span(*match.span()), 0, "en") for match in _SENTENCE.finditer(text))
    whole = (Post(0, Span(0, len(text))),)
    plain = Article(article_id(article.address, text), article.address, text, whole)
    return Reading(plain, Producer("none", "1"), (PostLanguage(0, "en", 1.0, None, "none"),), found)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordBook]:
    with open_book(tmp_path_factory.mktemp("samples") / "samples.db", deadline_ms=60_000) as book:
        for article in texts_of(FILES):
            book.add(unread(article))
        yield book


def without_a_word(sentence: str) -> str:
    words = sentence.split()
    return " ".join([*words[:3], *words[4:]])


def with_another_word(sentence: str) -> str:
    words = sentence.split()
    return " ".join([*words[:3], "marmalade", *words[4:]])


def with_swapped_words(sentence: str) -> str:
    words = sentence.split()
    return " ".join([*words[:4], words[5], words[4], *words[6:]])


def with_another_end(sentence: str) -> str:
    words = sentence.split()
    return " ".join([*words[: len(words) - len(words) // 4], "and", "more"])


def negated(sentence: str) -> str:
    return _AUXILIARY.sub(r"\1 not", sentence, count=1)


def with_another_number(sentence: str) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 7), sentence, count=1)


def checked(book: RecordBook, alter: Callable[[str], str]) -> list[tuple[str, Check]]:
    altered = [(sentence, alter(sentence)) for sentence in SENTENCES]
    return [(sentence, book.check(other)) for sentence, other in altered if other != sentence]


def test_there_is_enough_to_go_by() -> None:
    assert len(SENTENCES) > 30
    assert sum(map(bool, map(_AUXILIARY.search, SENTENCES))) > 15
    assert sum(map(bool, (re.search(r"\d", sentence) for sentence in SENTENCES))) > 5


def test_unaltered_sentences_are_verbatim(samples: RecordBook) -> None:
    assert {samples.check(sentence).verdict for sentence in SENTENCES} == {"verbatim elsewhere"}


@pytest.mark.parametrize("alter", [without_a_word, with_another_word, with_swapped_words, with_another_end])
def test_altered_sentences_are_close_to_their_own(samples: RecordBook, alter: Callable[[str], str]) -> None:
    for sentence, found in checked(samples, alter):
        assert found.verdict == "close to", found.quote
        assert any(place.context in sentence or sentence in place.context for place in found.places), found.quote
        assert all(place.differences for place in found.places)


@pytest.mark.parametrize(
    ("alter", "rule"), [(negated, "difference.negation"), (with_another_number, "difference.number")]
)
def test_what_turns_a_sentence_around_is_never_missed(
    samples: RecordBook, alter: Callable[[str], str], rule: str
) -> None:
    for _, found in checked(samples, alter):
        assert found.verdict == "close to", found.quote
        assert [caution.rule for caution in found.places[0].cautions] == [rule], found.quote


def test_other_sentences_are_nowhere(samples: RecordBook) -> None:
    others = sentences(ELSEWHERE)
    assert len(others) > 30
    assert {samples.check(sentence).verdict for sentence in others} == {"nowhere"}
