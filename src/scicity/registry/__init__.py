"""The registry: who and what the city is made of, each with a stable path and names in two languages."""

from .errors import Problem, RegistryError
from .load import load_city
from .operating import codes_of, is_effective, is_external, is_staff, operators_of
from .people import Pseudonyms, pseudonyms
from .types import STAGES, City, Entry, Name, Organisation

__all__ = ["STAGES", "City", "Entry", "Name", "Organisation", "Problem", "Pseudonyms", "RegistryError",
           "codes_of", "is_effective", "is_external", "is_staff", "load_city", "operators_of", "pseudonyms"]
