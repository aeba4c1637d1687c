"""Proposals: written, versioned, submitted, with their members."""
