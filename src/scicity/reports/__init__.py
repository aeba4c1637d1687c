"""Reports: the account as published pages, each number with its evidence."""

from scicity.metrics import scope_of, zones_of

from .builds import (
    FORMATS,
    LANGUAGES,
    Build,
    Guard,
    build,
    builds,
    changed_files,
    open_build,
    rebuild,
    seal_of,
)
from .compare import Move, corrected_since, diff
from .errors import FalseReport, Fault, FontsMissing, ReportError
from .gather import Definition, Source, gather, load_definition
from .qualifiers import QUALIFIERS, Said, bears, keeps
from .signature import Verified, new_key, seal, verify_seal
from .signing import ROLES, SignOff, freeze, sign, sign_offs
from .tree import STANDINGS, Report, Sentence
from .wording import number, quantity

__all__ = [
    "FORMATS",
    "LANGUAGES",
    "QUALIFIERS",
    "ROLES",
    "STANDINGS",
    "Build",
    "Definition",
    "FalseReport",
    "Fault",
    "FontsMissing",
    "Guard",
    "Move",
    "Report",
    "ReportError",
    "Said",
    "Sentence",
    "SignOff",
    "Source",
    "Verified",
    "bears",
    "build",
    "builds",
    "changed_files",
    "corrected_since",
    "diff",
    "freeze",
    "gather",
    "keeps",
    "load_definition",
    "new_key",
    "number",
    "open_build",
    "quantity",
    "rebuild",
    "scope_of",
    "seal",
    "seal_of",
    "sign",
    "sign_offs",
    "verify_seal",
    "zones_of",
]
