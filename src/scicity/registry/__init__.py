"""The registry: who and what the city is made of, each with a stable path and names in two
languages.
"""

from .errors import Problem, RegistryError
from .load import load_city, load_locale
from .locale import NO_CURRENCY, Currency, Identifier, Locale, at, find_city, here, settle
from .operating import codes_of, is_effective, is_external, is_staff, operators_of
from .people import Pseudonyms, pseudonyms
from .secret import kept_secret
from .types import STAGES, City, Entry, Name, Organisation

__all__ = [
    "NO_CURRENCY",
    "STAGES",
    "City",
    "Currency",
    "Entry",
    "Identifier",
    "Locale",
    "Name",
    "Organisation",
    "Problem",
    "Pseudonyms",
    "RegistryError",
    "at",
    "codes_of",
    "find_city",
    "here",
    "is_effective",
    "is_external",
    "is_staff",
    "kept_secret",
    "load_city",
    "load_locale",
    "operators_of",
    "pseudonyms",
    "settle",
]
