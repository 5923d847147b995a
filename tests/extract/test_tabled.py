"""Direct quotes by tables, on sentences of our own with people who do not exist."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.tabled import TabledQuote, languages, tabled_quotes
from onrecord.records import Span

Expected = tuple[str, str, str, tuple[str, ...], str]

# language, text, (speaker's name, source, cue, content, act)
FOUND: list[tuple[str, str, Expected]] = [
    # German
    (
        "de",
        "„Wir liefern heute“, sagte Ministerin Anna Beispiel am Montag.",
        ("Anna Beispiel", "Ministerin Anna Beispiel", "sagte", ("„Wir liefern heute“",), "say"),
    ),
    (
        "de",
        "»Nein!«, sagte der deutsche Außenminister Max Muster.",
        ("Max Muster", "der deutsche Außenminister Max Muster", "sagte", ("»Nein!«",), "say"),
    ),
    (
        "de",
        "„Wir liefern“, teilte Ministerin Beispiel am Montag mit.",
        ("Beispiel", "Ministerin Beispiel", "teilte", ("„Wir liefern“",), "announce"),
    ),
    (
        "de",
        "„Das war ein Fehler“, räumte Bayerns Ministerpräsident Max Muster ein.",
        ("Max Muster", "Bayerns Ministerpräsident Max Muster", "räumte", ("„Das war ein Fehler“",), "admit"),
    ),
    ("de", "„Das stimmt“, hat Max Muster gesagt.", ("Max Muster", "Max Muster", "gesagt", ("„Das stimmt“",), "say")),
    (
        "de",
        "„Das ist gefährlich“, warnte die Vorsitzende der Partei, Erika Beispiel.",
        ("Erika Beispiel", "die Vorsitzende der Partei, Erika Beispiel", "warnte", ("„Das ist gefährlich“",), "warn"),
    ),
    (
        "de",
        "Kanzler Max Muster sagte am Montag in Berlin: „Wir liefern.“",
        ("Max Muster", "Kanzler Max Muster", "sagte", ("„Wir liefern.“",), "say"),
    ),
    (
        "de",
        "Am Montag sagte Max Muster im Bundestag: „Das geht nicht“.",
        ("Max Muster", "Max Muster", "sagte", ("„Das geht nicht“",), "say"),
    ),
    (
        "de",
        "Die Ministerin Anna Beispiel (ABC) kündigte am Montag an: „Wir kommen wieder.“",
        ("Anna Beispiel", "Die Ministerin Anna Beispiel", "kündigte", ("„Wir kommen wieder.“",), "announce"),
    ),
    (
        "de",
        "Sprecherin Anna Beispiel erklärte, dass „niemand verletzt worden ist“.",
        ("Anna Beispiel", "Sprecherin Anna Beispiel", "erklärte", ("„niemand verletzt worden ist“",), "say"),
    ),
    ("de", "„Ja“, so Max von der Muster.", ("Max von der Muster", "Max von der Muster", "so", ("„Ja“",), "say")),
    (
        "de",
        "„Wir liefern“, sagte Max Muster, „und zwar bald.“",
        ("Max Muster", "Max Muster", "sagte", ("„Wir liefern“", "„und zwar bald.“"), "say"),
    ),
    (
        "de",
        "„Wir liefern“, sagte Max Muster. „Das ist für uns alle wichtig.“",
        ("Max Muster", "Max Muster", "sagte", ("„Wir liefern“", "„Das ist für uns alle wichtig.“"), "say"),
    ),
    # French
    (
        "fr",
        "« Nous sommes prêts », a déclaré Anne Exemple.",
        ("Anne Exemple", "Anne Exemple", "a déclaré", ("« Nous sommes prêts »",), "say"),
    ),
    (
        "fr",
        "« Oui », a affirmé mardi à Paris le ministre des Affaires étrangères Jean Exemple.",
        ("Jean Exemple", "le ministre des Affaires étrangères Jean Exemple", "a affirmé", ("« Oui »",), "say"),
    ),
    (
        "fr",
        "« Nous irons », a promis la secrétaire générale du syndicat, Anne d'Exemple.",
        (
            "Anne d'Exemple",
            "la secrétaire générale du syndicat, Anne d'Exemple",
            "a promis",
            ("« Nous irons »",),
            "commit",
        ),
    ),
    (
        "fr",
        "Le président de la République Jean Exemple a estimé mardi que « la situation est grave ».",
        (
            "Jean Exemple",
            "Le président de la République Jean Exemple",
            "a estimé",
            ("« la situation est grave »",),
            "believe",
        ),
    ),
    (
        "fr",
        "M. Exemple a déclaré : « C’est fini. »",
        ("Exemple", "M. Exemple", "a déclaré", ("« C’est fini. »",), "say"),
    ),
    (
        "fr",
        "« Il faut agir, a dit Jean Exemple, et vite. »",
        ("Jean Exemple", "Jean Exemple", "a dit", ("« Il faut agir", "et vite. »"), "say"),
    ),
    (
        "fr",
        "« C'est dit », selon la porte-parole Anne Exemple.",
        ("Anne Exemple", "la porte-parole Anne Exemple", "selon", ("« C'est dit »",), "say"),
    ),
    (
        "fr",
        "« Le « plan B » est prêt », s’est félicitée Anne Exemple.",
        ("Anne Exemple", "Anne Exemple", "s’est félicitée", ("« Le « plan B » est prêt »",), "praise"),
    ),
    # Albanian
    (
        "sq",
        "“Ne do të shkojmë”, tha Agim Shembulli.",
        ("Agim Shembulli", "Agim Shembulli", "tha", ("“Ne do të shkojmë”",), "say"),
    ),
    (
        "sq",
        "“Po, do të shkojmë”, u shpreh ministri i Jashtëm, Agim Shembulli.",
        ("Agim Shembulli", "ministri i Jashtëm, Agim Shembulli", "u shpreh", ("“Po, do të shkojmë”",), "say"),
    ),
    (
        "sq",
        "Kryeministri i Francës Agim Shembulli tha: “Po”.",
        ("Agim Shembulli", "Kryeministri i Francës Agim Shembulli", "tha", ("“Po”",), "say"),
    ),
    (
        "sq",
        "Ministri Shembulli deklaroi se “gjendja është e rëndë”.",
        ("Shembulli", "Ministri Shembulli", "deklaroi", ("“gjendja është e rëndë”",), "say"),
    ),
    (
        "sq",
        "„Kjo nuk është e vërtetë“, ka mohuar zëdhënësja Teuta Shembulli.",
        ("Teuta Shembulli", "zëdhënësja Teuta Shembulli", "ka mohuar", ("„Kjo nuk është e vërtetë“",), "deny"),
    ),
    (
        "sq",
        '"Do të ndihmojmë", premtoi Teuta Shembulli.',
        ("Teuta Shembulli", "Teuta Shembulli", "premtoi", ('"Do të ndihmojmë"',), "commit"),
    ),
]

NOT_FOUND: list[tuple[str, str]] = [
    ("de", "„Das stimmt“, sagte er."),
    ("de", "„Das stimmt“, sagte die Sprecherin von Max Muster."),
    ("de", "„Das stimmt“, sagte die Sprecherin des Ministers Max Muster."),
    ("de", "„Das stimmt“, sagte der Ministerin Erika Beispiel ein Gast."),
    ("de", "„Das stimmt“, sagte ein Sprecher der Regierung."),
    ("de", "„Das stimmt“, teilte die Polizei mit."),
    ("de", "„Das stimmt“, so Experten."),
    ("de", "Bayerns Ministerpräsident Max Muster nannte ihn einen „Lügner“."),
    ("de", "Die Ministerin Anna Beispiel sprach von einem „neuen Anfang für alle“."),
    ("de", "Die Lage sei „sehr ernst“, sagte Max Muster."),
    ("de", "Max Muster sagte nicht: „Das geht.“"),
    ("de", "Ein Mann aus dem Ort sagte gestern Abend: „Wir wissen nichts.“"),
    ("de", "Mutter sagte: „Wir wissen nichts.“"),
    ("de", "Der Film „Ein langer Weg nach Hause“ läuft ab Montag. Max Muster sagte ab."),
    ("de", "Max Muster sagte, „Ja“ sei das falsche Wort."),
    ("fr", "« Oui, nous irons », a déclaré la porte-parole de Jean Exemple."),
    ("fr", "« Oui, nous irons », a-t-il déclaré."),
    ("fr", "« Oui, nous irons », a répondu à Jean Exemple un passant."),
    ("fr", "Le ministre Jean Exemple n'a pas déclaré : « Nous irons. »"),
    ("fr", "Jean Exemple a dénoncé une « faute »."),
    ("fr", "Le président de la Commission européenne a déclaré : « Nous irons. »"),
    ("fr", "La porte-parole de Jean Exemple a déclaré : « Nous irons. »"),
    ("sq", "“Ne do të shkojmë”, i tha Agim Shembulli."),
    ("sq", "“Ne do të shkojmë”, tha ai."),
    ("sq", "“Ne do të shkojmë”, tha zëdhënësja e Agim Shembullit."),
    ("sq", "“Ne do të shkojmë”, tha ministri rus i Energjisë."),
    ("sq", "Agim Shembulli nuk tha: “Ne do të shkojmë”."),
    ("sq", "Ata e quajtën “shkatërrues” planin, tha Agim Shembulli."),
]


def _read(text: str, language: str) -> list[TabledQuote]:
    return tabled_quotes(text, Span(0, len(text)), language)


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_a_quote_with_a_named_speaker_is_found(language: str, text: str, expected: Expected) -> None:
    quotes = _read(text, language)
    assert len(quotes) == 1
    quote = quotes[0]
    pieces = tuple(piece.of(text) for piece in quote.content)
    assert (quote.speaker_name, quote.source.of(text), quote.cue.of(text), pieces, quote.act) == expected
    assert quote.rule.startswith(f"{language}:")


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_is_not_sure_is_left_unread(language: str, text: str) -> None:
    assert _read(text, language) == []


def test_a_surname_at_the_start_counts_only_where_the_full_name_stands_elsewhere() -> None:
    alone = "Muster sagte: „Wir wissen das.“"
    assert _read(alone, "de") == []
    known = "Am Abend trat Max Muster vor die Presse.\n" + alone
    assert [quote.speaker_name for quote in _read(known, "de")] == ["Muster"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "« Nous sommes prêts », a dit Anne Exemple. « Nous irons bientôt », a-t-elle ajouté.", "Anne Exemple"),
        ("de", "„Wir sind bereit“, sagte Anna Beispiel am Montag. „Es geht los“, fügte sie hinzu.", "Anna Beispiel"),
        ("sq", "“Jemi gati”, tha Teuta Shembulli. “Nisemi nesër”, shtoi ajo.", "Teuta Shembulli"),
    ],
)
def test_a_pronoun_behind_the_next_quote_of_the_paragraph_is_the_same_speaker(
    language: str, text: str, name: str
) -> None:
    first, second = _read(text, language)
    assert (first.speaker_name, second.speaker_name) == (name, name)
    assert second.rule.endswith("quote-verb-pronoun")
    assert second.source.of(text) in ("elle", "sie", "ajo")


def test_a_pronoun_after_another_name_stays_unread() -> None:
    text = "„Wir sind bereit“, sagte Anna Beispiel. Dann sprach Max Muster. „Es geht los“, fügte er hinzu."
    assert [quote.speaker_name for quote in _read(text, "de")] == ["Anna Beispiel"]


def test_two_speakers_are_kept_apart() -> None:
    text = "„Ja, gern“, sagte Anna Beispiel. „Nein, danke“, sagte Max Muster. Erika Muster sagte: „Vielleicht.“"
    assert [(quote.speaker_name, len(quote.content)) for quote in _read(text, "de")] == [
        ("Anna Beispiel", 1),
        ("Max Muster", 1),
        ("Erika Muster", 1),
    ]


def test_a_quotation_over_paragraphs_has_a_piece_in_each() -> None:
    text = "Ministerin Anna Beispiel sagte: „Wir haben lange beraten.\n„Jetzt ist es entschieden.“\nDann ging sie."
    (quote,) = _read(text, "de")
    assert [piece.of(text) for piece in quote.content] == ["„Wir haben lange beraten.", "„Jetzt ist es entschieden.“"]


def test_a_forgotten_mark_does_not_swallow_the_next_quotation() -> None:
    text = "Er sagte „das sei falsch.\nSpäter kam mehr. „Das ist richtig“, sagte Anna Beispiel."
    assert [quote.content[0].of(text) for quote in _read(text, "de")] == ["„Das ist richtig“"]


def test_wrongly_paired_marks_are_still_one_quotation() -> None:
    text = '„Das ist richtig", sagte Anna Beispiel. „Und das auch”, sagte Max Muster.'
    assert [quote.content[0].of(text) for quote in _read(text, "de")] == ['„Das ist richtig"', "„Und das auch”"]


def test_apostrophes_open_no_quotation() -> None:
    text = "“S’e di ç’është kjo”, tha Teuta Shembulli."
    assert [quote.content[0].of(text) for quote in _read(text, "sq")] == ["“S’e di ç’është kjo”"]


def test_only_the_given_stretch_is_read_and_offsets_are_those_of_the_text() -> None:
    first, second = "„Eins ist genug“, sagte Anna Beispiel.", "„Zwei sind besser“, sagte Max Muster."
    text = f"{first}\n\n{second}"
    (quote,) = tabled_quotes(text, Span(len(first) + 2, len(text)), "de")
    assert quote.content[0].of(text) == "„Zwei sind besser“"
    assert quote.source.of(text) == "Max Muster"


def test_a_language_without_a_table_is_left_unread() -> None:
    assert _read("« Sí », dijo Ana Ejemplo.", "es") == []
    assert _read("“Yes”, said Ann Example.", "und") == []
    assert languages() == {"sq", "de", "fr"}


PIECES = [
    "„",
    "“",
    "”",
    "«",
    "»",
    '"',
    "‘",
    "’",
    "'",
    "\n",
    "\n\n",
    " ",
    ", ",
    ". ",
    ": ",
    "sagte",
    "tha",
    "a déclaré",
    "hat",
    "gesagt",
    "teilte",
    "mit",
    "Anna Beispiel",
    "Beispiel",
    "Ministerin",
    "le ministre",
    "M.",
    "kryeministri",
    "i",
    "dass",
    "que",
    "se",
    "er",
    "a-t-il",
    "wir liefern",
    "nous irons",
    "nicht",
    "pas",
    "\x00",
    "\u2028",
    "𝔘",
    "(",
    ")",
    "–",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.sampled_from(["de", "fr", "sq"]))
def test_whatever_the_marks_every_span_is_inside_and_in_order(text: str, language: str) -> None:
    quotes = _read(text, language)
    assert quotes == _read(text, language)
    for quote in quotes:
        assert quote.speaker_name == " ".join(quote.speaker_name.split()) != ""
        for span in (quote.source, quote.cue, *quote.content):
            assert 0 <= span.start < span.end <= len(text)
        assert list(quote.content) == sorted(quote.content)
        assert not any(piece.overlaps(quote.source) or piece.overlaps(quote.cue) for piece in quote.content)


@pytest.mark.parametrize(
    "text",
    [
        "„" * 20_000,
        '"a ' * 20_000,
        "A-" * 4_000 + "„eins zwei drei“, sagte " + "A-" * 4_000,
        "Aa " * 200 + "sagte: „eins zwei drei“",
        ("Minister " * 40 + "sagte: „eins zwei drei“ ") * 40,
        "„x y z“, sagte " + "minister" * 2_000,
    ],
)
def test_hostile_texts_cost_little(text: str) -> None:
    started = time.process_time()
    assert _read(text, "de") == []
    assert time.process_time() - started < 2.0
