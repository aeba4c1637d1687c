"""Charts and the map as SVG, drawn on the server: pages load no script for them and show without a
network.

What is not covered has no bar and no point: there a chart has a gap and says so. What is covered in
part is drawn hollow.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from scicity.metrics import Figure, coverage_words, status_word
from scicity.reports.render.pictures import flat, shrunk
from scicity.reports.render.vector import accent, colours, drawn

WHOLE = {"zh": "全部覆盖", "en": "covered"}
PARTLY = {"zh": "部分覆盖", "en": "partly covered"}
NONE = {"zh": "未覆盖", "en": "not covered"}
SHOWN = 40
NOTES = 3
_HOLLOW = {"test": "datum.partly", "value": 0.15}


def _rows(found: Sequence[Figure], language: str) -> list[dict[str, Any]]:
    """What a chart draws: `v` is null where there is no value, and `said` then says why."""
    rows = []
    for f in found:
        said = (
            status_word(f, language)
            if f.value is None and f.status == "not covered"
            else "–"
            if f.value is None
            else ""
        )
        rows.append(
            {
                "t": f.period,
                "v": None if f.value is None else float(f.value),
                "by": " · ".join(v or "–" for _, v in f.by),
                "said": said,
                "none": f.status == "not covered",
                "partly": f.status == "partly covered",
            }
        )
    return rows


def _notes(found: Sequence[Figure], language: str, named: Callable[[str], str]) -> list[str]:
    """Who is missing, in a few lines: each reason once."""
    said = list(dict.fromkeys(w for f in found if (w := coverage_words(f, language, named))))
    # by period the same places are missing to another part each: the reason is told, the parts are
    # drawn
    short = list(
        dict.fromkeys(w.partition("：" if language == "zh" else ": ")[2] or w for w in said)
    )
    return [*short[:NOTES], *(["…"] if len(short) > NOTES else [])]


def chart(
    found: Sequence[Figure], language: str, dark: bool = False, named: Callable[[str], str] = str
) -> str:
    """Bars by period, or by what the figures are split by; both: one colour each.

    The unit stands on the axis.

    `named`: the name of a place for its path, for the note on who is missing.
    """
    m = found[0].metric
    rows = _rows(found, language)
    periods, split = {r["t"] for r in rows}, any(r["by"] for r in rows)
    soft = colours(dark)[1]
    head: dict[str, Any] = {}
    if notes := _notes(found, language, named):
        states = [
            *([f"▯ {PARTLY[language]}"] if any(r["partly"] for r in rows) else []),
            *([f"░ {NONE[language]}"] if any(r["none"] for r in rows) else []),
        ]
        lines = [" · ".join(states), *notes] if states else notes
        head = {
            "title": {
                "text": lines,
                "anchor": "start",
                "fontSize": 11,
                "fontWeight": "normal",
                "color": soft,
                "limit": 760,
            }
        }
    if all(r["v"] is None for r in rows):  # an axis without a value would read as nothing measured
        return drawn(
            {
                **head,
                "data": {"values": [{"said": rows[0]["said"]}]},
                "mark": {"type": "text", "color": soft, "fontSize": 13},
                "encoding": {"text": {"field": "said"}},
                "width": 520,
                "height": 60,
            },
            dark,
        )
    value = {"field": "v", "type": "quantitative", "title": m.unit[language]}
    bar: dict[str, Any] = {
        "type": "bar",
        "color": accent(dark),
        "stroke": accent(dark),
        "strokeWidth": 0.8,
    }
    hollow = {"fillOpacity": {"condition": _HOLLOW, "value": 1}}
    if split and len(periods) == 1:
        largest = sorted((r for r in rows if r["v"] is not None), key=lambda r: -r["v"])
        empty = [r for r in rows if r["v"] is None]
        kept = [*largest[: max(SHOWN - len(empty), SHOWN // 2)], *empty][:SHOWN]
        y = {
            "field": "by",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"labelLimit": 260},
        }
        said = {
            "transform": [{"filter": "datum.v === null"}],
            "mark": {"type": "text", "align": "left", "color": soft, "x": 4, "fontSize": 10},
            "encoding": {"y": y, "text": {"field": "said"}},
        }
        return drawn(
            {
                **head,
                "data": {"values": kept},
                "layer": [{"mark": bar, "encoding": {"y": y, "x": value, **hollow}}, said],
                "width": 520,
                "height": {"step": 18},
            },
            dark,
        )
    axis = {"labelOverlap": True, "labelAngle": 0 if len(periods) <= 12 else -45}
    x = {"field": "t", "type": "ordinal", "title": None, "axis": axis}
    bars: dict[str, Any] = {"x": x, "y": value, **hollow}
    if split:
        bars["color"] = {"field": "by", "type": "nominal", "title": None}
        bar = {"type": "bar", "strokeWidth": 0.8}
    layers: list[dict[str, Any]] = [{"mark": bar, "encoding": bars}]
    gone = sorted(t for t in periods if all(r["none"] for r in rows if r["t"] == t))
    if gone:  # a grey band from bottom to top: here nobody knows
        layers.insert(
            0,
            {
                "data": {"values": [{"t": t} for t in gone]},
                "mark": {"type": "rect", "color": soft, "opacity": 0.15},
                "encoding": {"x": x},
            },
        )
    order = {"sort": sorted(periods)}
    for layer in layers:
        layer["encoding"]["x"] = {**x, **order}
    return drawn(
        {**head, "data": {"values": rows}, "layer": layers, "width": 760, "height": 240}, dark
    )


def trend(found: Sequence[Figure], dark: bool = False) -> str:
    """A small line.

    It breaks where nothing is covered; a value of a part stands alone, as a hollow point.
    """
    rows = [
        {
            "t": f.period,
            "v": None if f.value is None or f.status != "measured" else float(f.value),
            "p": float(f.value) if f.value is not None and f.status == "partly covered" else None,
        }
        for f in found
    ]
    # a value between two gaps is no line: it is a point
    known = [r["v"] is not None for r in rows]
    for i, r in enumerate(rows):
        r["one"] = (
            r["v"]
            if known[i] and not any(known[max(i - 1, 0) : i] + known[i + 1 : i + 2])
            else None
        )
    x = {"field": "t", "type": "ordinal", "axis": None}

    def of(field: str, mark: dict[str, Any]) -> dict[str, Any]:
        return {
            "mark": {"color": accent(dark), **mark},
            "encoding": {"x": x, "y": {"field": field, "type": "quantitative", "axis": None}},
        }

    layers = [
        of("v", {"type": "line", "strokeWidth": 1.5}),
        of("one", {"type": "point", "filled": True, "size": 8}),
        of("p", {"type": "point", "filled": False, "size": 8, "strokeWidth": 1}),
    ]
    used = [
        layer
        for layer, field in zip(layers, ("v", "one", "p"), strict=True)
        if any(r[field] is not None for r in rows)
    ]
    if not used:  # nothing is covered: an empty picture, not a line at the bottom
        return drawn(
            {
                "data": {"values": [{}]},
                "mark": {"type": "point", "opacity": 0},
                "width": 110,
                "height": 22,
                "padding": 1,
            },
            dark,
        )
    return drawn(
        {"data": {"values": rows}, "layer": used, "width": 110, "height": 22, "padding": 1}, dark
    )


@lru_cache(maxsize=32)
def districts(
    shapes: bytes,
    marked: frozenset[str],
    points: tuple[tuple[str, float, float, float | None, str], ...],
    dark: bool,
) -> str:
    """The districts, those with a place of the registry in them filled, and points (name,
    longitude, latitude, value, what is missing).

    A point's area is its value's share of the largest; one without a value, or with a part of it,
    is hollow. Points are drawn for places whose coordinates the registry gives.
    """
    ink, _, line, blue = colours(dark)
    known = json.loads(shapes)
    shrink = shrunk(known)
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": f["geometry"]["type"],
                "coordinates": flat(f["geometry"]["coordinates"], shrink),
            },
            "properties": {
                "name": f["properties"]["name"],
                "marked": f["properties"]["name"] in marked,
            },
        }
        for f in known["features"]
    ]
    fill = {
        "condition": {"test": "datum.properties.marked", "value": line if points else blue},
        "value": "transparent" if points else line,
    }
    most = max((v or 0.0 for *_, v, _ in points), default=0.0)
    rows = [
        {
            "name": n,
            "x": x * shrink,
            "y": y,
            "area": 24 + 700 * (v or 0.0) / most if most > 0 else 60,
            "hollow": bool(said),
        }
        for n, x, y, v, said in points
    ]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": features},
            "mark": {"type": "geoshape", "stroke": ink, "strokeWidth": 0.4, "strokeOpacity": 0.5},
            "encoding": {"fill": fill},
        }
    ]
    if rows:
        place = {
            "longitude": {"field": "x", "type": "quantitative"},
            "latitude": {"field": "y", "type": "quantitative"},
        }
        dot = {
            "type": "circle",
            "color": accent(dark),
            "stroke": accent(dark),
            "strokeWidth": 1,
            "opacity": 0.7,
        }
        layers += [
            {
                "data": {"values": rows},
                "mark": dot,
                "encoding": {
                    **place,
                    "size": {"field": "area", "type": "quantitative", "scale": None},
                    "fillOpacity": {"condition": {"test": "datum.hollow", "value": 0}, "value": 1},
                },
            },
            {
                "data": {"values": rows},
                "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 10, "color": ink},
                "encoding": {**place, "text": {"field": "name"}},
            },
        ]
    return drawn(
        {
            "width": 380,
            "height": 380,
            "projection": {"type": "identity", "reflectY": True},
            "layer": layers,
        },
        dark,
    )
