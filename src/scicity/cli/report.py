"""`scicity report`: build, compare, sign, freeze and rebuild reports."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from scicity.reports import (
    FORMATS,
    LANGUAGES,
    ROLES,
    STANDINGS,
    Build,
    ReportError,
    build,
    builds,
    changed_files,
    corrected_since,
    diff,
    freeze,
    new_key,
    open_build,
    rebuild,
    seal,
    sign,
    verify_seal,
)

from .settings import clear_errors, err, out, parse_as_of, settings

app = typer.Typer(no_args_is_help=True)
Out = Annotated[Path, typer.Option(help="folder of the builds")]
Which = Annotated[str, typer.Argument(metavar="BUILD", help="a build's id or its folder")]
REPORTS = Path("var/reports")


@app.callback()
def group() -> None:
    """Publish the account."""


def find(which: str, folder: Path) -> Build:
    """A build by its folder, or by its id or the beginning of it."""
    if (Path(which) / "build.json").exists():
        return open_build(Path(which))
    found = [b for b in builds(folder) if b.id.startswith(which)]
    if len(found) != 1:
        raise ReportError(
            f"{which!r} names {'no build' if not found else 'several builds'} under {folder}."
            " `scicity report list` shows them."
        )
    return found[0]


@app.command("build")
def make(
    report: Annotated[str, typer.Argument(help="a folder under the city's reports/")],
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
    as_of: Annotated[
        str, typer.Option(help="what was recorded by then: a date (its end) or a time")
    ] = "",
    editor: Annotated[
        str,
        typer.Option(
            help=(
                "who vouches for the words without figures, where report.yaml names nobody;"
                " published"
            )
        ),
    ] = "",
) -> None:
    """Build a report as HTML, PDF, Word and Excel in both languages, with SDMX and an RO-Crate."""
    from scicity.claims import second_look

    with clear_errors():
        with err.status("reading the ledger") as status:
            made = build(
                settings.ledger,
                settings.city_path,
                report,
                out_,
                parse_as_of(as_of, settings.city.zone),
                progress=lambda step: status.update(f"building {step}"),
                guard=second_look,
                editor=editor,
            )
        show(made)


def show(made: Build) -> None:
    """Name a build's files."""
    out.print(
        f"{made.record['report']} {made.id}{' (frozen)' if made.frozen else ''}, ledger as of"
        f" {made.record['as_of_shown']}"
    )
    for lang in LANGUAGES:
        for suffix in FORMATS:
            out.print(f"  {made.folder / f'{made.record["report"]}.{lang}.{suffix}'}")
    out.print(f"  {made.folder / 'ro-crate-metadata.json'}, {made.folder / 'sdmx'}")
    for lang, kept in made.record.get("sentences", {}).items():
        out.print(
            f"  {lang}: "
            + ", ".join(f"{len(kept[s]) + kept['rows'][s]} {s}" for s in STANDINGS)
            + f", by {kept['editor'] or 'nobody yet'} (scicity report sentences {made.id})"
        )


