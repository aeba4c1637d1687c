"""What every room with pages stands on: people and their rights, one way to change, the
chain of what changed, the outbox to the ledger, notices and mail, the frame of pages and of the
API.

Its tables carry the label of `access`, where they were first: stored names outlive rooms.
"""
