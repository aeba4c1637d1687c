"""Verdicts for people: the document as annotated HTML, or as Word with comments."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path

from .reading import Tally, Unread, told
from .reading.word import W, anchored
from .types import Outcome, Passage, Verdict

OUTCOMES: tuple[Outcome, ...] = ("false", "imprecise", "unknown", "true")
NAMES = {
    "true": ("属实", "true"),
    "false": ("不实", "false"),
    "imprecise": ("不严谨", "imprecise"),
    "unknown": ("未知", "unknown"),
}

_STYLE = """
body{font:16px/1.8 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;
max-width:60rem;margin:2rem auto;padding:0 1.2rem;color:#1a2733;background:#fff}
mark{background:none;border-bottom:3px solid;padding:0 1px;cursor:help;color:inherit}
mark.true{border-color:#0b6149}
mark.false{border-color:#a3162e;background:#fbe6ea;font-weight:600}
mark.imprecise{border-color:#9a5b00;background:#fdf1dc}
mark.unknown{border-color:#8a99a8;border-bottom-style:dotted}
.cell{margin:0 0 0 1.5rem;font-size:.92em}
small{color:#586776}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{text-align:left;border-top:1px solid #d3dbe2;padding:4px 8px;vertical-align:top}
@media(prefers-color-scheme:dark){
body{background:#10161d;color:#e2e8ee}
mark.false{background:#4a1420}
mark.imprecise{background:#453006}
td,th{border-color:#33404d}
}
"""


def note(v: Verdict) -> str:
    """A verdict in both languages, in one line."""
    zh, en = NAMES[v.outcome]
    address = f" [{v.address}]" if v.address else ""
    return f"{zh} · {en}: {v.why['zh']} · {v.why['en']}{address}"


def by_passage(verdicts: list[Verdict]) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = defaultdict(list)
    for v in verdicts:
        found[v.passage.index].append(v)
    return found


def pieces(p: Passage, verdicts: list[Verdict]) -> list[tuple[str, Verdict | None]]:
    """A passage's text cut at its claims, each claim with its verdict; of overlapping claims the
    first counts.
    """
    out: list[tuple[str, Verdict | None]] = []
    at = 0
    for v in sorted(verdicts, key=lambda v: (v.start, -v.end)):
        if v.start < at or v.end <= v.start:
            continue
        if v.start > at:
            out.append((p.text[at : v.start], None))
        out.append((p.text[v.start : v.end], v))
        at = v.end
    if at < len(p.text):
        out.append((p.text[at:], None))
    return out


def as_html(
    name: str, passages: Sequence[Passage], verdicts: list[Verdict], unread: Sequence[Unread] = ()
) -> str:
    """The document's text with every claim marked; what was not read and what is wrong are told
    first.
    """
    found = by_passage(verdicts)
    rows = "".join(
        f'<tr><td><a href="#c{i}">{escape(v.claim)}</a></td>'
        f"<td>{escape(note(v))}</td><td>{escape(v.passage.place)}</td></tr>"
        for i, v in enumerate(verdicts)
        if v.outcome in ("false", "imprecise")
    )
    ids = {id(v): i for i, v in enumerate(verdicts)}
    body = []
    for p in passages:
        text = "".join(
            (
                escape(t)
                if v is None
                else (
                    f'<mark id="c{ids[id(v)]}" class="{v.outcome}" title="{escape(note(v))}"'
                    f' tabindex="0">{escape(t)}</mark>'
                )
            )
            for t, v in pieces(p, found.get(p.index, []))
        )
        tag = f"h{min(max(p.level, 2), 4)}" if p.kind == "heading" else "p"
        body.append(f"<{tag}{' class=cell' if p.kind == 'cell' else ''}>{text}</{tag}>")
    counts = " · ".join(
        f"{NAMES[o][0]} {NAMES[o][1]} {sum(v.outcome == o for v in verdicts)}" for o in OUTCOMES
    )
    missing = told(unread)
    missed = (
        f'<p role="note"><strong>{escape(missing["zh"])} {escape(missing["en"])}</strong></p>'
        if unread
        else ""
    )
    listed = f"<table><tbody>{rows}</tbody></table>" if rows else ""
    return (
        '<!doctype html><html lang="zh-Hans"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}</title><style>{_STYLE}</style>"
        f"<h1>{escape(name)}</h1><p><small>{counts}</small></p>"
        f"{missed}{listed}<hr>{''.join(body)}</html>\n"
    )


def as_word(
    path: Path, passages: Sequence[Passage], verdicts: list[Verdict], unread: Sequence[Unread] = ()
) -> bytes:
    """A Word file with a comment on every claim that is not true, and one on what was not read: the
    document itself if it is Word.
    """
    from docx import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    told_of = [v for v in verdicts if v.outcome != "true"]
    missing = " ".join(told(unread).values()) if unread else ""
    if path.suffix.lower() == ".docx":
        doc = Document(str(path))
        anchors = [anchor for _, anchor in anchored(doc, Tally())]
        remarks = [
            (anchors[v.passage.index], f"{v.claim}: {note(v)}", v.passage.place) for v in told_of
        ]
        remarks += [(anchors[0], missing, "")] * bool(missing)
        for anchor, text, place in remarks:
            if anchor is None:
                continue
            paragraph = Paragraph(anchor, doc)
            outside = (
                f"[{place}] " if re.match("header|footer|footnote|endnote|text box", place) else ""
            )  # where no comment can stand
            own = [
                r
                for r in anchor.iter(f"{W}r")
                if next(r.iterancestors(f"{W}p")) is anchor
                and not any(r.iterancestors(f"{W}del", f"{W}moveFrom"))
            ]
            runs = [Run(r, paragraph) for r in own] or [paragraph.add_run()]
            doc.add_comment([runs[0], runs[-1]], outside + text, author="scicity", initials="sc")
    else:
        doc = Document()
        if missing:
            doc.add_paragraph(missing)
        found = by_passage(told_of)
        for p in passages:
            paragraph = doc.add_paragraph(style="Heading 2" if p.kind == "heading" else None)
            for text, verdict in pieces(p, found.get(p.index, [])):
                run = paragraph.add_run(text)
                if verdict is not None:
                    doc.add_comment(run, note(verdict), author="scicity", initials="sc")
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()
