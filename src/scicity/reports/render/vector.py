"""Vega-Lite as SVG for a page, in its light or its dark colours: the page loads no script for
it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

INK, SOFT, LINE, BLUE = LIGHT = ("#16202a", "#55636f", "#d4dbe1", "#14508c")
DARK = ("#e6ebef", "#a3b0bb", "#33404b", "#82b4e8")
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"


def colours(dark: bool) -> tuple[str, str, str, str]:
    """Ink, soft ink, lines and the accent."""
    return DARK if dark else LIGHT


def accent(dark: bool) -> str:
    return colours(dark)[3]


def drawn(spec: dict[str, Any], dark: bool) -> str:
    ink, soft, line, _ = colours(dark)
    config = {
        "view": {"stroke": None},
        "font": FONT,
        "background": None,
        "legend": {"labelColor": ink, "titleColor": soft},
        "axis": {
            "gridColor": line,
            "domainColor": soft,
            "tickColor": soft,
            "labelColor": ink,
            "titleColor": soft,
        },
    }
    return _svg(
        json.dumps(
            {
                "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
                "config": config,
                "background": None,
                **spec,
            }
        )
    )


@lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    """Drawing takes a tenth of a second: what was drawn is kept."""
    import vl_convert

    made: str = vl_convert.vegalite_to_svg(spec)
    return made
