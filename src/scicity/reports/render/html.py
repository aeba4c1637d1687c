"""A report as one HTML file: no server, no network, every number opens its evidence."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scicity.ledger import show_moment

from ..tree import Chart, Language, Map, Report
from ..wording import grouped, word
from .checked import note
from .icons import icon
from .outline import outline
from .pictures import chart_spec, map_spec

LABELS = {
    "skip": ("跳到正文", "Skip to the text"),
    "declared": ("申报", "declared"),
    "measured": ("实测", "measured"),
    "derived": ("推算", "derived"),
    "partly covered": ("部分覆盖", "partly covered"),
    "not covered": ("未覆盖", "not covered"),
    "quoted": ("引述", "quoted"),
    "simulated": ("模拟", "simulated"),
    "target": ("目标", "target"),
    "subject": ("对象", "Subject"),
    "what": ("项目", "What"),
    "value": ("数值或状态", "Value or state"),
    "basis": ("口径", "Basis"),
    "evidence": ("证据", "Evidence"),
    "as_of": ("账本截至", "Ledger as of"),
    "period": ("期间", "Period"),
    "counting": ("计数层级", "Counts"),
    "where": ("出处", "Where"),
    "definition": ("定义", "Definition"),
    "version": ("定义版本", "Version"),
    "records": ("记录数", "Records"),
    "seal": ("封签", "Seal"),
    "checked": ("核查", "Checked"),
    "address": ("地址", "Address"),
    "note": ("说明", "Note"),
    "sources": ("来源文件", "Sources"),
    "recorded": ("记录时间", "Recorded"),
    "rows": ("行", "Rows"),
    "close": ("关闭", "Close"),
    "contents": ("目录", "Contents"),
    "other": ("English", "中文"),
    "all": ("全部数字", "All figures"),
    "table": ("数据表", "The figures as a table"),
    "verify": ("复算", "Verify"),
    "day": ("日期", "Day"),
    "stage": ("阶段", "Stage"),
    "foot": (
        "由 scicity 生成。申报数字由文件出具者负责；实测数字可复算。",
        (
            "Made by scicity. Declared figures are their document’s; measured ones can be computed"
            " again."
        ),
    ),
}


@lru_cache(maxsize=1)
def _bundle() -> Markup:
    import vl_convert

    return Markup(
        vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").replace(
            "</script", "<\\/script"
        )
    )


def label(name: str, language: Language) -> str:
    return LABELS[name][0 if language == "zh" else 1]


def render_html(report: Report, districts: bytes) -> bytes:
    """The page, with the same name in the other language as its neighbour."""
    env = Environment(
        loader=PackageLoader("scicity.reports.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = report.language

    def spec(block: Chart | Map) -> Markup:
        drawn = (
            chart_spec(block, language) if isinstance(block, Chart) else map_spec(districts, block)
        )
        return Markup(json.dumps(drawn, ensure_ascii=False, sort_keys=True).replace("</", "<\\/"))

    def rows(block: Chart) -> list[tuple[str, str]]:
        """A chart's table: a value of a part says so, and a period without any."""
        partly = f" ({label('partly covered', language)})"
        shown = {
            t: grouped(Fraction(v), 1) + (partly if t in block.partly else "")
            for t, v in block.points
        }
        return sorted((shown | dict.fromkeys(block.gaps, label("not covered", language))).items())

    env.globals |= {
        "say": lambda name: label(name, language),
        "spec": spec,
        "rows": rows,
        "icon": lambda name: Markup(icon(name)),
        "kind": lambda block: type(block).__name__,
        "word": lambda group, key: word(group, key, language),
        "moment": show_moment(report.as_of),
        "bundle": _bundle(),
        "other": "en" if language == "zh" else "zh",
        "drawn": any(isinstance(b, Chart | Map) for b in report.blocks),
    }
    text = env.get_template("report.html.j2").render(
        r=report, note=note(report), root=outline(report), refs={x.id: x for x in report.refs}
    )
    return text.encode()
