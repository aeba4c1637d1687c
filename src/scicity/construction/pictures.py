"""Gantt and network as SVG, drawn on the server."""

from __future__ import annotations

from datetime import date
from typing import Any

from scicity.platform.phrases import say
from scicity.reports.render.vector import accent, drawn

from .models import Project
from .standing import Standing

MOST = 400


def gantt(project: Project, s: Standing, today: date, dark: bool) -> str:
    """A bar an activity as planned, what is done of it filled, the baseline as a line beneath;
    critical ones outlined; today ruled.
    """
    rows: list[dict[str, Any]] = []
    for a in s.work.activities[:MOST]:
        begin, p = s.starts[a.id], s.newest.get(a.id)
        first = p.started if p else project.day(begin)
        last = (
            p.finished
            if p and p.finished
            else project.end_day(begin + a.duration)
            if a.duration
            else project.end_day(begin)
        )
        if p and not p.finished:
            last = max(last, today)
        row: dict[str, Any] = {
            "a": f"{a.id} {a.name}"[:34],
            "from": first.isoformat(),
            "to": _next(max(first, last)),
            "critical": s.critical.times[a.id].critical,
            "point": not a.duration,
        }
        if p and p.percent:
            done = date.fromordinal(
                first.toordinal()
                + max(
                    1,
                    round((max(first, last).toordinal() + 1 - first.toordinal()) * p.percent / 100),
                )
            )
            row["done"] = done.isoformat()
        if s.baseline and a.id in s.baseline.starts:
            held = int(s.baseline.starts[a.id])
            row["base_from"], row["base_to"] = (
                project.day(held).isoformat(),
                _next(project.end_day(held + a.duration)),
            )
        rows.append(row)
    y = {
        "field": "a",
        "type": "ordinal",
        "sort": [r["a"] for r in rows],
        "title": None,
        "axis": {"labelLimit": 230, "labelPadding": 6},
    }
    x = {
        "field": "from",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y-%m", "labelOverlap": True, "orient": "top"},
    }
    blue, red = accent(dark), "#d3604f" if dark else "#a3271b"
    colour = {"condition": {"test": "datum.critical", "value": red}, "value": blue}
    layers: list[dict[str, Any]] = [
        {
            "transform": [{"filter": "!datum.point"}],
            "mark": {"type": "bar", "height": 11, "opacity": 0.45},
            "encoding": {"y": y, "x": x, "x2": {"field": "to"}, "color": colour},
        },
        {
            "transform": [{"filter": "isValid(datum.done)"}],
            "mark": {"type": "bar", "height": 11},
            "encoding": {"y": y, "x": x, "x2": {"field": "done"}, "color": colour},
        },
        {
            "transform": [{"filter": "isValid(datum.base_from)"}],
            "mark": {"type": "bar", "height": 2, "yOffset": 8, "opacity": 0.8},
            "encoding": {
                "y": y,
                "x": {**x, "field": "base_from"},
                "x2": {"field": "base_to"},
                "color": {"value": "#8a99a8"},
            },
        },
        {
            "transform": [{"filter": "datum.point"}],
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 90},
            "encoding": {"y": y, "x": x, "color": colour},
        },
        {
            "data": {
                "values": [{"now": today.isoformat(), "says": say("construction-pictures-today")}]
            },
            "mark": {"type": "rule", "strokeDash": [4, 3]},
            "encoding": {"x": {"field": "now", "type": "temporal"}, "color": {"value": "#8a99a8"}},
        },
    ]
    return drawn(
        {"data": {"values": rows}, "layer": layers, "width": 720, "height": {"step": 22}}, dark
    )


def _next(day: date) -> str:
    return date.fromordinal(day.toordinal() + 1).isoformat()


def network(s: Standing, dark: bool) -> str:
    """Activities at their earliest start, links as lines: the critical chain on the top line, the
    rest below it.
    """
    lanes = _lanes(s)
    t = s.critical.times
    shown = [a for a in s.work.activities if a.id in lanes][:MOST]
    nodes = [
        {
            "id": a.id,
            "x": t[a.id].early_start,
            "x2": max(t[a.id].early_finish, t[a.id].early_start + s.critical.length / 150),
            "y": lanes[a.id],
            "critical": t[a.id].critical,
        }
        for a in shown
    ]
    kept = {n["id"] for n in nodes}
    links = [
        {
            "x": t[link.before].early_finish if link.kind[0] == "F" else t[link.before].early_start,
            "y": lanes[link.before],
            "x2": t[link.after].early_start if link.kind[1] == "S" else t[link.after].early_finish,
            "y2": lanes[link.after],
            "critical": t[link.before].critical and t[link.after].critical,
        }
        for link in s.work.links
        if link.before in kept and link.after in kept
    ]
    blue, red = accent(dark), "#d3604f" if dark else "#a3271b"
    colour = {"condition": {"test": "datum.critical", "value": red}, "value": blue}
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"reverse": True, "zero": False, "padding": 14},
    }
    x = {
        "field": "x",
        "type": "quantitative",
        "title": say("construction-pictures-earliest-time-working-days"),
    }
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return drawn(
        {
            "width": 720,
            "height": max(120, 34 * (max(lanes.values(), default=0) + 1)),
            "layer": [
                {
                    "data": {"values": links},
                    "mark": {"type": "rule", "opacity": 0.6},
                    "encoding": {"x": x, "y": y, **ends, "color": colour},
                },
                {
                    "data": {"values": nodes},
                    "mark": {"type": "bar", "height": 9},
                    "encoding": {"x": x, "x2": {"field": "x2"}, "y": y, "color": colour},
                },
                {
                    "data": {"values": nodes},
                    "mark": {"type": "text", "align": "left", "dy": -10, "fontSize": 10},
                    "encoding": {
                        "x": x,
                        "y": y,
                        "text": {"field": "id"},
                        "color": {"value": "#8a99a8"},
                    },
                },
            ],
        },
        dark,
    )


def _lanes(s: Standing) -> dict[str, int]:
    """A line for each activity so that none covers another: the critical chain first."""
    t, chain = s.critical.times, set(s.critical.path)
    found = dict.fromkeys(s.critical.path, 0)
    ends: list[float] = []
    width = max(1.0, s.critical.length / 14)  # a name needs room
    for a in sorted(
        (a for a in s.work.activities if a.id not in chain),
        key=lambda a: (t[a.id].early_start, a.id),
    ):
        lane = next((i for i, end in enumerate(ends) if end <= t[a.id].early_start), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = max(t[a.id].early_finish, t[a.id].early_start + width)
        found[a.id] = lane + 1
    return found
