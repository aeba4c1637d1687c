"""Why a document cannot be checked."""

from __future__ import annotations

from scicity.reports import ReportError


class UnreadableDocument(ReportError):
    """The file is not what its name says, or holds no text."""
