"""The check of a quotation: the form, the verdict, and each place with its differences."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from onrecord.records import Span
from onrecord.store import Check, Difference, Place, difference_in_words, side_by_side
from onrecord.web.addresses import Asked
from onrecord.web.marking import Mark, Segment, segments
from onrecord.web.site import OnSite
from onrecord.web.wording import word_for

#: Places that the page shows, and speakers that the form offers.
SHOWN_PLACES = 10
OFFERED_SPEAKERS = 100

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the quotation beside the text: the words of each side; `kind` is None where they are the same."""

    quoted: str
    found: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A place with its sentence cut at the words found, and the quotation laid over it."""

    place: Place
    sentence: tuple[Segment, ...]
    pieces: tuple[Piece, ...]
    differences: tuple[str, ...]


@router.get("/check")
def check_page(site: OnSite, asked: Asked) -> HTMLResponse:
    """The form, and the answer where a quotation is asked about."""
    found = asked.check(site.book, limit=SHOWN_PLACES) if asked.quote else None
    return site.page(
        "check.html",
        section="Check",
        asked=asked,
        found=found,
        verdict=word_for(found.verdict, "verdicts") if found else None,
        places=[_marked(found, place) for place in found.places] if found else [],
        speakers=site.book.speakers(OFFERED_SPEAKERS),
    )


def _marked(found: Check, place: Place) -> MarkedPlace:
    return MarkedPlace(
        place,
        _sentence(place),
        tuple(map(_piece, side_by_side(found.quote, place.differences))) if place.differences else (),
        tuple(difference_in_words(difference) for difference in place.differences if difference.concern is None),
    )


def _sentence(place: Place) -> tuple[Segment, ...]:
    back = place.context_span.start
    marks = [Mark(Span(span.start - back, span.end - back), "hit", "") for span in place.spans]
    return segments(place.context, Span(0, len(place.context)), marks)


def _piece(piece: str | Difference) -> Piece:
    if isinstance(piece, str):
        return Piece(piece, piece)
    return Piece(piece.quoted_text, piece.found_text, piece.kind)
