"""The error tree, and every message a user can meet.

    OnRecordError
    ├── UsageError          the call itself is wrong (exit code 2)
    ├── InputError          this item can not be read; the rest goes on
    │   ├── FetchError      it could not be had from its address
    │   └── ParseError      it was had, and is not what it should be
    ├── StoreError          the record book can not be opened, read or written
    └── ModelError          the reader's own files are missing or broken

Each error has a code, one sentence and what to do about it. Codes are never re-used. `docs/errors.md` lists them
all, and a
test holds both together. Nothing of the input is repeated in a message but the name it was given by.
"""

from __future__ import annotations

from typing import ClassVar

#: code -> (what happened, what to do). Fields in braces are filled from the error's `detail`.
MESSAGES: dict[str, tuple[str, str]] = {
    # usage
    "U001": ("There is nothing to read.", "Name a file, a folder or a URL, or '-' for standard input."),
    "U002": ("There is no record with this id.", "Look the id up with 'onrecord search'; ids start with a, s or e."),
    "U003": ("This date is not understood: {value}.", "Write it as YYYY-MM-DD."),
    "U004": ("This package is needed and not installed: {package}.", "Install it: pip install {package}."),
    "U005": ("This search is not understood.", 'Use plain words, or "words in quotes" for a phrase.'),
    "U006": ("This file is there already: {value}.", "Choose another name, or delete the file first."),
    "U007": ("This value is not allowed: {value}.", "{hint}"),
    "U008": ("There is no word in this quotation.", "Give the words that are said to have been said."),
    "U009": ("The quotation is over the cap of {limit} characters.", "Check it sentence by sentence."),
    # input: fetching
    "F001": ("The address is not http or https.", "Give an address that starts with http:// or https://."),
    "F002": (
        "The address leads into a private network.",
        "Only public addresses are fetched. Save the page and add the file.",
    ),
    "F003": ("The host name could not be found.", "Check the spelling of the address and the network."),
    "F004": ("The server answered {status}.", "Open the address in a browser; add the saved page if it needs a login."),
    "F005": ("The server did not answer in time.", "Try again later."),
    "F006": ("There were more than {limit} redirects.", "Open the address in a browser and use the last address."),
    "F007": ("The page is over the size cap of {limit} bytes.", "Raise it with --max-bytes if you trust the source."),
    "F008": ("The connection failed.", "Check the address and the network, then try again."),
    "F009": ("The address can not be understood.", "Check its spelling."),
    "F010": ("The page inflates to over {limit} bytes.", "It may be an attack; save the page by hand if you trust it."),
    "F011": ("The address names another port than 80 or 443.", "Save the page and add the file."),
    "F012": (
        "The server's certificate can not be trusted.",
        "Open the address in a browser; add the saved page if you trust it.",
    ),
    # input: parsing
    "P001": ("This is no text: it looks like {media}.", "Give a text, HTML, RSS/Atom or JSONL file."),
    "P002": ("The page is empty.", "Check that the page shows its text without JavaScript; save it from the browser."),
    "P003": (
        "The page shows only the start of a text behind a paywall.",
        "Save the whole page from a session that may read it.",
    ),
    "P004": ("The HTML is too broken or too deep to read.", "Save the page again, or copy its text into a .txt file."),
    "P005": ("The bytes do not fit the encoding {encoding}.", "Save the file as UTF-8."),
    "P006": ("The JSON-LD of this page is not valid JSON.", "The page is read without it; nothing to do."),
    "P007": ("This feed is not XML.", "Check the address of the feed; it may be a web page."),
    "P008": ("This feed has no entries.", "Check the address of the feed."),
    "P009": ("Line {line} is not a JSON object with a text.", 'Each line needs at least {{"text": "..."}}.'),
    "P010": ("Reading the page took longer than {limit} seconds.", "Save its text and add that."),
    "P011": ("The file can not be read.", "Check that it exists and that you may read it."),
    "P012": ("There is no article text in this page.", "Save the article's text into a .txt file and add that."),
    "P013": ("The XML holds entities or a document type that are refused.", "Entity declarations are never expanded."),
    "P014": ("The text is over the cap of {limit} characters.", "Split it into several files."),
    "P015": ("The entry has no text of its own.", "Fetch the linked page: onrecord add --follow FEED."),
    "P016": ("There are more than {limit} entries.", "The first ones are read; split the rest into another file."),
    # store
    "S001": ("This file is no record book.", "Name a file made by 'onrecord add', or a new one."),
    "S002": ("The record book was made by a newer onrecord.", "Update onrecord: pip install -U onrecord."),
    "S003": ("The record book is locked by another program.", "Wait until that one has ended, then try again."),
    "S004": ("The record book can not be written.", "Check the disk's free space and your rights to the file."),
    "S005": ("There is no record book here.", "Make one first: onrecord add FILES --book {value}."),
    "S006": ("The record book is damaged.", "Restore the copy beside it (*.backup-*), then run 'onrecord verify'."),
    "S007": ("The search took longer than {limit} ms.", "Use rarer words, or narrow the dates."),
    "S008": ("The text holds characters that are no text (lone surrogates).", "Save the file as UTF-8."),
    "S009": ("This reading contradicts itself: {what}.", "This is a fault in the reader; please report it."),
    # pages
    "W001": ("There is no page at this address.", "Start from the first page."),
    "W002": (
        "This server is not known by this host name.",
        "Open it at http://127.0.0.1, or allow the name when serving.",
    ),
    "W003": ("This page can only be read.", "Use GET or HEAD."),
    "W004": (
        "Something went wrong on the server.",
        "Try again; if it stays so, report it with what its terminal shows.",
    ),
    # model
    "M001": ("The reader's model file is missing.", "Install onrecord again: pip install --force-reinstall onrecord."),
    "M002": ("The reader's model file is broken.", "Install onrecord again: pip install --force-reinstall onrecord."),
}


class OnRecordError(Exception):
    """Base of all errors that onrecord raises on purpose.

    `code` looks the message up; `locator` names the item (file, URL, line); `detail` fills the message's fields.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, locator: str | None = None, **detail: object) -> None:
        self.code = code
        self.locator = locator
        self.detail = detail
        message, hint = MESSAGES[code]
        self.message = message.format(**detail)
        self.hint = hint.format(**detail)
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.locator}: " if self.locator else ""
        return f"{where}{self.message} {self.hint} [{self.code}]"

    def as_dict(self) -> dict[str, str | None]:
        """The error as plain data, for --json and the API."""
        return {"code": self.code, "locator": self.locator, "message": self.message, "hint": self.hint}


class UsageError(OnRecordError):
    """The call itself is wrong."""

    exit_code = 2


class InputError(OnRecordError):
    """This item can not be read; the rest goes on."""


class FetchError(InputError):
    """The item could not be had from its address."""


class ParseError(InputError):
    """The item was had, and is not what it should be."""


class StoreError(OnRecordError):
    """The record book can not be opened, read or written."""


class ModelError(OnRecordError):
    """The reader's own files are missing or broken."""
