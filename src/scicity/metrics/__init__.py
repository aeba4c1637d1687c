"""Metrics: definitions compiled to one query each, figures, and the evidence behind them."""

from .basis import Basis, add, differences, rank, require_alike
from .calendar import GRAINS, Grain, window
from .catalogue import catalogue, metric
from .declared import Comparison, Statement, compare, statements
from .disclosure import LEAST, of_people, public, small
from .engine import using
from .errors import BadFigure, BadPeriod, MetricError, NoEngine, UnknownMetric, Unlike
from .evidence import Evidence, Moved, address, days_covered, definition_digest, evidence, listing, moved_since, parse_address
from .figures import figure, figures
from .interval import Interval, exactly, from_statement
from .rounding import printed
from .types import Atom, Figure, Metric, Scope
from .vocabulary import measure_of

__all__ = [
    "GRAINS", "LEAST", "Atom", "BadFigure", "BadPeriod", "Basis", "Comparison", "Evidence", "Figure", "Grain", "Interval",
    "Metric", "MetricError", "Moved", "NoEngine", "Scope", "Statement", "UnknownMetric", "Unlike", "add", "address", "catalogue", "compare",
    "days_covered", "definition_digest", "differences", "evidence", "exactly", "figure", "figures", "from_statement", "listing",
    "measure_of", "metric", "moved_since", "of_people", "parse_address", "printed", "public", "rank", "require_alike", "small", "statements", "using", "window",
]
