"""How values are put into words for people: codes, dates, languages. All English; the words are in wording.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict

from onrecord.records import DateValue

Section = Literal[
    "forms",
    "attributions",
    "polarities",
    "modalities",
    "date_bases",
    "reads",
    "entity_types",
    "fates",
    "verdicts",
    "record_kinds",
    "event_types",
    "event_modalities",
    "certainties",
    "domains",
    "stances",
    "sectors",
    "languages",
]

#: Not from strftime, whose names follow the server's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class _Wording(BaseModel):
    """The schema of wording.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    forms: Mapping[str, str]
    attributions: Mapping[str, str]
    polarities: Mapping[str, str]
    modalities: Mapping[str, str]
    date_bases: Mapping[str, str]
    reads: Mapping[str, str]
    entity_types: Mapping[str, str]
    fates: Mapping[str, str]
    verdicts: Mapping[str, str]
    record_kinds: Mapping[str, str]
    event_types: Mapping[str, str]
    event_modalities: Mapping[str, str]
    certainties: Mapping[str, str]
    domains: Mapping[str, str]
    stances: Mapping[str, str]
    sectors: Mapping[str, str]
    languages: Mapping[str, str]


def word_for(code: str, section: Section) -> str:
    """The words for a code, or the code itself where none are written down."""
    return words_of(section).get(code, code)


def words_of(section: Section) -> Mapping[str, str]:
    """The codes of a section with their words, in the order in which a list should have them."""
    if section not in get_args(Section):
        raise KeyError(section)
    words: Mapping[str, str] = getattr(_wording(), section)
    return words


def shown_date(value: DateValue | None) -> str:
    """A date as far as it is known: "2022", "March 2022", "24 March 2022", "24 March 2022, 18:05 (UTC+01:00)"."""
    if value is None:
        return "no date"
    begin = _shown_moment(value.begin, value.precision)
    return f"{begin} to {_shown_moment(value.end, value.precision)}" if value.end else begin


def shown_day(value: str | None) -> str:
    """A day, month or year in ISO form, spelled out."""
    if not value:
        return "no date"
    return _shown_moment(value, {4: "year", 7: "month"}.get(len(value), "day"))


def shown_stamp(value: str) -> str:
    """A moment of our own clock, to the minute."""
    return _shown_moment(value, "minute")


def web_address(address: str | None) -> str | None:
    """The address if a browser may be sent there: http and https only, so that no text becomes a script."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def wikidata_address(qid: str | None) -> str | None:
    """The page of an item of Wikidata, or None for what is no QID."""
    return f"https://www.wikidata.org/wiki/{qid}" if qid and re.fullmatch(r"Q[1-9][0-9]*", qid) else None


def _shown_moment(value: str, precision: str) -> str:
    """Anything that is not a date in ISO form is shown as it stands: better odd than wrong."""
    try:
        if precision == "year":
            return str(int(value[:4]))
        if precision == "month":
            return f"{_MONTHS[int(value[5:7]) - 1]} {int(value[:4])}"
        day = date.fromisoformat(value[:10])
        shown = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return shown if precision == "day" else f"{shown}, {_shown_time(datetime.fromisoformat(value))}"
    except (ValueError, IndexError):
        return value


def _shown_time(moment: datetime) -> str:
    zone = f" ({moment:%Z})" if moment.tzinfo else ""
    return f"{moment:%H:%M}{zone}"


@lru_cache(maxsize=1)
def _wording() -> _Wording:
    return _Wording.model_validate(yaml.safe_load(files("onrecord.web").joinpath("wording.yaml").read_text("utf-8")))
