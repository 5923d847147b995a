"""Exports: the rows of a search as files for people and programs."""

from __future__ import annotations

from onrecord.export.columns import Column, columns
from onrecord.export.writers import FORMATS, write

__all__ = ["FORMATS", "Column", "columns", "write"]
