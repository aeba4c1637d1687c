"""Everything that changes services, cases and registers: a function a verb, a transaction each."""
