"""Quantities: numbers with what they count or measure."""

from onrecord.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]
