"""Icons drawn in code: strokes on a 24 × 24 grid, one for each kind of facility."""

from __future__ import annotations

import math


def _circle(x: float, y: float, r: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}"/>'


def _line(*points: tuple[float, float]) -> str:
    return '<polyline points="' + " ".join(f"{x:.4g},{y:.4g}" for x, y in points) + '"/>'


def _rect(x: float, y: float, w: float, h: float) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="1"/>'


def _wave(
    y: float, height: float, cycles: float, x0: float = 2, x1: float = 22, phase: float = 0
) -> str:
    steps = 40
    return _line(
        *(
            (
                x0 + (x1 - x0) * i / steps,
                y + height * math.sin(2 * math.pi * cycles * i / steps + phase),
            )
            for i in range(steps + 1)
        )
    )


def _around(n: int, r0: float, r1: float, turn: float = 0.0, lean: float = 0.0) -> str:
    out = []
    for i in range(n):
        a = 2 * math.pi * i / n + turn
        out.append(
            _line(
                (12 + r0 * math.cos(a), 12 + r0 * math.sin(a)),
                (12 + r1 * math.cos(a + lean), 12 + r1 * math.sin(a + lean)),
            )
        )
    return "".join(out)


_DRAWN = {
    "ring": _circle(12, 12, 6) + _circle(12, 12, 3.5) + _around(6, 6, 10.5, 0, 0.55),
    "laser": (
        _line((2, 12), (22, 12))
        + _line((15, 6), (20, 12), (15, 18))
        + _line((5, 8), (11, 12), (5, 16))
        + _circle(20, 12, 1.5)
    ),
    "undulator": (
        "".join(_rect(2 + 5 * i, 3, 4, 4) + _rect(2 + 5 * i, 17, 4, 4) for i in range(4))
        + _wave(12, 2.2, 4)
    ),
    "protein": (
        _wave(12, 6, 1.5, 3, 21)
        + _wave(12, 6, 1.5, 3, 21, math.pi)
        + "".join(_line((x, 9), (x, 15)) for x in (6, 12, 18))
    ),
    "cell": (
        _circle(12, 12, 9) + _circle(10.5, 12.5, 3.2) + _circle(16.5, 8.5, 1) + _circle(16, 16, 1.3)
    ),
    "heart": _rect(3, 3, 18, 18) + _line((12, 7), (12, 17)) + _line((7, 12), (17, 12)),
    "chip": (
        _rect(6, 6, 12, 12)
        + _rect(9.5, 9.5, 5, 5)
        + "".join(
            _line((x, 2), (x, 6))
            + _line((x, 18), (x, 22))
            + _line((2, x), (6, x))
            + _line((18, x), (22, x))
            for x in (9, 12, 15)
        )
    ),
    "wave": _wave(8, 1.8, 2) + _wave(13, 1.8, 2, phase=1.2) + _wave(18, 1.8, 2, phase=2.4),
    "turbine": _circle(12, 12, 2.5) + _circle(12, 12, 9.5) + _around(8, 2.5, 8.5, 0.2, 0.5),
    "fusion": (
        _circle(12, 12, 2.2)
        + "".join(
            f'<ellipse cx="12" cy="12" rx="10" ry="4" transform="rotate({a} 12 12)"/>'
            for a in (0, 60, 120)
        )
    ),
    "network": (
        _circle(12, 5, 2.4)
        + _circle(5, 18, 2.4)
        + _circle(19, 18, 2.4)
        + _line((11, 7.2), (6.2, 15.9))
        + _line((13, 7.2), (17.8, 15.9))
        + _line((7.4, 18), (16.6, 18))
    ),
    "city": (
        _line((2, 21), (22, 21))
        + _rect(4, 10, 5, 11)
        + _rect(10.5, 4, 5, 17)
        + _rect(17, 13, 3.5, 8)
    ),
}
NAMES = tuple(_DRAWN)


def icon(name: str, colour: str = "currentColor") -> str:
    """An icon as SVG text; the city's for a name that is not drawn."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"'
        f' fill="none" stroke="{colour}" stroke-width="1.4" stroke-linecap="round"'
        f' stroke-linejoin="round">{_DRAWN.get(name, _DRAWN["city"])}</svg>'
    )
