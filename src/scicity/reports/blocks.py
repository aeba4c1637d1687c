"""Blocks in their place: whose figures a tile or a table shows, and what stands behind each of
their rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .place import Place
from .subjects import Subjects
from .tree import Block, Chart, Facts, Map, Notes, Pipeline, Quote, Ref, Sentence, Tiles, Timeline


def headed(place: Place, subjects: Subjects) -> tuple[str, ...]:
    """The entries that the nearest heading names, of those that name any."""
    return next((x for x in (subjects.paths(h) for h in place.above()) if x), ())


def subject_shown(
    block: Block, place: Place, subjects: Subjects, ref: Callable[[str], Ref]
) -> Block:
    """A tile of another subject than its section's says whose it is."""
    if not isinstance(block, Tiles):
        return block
    above = headed(place, subjects)
    between = "：" if subjects.language == "zh" else ": "

    def titled(n: str, title: str) -> str:
        x = ref(n)
        return title if above == (x.subject,) else f"{x.subject_name}{between}{title}"

    return replace(
        block, items=tuple((n, titled(n.ref, title), basis) for n, title, basis in block.items)
    )


def placed_wrongly(block: Block, place: Place, subjects: Subjects) -> str:
    """Why a table may not stand here: it names no subject, and the heading above names another."""
    if not isinstance(block, Facts) or block.many:
        return ""
    above = headed(place, subjects)
    own = next(
        (
            p
            for p, e in subjects.city.entries.items()
            if getattr(e.name, subjects.language) == block.rows[0].subject
        ),
        "",
    )
    if own in above:
        return ""
    under = ", ".join(getattr(subjects.city.entries[p].name, subjects.language) for p in above)
    return (
        f"the table is of {block.rows[0].subject}, and "
        + (f"stands under {under}" if under else "no heading says so")
        + f": put it under a heading that names {block.rows[0].subject}"
    )


def rows_of(block: Block, where: str, ref: Callable[[str], Ref]) -> list[Sentence]:
    """What stands behind each row, tile, event and picture of a block."""

    def row(text: str, *refs: str, quoted: bool = False, source: str = "") -> Sentence:
        return Sentence(
            text,
            "quoted" if quoted else "proven",
            where,
            "row",
            tuple(r for r in refs if r),
            source or (ref(refs[0]).where if quoted else ""),
        )

    match block:
        case Tiles():
            return [row(f"{title}: {n.text} ({basis})", n.ref) for n, title, basis in block.items]
        case Facts():
            return [
                row(
                    f"{f.subject} · {f.title}: {f.value.text} ({f.basis})",
                    f.value.ref,
                    quoted=isinstance(f.value, Quote),
                )
                for f in block.rows
            ]
        case Timeline():
            return [row(f"{e.date} {e.subject}: {e.text.text}", e.text.ref) for e in block.events]
        case Pipeline():
            return [row(f"{name}: {block.stages[at]}", r) for name, at, r in block.items]
        case Chart():
            return [row(block.caption, source=block.source)]
        case Map():
            return [
                row(f"{block.caption}: {district}, {names}", source="registry")
                for district, names in block.marked
            ]
        case Notes():
            return [row(f"{label}: {text}", source="audit") for label, text in block.items]
    return []
