"""A report as PDF, set by Typst with fonts of a pinned package."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from scicity.ledger import show_moment

from ..tree import Chart, Map, Report, as_data
from .checked import note
from .fonts import font_folder
from .html import LABELS, label
from .icons import NAMES, icon
from .pictures import as_png, chart_spec, map_spec


def render_pdf(report: Report, districts: bytes) -> bytes:
    """The PDF's bytes, the same for the same report.

    Raises FontsMissing when there is no Chinese font.
    """
    import typst

    fonts = font_folder()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "icons").mkdir()
        for drawn in NAMES:
            (folder / "icons" / f"{drawn}.svg").write_text(icon(drawn, "#1f4e79"), "utf-8")
        (folder / "icons" / "cover.svg").write_text(icon("ring", "#3b5a78"), "utf-8")
        blocks = []
        for i, block in enumerate(report.blocks):
            data = as_data(block)
            for row in data.get("rows", ()):
                row["numeric"] = any(c.isdigit() for c in row["value"]["text"][:12])
            if isinstance(block, Chart | Map):
                spec = (
                    chart_spec(block, report.language, 560, 190)
                    if isinstance(block, Chart)
                    else map_spec(districts, block)
                )
                data["file"] = f"picture-{i}.png"
                (folder / data["file"]).write_bytes(as_png(spec, 2.5))
            blocks.append(data)
        (folder / "report.json").write_text(
            json.dumps(_data(report, blocks), ensure_ascii=False), "utf-8"
        )
        (folder / "report.typ").write_text(
            (resources.files("scicity.reports.render") / "templates" / "report.typ").read_text(
                "utf-8"
            ),
            "utf-8",
        )
        pdf: bytes = typst.compile(
            str(folder / "report.typ"), root=name, font_paths=[str(fonts)], ignore_system_fonts=True
        )
    return pdf


def _data(report: Report, blocks: list[Any]) -> dict[str, Any]:
    day = datetime.fromtimestamp(report.as_of / 1_000_000, UTC)
    refs = [
        as_data(x)
        | {
            "short": x.address
            if x.status == "declared"
            else x.definition_version.split(" ")[0] or x.address,
            "found": x.where or x.seal,
        }
        for x in report.refs
    ]
    return {
        "id": report.id,
        "language": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "city": report.city,
        "moment": show_moment(report.as_of),
        "date": [day.year, day.month, day.day],
        "blocks": blocks,
        "refs": refs,
        "note": as_data(note(report)),
        "status": {x.id: x.said for x in report.refs},
        "sources": as_data(report.sources),
        "labels": {name: label(name, report.language) for name in LABELS},
    }
