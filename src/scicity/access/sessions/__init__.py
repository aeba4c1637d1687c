"""Sessions: safety, visits, shipments, the run log."""
