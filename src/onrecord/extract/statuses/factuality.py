"""The status of an act as one number, as annotated corpora of factuality have it."""

from __future__ import annotations

from typing import Literal

from onrecord.extract.statuses.status import Status
from onrecord.records import Certainty

#: What the number answers: has it happened by the time of the text, or how committed is the author that it does.
Question = Literal["happened", "commitment"]

_SURE: dict[Certainty, float] = {"certain": 3.0, "probable": 2.0, "unspecified": 2.0, "possible": 0.9}
#: Of what is planned, by certainty.
_FORETOLD: dict[Certainty, float] = {"certain": 2.0, "probable": 1.0, "unspecified": 2.0, "possible": 1.0}


def factuality(status: Status, question: Question = "commitment") -> float:
    """From -3 (did not, will not) over 0 (open) to 3 (did, does; asked for commitment also: will).

    Those who were asked whether an act happened call what is said not to happen undecided as often as not, for "no"
    answers "did she not come?" both ways: it stands near -1 here.
    """
    return _happened(status) if question == "happened" else _commitment(status)


def _commitment(status: Status) -> float:
    sign = -1.0 if status.polarity == "negative" else 1.0
    if status.modality in ("occurred", "ongoing", "ended", "failed"):
        return sign * _SURE[status.certainty]
    if status.modality == "denied":
        return -3.0
    if status.modality == "planned":
        weak = sign < 0 and status.certainty == "possible"
        return -0.5 if weak else sign * _FORETOLD[status.certainty]
    if status.modality in ("alleged", "conditional") or status.certainty in ("possible", "probable"):
        return sign
    return 0.0 if sign > 0 else -0.5


def _happened(status: Status) -> float:
    negative = status.polarity == "negative"
    if status.modality in ("occurred", "ongoing", "ended"):
        return -0.9 if negative else _SURE[status.certainty]
    if status.modality == "failed":
        return -0.9
    if status.modality == "hypothetical" and (negative or status.certainty == "probable"):
        return -0.5
    return -2.0
