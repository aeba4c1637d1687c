"""`scicity import …` and `scicity workbook template`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from scicity.connectors import declared, indicators, restated, slurm, swf, tabular
from scicity.connectors.limits import limits_told
from scicity.ledger import OPEN_END, Batch, Cover, ImportReport, Ledger, Origin, Source, show_moment
from scicity.ledger import append as record
from scicity.metrics import cannot_give, catalogue, window
from scicity.registry import here, pseudonyms

from .settings import clear_errors, err, out, settings

if TYPE_CHECKING:
    from scicity.connectors.restated import Stated
    from scicity.connectors.workbook import Offered
    from scicity.registry import City

app = typer.Typer(no_args_is_help=True)
workbook = typer.Typer(no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="the file to take in")]
Unit = Annotated[str, typer.Option(help="registry path of the cluster")]
Strict = Annotated[bool, typer.Option("--strict", help="record nothing if any row is bad")]
Rejects = Annotated[
    Path | None, typer.Option(help="where bad rows go [default: in the ledger's folder]")
]
Missing = Annotated[
    bool,
    typer.Option(
        "--withdraw-missing",
        help="withdraw what the same document stated before and states no longer",
    ),
]
Covers = Annotated[
    str,
    typer.Option(
        help=(
            "the period that the file covers, where its rows do not show it: 2023, 2023-07,"
            " FIRST..LAST"
        )
    ),
]
Encoding = Annotated[str, typer.Option(help="of the text: utf-8, gb18030, …")]


_origin: list[Origin] = []


@app.callback()
def origin(
    origin: Annotated[
        Origin | None,
        typer.Option(help="real or simulated, for all that is taken in [default: as the city is]"),
    ] = None,
) -> None:
    """Take real data into the ledger, or made-up data, which is marked as such for ever."""
    _origin[:] = [origin] if origin else []


def append(ledger: Ledger, source: Source, batches: Any, **how: Any) -> ImportReport:
    """As the ledger's own, with the origin that was asked for, or the city's: records of a made-up
    city are simulated.
    """
    made_up: Origin = _origin[0] if _origin else "simulated" if here().simulated else source.origin
    return record(ledger, replace(source, origin=made_up), batches, **how)


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar with rate and remaining time; nothing where nobody watches."""
    with Progress(
        TextColumn(name),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def show(report: ImportReport) -> None:
    """Print what an import did."""
    counts = report.counts
    if report.repeated:
        assert report.recorded_at is not None
        out.print(
            f"{report.source.name}: imported before, as of {show_moment(report.recorded_at)};"
            " nothing changed."
        )
        return
    out.print(
        f"{report.source.name}: {counts.read} rows read, {counts.added} added, {counts.corrected}"
        f" corrected, {counts.unchanged} unchanged, {counts.skipped} skipped, {counts.rejected}"
        " rejected."
    )
    for why, n in report.skipped.items():
        out.print(f"  skipped: {n} {why}")
    for what, n in report.told.items():
        out.print(f"  recorded: {n} {what}")
    lost: dict[str, tuple[str, ...]] = {}
    for cover in report.covers:
        lost |= cannot_give(cover, catalogue().values())
    for name, ids in lost.items():
        out.print(f"  it holds no {name}, so it cannot give {', '.join(ids)}", markup=False)
    if report.again:
        out.print(
            "  it was imported before; what was corrected or withdrawn since is corrected back"
        )
    for (name, start, end), units in _alike(report.covers).items():
        days = days_of(start, end, settings.city.zone_of(units[0]))
        more = f" and {len(units) - 4} more" if len(units) > 5 else ""
        out.print(
            f"  covers {name} {days}: {', '.join(units if not more else units[:4])}{more}",
            markup=False,
        )
    if report.reject_file:
        out.print(
            f"  rejected rows, with field, value and rule: {os.path.relpath(report.reject_file)}"
        )


def _alike(covers: tuple[Cover, ...]) -> dict[tuple[str, int, int], list[str]]:
    """What a source covers of the streams that figures are computed from: the units of each stream
    and span.
    """
    read = {s for m in catalogue().values() for s in m.streams}
    found: dict[tuple[str, int, int], list[str]] = {}
    for c in covers:
        if c.stream in read:
            found.setdefault((c.stream, c.start, c.end), []).append(c.unit)
    return found


def span_of(covers: str, zone: str) -> tuple[int, int] | None:
    """The UTC seconds of a period in a zone's civil time; None where none is given."""
    if not covers:
        return None
    asked = window(covers, None, zone)
    return asked.start, asked.end


def days_of(start: int, end: int, zone: str) -> str:
    """A span of UTC seconds as civil days of a zone, both included."""
    first = datetime.fromtimestamp(start, ZoneInfo(zone)).date()
    if end >= OPEN_END:
        return f"from {first}"
    return f"{first}..{datetime.fromtimestamp(max(end - 1, start), ZoneInfo(zone)).date()}"


@app.command("slurm")
def import_slurm(
    path: File,
    unit: Unit,
    fields: Annotated[
        str, typer.Option(help="column order, comma-separated, if there is no header line")
    ] = "",
    cluster: Annotated[str, typer.Option(help="keep only this cluster's lines")] = "",
    encoding: Encoding = "utf-8",
    covers: Covers = "",
    strict: Strict = False,
    rejects: Rejects = None,
) -> None:
    """Jobs from `sacct --parsable2`."""
    with clear_errors(), _bar(path.name) as bar:
        city, ledger = settings.city, settings.ledger
        how = slurm.SlurmOptions(
            unit, city.zone_of(unit), tuple(f for f in fields.split(",") if f), cluster, encoding
        )
        show(
            append(
                ledger,
                slurm.source_of(path, how),
                slurm.read_slurm(path, how, pseudonyms(ledger.path), bar),
                units=city.entries,
                strict=strict,
                reject_file=rejects,
                span=span_of(covers, how.zone),
                unit=unit,
            )
        )


@app.command("swf")
def import_swf(
    path: File,
    unit: Unit,
    epoch: Annotated[int | None, typer.Option(help="UnixStartTime, if the header lacks it")] = None,
    encoding: Encoding = "utf-8",
    covers: Covers = "",
    strict: Strict = False,
    rejects: Rejects = None,
) -> None:
    """Jobs from a Standard Workload Format trace, plain or .gz."""
    with clear_errors(), _bar(path.name) as bar:
        ledger, how = settings.ledger, swf.SwfOptions(unit, epoch, encoding)
        show(
            append(
                ledger,
                swf.source_of(path, how),
                swf.read_swf(path, how, pseudonyms(ledger.path), bar),
                units=settings.city.entries,
                strict=strict,
                reject_file=rejects,
                span=span_of(covers, settings.city.zone_of(unit)),
                unit=unit,
            )
        )


@app.command("table")
def import_table(
    path: File,
    mapping: Annotated[Path, typer.Option(help="YAML mapping of columns to a stream")],
    covers: Covers = "",
    strict: Strict = False,
    rejects: Rejects = None,
) -> None:
    """Rows of a CSV or Parquet file, by a declared mapping of its columns."""
    with clear_errors(), _bar(path.name) as bar:
        city, ledger, how = settings.city, settings.ledger, tabular.load_mapping(mapping)
        show(
            append(
                ledger,
                tabular.source_of(path, how, city),
                tabular.read_tabular(path, how, pseudonyms(ledger.path), bar, city),
                units=city.entries,
                strict=strict,
                reject_file=rejects,
                span=span_of(covers, how.zone) or how.span,
                unit=str(how.columns["unit"].get("value", "")),
            )
        )


@app.command("declared")
def import_declared(
    path: File, withdraw_missing: Missing = False, strict: Strict = False, rejects: Rejects = None
) -> None:
    """Signed statements from a declarations file.

    The same document again corrects what it stated.
    """
    with clear_errors():
        city = settings.city
        subjects = {p: p for p in city.entries} | {
            code: e.path for code, e in city.by_code().items()
        }
        ledger, source = settings.ledger, declared.source_of(path)
        document = str(declared.document_of(path)["document"]["id"])
        before = restated.stated_before(ledger, document)
        batches = declared.read_declared(path, subjects, city.zone_of, catalogue())
        report = append(
            ledger, source, batches, units=city.entries, strict=strict, reject_file=rejects
        )
        show(report)
        _limits(batches, city)
        _restated(source, document, batches, withdraw_missing, report, before)


def _limits(batches: list[Batch], city: City) -> None:
    """Say what is beyond what it can be; it is kept as stated."""
    for text in limits_told(batches, _machines(city)):
        out.print(f"  note: {text}; imported as stated", markup=False)


def _restated(
    source: Source,
    document: str,
    batches: list[Batch],
    withdraw: bool,
    report: ImportReport,
    before: list[Stated],
) -> None:
    """Say what a document stated before and does not state now; withdraw it where that is asked."""
    gone = [] if report.repeated else restated.no_longer_stated(before, batches)
    for s in gone:
        out.print(f"  no longer stated: {s.statement} ({s.value} {s.value_unit})", markup=False)
    if gone and withdraw:
        restated.withdraw(settings.ledger, document, gone, source)
        out.print(f"  withdrawn: {len(gone)}")
    elif gone:
        out.print("  what is no longer stated still counts; withdraw it with --withdraw-missing")


@app.command("workbook")
def import_workbook(
    path: File, withdraw_missing: Missing = False, strict: Strict = False, rejects: Rejects = None
) -> None:
    """A signed yearly return. The same document number again is a corrected return."""
    # here, because the Excel library is slow to load and no other command needs it
    from scicity.connectors import workbook as returns

    with clear_errors():
        city, ledger, source = settings.city, settings.ledger, returns.source_of(path)
        made = returns.read_return(
            path, offered(), list(city.entries), city.zone_of, _machines(city)
        )
        before = restated.stated_before(ledger, made.document)
        restated.check_same_return(before, made.document, made.facility, made.year)
        report = append(
            ledger, source, made.batches, units=city.entries, strict=strict, reject_file=rejects
        )
        show(report)
        for text in made.told:
            out.print(f"  note: {text}", markup=False)
        _restated(source, made.document, made.batches, withdraw_missing, report, before)


def _machines(city: City) -> dict[str, int]:
    """How many machines a path counts: as the registry says, or its units, where it names
    several.
    """
    return {
        p: max(
            e.machines,
            sum(u.kind == "unit" and u.path.startswith(p + "/") for u in city.entries.values()),
        )
        for p, e in city.entries.items()
    }


def offered() -> list[Offered]:
    from scicity.connectors.workbook import Offered

    return [
        Offered(m.id, m.title["zh"], m.title["en"], m.unit["en"], m.counting, m.counted)
        for m in catalogue().values()
    ]


@app.command("epics")
def import_epics(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="files of an Archiver Appliance (.pb): of the mode, the current and the cause"
        ),
    ],
    source: Annotated[
        str, typer.Option(help="the machine in the intake file that says what they mean")
    ],
    config: Annotated[Path | None, typer.Option(help="the intake file")] = None,
) -> None:
    """Delivered and lost beam from archived variables of a machine."""
    from scicity.connectors import beam, epics
    from scicity.connectors.textchunks import digest_of
    from scicity.intake.config import Machine
    from scicity.ledger import Source

    from .intake import load

    with clear_errors():
        machine = load(config).sources.get(source)
        if not isinstance(machine, Machine):
            raise typer.BadParameter(f"{source!r} is no machine of the intake file.")
        how = replace(machine.beam(), silence=0)
        samples = [s for path in files for s in epics.read_pb(path)]
        if missing := set(how.pvs) - {s.pv for s in samples} - {how.cause}:
            raise typer.BadParameter(f"No file holds {', '.join(sorted(missing))}.")
        batches, _ = beam.batches(samples, how)
        digest = digest_of(files[0], "epics-1", repr(how), *(digest_of(p) for p in files[1:]))
        show(
            append(
                settings.ledger,
                Source(" ".join(p.name for p in files), digest, "epics", machine.origin),
                batches,
                units=settings.city.entries,
            )
        )


