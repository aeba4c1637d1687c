"""The chapter as one HTML file: no server, no network, both languages, every number opens its evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scicity.ledger import show_moment
from scicity.metrics import address, definition_digest

from . import wording

if TYPE_CHECKING:
    from .chapter import Chapter, Measured

_BOTH: tuple[wording.Language, ...] = ("zh", "en")


def render(chapter: Chapter) -> str:
    """The page as text."""
    env = Environment(loader=PackageLoader("scicity.reports"), autoescape=True, undefined=StrictUndefined,
                      trim_blocks=True, lstrip_blocks=True)
    env.globals |= {
        "both": both, "word": lambda group, key: both({lang: wording.word(group, key, lang) for lang in _BOTH}),
        "quantity": lambda s: both({lang: wording.quantity(s, lang) for lang in _BOTH}),
        "period": lambda s: both({lang: wording.period(s, lang) for lang in _BOTH}),
        "measured": lambda f: both({lang: wording.measured(f, lang) for lang in _BOTH}),
        "moment": show_moment, "address": address, "definition_digest": definition_digest, "chart": _chart,
        "bundle": Markup(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").replace("</script", "<\\/script")),
    }
    names = {e.path: {"zh": e.name.zh, "en": e.name.en} for e in chapter.city.entries.values()}
    return env.get_template("chapter.html.j2").render(c=chapter, names=names)


def both(text: dict[str, str] | Any) -> Markup:
    """A text in both languages; the page shows the one that the reader chose."""
    if text["zh"] == text["en"]:
        return Markup("{}").format(text["zh"])
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(text["zh"], text["en"])


def _chart(m: Measured) -> Markup:
    """A Vega-Lite specification of core-hours by day, as JSON that is safe inside a script element."""
    values = [{"day": f.period, "v": float(f.value or 0)} for f in m.daily]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": "container", "height": 180,
        "data": {"values": values}, "mark": {"type": "bar", "color": "#2f6690", "tooltip": True},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None,
                  "axis": {"format": "%Y-%m-%d", "labelOverlap": True}, "scale": {"type": "utc"}},
            "y": {"field": "v", "type": "quantitative", "title": "核小时 · core-h"},
            "tooltip": [{"field": "day", "title": "日 day"}, {"field": "v", "title": "核小时 core-h", "format": ",.1f"}],
        },
        "config": {"view": {"stroke": None}, "font": "system-ui", "background": None},
    }
    return Markup(json.dumps(spec, ensure_ascii=False).replace("</", "<\\/"))
