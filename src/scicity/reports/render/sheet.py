"""All figures of a report with their evidence, as an Excel workbook."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scicity.ledger import show_moment
from scicity.metrics import catalogue, definition_digest

from ..tree import Notes, Ref, Report
from .checked import kind_word, standing_word
from .html import label
from .zipped import settled

_HEAD = Font(bold=True, color="FFFFFF")
_FILL = PatternFill("solid", fgColor="1F4E79")


def render_sheet(report: Report) -> bytes:
    """The workbook's bytes, the same for the same report: figures, definitions, audit, sources."""
    book = Workbook()
    zh = report.language == "zh"
    first = book.active
    assert isinstance(first, Worksheet)
    _fill(
        first,
        "数字" if zh else "Figures",
        [
            "编号",
            "对象",
            "项目",
            "如文所述",
            "数值下限",
            "数值上限",
            "单位",
            "性质",
            "期间",
            "计数层级",
            "定义",
            "定义版本",
            "出处",
            "记录数",
            "封签",
            "地址",
            "说明",
        ]
        if zh
        else [
            "id",
            "subject",
            "what",
            "as printed",
            "value",
            "value to",
            "unit",
            "status",
            "period",
            "counts",
            "definition",
            "version",
            "where",
            "records",
            "seal",
            "address",
            "note",
        ],
        [_row(x, report) for x in report.refs],
        (24, 34, 34, 20, 16, 14, 14, 10, 22, 12, 30, 30, 26, 9, 26, 44, 30),
    )
    used = {x.definition_version.split(" ")[0] for x in report.refs if x.definition_version}
    used |= {x.definition for x in report.refs if x.definition in catalogue()}
    _fill(
        book.create_sheet(),
        "定义" if zh else "Definitions",
        ["指标", "名称", "定义", "单位", "来源", "版本", "摘要"]
        if zh
        else ["metric", "title", "definition", "unit", "source", "version", "digest"],
        [
            [
                m.id,
                m.title[report.language],
                m.definition[report.language],
                m.unit[report.language],
                m.source,
                m.version,
                definition_digest(m),
            ]
            for m in catalogue().values()
            if m.id in used
        ],
        (26, 30, 70, 14, 50, 8, 16),
    )
    _fill(
        book.create_sheet(),
        "审计" if zh else "Audit",
        ["类别", "所见"] if zh else ["kind", "finding"],
        [[label, text] for b in report.blocks if isinstance(b, Notes) for label, text in b.items],
        (30, 120),
    )
    _fill(
        book.create_sheet(),
        "来源" if zh else "Sources",
        ["文件", "记录时间", "SHA-256", "行"] if zh else ["file", "recorded at", "SHA-256", "rows"],
        [[s.name, s.recorded_at, s.digest, s.rows] for s in report.sources],
        (34, 34, 70, 10),
    )
    addresses = {x.id: x.address for x in report.refs}
    _fill(
        book.create_sheet(),
        "语句" if zh else "Sentences",
        [
            "性质",
            "编者",
            "类别",
            "章节",
            "语句",
            "地址",
            "出处",
            "未绑定的数",
            "数字之外的词",
            "模板",
        ]
        if zh
        else [
            "standing",
            "editor",
            "kind",
            "section",
            "text",
            "address",
            "source",
            "numbers without a figure",
            "words beyond the figure",
            "template",
        ],
        [
            [
                standing_word(s.standing, report.language),
                report.editor if s.standing == "vouched" else "",
                kind_word(s.kind, report.language),
                s.section,
                s.text,
                ", ".join(addresses[r] for r in s.refs),
                s.source,
                ", ".join(s.numbers),
                ", ".join(s.beyond),
                s.where,
            ]
            for s in report.sentences
        ],
        (12, 26, 10, 30, 90, 44, 26, 20, 26, 28),
    )
    moment = datetime.fromtimestamp(report.as_of / 1_000_000, UTC).replace(tzinfo=None)
    book.properties.title, book.properties.creator = report.title, report.city
    book.properties.description = f"{label('as_of', report.language)} {show_moment(report.as_of)}"
    book.properties.created = book.properties.modified = moment
    out = io.BytesIO()
    book.save(out)
    return settled(_timeless(out.getvalue(), moment), report.as_of)


def _row(x: Ref, report: Report) -> list[Any]:
    low, _, high = x.value.partition("..")
    return [
        x.id,
        x.subject_name,
        x.title,
        x.shown,
        _number(low),
        _number(high),
        x.unit,
        label(x.said, report.language),
        x.period,
        x.counting,
        x.definition,
        x.definition_version,
        x.where,
        x.records or None,
        x.seal,
        x.address,
        x.note,
    ]


def _number(text: str) -> float | str | None:
    try:
        return float(Fraction(text)) if text else None
    except ValueError:
        return text


def _fill(
    sheet: Worksheet, name: str, head: list[str], rows: list[list[Any]], widths: tuple[int, ...]
) -> None:
    sheet.title = name
    for r, row in enumerate([head, *rows], 1):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            if isinstance(value, str):  # never a formula, whatever a source wrote
                cell.value = value
                cell.data_type = "s"
            else:
                cell.value = value
            if r == 1:
                cell.font, cell.fill = _HEAD, _FILL
            elif isinstance(value, str) and len(value) > 60:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for c, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(c)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _timeless(archive: bytes, moment: datetime) -> bytes:
    """The library writes the moment of saving into the properties: put the report's there."""

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*",
                    rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(),
                    content,
                )
            new.writestr(name, content)
    return out.getvalue()
