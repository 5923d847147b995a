"""Copy as: a statement as a link, a quote or Markdown, fit to be put into another text.

Retold words never come out between quotation marks of ours, as if the speaker had said them; what was not said, or only
may be, says so; who published them is always named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.store import StatementRow
from onrecord.web.fragment import link_to_quote
from onrecord.web.wording import shown_day, web_address

_QUOTE_MARKS = "\"'“”„‟«»‹›‘’‚"

#: Characters that mean something in Markdown wherever they stand, and those that do at the start of a line only.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|&]")
_MARKDOWN_AT_START = re.compile(r"^(\s*\d*)([-+=~.)])")

#: Characters that fit into a line of a field.
_FIELD_WIDTH = 76

#: What would end an address in a text; a browser would encode it too.
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\"\x00-\x1f\x7f]")

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Copy:
    """One way to copy a statement; `note` says what a reader should know about it."""

    name: str
    text: str
    note: str | None = None

    @property
    def rows(self) -> int:
        """How many lines a field for it should show."""
        return sum(1 + len(line) // _FIELD_WIDTH for line in self.text.split("\n"))


def copies_of(row: StatementRow, text: str, permanent: str) -> list[Copy]:
    """Every way to copy a statement. `text` is its article's, `permanent` the address of its page here."""
    return [
        *_link(row, text),
        Copy("Quote with attribution", _quote(row)),
        Copy("Markdown", _markdown(row)),
        Copy("Address of this record", permanent, "Answers as long as this book is served here."),
    ]


def _link(row: StatementRow, text: str) -> list[Copy]:
    address = _address(row)
    if not address:
        return []
    fragment = link_to_quote(address, text, row.content)
    if fragment is None:
        return [Copy("Link to the page", address, "No text fragment can name these words for sure.")]
    return [Copy("Link to the words", fragment, "Opens the original page at the quoted words, if it still has them.")]


def _quote(row: StatementRow) -> str:
    published = ", ".join(part for part in (row.publisher, row.title, shown_day(row.day)) if part)
    return f"{_said(row)} ({published}) {_address(row)}".rstrip()


def _markdown(row: StatementRow) -> str:
    said = "\n> ".join(_escaped(line) for line in _said(row).splitlines())
    address = _address(row)
    title = _escaped(row.title or row.publisher or "source")
    source = f"[{title}](<{address}>)" if address else title
    rest = ", ".join(_escaped(part) for part in (row.publisher, shown_day(row.day)) if part)
    return f"> {said}\n>\n> {source}, {rest}"


def _said(row: StatementRow) -> str:
    speaker = row.speaker_name or row.source_text or "Unnamed source"
    words = _BLANKS.sub(" ", row.content_text).strip()
    if row.mark:
        return f"{speaker} {row.mark}, as reported ({row.form} speech): {words}"
    if row.form == "direct":
        marked = words if words[:1] in _QUOTE_MARKS else f"“{words}”"
        return f"{marked}\n— {speaker}"
    return f"{speaker}, as reported ({row.form} speech): {words}"


def _address(row: StatementRow) -> str:
    address = web_address(row.post_address) or web_address(row.address) or ""
    return _UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], errors="replace"), address)


def _escaped(text: str) -> str:
    inline = _MARKDOWN.sub(lambda found: f"\\{found[0]}", _BLANKS.sub(" ", text))
    return _MARKDOWN_AT_START.sub(r"\1\\\2", inline)
