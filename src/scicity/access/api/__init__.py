"""The API: its door, its operations."""

from .routes import api

__all__ = ["_setups", "api"]
