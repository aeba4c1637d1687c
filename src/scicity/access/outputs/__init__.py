"""Papers and data that came of it: claimed, confirmed, corrected."""
