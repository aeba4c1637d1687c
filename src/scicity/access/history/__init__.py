"""The chain of changes, mails and refused records, as pages and over the API."""
