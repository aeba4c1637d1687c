"""The outline of a report's tree as text: what is said, without the moments and seals that differ
from ledger to ledger.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scicity.reports import builds

folder = Path(__file__).parent / "snapshots"


def outlined(tree: dict[str, Any]) -> str:
    lines = [f"{tree['title']} | {tree['subtitle']} | {tree['city']} {tree['year']}"]
    refs = {r["id"]: r for r in tree["refs"]}

    def line(parts: list[dict[str, Any]]) -> str:
        return "".join(p["text"] if p["kind"] == "Text" else f"[{p['text']}]" for p in parts)

    for b in tree["blocks"]:
        match b["kind"]:
            case "Heading":
                lines.append("#" * b["level"] + " " + b["text"])
            case "Paragraph":
                lines.append(("> " if b["lead"] else "") + line(b["line"]))
            case "Tiles":
                lines += [
                    f"  tile {title}: {n['text']} ({basis}; {refs[n['ref']]['status']})"
                    for n, title, basis in b["items"]
                ]
            case "Facts":
                lines += [
                    f"  {r['subject']} · {r['title']}: {r['value']['text']} ({r['basis']})"
                    f" {r['kind']}"
                    for r in b["rows"]
                ]
            case "Timeline":
                lines += [
                    f"  {e['date']} {e['text']['text']} · {e['subject']}" for e in b["events"]
                ]
            case "Pipeline":
                lines += [f"  {name}: {b['stages'][at]}" for name, at, _ in b["items"]]
            case "Chart":
                lines.append(
                    f"  chart {b['caption']}: {len(b['points'])} points, {b['unit']}, {b['source']}"
                )
            case "Notes":
                lines += [f"  {name}: {text}" for name, text in b["items"]]
            case _:
                lines.append(f"  {b['kind']} {b['caption']}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the snapshots from the newest build under var/reports."""
    newest = max(
        (b for b in builds(Path("var/reports")) if b.record["report"] == "chapter-2023"),
        key=lambda b: (b.folder / "build.json").stat().st_mtime,
    )
    folder.mkdir(exist_ok=True)
    for language in ("zh", "en"):
        (folder / f"chapter-2023.{language}.txt").write_text(
            outlined(newest.tree(language)), "utf-8"
        )


if __name__ == "__main__":
    main()
