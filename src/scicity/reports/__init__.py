"""Reports: the account as published pages, each number with its evidence."""

from .errors import FalseReport, Fault, FontsMissing, ReportError
from .gather import Definition, Source, gather, load_definition
from .qualifiers import QUALIFIERS, Said, bears, keeps
from .scopes import scope_of
from .tree import Report
from .wording import measured, number, quantity

__all__ = ["QUALIFIERS", "Definition", "FalseReport", "Fault", "FontsMissing", "Report", "ReportError", "Said", "Source", "bears",
           "gather", "keeps", "load_definition", "measured", "number", "quantity", "scope_of"]
