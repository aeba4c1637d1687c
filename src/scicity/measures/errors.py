"""What is wrong with a unit or a measure, in words."""

from __future__ import annotations


class MeasureError(ValueError):
    """A unit or a measure that cannot be used as asked. The text says what to do."""


class UnknownUnit(MeasureError):
    """A spelling that is no unit known here."""


class NotConvertible(MeasureError):
    """Two units of different dimensions: persons are no visits, cores no core-hours."""
