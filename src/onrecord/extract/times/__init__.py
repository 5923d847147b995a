"""Expressions of time in running text: what kind, which words, and what they say before they are anchored."""

from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.reader import TimeReader

__all__ = ["Expression", "TimeReader"]
