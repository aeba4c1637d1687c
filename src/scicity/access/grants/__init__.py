"""What was granted beyond sessions, and how it is drawn."""
