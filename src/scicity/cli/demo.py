"""`scicity demo`: real logs and the city's published facts in, the chapter out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from rich.table import Table

from scicity.cli import access, imports, report
from scicity.cli.settings import clear_errors, err, out, settings
from scicity.registry import here
from scicity.reports import ReportError, build

_HEADLINES = (
    "jobs_running",
    "core_hours",
    "compute_users",
    "cpu_utilisation",
    "queue_wait_mean",
    "queue_wait_p95",
)


def _told() -> dict[str, Any]:
    """What the city's `demo.yaml` says is shown. Raises ReportError where it says nothing."""
    path = settings.city_path / "demo.yaml"
    loaded = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    if "report" not in loaded:
        raise ReportError(
            f"{path} names no report to show. Give report, declarations and logs, as"
            " docs/howto-new-city.md tells."
        )
    return {"logs": [], "declarations": [], **loaded}


def demo(
    data: Annotated[Path, typer.Option(help="folder of the example logs")] = Path("data"),
    reports: Annotated[Path, typer.Option(help="folder of the builds")] = report.REPORTS,
) -> None:
    """Take in the example data, print headline figures, and build the chapter."""
    from scicity.claims import second_look

    simulating = access.begin_demo()
    with clear_errors():
        told = _told()
    for one in told["logs"]:
        match one["kind"]:
            case "slurm":
                imports.import_slurm(
                    data / one["file"],
                    one["unit"],
                    one.get("fields", ""),
                    covers=str(one.get("covers", "")),
                )
            case "swf":
                imports.import_swf(data / one["file"], one["unit"])
            case "table":
                imports.import_table(data / one["file"], data / one["mapping"])
    for name in told["declarations"]:
        imports.import_declared(settings.city_path / "declarations" / name)
    chapter = str(told["report"])
    with clear_errors(), err.status("reading the ledger") as status:
        made = build(
            settings.ledger,
            settings.city_path,
            chapter,
            reports,
            progress=lambda step: status.update(f"building {step}"),
            guard=second_look,
        )
    table = Table(
        "facility", "figure", "value", "status", "records", title="Headline figures", box=None
    )
    for x in made.tree("en")["refs"]:
        name = x["definition_version"].split(" ")[0]
        if name in _HEADLINES:
            table.add_row(x["subject"], name, x["shown"], x["status"], str(x["records"]))
    out.print(table)
    report.show(made)
    out.print(
        "Open it in a browser:"
        f" {(made.folder / f'{chapter}.{here().languages[0]}.html').resolve().as_uri()}"
    )
    access.show_demo(simulating)
