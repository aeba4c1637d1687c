"""Facilities being built and planned: networks, plans that keep to what there is, forecasts and
earned value. No web in here.
"""

from .earned import Earned, earned_value
from .exchange import READS, WRITES
from .files import read_project, write_project
from .flow import with_flow
from .forecast import Actual, Forecast, Risk, forecast
from .network import Network, Times, critical_path
from .notation import read_links, read_needs, write_links, write_needs
from .plan import Plan, broken, level
from .project import Activity, BadProject, Estimate, Link, Project, checked
from .psplib import read_sm
from .text import project_in, text_of

__all__ = [
    "READS",
    "WRITES",
    "Activity",
    "Actual",
    "BadProject",
    "Earned",
    "Estimate",
    "Forecast",
    "Link",
    "Network",
    "Plan",
    "Project",
    "Risk",
    "Times",
    "broken",
    "checked",
    "critical_path",
    "earned_value",
    "forecast",
    "level",
    "project_in",
    "read_links",
    "read_needs",
    "read_project",
    "read_sm",
    "text_of",
    "with_flow",
    "write_links",
    "write_needs",
    "write_project",
]
