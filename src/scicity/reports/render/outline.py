"""A report's blocks as an outline: parts hold sections, sections hold cards."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..tree import Block, Heading, Report


@dataclass
class Node:
    """A heading with what stands under it. The outermost has none."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    under: list[Node] = field(default_factory=list)


def outline(report: Report) -> Node:
    """The tree of headings down to the third level; deeper headings stay blocks of their card."""
    root = Node(None)
    path = [root]
    for block in report.blocks:
        if isinstance(block, Heading) and block.level <= 3:
            while len(path) > 1 and (
                path[-1].heading is None or path[-1].heading.level >= block.level
            ):
                path.pop()
            node = Node(block)
            path[-1].under.append(node)
            path.append(node)
        else:
            path[-1].blocks.append(block)
    return root
