"""The table of modalities, and the mark in plain words that says of a statement that it was not simply made."""

from __future__ import annotations

from functools import cache

from onrecord.ontology.tables import table


@cache
def _marks() -> dict[tuple[str, str], str]:
    """The mark of each modality and polarity; none for what was said."""
    return {
        (entry["name"], polarity): words
        for entry in table("modalities")["modalities"]
        for polarity, words in entry["marks"].items()
    }


def mark_of(act: str, modality: str, polarity: str) -> str | None:
    """What to show beside a statement whose saying is negated, to come, left open, refused or asked for; else None.

    >>> mark_of("say", "made", "negative"), mark_of("announce", "planned", "positive")
    ('did not say', 'will announce')
    """
    if (modality, polarity) == ("made", "positive"):
        return None
    words = _marks().get((modality, polarity))
    # A book made by a reader that knows more than this one is shown as it is.
    return words.replace("{act}", act) if words else f"{modality}, {polarity}"
