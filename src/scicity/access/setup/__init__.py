"""What a user office sets up, as one table of kinds: their fields, who may, what depends on a row,
what a change does.
"""
