"""Charts and maps as Vega-Lite specifications, and as pictures for print."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..tree import Chart, Language, Map

INK, BLUE, LINE = "#1a2733", "#1f4e79", "#8a99a8"
_FONT = "Noto Sans CJK SC, system-ui, sans-serif"


def chart_spec(
    chart: Chart, language: Language, width: int | str = "container", height: int = 200
) -> dict[str, Any]:
    """Bars by period, with the unit on the axis; hollow ones where a part is covered, a grey band
    where nothing is.
    """
    title = {"zh": "日期", "en": "day"}[language]
    spec = _bars(chart, title, width, height)
    if not (chart.partly or chart.gaps):
        return spec
    x = spec["encoding"]["x"]
    for point in spec["data"]["values"]:
        point["partly"] = point["t"] in chart.partly
    bars = {
        "mark": {**spec.pop("mark"), "stroke": BLUE, "strokeWidth": 0.8},
        "encoding": {
            **spec.pop("encoding"),
            "fillOpacity": {"condition": {"test": "datum.partly", "value": 0.15}, "value": 1},
        },
    }
    band = {
        "data": {"values": [{"t": t} for t in chart.gaps]},
        "mark": {"type": "bar", "color": LINE, "opacity": 0.25},
        "encoding": {"x": x, "y": {"value": 0}, "y2": {"value": "height"}},
    }
    return {**spec, "layer": [*([band] if chart.gaps else []), bars]}


def _bars(chart: Chart, title: str, width: int | str, height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "data": {"values": [{"t": t, "v": float(Fraction(v))} for t, v in chart.points]},
        "mark": {"type": "bar", "color": BLUE, "tooltip": True},
        "encoding": {
            "x": {
                "field": "t",
                "type": "temporal",
                "timeUnit": "utcyearmonthdate",
                "title": None,
                "scale": {"type": "utc"},
                "axis": {"format": "%Y-%m-%d", "labelOverlap": True, "tickCount": 6},
            },
            "y": {"field": "v", "type": "quantitative", "title": chart.unit},
            "tooltip": [
                {"field": "t", "title": title},
                {"field": "v", "title": chart.unit, "format": ",.1f"},
            ],
        },
        "config": {
            "view": {"stroke": None},
            "font": _FONT,
            "background": None,
            "axis": {
                "gridColor": "#e3e8ed",
                "domainColor": LINE,
                "tickColor": LINE,
                "labelColor": INK,
                "titleColor": INK,
            },
        },
    }


def map_spec(districts: bytes, drawn: Map, width: int = 420) -> dict[str, Any]:
    """The districts, those with something in them filled.

    Longitudes are shortened by the cosine of the latitude.
    """
    shapes = json.loads(districts)
    shrink = shrunk(shapes)
    marked = dict(drawn.marked)
    features = []
    for f in shapes["features"]:
        name = f["properties"]["name"]
        geometry = {
            "type": f["geometry"]["type"],
            "coordinates": flat(f["geometry"]["coordinates"], shrink),
        }
        features.append(
            {
                "type": "Feature",
                "geometry": geometry,
                "properties": {"name": name, "marked": name in marked},
            }
        )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": int(width * 0.95),
        "data": {"values": features},
        "projection": {"type": "identity", "reflectY": True},
        "mark": {"type": "geoshape", "stroke": LINE, "strokeWidth": 0.8, "tooltip": True},
        "encoding": {
            "fill": {
                "condition": {"test": "datum.properties.marked", "value": BLUE},
                "value": "#eef2f5",
            },
            "tooltip": [{"field": "properties.name", "title": " "}],
        },
        "config": {"view": {"stroke": None}, "font": _FONT, "background": None},
    }


def shrunk(shapes: dict[str, Any]) -> float:
    """By how much a degree of longitude is shorter than one of latitude in the middle of shapes
    (GeoJSON, WGS 84).
    """
    north: list[float] = []

    def note(coordinates: Any) -> None:
        if isinstance(coordinates[0], int | float):
            north.append(coordinates[1])
        else:
            for c in coordinates:
                note(c)

    for f in shapes["features"]:
        note(f["geometry"]["coordinates"])
    return math.cos(math.radians((min(north) + max(north)) / 2)) if north else 1.0


def flat(coordinates: Any, shrink: float) -> Any:
    """Longitudes shortened, so that shapes keep their shape."""
    if isinstance(coordinates[0], int | float):
        return [coordinates[0] * shrink, coordinates[1]]
    return [flat(c, shrink) for c in coordinates]


def as_png(spec: dict[str, Any], scale: float = 3) -> bytes:
    """A picture for print; its letters are drawn, so that a text reader does not take an axis for a
    statement.
    """
    return _drawn(json.dumps(spec), scale)


@lru_cache(maxsize=64)
def _drawn(spec: str, scale: float) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(spec, scale=scale)
    return drawn


@lru_cache(maxsize=64)
def icon_png(svg: str, scale: float = 4) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return drawn
