"""Reading: any document as passages with places, and what of it was not read."""

from .document import FORMATS, Reading, read, read_document
from .unread import Tally, Unread, told

__all__ = ["FORMATS", "Reading", "Tally", "Unread", "read", "read_document", "told"]
