"""The status of an act as one number, as annotated corpora of factuality have it."""

from __future__ import annotations

from typing import Literal

from onrecord.extract.statuses.status import Status

#: What the number answers: did it happen (by the time of the text), or how committed is the author that it does.
Question = Literal["happened", "commitment"]

_SURE = {"certain": 3.0, "probable": 2.0, "unspecified": 2.0, "possible": 1.0}


def factuality(status: Status, question: Question = "commitment") -> float:
    """From -3 (did not, will not happen) over 0 (open) to 3 (happened, happens; by `commitment` also: will happen)."""
    sign = -1.0 if status.polarity == "negative" else 1.0
    if status.modality in ("occurred", "ongoing", "ended"):
        return sign * _SURE[status.certainty]
    if status.modality == "failed":
        return sign * _SURE[status.certainty]
    if status.modality == "denied":
        return -3.0
    if question == "happened":
        return -2.0
    if status.modality == "planned":
        return sign * (2.0 if status.certainty in ("certain", "unspecified") else 1.0)
    if status.modality == "alleged":
        return sign * 1.0
    return 0.0 if sign > 0 else -1.5
