"""Facilities being planned and built: the pages and records around the mathematics of
`programme`.
"""
