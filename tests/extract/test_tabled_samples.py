"""The direct quotes of the samples in other languages: all that the tables find there, checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.extract.tabled import tabled_quotes
from onrecord.language.identify import identify_posts
from onrecord.records import Article
from onrecord.sources import load

SAMPLES = Path(__file__).parents[2] / "samples"

# file, language, (speaker's name, act, how the first piece begins, number of pieces)
QUOTES: list[tuple[str, str, list[tuple[str, str, str, int]]]] = [
    (
        "2022-02-27-zeitenwende.html",
        "de",
        [("Olaf Scholz", "say", "„Wir erleben", 2), ("Scholz", "say", "„Wir werden von nun an", 1)],
    ),
    ("2022-06-10-sondervermoegen.txt", "de", [("Olaf Scholz", "say", "„Wir erleben", 1)]),
    ("2023-01-25-leopard-entscheidung.html", "de", [("Scholz", "say", "„Vertrauen Sie mir", 1)]),
    ("2024-02-26-conference-de-paris.html", "fr", [("Emmanuel Macron", "say", "« Il n'y a pas de consensus", 1)]),
    (
        "2024-03-04-ivg-constitution.html",
        "fr",
        [
            ("Emmanuel Macron", "say", "« En 2024", 1),
            ("Gabriel Attal", "say", "« Votre corps", 1),
            ("Emmanuel Macron", "say", "« Fierté française", 1),
        ],
    ),
    ("2024-12-08-notre-dame.txt", "fr", [("Emmanuel Macron", "say", "« Nous rebâtirons", 1)]),
    ("2022-03-27-biden-ne-varshave.txt", "sq", [("Joe Biden", "say", "“Për hir të Zotit", 1)]),
    ("2023-03-19-marreveshja-e-ohrit.html", "sq", [("Josep Borrell", "say", "“Kemi një marrëveshje”", 1)]),
    (
        "2023-04-04-finlanda-ne-nato.html",
        "sq",
        [("Jens Stoltenberg", "say", "“Presidenti Putin", 2), ("Sauli Niinistö", "say", "“Epoka e mosangazhimit", 1)],
    ),
    ("2024-01-01-liberalizimi-i-vizave.txt", "sq", []),
]


@pytest.mark.parametrize(("name", "language", "expected"), QUOTES)
def test_a_sample_is_in_its_language_and_gives_these_quotes(
    name: str, language: str, expected: list[tuple[str, str, str, int]]
) -> None:
    (article,) = load(SAMPLES / name)
    assert isinstance(article, Article)
    recognised = identify_posts([post.span.of(article.text) for post in article.posts], article.language)
    assert {found.language for found in recognised} == {language}
    quotes = [quote for post in article.posts for quote in tabled_quotes(article.text, post.span, language)]
    assert [(quote.speaker_name, quote.act, len(quote.content)) for quote in quotes] == [
        (speaker, act, pieces) for speaker, act, _, pieces in expected
    ]
    for quote, (_, _, beginning, _) in zip(quotes, expected, strict=True):
        assert quote.content[0].of(article.text).startswith(beginning)
