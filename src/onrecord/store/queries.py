"""What can be asked of a book: the query, its cursor, and how a reader's words become a full-text expression."""

from __future__ import annotations

import base64
import binascii
import json
import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from onrecord.errors import UsageError
from onrecord.store.ranges import day_range, number_range

#: Most rows of one page.
MAX_LIMIT = 1_000

#: Most characters of a search text and of any other field; longer ones are a mistake or an attack.
MAX_TEXT = 2_000
MAX_FIELD = 500

#: Most characters of a cursor; ours have about 100.
_MAX_CURSOR = 400

_ENTITY_ID = re.compile(r"e[0-9a-f]{20}|Q[1-9]\d{0,11}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PARTS = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Which statements: every field that is set narrows the search. Newest first.

    `text` is searched in speaker, source, cue and content; words must all occur, "words in quotes" as a phrase,
    `word*` as a beginning. `speaker` is an entity id or a part of a name, whatever its case and accents. `since` and
    `until` are days (YYYY-MM-DD, both included), against the statement's date, else its post's, else its article's.
    `about` is an entity that the content mentions and that does not speak. `article` is an article id.
    `place` is a place's id, its name, or a country by its alpha-3 code or name, whose towns and regions count too.
    `when` is a range of days ("2022-06-01..2022-06-30") that a time in the statement's sentence overlaps; `quantity` a
    range of numbers (">=1000", "10..50") that a quantity there reaches into, and `unit` a part of its unit or noun.
    `current=False` adds what newer readers have superseded.
    """

    text: str | None = None
    speaker: str | None = None
    act: str | None = None
    form: str | None = None
    modality: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    language: str | None = None
    article: str | None = None
    about: str | None = None
    place: str | None = None
    when: str | None = None
    quantity: str | None = None
    unit: str | None = None
    current: bool = True
    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT:
            raise UsageError("U007", value=f"limit {self.limit}", hint=f"Use 1 to {MAX_LIMIT}.")
        check_lengths(self)
        for day in (self.since, self.until):
            if day is not None:
                check_day(day)
        if self.when is not None:
            day_range(self.when)
        if self.quantity is not None:
            number_range(self.quantity)


def check_lengths(query: Any) -> None:
    """Raises U007 where a field of a query is longer than anybody means it."""
    for field in fields(query):
        value = getattr(query, field.name)
        longest = MAX_TEXT if field.name == "text" else MAX_FIELD
        if isinstance(value, str) and field.name != "cursor" and len(value) > longest:
            raise UsageError("U007", value=field.name, hint=f"Use at most {longest} characters.")


def check_day(value: str) -> None:
    """Raises U003 for what is no day (YYYY-MM-DD)."""
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(value)
    except ValueError:
        raise UsageError("U003", value=value) from None


def without_surrogates(text: str) -> str:
    """Text that SQLite takes: a lone surrogate, which is in no stored text, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def is_entity_id(value: str) -> bool:
    """Whether this is an entity's id and not a part of a name."""
    return _ENTITY_ID.fullmatch(value) is not None


def match_expression(text: str) -> str | None:
    """A reader's words as an FTS5 expression in which nothing but words, phrases and a final `*` has a meaning.

    None where there is no word in it; such a search finds nothing.
    """
    parts = []
    for found in _PARTS.finditer(without_surrogates(text)):
        phrase = found[1] if found[1] is not None else found[2]
        words = phrase.replace("\0", " ").replace('"', " ").strip()
        if not any(_is_word_character(char) for char in words):
            continue
        is_beginning = found[1] is None and words.endswith("*") and _is_word_character(words[-2])
        parts.append(f'"{words[:-1]}"*' if is_beginning else f'"{words}"')
    return " ".join(parts) or None


def _is_word_character(char: str) -> bool:
    """Whether FTS5's unicode61 tokenizer takes the character as part of a word."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"


def escape_like(text: str) -> str:
    """Text for a LIKE pattern with `\\` as its escape character."""
    return re.sub(r"([\\%_])", r"\\\1", text)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the sort key of its last row."""

    sort_date: str
    article: str
    start: int = 0
    key: int = 0

    def encode(self) -> str:
        """The cursor as text that fits into an address."""
        values = json.dumps([self.sort_date, self.article, self.start, self.key], separators=(",", ":"))
        return base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")

    @staticmethod
    def decode(text: str) -> Cursor:
        """The cursor that `encode` wrote; U007 for any other text."""
        if len(text) > _MAX_CURSOR:
            raise _bad_cursor()
        try:
            values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            sort_date, article, start, key = values
        except (ValueError, TypeError, binascii.Error):
            raise _bad_cursor() from None
        if not (isinstance(sort_date, str) and isinstance(article, str)):
            raise _bad_cursor()
        if not (_is_key(start) and _is_key(key)):
            raise _bad_cursor()
        return Cursor(without_surrogates(sort_date), without_surrogates(article), start, key)


def _bad_cursor() -> UsageError:
    return UsageError("U007", value="cursor", hint="Use the cursor of the page before.")


def _is_key(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
