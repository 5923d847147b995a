"""Checking a quotation against a book: is it on record, word for word, and whose words are they?"""

from __future__ import annotations

from onrecord.store.checking.check import check_quotation
from onrecord.store.checking.quotation import MAX_QUOTE

__all__ = ["MAX_QUOTE", "check_quotation"]
