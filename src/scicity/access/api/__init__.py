"""The API: its door, its operations."""

from . import setups as _setups
from .routes import api

__all__ = ["_setups", "api"]
