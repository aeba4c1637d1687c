"""Reports: the account as published pages, each number with its evidence."""

from .chapter import Chapter, Measured, Section, Subject, build_chapter, chapter
from .scopes import scope_of
from .wording import measured, number, quantity

__all__ = ["Chapter", "Measured", "Section", "Subject", "build_chapter", "chapter", "measured", "number", "quantity", "scope_of"]
