"""What a check of a quotation answers with: the verdict, and every place that speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.records import DateValue, Reason, Span
from onrecord.store.rows import FacetValue, StatementRow

#: How a quotation stands in a book; docs/check.md says exactly what each means.
Verdict = Literal["verbatim here", "said, but by someone else", "verbatim elsewhere", "close to", "nowhere"]

#: Whether the words at a place are those of the speaker who was asked for (of any speaker, where none was), of another
#: one, of one who is not known by name, or in no statement at all.
Holder = Literal["asked", "other", "unknown", "none"]

#: `changed`, `added` and `missing` part a quotation from the text; the rest is told by the quotation itself (`omitted`,
#: `inserted`) or by the text (`interrupted`: the outlet's own words stand between two pieces of what was said).
DifferenceKind = Literal["changed", "added", "missing", "omitted", "inserted", "interrupted"]

#: What kind of word a difference concerns that turns a quotation into another statement.
Concern = Literal["negation", "number"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the quotation and the text, with the words of each.

    `quoted` are offsets into the quotation as it was given, `found` into the article's text; a side without words has
    an empty span, where the words of the other side would stand.
    """

    kind: DifferenceKind
    quoted: Span
    quoted_text: str
    found: Span
    found_text: str
    concern: Concern | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the quotation stands, or nearly does.

    `spans` are the words found, as offsets into the article's text; `text` joins them with " … ". `statements` are the
    statements that hold them: one, or several of one speaker that follow one another. `told_by` names who passes on
    what that speaker is said to have said. `cautions` is what nobody must miss who uses the quotation.
    """

    verdict: Verdict
    article: str
    title: str | None
    address: str
    publisher: str | None
    date: DateValue | None
    spans: tuple[Span, ...]
    text: str
    context: str
    context_span: Span
    in_quote_marks: bool
    statements: tuple[StatementRow, ...]
    speaker: str | None
    speaker_name: str | None
    holder: Holder
    told_by: str | None
    similarity: float
    differences: tuple[Difference, ...] = ()
    cautions: tuple[Reason, ...] = ()
    why: tuple[Reason, ...] = ()

    @property
    def day(self) -> str | None:
        """The date no finer than a day, or None."""
        if self.date is None:
            return None
        return self.date.begin[: {"year": 4, "month": 7}.get(self.date.precision, 10)]


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a quotation is on record: the verdict of the best place, and the places, best first.

    `said_by` and `article` are what was asked. `meant` is whom the name may mean: entity id, name, statements.
    `complete` is False where there are more places than are given.
    """

    quote: str
    said_by: str | None
    article: str | None
    verdict: Verdict
    places: tuple[Place, ...] = ()
    meant: tuple[FacetValue, ...] = ()
    complete: bool = True
    why: tuple[Reason, ...] = ()


def side_by_side(quote: str, differences: Iterable[Difference]) -> Iterator[str | Difference]:
    """The quotation as it was given, cut at its differences from the text, which stand between the pieces."""
    end = 0
    for difference in differences:
        yield quote[end : difference.quoted.start]
        yield difference
        end = difference.quoted.end
    yield quote[end:]


def difference_in_words(difference: Difference) -> str:
    """A difference as a sentence's part, the text's words and the quotation's told apart."""
    quoted, found = f"“{difference.quoted_text}”", f"“{difference.found_text}”"
    match difference.kind:
        case "changed":
            return f"the quotation has {quoted} where the text has {found}"
        case "added":
            return f"the quotation adds {quoted}"
        case "missing":
            return f"the quotation leaves out {found} and does not say so"
        case "omitted":
            return f"the quotation leaves out {found} and says so"
        case "inserted" if not difference.found_text:
            return f"the quotation puts in {quoted} and says so"
        case "inserted":
            return f"the quotation has {quoted} for {found} and says so"
        case "interrupted":
            return f"the outlet's own words stand in between: {found}"
