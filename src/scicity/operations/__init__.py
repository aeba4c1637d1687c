"""Keeping an installation well: backups of both stores in one step, restoring, and what is wrong
with it.
"""
