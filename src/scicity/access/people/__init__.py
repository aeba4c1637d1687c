"""One's own account, clearances, and what becomes of it all when somebody leaves."""
