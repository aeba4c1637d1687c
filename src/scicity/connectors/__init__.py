"""Connectors: one module a source, each turning a file into batches for the ledger."""
