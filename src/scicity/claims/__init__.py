"""Claims: which numbers of anybody's document are true, false, imprecise or unknown, by the ledger."""

from .check import check_document, check_passages
from .errors import UnreadableDocument
from .known import Memory as memory_of
from .read import read_document
from .show import as_html, as_word
from .types import Passage, Verdict

__all__ = ["Passage", "UnreadableDocument", "Verdict", "as_html", "as_word", "check_document", "check_passages", "memory_of",
           "read_document"]
