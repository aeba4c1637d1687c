"""Park services as processes and tables that officials read and change: one engine, any service.

No web in here.
"""

from .answers import answered
from .catalogue import Authority, Service, Version, load_services
from .errors import BadAnswer, BadProcess, NotOpen, ServiceError, Stuck
from .read import read_process
from .run import Running, begin, now_in, resume
from .tables import Table, check_table, read_tables
from .topics import TOPICS
from .types import APPLICANT, OUTCOMES, Decided, Field, Open, Process, Step

__all__ = [
    "APPLICANT",
    "OUTCOMES",
    "TOPICS",
    "Authority",
    "BadAnswer",
    "BadProcess",
    "Decided",
    "Field",
    "NotOpen",
    "Open",
    "Process",
    "Running",
    "Service",
    "ServiceError",
    "Step",
    "Stuck",
    "Table",
    "Version",
    "answered",
    "begin",
    "check_table",
    "load_services",
    "now_in",
    "read_process",
    "read_tables",
    "resume",
]
