"""Names in two languages inside files that modellers write: `中文 | English` in one attribute."""

from __future__ import annotations

from scicity.registry.types import Name


def two(text: str | None, otherwise: str = "") -> Name:
    """`甲 | A` as a name; without a bar both languages show the same words."""
    zh, bar, en = (text or otherwise).partition("|")
    return Name(zh.strip(), en.strip() if bar and en.strip() else zh.strip())
