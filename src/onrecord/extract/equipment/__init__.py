"""Weapons and equipment: names and class nouns, with their class."""

from onrecord.extract.equipment.find import FoundEquipment, find_equipment
from onrecord.extract.equipment.lexicon import class_meant, lexicon

__all__ = ["FoundEquipment", "class_meant", "find_equipment", "lexicon"]
