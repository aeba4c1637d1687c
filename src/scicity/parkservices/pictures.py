"""Parcels on a map, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scicity.reports.render.pictures import flat, shrunk
from scicity.reports.render.vector import colours, drawn

from .models import Parcel

USES = {
    "zh": ("工业为主", "研发为主", "混合"),
    "en": ("mostly industry", "mostly research", "mixed"),
}


def parcels(rows: Sequence[Parcel], language: str, dark: bool = False) -> str:
    """Each parcel by its main use; its code stands in it.

    North is up; the map is to scale, without a background.
    """
    ink, _, _, _ = colours(dark)
    industry, research, mixed = USES[language]
    shrink = shrunk({"features": [{"geometry": p.shape} for p in rows]})
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": flat(p.shape["coordinates"], shrink)},
            "properties": {
                "use": industry if p.industry >= 60 else research if p.research >= 60 else mixed
            },
        }
        for p in rows
    ]
    labels = [
        {"x": x, "y": y, "code": p.code} for p in rows for x, y in [flat(_middle(p.shape), shrink)]
    ]
    place = {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": features},
            "mark": {"type": "geoshape", "stroke": ink, "strokeWidth": 0.8, "fillOpacity": 0.35},
            "encoding": {
                "fill": {
                    "field": "properties.use",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": [industry, research, mixed]},
                }
            },
        },
        {
            "data": {"values": labels},
            "mark": {"type": "text", "color": ink, "fontSize": 10},
            "encoding": {**place, "text": {"field": "code"}},
        },
    ]
    return drawn(
        {
            "width": 560,
            "height": 360,
            "projection": {"type": "identity", "reflectY": True},
            "layer": layers,
        },
        dark,
    )


def _middle(outline: Any) -> list[float]:
    ring = outline["coordinates"][0][:-1]
    return [float(sum(p[axis] for p in ring) / len(ring)) for axis in (0, 1)]
