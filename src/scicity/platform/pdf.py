"""PDFs by Typst, set with the fonts of the yearly report."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from scicity.reports.render.fonts import font_folder

from .phrases import say

HEAD = """#set page(
  paper: "a4",
  margin: (x: 22mm, y: 20mm),
  footer: context align(
    center,
    text(8pt, fill: gray)[#d.foot · #counter(page).display()],
  ),
)
#set text(font: ("Noto Sans CJK SC",), size: 10pt, lang: d.lang)
#set par(justify: true, leading: 0.75em)
#set table(stroke: 0.4pt + gray, inset: 5pt)
"""


def made(source: str, data: dict[str, Any]) -> bytes:
    """A document from a template and plain texts: what people typed goes in as data, never as
    markup.
    """
    import typst

    inputs = {"d": json.dumps(data, ensure_ascii=False)}
    compile_to: Any = typst.compile
    made = compile_to(
        source.encode(),
        sys_inputs=inputs,
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
    )
    return bytes(made)


def foot() -> str:
    return say("platform-pdf-simulated") if settings.ORIGIN == "simulated" else "scicity"
