"""Intake: what comes in by itself, from machines, clusters, catalogues and folders; recorded once,
through crashes and restarts.
"""

from .config import BadIntake, Intake, load_intake
from .run import Status, run, statuses

__all__ = ["BadIntake", "Intake", "Status", "load_intake", "run", "statuses"]
