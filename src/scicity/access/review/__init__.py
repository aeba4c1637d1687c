"""Feasibility, panels, scores and conflicts of interest."""
