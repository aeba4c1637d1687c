"""`scicity demo`: real logs and the city's published facts in, the chapter out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from scicity.reports import build

from . import access, imports, report
from .settings import clear_errors, err, out, settings

_SACCT = ("jobid,jobidraw,cluster,partition,qos,account,group,gid,user,uid,submit,eligible,start,end,elapsed,exitcode,state,"
          "nnodes,ncpus,reqcpus,reqmem,reqtres,alloctres,timelimit,nodelist,jobname")
_HEADLINES = ("jobs_running", "core_hours", "compute_users", "cpu_utilisation", "queue_wait_mean", "queue_wait_p95")


def demo(
    data: Annotated[Path, typer.Option(help="folder of the example logs")] = Path("data"),
    reports: Annotated[Path, typer.Option(help="folder of the builds")] = report.REPORTS,
) -> None:
    """Take in the example logs and the published facts, print headline figures, and build the chapter."""
    simulating = access.begin_demo()
    phillips, gaia = data / "hpc" / "phillips", data / "hpc" / "gaia"
    imports.import_slurm(phillips / "phillips.log", "phillips", _SACCT)
    imports.import_table(phillips / "capacity.csv", phillips / "capacity.yaml")
    imports.import_swf(gaia / "UniLu-Gaia-2014-2.swf.gz", "gaia")
    imports.import_declared(settings.city_path / "declarations" / "chapter-2023.yaml")
    with clear_errors(), err.status("reading the ledger") as status:
        made = build(settings.ledger, settings.city_path, "chapter-2023", reports, progress=lambda step: status.update(f"building {step}"))
    table = Table("facility", "figure", "value", "status", "records", title="Headline figures", box=None)
    for x in made.tree("en")["refs"]:
        name = x["definition_version"].split(" ")[0]
        if name in _HEADLINES:
            table.add_row(x["subject"], name, x["shown"], x["status"], str(x["records"]))
    out.print(table)
    report.show(made)
    out.print(f"Open it in a browser: {(made.folder / 'chapter-2023.zh.html').resolve().as_uri()}")
    access.show_demo(simulating)
