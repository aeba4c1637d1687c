"""`scicity check`: which numbers of a document are true, false, imprecise or unknown."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table

from scicity.ledger import resolve_as_of

if TYPE_CHECKING:
    from scicity.claims import Verdict

from .settings import clear_errors, err, out, parse_as_of, settings

_COLOURS = {"true": "green", "false": "bold red", "imprecise": "yellow", "unknown": "dim"}


def command(
    document: Annotated[
        Path, typer.Argument(help=".docx, .pptx, .xlsx, .pdf, .odt, .html, .md, .csv or .txt")
    ],
    as_of: Annotated[str, typer.Option(help="what was recorded by then")] = "",
    about: Annotated[
        str,
        typer.Option(
            help=(
                "the subject that the whole document is about, where it does not name it: a path,"
                " code or name"
            )
        ),
    ] = "",
    all_: Annotated[bool, typer.Option("--all", help="list what is true as well")] = False,
    html: Annotated[
        Path | None, typer.Option(help="write the document's text with every number marked")
    ] = None,
    word: Annotated[Path | None, typer.Option(help="write a Word file with comments")] = None,
    language: Annotated[Literal["zh", "en"], typer.Option(help="of the explanations")] = "en",
    format: Annotated[Literal["table", "json"], typer.Option(help="table or json")] = "table",
    strict: Annotated[
        bool, typer.Option("--strict", help="end with status 1 if anything is false or imprecise")
    ] = False,
) -> None:
    """Check the numbers of any document against the ledger. Nothing leaves the machine."""
    # here, because the readers of Word and PDF are slow to load and no other command needs them
    from scicity.claims import as_html, as_word, check_passages, memory_of, read

    with clear_errors():
        city, ledger = settings.city, settings.ledger
        with err.status(f"reading {document.name}"):
            reading = read(document)
        passages = list(reading.passages)
        with err.status(f"checking {len(passages)} passages"):
            verdicts = check_passages(
                passages,
                memory_of(ledger, city, resolve_as_of(ledger, parse_as_of(as_of, city.zone))),
                about,
            )
        if html:
            html.write_text(as_html(document.name, passages, verdicts, reading.unread), "utf-8")
        if word:
            word.write_bytes(as_word(document, passages, verdicts, reading.unread))
    if format == "json":
        told = {
            "document": document.name,
            "passages": len(passages),
            "not_read": [asdict(u) for u in reading.unread],
            "not_read_in_words": reading.told,
            "verdicts": [_row(v) for v in verdicts],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _show(verdicts, all_, language)
        if reading.unread:
            out.print(f"[bold]{escape(reading.told[language])}[/]")
    for path in (html, word):
        if path:
            err.print(f"Wrote {path}.")
    if strict and any(v.outcome in ("false", "imprecise") for v in verdicts):
        raise typer.Exit(1)


def _row(v: Verdict) -> dict[str, object]:
    return {
        "verdict": v.outcome,
        "place": v.passage.place,
        "claim": v.claim,
        "start": v.start,
        "end": v.end,
        "text": v.passage.text,
        "subject": v.subject,
        "statement": v.address,
        "ledger": v.ledger,
        "why": v.why,
        "confidence": v.confidence,
    }


def _show(verdicts: list[Verdict], everything: bool, language: str) -> None:
    shown = [v for v in verdicts if everything or v.outcome != "true"]
    table = Table("verdict", "place", "claim", "why", "ledger", "sure", box=None)
    for v in shown:
        table.add_row(
            f"[{_COLOURS[v.outcome]}]{v.outcome}[/]",
            v.passage.place,
            escape(v.claim),
            escape(v.why[language]),
            escape(v.address),
            f"{v.confidence:.2f}",
        )
    if shown:
        out.print(table)
    counts = ", ".join(
        f"{sum(v.outcome == o for v in verdicts)} {o}"
        for o in ("true", "false", "imprecise", "unknown")
    )
    out.print(f"{len(verdicts)} claims: {counts}.")
