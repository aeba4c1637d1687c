"""Metrics: definitions compiled to one query each, figures, and the evidence behind them."""

from .basis import Basis, add, differences, rank, require_alike
from .calendar import GRAINS, Grain, buckets_in, parse_period, window
from .catalogue import catalogue, metric, superseded
from .coverage import cannot_give, coverage_words, needs_of, rises, status_word
from .declared import Comparison, Statement, compare, statements
from .dimensions import DIMENSIONS, PUBLIC
from .disclosure import LEAST, of_people, public, public_figures, small
from .engine import using
from .errors import BadFigure, BadPeriod, MetricError, NoEngine, UnknownMetric, Unlike
from .evidence import (
    Address,
    Correction,
    Evidence,
    Moved,
    address,
    addressed,
    corrections,
    days_covered,
    evidence,
    listing,
    moved_since,
    parse_address,
    verifies,
)
from .figures import figure, figures
from .interval import Interval, exactly, from_statement
from .rounding import printed
from .scopes import scope_of, zones_of
from .seal import definition_digest
from .types import COVERED, Atom, Coverage, Figure, Metric, Scope
from .vocabulary import measure_of

__all__ = [
    "COVERED",
    "DIMENSIONS",
    "GRAINS",
    "LEAST",
    "PUBLIC",
    "Address",
    "Atom",
    "BadFigure",
    "BadPeriod",
    "Basis",
    "Comparison",
    "Correction",
    "Coverage",
    "Evidence",
    "Figure",
    "Grain",
    "Interval",
    "Metric",
    "MetricError",
    "Moved",
    "NoEngine",
    "Scope",
    "Statement",
    "UnknownMetric",
    "Unlike",
    "add",
    "address",
    "addressed",
    "buckets_in",
    "cannot_give",
    "catalogue",
    "compare",
    "corrections",
    "coverage_words",
    "days_covered",
    "definition_digest",
    "differences",
    "evidence",
    "exactly",
    "figure",
    "figures",
    "from_statement",
    "listing",
    "measure_of",
    "metric",
    "moved_since",
    "needs_of",
    "of_people",
    "parse_address",
    "parse_period",
    "printed",
    "public",
    "public_figures",
    "rank",
    "require_alike",
    "rises",
    "scope_of",
    "small",
    "statements",
    "status_word",
    "superseded",
    "using",
    "verifies",
    "window",
    "zones_of",
]
