"""Facilities, their units, cycles and periods; who operates them, what they report."""
