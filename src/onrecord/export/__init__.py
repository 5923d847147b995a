"""Exports: the rows of a search as files for people and programs."""

from __future__ import annotations

from onrecord.export.columns import Column, columns
from onrecord.export.plover import plover_record, plover_type, write_plover
from onrecord.export.tracker import TRACKER_COLUMNS, write_tracker
from onrecord.export.writers import FORMATS, write

__all__ = [
    "FORMATS",
    "TRACKER_COLUMNS",
    "Column",
    "columns",
    "plover_record",
    "plover_type",
    "write",
    "write_plover",
    "write_tracker",
]
