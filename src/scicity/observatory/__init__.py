"""Targets set beside what was stated since: how far, how fast, and how likely in time.

No web in here.
"""

from .indicators import (
    QUALIFIERS,
    BadReading,
    Compared,
    Entered,
    Indicator,
    compare_parks,
    load_indicators,
    rows_of,
)
from .outlook import Outlook, State, outlook
from .targets import Reading, Target, policies_of, readings_of, targets_of

__all__ = [
    "QUALIFIERS",
    "BadReading",
    "Compared",
    "Entered",
    "Indicator",
    "Outlook",
    "Reading",
    "State",
    "Target",
    "compare_parks",
    "load_indicators",
    "outlook",
    "policies_of",
    "readings_of",
    "rows_of",
    "targets_of",
]
