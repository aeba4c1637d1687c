"""The command line. Each command parses, calls one function of a room, and prints."""

from .main import app

__all__ = ["app"]
