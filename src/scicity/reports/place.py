"""Where a sentence stands: what headings, lead and paragraph say before it, and what was cut off
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .sentences import Said


@dataclass
class Place:
    """Where the reader is: headings above by level, what the section's lead and the paragraph say,
    names said before.
    """

    # `scrap` and `lost` are what was cut off after and before a sentence: a word or three that are
    # none by themselves.
    headings: dict[int, Said] = field(default_factory=dict)
    lead: str = ""
    paragraph: str = ""
    before: str = ""
    named: tuple[str, ...] = ()
    scrap: str = ""
    lost: str = ""

    def enter(self, level: int, heading: Said) -> None:
        self.headings = {k: v for k, v in self.headings.items() if k < level} | {level: heading}
        self.lead = ""

    def above(self) -> Iterator[Said]:
        """The headings above, the nearest first."""
        yield from (self.headings[k] for k in sorted(self.headings, reverse=True))
