"""Measures and units: the one vocabulary that data, documents, the catalogue and the audit speak."""

from .errors import MeasureError, NotConvertible, UnknownUnit
from .types import Kind, Limits, Measure, Relation
from .units import SCALES, Unit, convert, convertible, counting_of, folded, same_unit, unit_of, units
from .vocabulary import is_no_share, is_person_count, load_measures, measure, measures, near

__all__ = [
    "SCALES", "Kind", "Limits", "Measure", "MeasureError", "NotConvertible", "Relation", "Unit", "UnknownUnit",
    "convert", "convertible", "counting_of", "folded", "is_no_share", "is_person_count", "load_measures", "measure",
    "measures", "near", "same_unit", "unit_of", "units",
]
