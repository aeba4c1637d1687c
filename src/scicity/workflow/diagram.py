"""A process as SVG, drawn from the modeller's own layout (BPMN DI), so that a page shows what the
officials drew.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lxml import etree

from .words import two

B, DI, DC, D = (
    "{http://www.omg.org/spec/BPMN/20100524/MODEL}",
    "{http://www.omg.org/spec/BPMN/20100524/DI}",
    "{http://www.omg.org/spec/DD/20100524/DC}",
    "{http://www.omg.org/spec/DD/20100524/DI}",
)
LIGHT = ("#1a1a1a", "#ffffff", "#d5dbe3", "#e8f0fa", "#8a1c1c")
DARK = ("#e6e6e6", "#16191d", "#3c444f", "#1d2c40", "#ff9a8a")
ROW = 15


def drawn(
    bpmn: bytes, language: str, dark: bool = False, marks: Mapping[str, str] | None = None
) -> str:
    """The process in one language.

    `marks` are words to stand beside elements, by their id: how many wait there, say.
    """
    root = etree.fromstring(bpmn, etree.XMLParser(resolve_entities=False, no_network=True))
    ink, paper, line, fill, loud = DARK if dark else LIGHT
    named = {e.get("id"): e for e in root.iter() if isinstance(e.tag, str) and e.get("id")}
    ground: list[str] = []
    shapes: list[str] = []
    width = height = 0.0
    left = top = 10_000.0
    for node in root.iter(f"{DI}BPMNShape"):
        box, element = node.find(f"{DC}Bounds"), named.get(node.get("bpmnElement"))
        if box is None or element is None:
            continue
        x, y, w, h = (float(box.get(k)) for k in ("x", "y", "width", "height"))
        width, height = max(width, x + w + 20), max(height, y + h + 30)
        left, top = min(left, x - 10), min(top, y - 20)
        (ground if etree.QName(element).localname in ("participant", "lane") else shapes).append(
            _shape(element, x, y, w, h, language, (ink, paper, line, fill))
        )
        if marks and (told := marks.get(element.get("id"))):
            shapes.append(
                f'<text x="{x + w:g}" y="{y - 4:g}" text-anchor="end" fill="{loud}"'
                f' font-weight="600">{escape(told)}</text>'
            )
    edges = []
    for node in root.iter(f"{DI}BPMNEdge"):
        points = [(float(p.get("x")), float(p.get("y"))) for p in node.iter(f"{D}waypoint")]
        if len(points) < 2:
            continue
        edges.append(
            f'<polyline points="{" ".join(f"{a:g},{b:g}" for a, b in points)}" fill="none"'
            f' stroke="{ink}" stroke-opacity="0.6" marker-end="url(#a)"/>'
        )
        flow = named.get(node.get("bpmnElement"))
        if flow is not None and flow.get("name"):
            (a, b), forward = points[-1], points[-1][0] >= points[-2][0]
            edges.append(
                f'<text x="{a - 12 if forward else a + 4:g}" y="{b - 6:g}"'
                f' text-anchor="{"end" if forward else "start"}" fill="{ink}" fill-opacity="0.75"'
                f' font-size="10">{escape(getattr(two(flow.get("name")), language))}</text>'
            )
    if not shapes:
        left, top, width, height = 0, 0, 10, 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width - left:g}'
        f' {height - top:g}" width="{width - left:g}" height="{height - top:g}"'
        ' font-family="system-ui, sans-serif" font-size="12" role="img"><defs><marker id="a"'
        ' viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path'
        f' d="M0 0 8 4 0 8z" fill="{ink}" fill-opacity="0.6"/></marker></defs><rect x="{left:g}"'
        f' y="{top:g}" width="100%" height="100%"'
        f' fill="{paper}"/>{"".join(ground)}{"".join(edges)}{"".join(shapes)}</svg>'
    )


def _shape(
    element: etree._Element,
    x: float,
    y: float,
    w: float,
    h: float,
    language: str,
    colours: tuple[str, str, str, str],
) -> str:
    ink, paper, line, fill = colours
    kind = etree.QName(element).localname
    label = getattr(two(element.get("name"), ""), language)
    match kind:
        case "participant":
            return (
                f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="none"'
                f' stroke="{line}" stroke-width="1.5"/>'
            )
        case "lane":
            middle = y + h / 2
            return (
                f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="none"'
                f' stroke="{line}"/><text x="{x + 16:g}" y="{middle:g}" transform="rotate(-90'
                f' {x + 16:g} {middle:g})" text-anchor="middle" fill="{ink}"'
                f' font-weight="600">{escape(_cut(label, h / 7))}</text>'
            )
        case "startEvent" | "endEvent" | "intermediateCatchEvent" | "boundaryEvent":
            ring = (
                f'<circle cx="{x + w / 2:g}" cy="{y + h / 2:g}" r="{w / 2:g}" fill="{paper}"'
                f' stroke="{ink}" stroke-width="{3 if kind == "endEvent" else 1.5}"/>'
            )
            hand = (
                f'<path d="M{x + w / 2:g} {y + 8:g}V{y + h / 2:g}L{x + w - 9:g} {y + h / 2 + 3:g}"'
                f' fill="none" stroke="{ink}" stroke-width="1.5"/>'
                if "Event" in kind and kind not in ("startEvent", "endEvent")
                else ""
            )
            return ring + hand + _lines(label, x + w / 2, y + h + 13, 104, ink, 10)
        case "exclusiveGateway" | "parallelGateway":
            cx, cy = x + w / 2, y + h / 2
            sign = (
                f"M{cx - 8:g} {cy - 8:g}l16 16m0 -16l-16 16"
                if kind == "exclusiveGateway"
                else f"M{cx:g} {cy - 11:g}v22m-11 -11h22"
            )
            return (
                f'<path d="M{cx:g} {y:g}L{x + w:g} {cy:g} {cx:g} {y + h:g} {x:g} {cy:g}z"'
                f' fill="{paper}" stroke="{ink}"/><path d="{sign}" stroke="{ink}"'
                ' stroke-width="2.5"/>' + _lines(label, cx, y + h + 11, 100, ink, 10)
            )
    if kind.endswith("Task") or kind == "task":
        sign = (
            {"userTask": "人", "serviceTask": "⚙", "businessRuleTask": "▦"}.get(kind, "")
            if language == "zh"
            else {"userTask": "☺", "serviceTask": "⚙", "businessRuleTask": "▦"}.get(kind, "")
        )
        return (
            f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="6"'
            f' fill="{fill if kind == "userTask" else paper}" stroke="{ink}"/><text x="{x + 7:g}"'
            f' y="{y + 15:g}" fill="{ink}" fill-opacity="0.6" font-size="11">{sign}</text>'
            + _lines(label, x + w / 2, y + h / 2 + 2, w - 14, ink, 12)
        )
    return ""


def _cut(text: str, most: float) -> str:
    return text if len(text) <= most else text[: max(1, int(most) - 1)] + "…"


def _lines(text: str, x: float, y: float, width: float, ink: str, size: int) -> str:
    """Words wrapped by their width: a Chinese character is as wide as it is high, a Latin one about
    half.
    """
    lines, line, used = [], "", 0.0
    for part in (
        text.replace(" ", " \0").split("\0") if text.isascii() or " " in text else list(text)
    ):
        wide = sum(size if ord(c) > 0x2E7F else size * 0.54 for c in part)
        if line and used + wide > width:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + part, used + wide
    lines = [*lines, line][:4]
    start = y - (len(lines) - 1) * (size + 2) / 2 if size > 10 else y
    return "".join(
        f'<text x="{x:g}" y="{start + n * (size + 2):g}" text-anchor="middle" fill="{ink}"'
        f' font-size="{size}">{escape(t.strip())}</text>'
        for n, t in enumerate(lines)
    )
