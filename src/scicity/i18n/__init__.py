"""What scicity says, in each of its languages: a folder a language, a file a room."""

from .catalogue import LOCALES, Catalogue, Unknown

__all__ = ["LOCALES", "Catalogue", "Unknown"]
