"""The registry: who and what the city is made of, each with a stable path and names in two languages."""

from .errors import Problem, RegistryError
from .load import load_city
from .people import Pseudonyms, pseudonyms
from .types import STAGES, City, Entry, Name, Organisation

__all__ = ["STAGES", "City", "Entry", "Name", "Organisation", "Problem", "Pseudonyms", "RegistryError",
           "load_city", "pseudonyms"]
