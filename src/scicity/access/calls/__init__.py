"""Calls for proposals, the units that they offer, and the forms that they ask."""
