"""Reports: the account as published pages, each number with its evidence."""

from scicity.metrics import scope_of, zones_of

from .builds import FORMATS, LANGUAGES, ROLES, Build, build, builds, changed_files, freeze, open_build, rebuild, sign
from .compare import Move, diff
from .errors import FalseReport, Fault, FontsMissing, ReportError
from .gather import Definition, Source, gather, load_definition
from .qualifiers import QUALIFIERS, Said, bears, keeps
from .signature import new_key, seal, verify_seal
from .tree import Report
from .wording import number, quantity

__all__ = ["FORMATS", "LANGUAGES", "QUALIFIERS", "ROLES", "Build", "Definition", "FalseReport", "Fault", "FontsMissing", "Move", "Report", "ReportError", "Said", "Source", "bears",
           "build", "builds", "changed_files", "diff", "freeze", "gather", "keeps", "load_definition", "new_key", "number", "open_build",
           "quantity", "rebuild", "scope_of", "seal", "sign", "verify_seal", "zones_of"]
