"""Targets set beside what was stated since: how far, how fast, and how likely in time. No web in here."""

from .outlook import Outlook, State, outlook
from .targets import Reading, Target, policies_of, readings_of, targets_of

__all__ = ["Outlook", "Reading", "State", "Target", "outlook", "policies_of", "readings_of", "targets_of"]
