"""Measures and units: the one vocabulary that data, documents, the catalogue and the audit
speak.
"""

from .errors import MeasureError, NotConvertible, UnknownUnit
from .types import Kind, Limits, Measure, Relation
from .units import (
    SCALES,
    Money,
    Unit,
    convert,
    convertible,
    counting_of,
    folded,
    money,
    money_from,
    same_unit,
    unit_of,
    units,
)
from .vocabulary import is_no_share, is_person_count, load_measures, measure, measures, near

__all__ = [
    "SCALES",
    "Kind",
    "Limits",
    "Measure",
    "MeasureError",
    "Money",
    "NotConvertible",
    "Relation",
    "Unit",
    "UnknownUnit",
    "convert",
    "convertible",
    "counting_of",
    "folded",
    "is_no_share",
    "is_person_count",
    "load_measures",
    "measure",
    "measures",
    "money",
    "money_from",
    "near",
    "same_unit",
    "unit_of",
    "units",
]
