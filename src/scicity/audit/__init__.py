"""Audit: where the account disagrees with itself, or would mislead if it were added up."""

from .account import Account, Series, account_of
from .rules import Finding, audit

__all__ = ["Account", "Finding", "Series", "account_of", "audit"]
