"""Claims: which numbers of anybody's document are true, false, imprecise or unknown, by the ledger."""

from .check import check_document, check_passages
from .errors import UnreadableDocument
from .read import read_document
from .types import Passage, Verdict

__all__ = ["Passage", "UnreadableDocument", "Verdict", "check_document", "check_passages", "read_document"]