@workbook.command("template")
def template(facility: str, year: int, path: Path) -> None:
    """Write an empty return for FACILITY and YEAR to PATH (.xlsx)."""
    with clear_errors():
        units = [p for p in settings.city.entries if p == facility or p.startswith(facility + "/")]
        if not units:
            raise typer.BadParameter(
                f"{facility!r} is not in the registry; `scicity registry list` shows all paths."
            )
        from scicity.connectors import workbook as returns

        returns.write_template(path, facility, year, units, offered())
    out.print(
        f"Wrote {path}. Fill it in, sign it, and take it in with `scicity import workbook {path}`."
    )


@app.command("indicators")
def import_indicators(
    path: File,
    unit: Annotated[str, typer.Option(help="registry path of whose indicators they are")],
    document: Annotated[str, typer.Option(help="the document that states them")],
    value_unit: Annotated[
        str,
        typer.Option(
            help=(
                "unit of all columns that do not say theirs [default: by heading, like `x [h]`, or"
                " by measure]"
            )
        ),
    ] = "",
    strict: Strict = False,
    rejects: Rejects = None,
) -> None:
    """Yearly indicators from a CSV: a row a year, a column an indicator."""
    with clear_errors():
        city, ledger = settings.city, settings.ledger
        how = indicators.IndicatorOptions(unit, value_unit, document, city.zone_of(unit))
        batches = indicators.read_indicators(path, how)
        show(
            append(
                ledger,
                indicators.source_of(path, how),
                batches,
                units=city.entries,
                strict=strict,
                reject_file=rejects,
            )
        )
        _limits(batches, city)
