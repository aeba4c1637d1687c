"""Facilities being built and planned: networks, plans that keep to what there is, forecasts and earned value. No web in here."""

from .earned import Earned, earned_value
from .files import read_project, text_of
from .forecast import Actual, Forecast, Risk, forecast
from .network import Network, Times, critical_path
from .plan import Plan, broken, level
from .project import Activity, BadProject, Estimate, Link, Project, checked
from .psplib import read_sm

__all__ = ["Activity", "Actual", "BadProject", "Earned", "Estimate", "Forecast", "Link", "Network", "Plan", "Project", "Risk", "Times", "broken",
           "checked", "critical_path", "earned_value", "forecast", "level", "read_project", "read_sm", "text_of"]
