"""Charts and the map as SVG, drawn on the server: pages load no script for them and show without a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from scicity.metrics import Figure
from scicity.reports.render.pictures import flat
from scicity.reports.render.vector import accent, colours, drawn


def chart(found: Sequence[Figure], language: str, dark: bool = False) -> str:
    """Bars by period, or by what the figures are split by; both: one colour each. The unit stands on the axis."""
    m = found[0].metric
    rows: list[dict[str, Any]] = [{"t": f.period, "v": None if f.value is None else float(f.value), "by": " · ".join(v or "–" for _, v in f.by)} for f in found]
    periods, split = {r["t"] for r in rows}, any(r["by"] for r in rows)
    value = {"field": "v", "type": "quantitative", "title": m.unit[language]}
    if split and len(periods) == 1:
        largest = sorted(rows, key=lambda r: -(r["v"] or 0))[:40]
        encoding: dict[str, Any] = {"y": {"field": "by", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 260}}, "x": value}
        return drawn({"data": {"values": largest}, "mark": {"type": "bar", "color": accent(dark)}, "encoding": encoding, "width": 520,
                       "height": {"step": 18}}, dark)
    encoding = {"x": {"field": "t", "type": "ordinal", "title": None, "axis": {"labelOverlap": True, "labelAngle": 0 if len(periods) <= 12 else -45}}, "y": value}
    if split:
        encoding["color"] = {"field": "by", "type": "nominal", "title": None}
    mark = {"type": "bar"} if split else {"type": "bar", "color": accent(dark)}
    return drawn({"data": {"values": rows}, "mark": mark, "encoding": encoding, "width": 760, "height": 240}, dark)


def trend(found: Sequence[Figure], dark: bool = False) -> str:
    rows = [{"t": f.period, "v": None if f.value is None else float(f.value)} for f in found]
    return drawn({"data": {"values": rows}, "mark": {"type": "line", "color": accent(dark), "strokeWidth": 1.5}, "width": 110, "height": 22, "padding": 1,
                  "encoding": {"x": {"field": "t", "type": "ordinal", "axis": None}, "y": {"field": "v", "type": "quantitative", "axis": None}}}, dark)


@lru_cache(maxsize=32)
def districts(shapes: bytes, marked: frozenset[str], points: tuple[tuple[str, float, float, float | None], ...], dark: bool) -> str:
    """The districts, those with a place of the registry in them filled, and points (name, longitude, latitude, value).

    A point's area is its value's share of the largest; one without a value is small. Points are drawn for places whose coordinates the registry gives.
    """
    ink, _, line, blue = colours(dark)
    features = [{"type": "Feature", "geometry": {"type": f["geometry"]["type"], "coordinates": flat(f["geometry"]["coordinates"])},
                 "properties": {"name": f["properties"]["name"], "marked": f["properties"]["name"] in marked}} for f in json.loads(shapes)["features"]]
    fill = {"condition": {"test": "datum.properties.marked", "value": line if points else blue}, "value": "transparent" if points else line}
    most = max((v or 0.0 for *_, v in points), default=0.0)
    rows = [{"name": n, "x": x, "y": y, "area": 24 + 700 * (v or 0.0) / most if most > 0 else 60} for n, x, y, v in points]
    layers: list[dict[str, Any]] = [{"data": {"values": features}, "mark": {"type": "geoshape", "stroke": ink, "strokeWidth": 0.4, "strokeOpacity": 0.5}, "encoding": {"fill": fill}}]
    if rows:
        place = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
        layers += [{"data": {"values": rows}, "mark": {"type": "circle", "color": accent(dark), "opacity": 0.7}, "encoding": {**place, "size": {"field": "area", "type": "quantitative", "scale": None}}},
                   {"data": {"values": rows}, "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 10, "color": ink}, "encoding": {**place, "text": {"field": "name"}}}]
    return drawn({"width": 380, "height": 380, "projection": {"type": "identity", "reflectY": True}, "layer": layers}, dark)
