"""How planners write links and needs in one cell: `A1FS+3; B2SS-1` and `crane:1; crew:4`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .project import Link

_ONE = re.compile(r"(?P<id>.+?)(?:(?P<kind>FS|SS|FF|SF)(?P<lag>[+-]\d+)?)?")
_NEED = re.compile(r"(?P<name>[^:]+):\s*(?P<amount>\d+)")


def parts(text: str) -> list[str]:
    return [p.strip() for p in re.split(r"[;；，,\n]", text) if p.strip()]


def read_links(after: str, text: str) -> list[Link]:
    """The links that lead to an activity. ValueError: which part cannot be read."""
    found = []
    for part in parts(text):
        match = _ONE.fullmatch(part.replace(" ", ""))
        if match is None:
            raise ValueError(f"{part!r} is no link; write like A1FS+3 or B2")
        found.append(Link(match["id"], after, match["kind"] or "FS", int(match["lag"] or 0)))  # type: ignore[arg-type]
    return found


def write_links(after: str, links: Iterable[Link]) -> str:
    def one(link: Link) -> str:
        plain = link.kind == "FS" and not link.lag
        return (
            link.before
            if plain
            else f"{link.before}{link.kind}{f'{link.lag:+d}' if link.lag else ''}"
        )

    return "; ".join(one(link) for link in links if link.after == after)


def read_needs(text: str) -> dict[str, int]:
    """Amounts by resource. ValueError: which part cannot be read."""
    found = {}
    for part in parts(text):
        match = _NEED.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is no need; write like crane:1")
        found[match["name"].strip()] = int(match["amount"])
    return found


def write_needs(needs: Mapping[str, int]) -> str:
    return "; ".join(f"{name}:{amount}" for name, amount in needs.items())
