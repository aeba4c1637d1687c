"""Claims: which numbers of anybody's document are true, false, imprecise or unknown, by the
ledger.
"""

from .check import check_document, check_passages
from .errors import UnreadableDocument
from .guard import second_look
from .known import Memory as memory_of
from .reading import FORMATS, Reading, Unread, read, read_document, told
from .show import as_html, as_word
from .types import Passage, Verdict

__all__ = [
    "FORMATS",
    "Passage",
    "Reading",
    "Unread",
    "UnreadableDocument",
    "Verdict",
    "as_html",
    "as_word",
    "check_document",
    "check_passages",
    "memory_of",
    "read",
    "read_document",
    "second_look",
    "told",
]
