"""Beamtime over all endstations: a schedule with a proof, a calm re-plan, and reasons.

Pure Python; knows no web.
"""

from .certify import bound_of
from .checks import checked
from .demo import demo_city
from .errors import BadProblem, Fault
from .explain import Reason, WhatIf, clashes, competed, moved_closures, what_if, why_not
from .files import problem_from, read_problem, read_schedule, schema, text_of, write_json
from .greedy import by_grade, first_come
from .parts import facility_of
from .problem import (
    Calendar,
    Changeover,
    Closure,
    Coupling,
    Exclusion,
    Experiment,
    Group,
    Need,
    Option,
    Placement,
    Point,
    Pool,
    Prices,
    Problem,
    Schedule,
    Share,
    Solution,
    Span,
    Unit,
    gap,
)
from .replan import Change, Costs, Disturbance, Repair, replan, side_by_side, units_of
from .solve import Effort, Search, solve
from .validate import Violation, validate, value_of

__all__ = [
    "BadProblem",
    "Calendar",
    "Change",
    "Changeover",
    "Closure",
    "Costs",
    "Coupling",
    "Disturbance",
    "Effort",
    "Exclusion",
    "Experiment",
    "Fault",
    "Group",
    "Need",
    "Option",
    "Placement",
    "Point",
    "Pool",
    "Prices",
    "Problem",
    "Reason",
    "Repair",
    "Schedule",
    "Search",
    "Share",
    "Solution",
    "Span",
    "Unit",
    "Violation",
    "WhatIf",
    "bound_of",
    "by_grade",
    "checked",
    "clashes",
    "competed",
    "demo_city",
    "facility_of",
    "first_come",
    "gap",
    "moved_closures",
    "problem_from",
    "read_problem",
    "read_schedule",
    "replan",
    "schema",
    "side_by_side",
    "solve",
    "text_of",
    "units_of",
    "validate",
    "value_of",
    "what_if",
    "why_not",
    "write_json",
]
