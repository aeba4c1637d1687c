"""The city for everybody: facilities, figures with their evidence, targets, what is being built.

Reads the ledger; keeps nothing of its own.
"""
