"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..types import Passage
from .lines import passages_of, unwrapped
from .text import decoded
from .unread import Tally


def passages(path: Path, _tally: Tally) -> Iterator[Passage]:
    """The passages of a text file."""
    yield from passages_of(unwrapped(decoded(path.read_bytes(), path.name).splitlines()))
