"""The API: its door, its operations."""

from .routes import api

__all__ = ["api"]
