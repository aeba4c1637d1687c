"""What each edit form of outputs shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import phrase

from ..models import (
    Output,
)
from ..words import (
    OUTPUT_KINDS,
)


def output(row: Output, person: Person) -> Lines:
    return {
        "kind": Line(phrase("common-kind"), row.kind, OUTPUT_KINDS),
        "title": Line(phrase("common-title"), row.title),
        "journal": Line(phrase("access-outputs-journal"), row.journal),
        "published": Line(phrase("access-outputs-date"), str(row.published or "")),
    }


OUTPUT = Shown(output)
