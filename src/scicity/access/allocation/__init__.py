"""What was given to whom: decisions, letters, shares, and the plans that give it its time."""
