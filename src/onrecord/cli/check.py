"""`onrecord check`: is this quotation on record, and whose words are they?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import data, exits, rows, table, talk
from onrecord.cli.options import book_option, json_option, quiet_option, together
from onrecord.records import Span

if TYPE_CHECKING:
    from onrecord.store import Check, Difference, Place

#: What a script is told: as asked, on record but otherwise, not on record.
_EXITS = {"verbatim here": exits.DONE, "nowhere": exits.NOWHERE}

#: Bytes read from standard input; more than the longest quotation has.
_MOST_BYTES = 10_000


@click.command()
@click.argument("quote", metavar="QUOTE|-")
@click.option("--said-by", metavar="NAME|ID", help="Who is said to have said it: a name, a surname or an entity's id.")
@click.option("--article", metavar="ID", help="The article that is said to have it.")
@click.option("--limit", type=click.IntRange(1, 1000), default=5, help="Show at most so many places.")
@together(book_option, json_option, quiet_option)
def check(
    quote: str, said_by: str | None, article: str | None, limit: int, book: Path, as_json: bool, quiet: bool
) -> int:
    """Check whether words are on record, and whose they are.

    The verdict is one of: "verbatim here" (it stands word for word in a statement, of NAME and in that article
    where they are given); "said, but by someone else"; "verbatim elsewhere" (NAME says it in another article, or it
    stands in a text but in no statement whose speaker is known); "close to" (the difference is shown); "nowhere".

    Case, quote marks, apostrophes, dashes, blanks and other punctuation make no difference. "…", "..." and "[...]"
    stand for words left out, and words in [brackets] for words put in; both are told.

    Exit codes: 0 verbatim here, 4 nowhere, 1 anything in between, and where the text says that NAME denies,
    refuses or does not say what is quoted.
    """
    from onrecord.store import open_book

    words = sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8", "replace") if quote == "-" else quote
    with open_book(book, create=False) as record_book:
        found = record_book.check(words.strip(), said_by, article=article, limit=limit)
    if as_json:
        talk.say_json(data.of_check(found))
    else:
        _say(found)
    if not found.complete:
        more = f"These are the best {len(found.places)} places; there are more: --limit."
        talk.say(more, quiet=quiet or as_json)
    return exits.PROBLEMS_FOUND if _turned_around(found) else _EXITS.get(found.verdict, exits.PROBLEMS_FOUND)


def _turned_around(found: Check) -> str | None:
    """How the text of the best place turns the words around, if it does."""
    best = found.places[0].cautions if found.places else ()
    return next((caution.detail for caution in best if caution.rule in ("statement.negated", "statement.turned")), None)


def _say(found: Check) -> None:
    talk.say_data(f"{talk.styled(found.verdict.upper(), bold=True)}: {talk.printable(_summary(found))}")
    for reason in found.why:
        talk.say_data(f"  {talk.printable(reason.detail)}")
    for place in found.places:
        talk.say_data("")
        _say_place(found, place)


def _summary(found: Check) -> str:
    """The verdict as a sentence."""
    if not found.places:
        return "it is not on record."
    best, turned = found.places[0], _turned_around(found)
    name = _speaker(best)
    match found.verdict:
        case "verbatim here" if turned:
            return f"{name}, but {turned}."
        case "verbatim here":
            return f"{name} says it in these words."
        case "said, but by someone else":
            return f"{name} says it in these words, not “{found.said_by}”."
        case "verbatim elsewhere" if best.holder == "asked":
            return f"{name} says it in these words, in another article."
        case "verbatim elsewhere" if best.statements:
            return f"a text says it in these words, but not who: {name}."
        case "verbatim elsewhere":
            return "it stands in a text, but in no statement of anybody."
        case _:
            return f"{best.similarity:.0%} of the words are the same; {_whose(found, best)}."


def _whose(found: Check, place: Place) -> str:
    """Whose words a place has, seen from the speaker who was asked for."""
    said = f"said by {_speaker(place)}" if place.statements else "in no statement"
    if found.said_by is None or not place.statements or place.holder == "asked":
        return said
    return f"{said}, not “{found.said_by}”" if place.holder == "other" else f"{said}, who has no name there"


def _speaker(place: Place) -> str:
    return rows.speaker_of(place.statements[0]) if place.statements else "in no statement"


def _say_place(found: Check, place: Place) -> None:
    talk.say_data(_marked(place.context, place.context_span.start, place.spans))
    if place.similarity < 1:
        talk.say_data(f"[-in the text-] {{+in the quotation+}}: {_compared(found.quote, place)}")
    table.say_fields(list(_fields(place)))


def _fields(place: Place) -> Iterator[tuple[str, str | None]]:
    for caution in place.cautions:
        yield "CAUTION", caution.detail
    yield "verdict", place.verdict
    yield "speaker", _speaker(place)
    for row in place.statements:
        yield "statement", f"{row.id}: {row.act}, {row.form}, {row.attribution}"
    yield "told by", place.told_by
    yield "words", f"{'in' if place.in_quote_marks else 'not in'} quote marks"
    yield from (("difference", words) for words in _other_differences(place.differences))
    yield "article", " · ".join(part for part in (place.title, place.publisher, place.day, place.article) if part)
    yield "address", place.address
    yield "characters", ", ".join(f"{span.start}-{span.end}" for span in place.spans)
    yield from (("why", rows.reason_words(reason)) for reason in place.why)


def _other_differences(differences: Iterable[Difference]) -> Iterator[str]:
    """The differences that are no cautions, in words."""
    from onrecord.store import difference_in_words

    yield from (difference_in_words(difference) for difference in differences if difference.concern is None)


def _marked(context: str, offset: int, spans: Iterable[Span]) -> str:
    """The sentence with the words found between >> and <<: bold too on a terminal that shows it."""
    parts, position = [], 0
    for span in spans:
        parts.append(talk.visible(context[position : span.start - offset]))
        words = talk.visible(context[span.start - offset : span.end - offset])
        parts.append(f">>{talk.styled(words, bold=True)}<<")
        position = span.end - offset
    return "".join([*parts, talk.visible(context[position:])]).strip()


def _compared(quote: str, place: Place) -> str:
    """The quotation with its differences marked, the text's words before its own."""
    from onrecord.store import side_by_side

    return "".join(
        talk.visible(piece) if isinstance(piece, str) else _difference(piece)
        for piece in side_by_side(quote, place.differences)
    ).strip()


def _difference(difference: Difference) -> str:
    quoted, found = talk.visible(difference.quoted_text), talk.visible(difference.found_text)
    match difference.kind:
        case "changed":
            return f"[-{found}-]{{+{quoted}+}}"
        case "added":
            return f"{{+{quoted}+}}"
        case "missing":
            return f" [-{found}-]"
        case _:
            return quoted
