"""Expressions of time become intervals, anchored on when the text was written or on the time it tells of."""

from onrecord.resolve.times.resolve import resolve_times

__all__ = ["resolve_times"]