@app.command("sentences")
def sentences(
    which: Which,
    language: Annotated[str, typer.Option(help=f"one of {', '.join(LANGUAGES)}")] = "en",
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """What stands behind each sentence of a build: figures, a source, or the editor."""
    with clear_errors():
        found = find(which, out_)
        kept = found.record.get("sentences", {}).get(language)
        if kept is None:
            raise ReportError(
                f"Build {found.id} keeps no lists in {language!r}: it was made before there were"
                " any, or there is no such language."
            )
        for standing in STANDINGS:
            by = f", by {kept['editor'] or 'nobody yet'}" if standing == "vouched" else ""
            out.print(
                f"{standing}: {len(kept[standing])} sentences{by}, and {kept['rows'][standing]}"
                " rows",
                style="bold",
                markup=False,
            )
            for s in kept[standing]:
                behind = ", ".join(
                    (*s["figures"], *([s["source"]] if s["source"] else []))
                ) or ", ".join((*s["numbers"], *s["beyond"]))
                out.print(
                    f"  {s['where']}: {s['text']}" + (f"  [{behind}]" if behind else ""),
                    markup=False,
                    highlight=False,
                )


@app.command("list")
def listed(
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """All builds: as of when, by whom signed, whether frozen or changed by hand, and what was
    corrected since.
    """
    with clear_errors():
        table, moved = Table("build", "report", "as of", "signed", "state", box=None), []
        for b in builds(out_):
            state = "CHANGED BY HAND" if changed_files(b) else "frozen" if b.frozen else "draft"
            since = corrected_since(settings.ledger, settings.city, b) if b.frozen else []
            if since:
                state += f", {len(since)} figures corrected since"
                moved.append((b, since))
            table.add_row(
                b.id,
                b.record["report"],
                b.record["as_of_shown"],
                ", ".join(s["role"] for s in b.record["signed"]),
                state,
            )
    out.print(table)
    for b, since in moved:
        for m in since:
            out.print(
                f"{b.id}: {m.subject}, {m.title}: {m.before} → {m.after} ({m.why})", markup=False
            )


@app.command("diff")
def compare(
    a: Which,
    b: Which,
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """Which numbers moved from build A to build B, and why."""
    with clear_errors():
        first, second = find(a, out_), find(b, out_)
        moves = diff(settings.ledger, settings.city, first, second)
        if not moves:
            out.print(f"No number moved between {first.id} and {second.id}.")
            return
        table = Table("subject", "figure", first.id, second.id, "why", box=None)
        for m in moves:
            table.add_row(m.subject, m.title, m.before, m.after, m.why)
    out.print(table)


@app.command("sign")
def sign_off(
    which: Which,
    role: Annotated[str, typer.Option(help=f"one of {', '.join(ROLES)}")],
    who: Annotated[
        str,
        typer.Option(
            help="e-mail address of the account that signs; kept beside the build, not published"
        ),
    ],
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """Sign a build off."""
    with clear_errors():
        found = sign(find(which, out_), role, who)
    out.print(f"{found.id} signed as {role}.")


@app.command("freeze")
def freeze_(
    which: Which,
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """Freeze a build that an editor and the city office have signed."""
    with clear_errors():
        found = freeze(find(which, out_))
    out.print(f"{found.id} is frozen.")


@app.command("new-key")
def new_key_(
    private: Annotated[
        Path, typer.Argument(help="the private key to write; keep it off the server")
    ],
    public: Annotated[Path, typer.Argument(help="the public key to write; publish it")],
) -> None:
    """Make the pair of keys with which reports are signed for the public."""
    with clear_errors():
        new_key(private, public)
    out.print(f"Wrote {private} and {public}.")


@app.command("seal")
def seal_(
    which: Which,
    key: Annotated[Path, typer.Option(help="the private key")],
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """Sign a frozen build with a key: SHA256SUMS and SHA256SUMS.sig, which OpenSSL verifies."""
    with clear_errors():
        found = find(which, out_)
        sealed = seal(found, key)
    out.print(f"{found.id}: {sealed} files signed.")


@app.command("verify-seal")
def verify_seal_(
    folder: Annotated[Path, typer.Argument(help="a build's folder, or a pack that was unpacked")],
    key: Annotated[Path, typer.Option(help="the public key")],
) -> None:
    """Verify a signed build: the signature, and every file against it."""
    with clear_errors():
        held = verify_seal(folder, key)
    out.print(f"verified: {held.files} files are those that were signed.")
    if held.beside:
        out.print(
            f"  not covered by this signature of an earlier release: {', '.join(held.beside)}",
            markup=False,
        )


@app.command("rebuild")
def again(
    which: Which,
    to: Annotated[
        Path | None, typer.Option(help="where to write [default: a folder that is thrown away]")
    ] = None,
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """Make a build again from its own inputs and compare every byte."""
    with clear_errors():
        found = find(which, out_)
        with tempfile.TemporaryDirectory() as scratch, err.status("building again"):
            different = rebuild(settings.ledger, found, to or Path(scratch))
        if different:
            raise ReportError(
                f"{len(different)} of {len(found.record['files'])} files differ:"
                f" {', '.join(different)}."
            )
    out.print(f"{found.id}: all {len(found.record['files'])} files are identical, byte by byte.")


def _nameless(found: Build) -> bytes:
    """build.json as it lies there, byte by byte; those of release 0.1 without the names in them."""
    if not any("who" in s for s in found.record["signed"]):
        return (found.folder / "build.json").read_bytes()
    signed = [{k: v for k, v in s.items() if k != "who"} for s in found.record["signed"]]
    return json.dumps(found.record | {"signed": signed}, ensure_ascii=False, indent=1).encode()


@app.command("pack")
def pack(
    which: Which,
    path: Annotated[Path, typer.Argument(help="the ZIP file to write")],
    with_ledger: Annotated[
        bool, typer.Option(help="add the ledger's records (pseudonymous; never the key)")
    ] = False,
    out_: Annotated[Path, typer.Option("--out", help="folder of the builds")] = REPORTS,
) -> None:
    """Pack a build as an RO-Crate that a stranger can read, and with the ledger rebuild."""
    with clear_errors():
        found = find(which, out_)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for p in sorted(found.folder.rglob("*")):
                if p.is_file() and p.name != "build.json" and not p.name.startswith("."):
                    archive.write(p, p.relative_to(found.folder))
            archive.writestr("build.json", _nameless(found))
            if with_ledger:
                root = settings.ledger.path
                for p in sorted((*root.glob("streams/**/*"), *root.glob("imports/*"))):
                    if p.is_file():
                        archive.write(p, Path("ledger") / p.relative_to(root))
    out.print(f"Wrote {path}.")
