"""Bytes into characters."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, ParseError
from onrecord.sources.charsets import charset_of, decode
from onrecord.sources.media import decode_text

GERMAN = (
    "Die Außenministerin sagte in München, die Länder müssten für größere Übungen zusätzliche Kräfte bereitstellen."
)
SAMPLES = [
    (GERMAN, "cp1252"),
    (
        "Kryeministri tha se qeveria do të ndihmojë familjet më të varfra për çdo muaj, sa të mbetet në detyrë.",
        "cp1252",
    ),
    (
        "Le président a déclaré que « les alliés étaient prêts à agir » après la réunion à Bruxelles, où il pleut.",
        "cp1252",
    ),
    (
        "Minister powiedział, że Polska przekaże więcej sprzętu, a żołnierze będą ćwiczyć na wschodniej granicy.",
        "cp1250",
    ),
    ("Министр заявил, что страна увеличит расходы на оборону и отправит больше войск на границу.", "cp1251"),
    ("Министр заявил, что страна увеличит расходы на оборону и отправит больше войск на границу.", "koi8_r"),
    ("Ο υπουργός δήλωσε ότι η χώρα θα αυξήσει τις δαπάνες για την άμυνα και τα σύνορα.", "cp1253"),
    (
        "Bakan, ülkenin savunma harcamalarını artıracağını söyledi. Şubat ayında görüşme yapılacağı bildirildi.",
        "cp1254",
    ),
    ("大臣は、国防費を増やし、東部国境にさらに部隊を送ると述べた。", "shift_jis"),
    ("部长表示，国家将增加国防开支，并向东部边境派遣更多部队。", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding"), SAMPLES)
def test_old_encodings_are_found_without_a_word_on_them(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_counts_first(mark: bytes, encoding: str) -> None:
    assert decode(mark + GERMAN.encode(encoding), declared="koi8-r") == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark(encoding: str) -> None:
    assert decode_text(GERMAN.encode(encoding), None) == GERMAN


def test_declared_encoding_as_browsers_take_it() -> None:
    assert decode("“so” – 5 €".encode("cp1252"), declared="ISO-8859-1") == "“so” – 5 €"
    assert decode(GERMAN.encode("utf-8"), declared="ISO-8859-15") != GERMAN


def test_markup_declares_its_own_encoding() -> None:
    page = f'<html><head><meta charset="windows-1252"></head><body>{GERMAN}</body></html>'
    assert decode(page.encode("cp1252"), markup=True) == page
    feed = f'<?xml version="1.0" encoding="iso-8859-1"?><rss>{GERMAN}</rss>'
    assert decode(feed.encode("cp1252"), markup=True) == feed
    assert decode(page.encode("utf-8"), declared="utf-8", markup=True) == page


def test_odd_byte_in_markup_is_marked_and_the_rest_is_read() -> None:
    content = (GERMAN * 20).encode("utf-8") + b"\xe2\x80" + b" end"
    text = decode(content, declared="utf-8", markup=True)
    assert text.startswith(GERMAN) and text.endswith("\N{REPLACEMENT CHARACTER} end")


@pytest.mark.parametrize(
    ("content", "declared", "markup"),
    [
        (GERMAN.encode("cp1252"), "utf-8", False),
        (GERMAN.encode("cp1252"), "utf-8", True),
        (codecs.BOM_UTF8 + GERMAN.encode("cp1252"), None, False),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", None, False),
        (GERMAN.encode("cp1252"), "no-such-charset", True),
        (GERMAN.encode("cp1252"), "utf-7", True),
        (GERMAN.encode("utf-8") + "Café".encode("cp1252"), None, False),
    ],
)
def test_wrong_encoding_is_said(content: bytes, declared: str | None, markup: bool) -> None:
    with pytest.raises(ParseError) as caught:
        decode(content, declared=declared, markup=markup)
    assert caught.value.code == "P005"


def test_utf7_hides_no_markup() -> None:
    assert decode(b"+ADw-script+AD4-", declared="utf-7", markup=True) == "+ADw-script+AD4-"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff" * 50, b"words\x00and more words", bytes(range(256)) * 4])
def test_binary_is_no_text(content: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        decode_text(content, None)
    assert caught.value.code == "P001"


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "x-user-defined", "rot13", "hex"])
)
def test_no_bytes_break_the_decoding(content: bytes, declared: str | None) -> None:
    try:
        decoded = decode(content, declared=declared, markup=True)
    except InputError as error:
        assert error.code in ("P001", "P005")
    else:
        decoded.encode("utf-8")


@given(st.text())
def test_utf8_comes_back_as_it_was(text: str) -> None:
    content = text.encode("utf-8", "ignore")
    plain = content.decode("utf-8")
    if not plain.startswith("\ufeff") and "\0" not in plain:
        assert decode(content) == plain


def test_charset_parameter() -> None:
    assert charset_of('text/html; charset="UTF-8"') == "UTF-8"
    assert charset_of("text/html") is None
    assert charset_of(None) is None
