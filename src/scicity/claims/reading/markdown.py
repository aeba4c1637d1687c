"""Markdown: made HTML by its own parser, with the line in which each block begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from ..types import Passage
from .html import page_passages
from .text import decoded
from .unread import Tally


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of a Markdown file, tables and HTML inside it included."""
    text = decoded(path.read_bytes(), path.name)
    front = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    if front:  # a header for a program: its lines stay, so that places are right
        text = "\n" * front.group().count("\n") + text[front.end() :]
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1))
    yield from page_passages(parser.renderer.render(tokens, parser.options, {}), tally)
