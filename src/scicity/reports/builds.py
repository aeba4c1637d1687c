"""Builds: a report with everything that it was made from, so that it can be made again, byte by
byte.

A build is a folder named by a digest of its inputs: the ledger as of a moment, the registry, the
templates, the definitions and the program. The same inputs give the same folder and the same bytes;
a frozen build is never written again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scicity import __version__
from scicity.audit import account_of, audit
from scicity.ledger import Ledger, manifests, resolve_as_of, show_moment
from scicity.metrics import catalogue, definition_digest
from scicity.registry import City, at, load_city

from .errors import FalseReport, Fault, ReportError
from .gather import Definition, Source, gather, load_definition
from .tree import STANDINGS, Language, Report, as_data

LANGUAGES: tuple[Language, ...] = ("zh", "en")
FORMATS = ("html", "pdf", "docx", "xlsx")
# A second look at what was built: faults in its sentences, and how many verdicts of each kind.
# Rooms above this one give it.
Guard = Callable[[Report, Ledger, City], tuple[list[Fault], dict[str, int]]]
_PROGRAMS = (
    "typst",
    "vl-convert-python",
    "python-docx",
    "openpyxl",
    "jinja2",
    "pysdmx",
    "mplfonts",
)


@dataclass(frozen=True)
class Build:
    """One build on disk.

    `record` is its build.json: inputs by digest, files by digest, sign-offs, whether frozen.
    """

    folder: Path
    record: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def frozen(self) -> bool:
        return bool(self.record.get("frozen"))

    @property
    def digests(self) -> dict[str, str]:
        """Every file of the build and every input kept in it, each with its digest."""
        return {**self.record["files"], **self.record.get("kept", {})}

    def tree(self, language: Language) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(
            (self.folder / f"tree.{language}.json").read_text("utf-8")
        )
        return loaded


def build(
    ledger: Ledger,
    city_folder: Path,
    report: str,
    out: Path,
    as_of: datetime | int | None = None,
    progress: Callable[[str], None] = lambda _step: None,
    guard: Guard | None = None,
    editor: str = "",
) -> Build:
    """Build a report of the city's folder under `out`, or return the build that already has these
    inputs.

    `guard` looks a second time at each tree; `editor` vouches for the editor's words where the
    report names nobody. Raises FalseReport, and writes nothing, when a sentence contradicts its
    figure or the guard calls one false.
    """
    city = load_city(city_folder)
    with at(city.locale):
        definition = load_definition(city_folder / "reports" / report)
        if editor and not definition.editor:
            definition = replace(definition, editor=dict.fromkeys(LANGUAGES, editor))
        return _build(ledger, city, city_folder, definition, out, as_of, progress, guard)


def _build(
    ledger: Ledger,
    city: City,
    city_folder: Path,
    definition: Definition,
    out: Path,
    as_of: datetime | int | None,
    progress: Callable[[str], None],
    guard: Guard | None,
) -> Build:
    moment = as_of if isinstance(as_of, int) else resolve_as_of(ledger, as_of)
    inputs = _inputs(ledger, city_folder, definition, moment)
    name = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:12]
    folder = out / definition.id / name
    if (folder / "build.json").exists():
        found = open_build(folder)
        if found.frozen or (
            not changed_files(found) and (guard is None or found.record.get("second_look"))
        ):
            return found
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder.parent))
    try:
        trees = _trees(ledger, city, definition, moment, progress)
        looked = _looked(trees, guard, ledger, city, progress)
        files = _write(ledger, definition, trees, inputs, work, progress)
        kept = _copy_inputs(city_folder, definition, work / "inputs")
        record = {
            "id": name,
            "report": definition.id,
            "as_of": moment,
            "as_of_shown": show_moment(moment),
            "inputs": inputs,
            "files": files,
            "kept": kept,
            "sentences": {lang: _sentences(t) for lang, t in trees.items()},
            "second_look": looked,
            "signed": [],
            "frozen": None,
        }
        keep(work, record)
        if folder.exists():
            shutil.rmtree(folder)
        work.chmod(0o755)
        work.rename(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return open_build(folder)


def open_build(folder: Path) -> Build:
    """The build in a folder. Raises ReportError when there is none."""
    path = folder / "build.json"
    if not path.exists():
        raise ReportError(
            f"{folder} is not a build. `scicity report list` shows the builds there are."
        )
    return Build(folder, json.loads(path.read_text("utf-8")))


def builds(out: Path) -> list[Build]:
    """All builds under a folder, oldest as-of first."""
    found = [open_build(p.parent) for p in out.glob("*/*/build.json")] if out.exists() else []
    return sorted(found, key=lambda b: (b.record["report"], b.record["as_of"], b.id))


def changed_files(found: Build) -> list[str]:
    """Files of a build, and of the inputs kept in it, that are gone or no longer what they were."""
    return [
        n
        for n, digest in found.digests.items()
        if not (found.folder / n).exists() or file_digest(found.folder / n) != digest
    ]


def rebuild(ledger: Ledger, found: Build, to: Path) -> list[str]:
    """Make a build again from its own inputs and the ledger, and name the files whose bytes
    differ.
    """
    city = load_city(found.folder / "inputs")
    with at(city.locale):
        return _rebuild(ledger, city, found, to)


def _rebuild(ledger: Ledger, city: City, found: Build, to: Path) -> list[str]:
    definition = load_definition(found.folder / "inputs" / "reports" / str(found.record["report"]))
    moment = int(found.record["as_of"])
    if not definition.editor and (named := found.record["inputs"].get("editor")):
        definition = replace(definition, editor=named)
    then, now = found.record["inputs"], _inputs(ledger, found.folder / "inputs", definition, moment)
    moved = [k for k in then if then[k] != now.get(k)]
    if moved:
        raise ReportError(
            f"Build {found.id} cannot be made again here: {', '.join(moved)} differ. It was made"
            f" with scicity {then['program']['scicity']}; install that version, its lock file and"
            " its ledger."
        )
    to.mkdir(parents=True, exist_ok=True)
    trees = _trees(ledger, city, definition, moment, lambda _step: None)
    files = _write(ledger, definition, trees, then, to, lambda _step: None)
    return [n for n, digest in found.record["files"].items() if files.get(n) != digest]


def _inputs(
    ledger: Ledger, city_folder: Path, definition: Definition, moment: int
) -> dict[str, Any]:
    """Everything that a build depends on, by digest."""
    known = [
        [m["source"]["digest"], m["recorded_at"], m["counts"]["added"], m["counts"]["corrected"]]
        for m in manifests(ledger)
        if m["recorded_at"] <= moment
    ]
    program = {
        "scicity": __version__,
        "source": _source_digest(),
        **{p: _version(p) for p in _PROGRAMS},
    }
    return {
        "as_of": moment,
        "ledger": _digest(json.dumps(known).encode()),
        "registry": _digest(
            b"".join(p.name.encode() + p.read_bytes() for p in _registry_files(city_folder))
        ),
        "template": {n: _digest(b) for n, b in definition.files.items()},
        "definitions": _digest(
            "".join(definition_digest(m) for m in catalogue().values()).encode()
        ),
        "program": program,
        "editor": definition.editor,
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except ImportError:
        return ""


def _source_digest() -> str:
    """The rooms that write a report, as installed: a changed renderer is another input."""
    here = Path(__file__).parent
    files = sorted(
        p
        for folder in (here, here.parent / "audit")
        for p in folder.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    )
    return _digest(b"".join(p.name.encode() + p.read_bytes() for p in files))


def _registry_files(city_folder: Path) -> list[Path]:
    return sorted(p for p in city_folder.iterdir() if p.suffix in (".yaml", ".geojson"))


def _copy_inputs(city_folder: Path, definition: Definition, to: Path) -> dict[str, str]:
    """Keep the inputs that are files; gives their digests by their paths in the build."""
    own = to / "reports" / definition.id
    own.mkdir(parents=True)
    for p in _registry_files(city_folder):
        shutil.copyfile(p, to / p.name)
    for name, content in definition.files.items():
        if name != "districts.geojson":
            (own / name).write_bytes(content)
    copied = sorted(p for p in to.rglob("*") if p.is_file())
    return {p.relative_to(to.parent).as_posix(): file_digest(p) for p in copied}


def _trees(
    ledger: Ledger, city: City, definition: Definition, moment: int, progress: Callable[[str], None]
) -> dict[Language, Report]:
    progress("figures")
    source = Source(ledger, city, moment, audit(account_of(ledger, city, moment)))
    return {lang: gather(source, definition, lang) for lang in LANGUAGES}


def _looked(
    trees: dict[Language, Report],
    guard: Guard | None,
    ledger: Ledger,
    city: City,
    progress: Callable[[str], None],
) -> dict[str, Any] | None:
    """Verdicts by kind and language. FalseReport: the guard calls a sentence false."""
    if guard is None:
        return None
    progress("second look")
    looked = {lang: guard(tree, ledger, city) for lang, tree in trees.items()}
    if faults := [f for found, _ in looked.values() for f in found]:
        raise FalseReport(faults)
    return {lang: counts for lang, (_, counts) in looked.items()}


def _sentences(report: Report) -> dict[str, Any]:
    """The three lists of a tree, each sentence with its place and what stands behind it; rows of
    blocks are counted.
    """
    addresses = {x.id: x.address for x in report.refs}
    lists: dict[str, Any] = {
        standing: [
            {
                "text": s.text,
                "kind": s.kind,
                "where": s.where,
                "figures": [addresses[r] for r in s.refs],
                "source": s.source,
                "numbers": s.numbers,
                "beyond": s.beyond,
                "section": s.section,
            }
            for s in report.standing(standing)
            if s.kind != "row"
        ]
        for standing in STANDINGS
    }
    rows = {
        standing: sum(s.kind == "row" for s in report.standing(standing)) for standing in STANDINGS
    }
    return {"editor": report.editor, **lists, "rows": rows}


def _write(
    ledger: Ledger,
    definition: Definition,
    trees: dict[Language, Report],
    inputs: dict[str, Any],
    folder: Path,
    progress: Callable[[str], None],
) -> dict[str, str]:
    """Write every file of a build; returns their digests."""
    # here, because they are heavy to load and a build that is kept needs none of them
    from .render.crate import render_crate
    from .render.html import render_html
    from .render.pdf import render_pdf
    from .render.sdmx import render_sdmx
    from .render.sheet import render_sheet
    from .render.word import render_word

    moment = trees["zh"].as_of
    districts = definition.files.get("districts.geojson", b'{"features": []}')
    files: dict[str, bytes] = {}
    for lang, tree in trees.items():
        stem = f"{definition.id}.{lang}"
        for suffix, render in (
            ("html", lambda t: render_html(t, districts)),
            ("pdf", lambda t: render_pdf(t, districts)),
            ("docx", lambda t: render_word(t, districts)),
            ("xlsx", render_sheet),
        ):
            progress(f"{stem}.{suffix}")
            files[f"{stem}.{suffix}"] = render(tree)
        files[f"tree.{lang}.json"] = json.dumps(
            as_data(tree), ensure_ascii=False, indent=1
        ).encode()
    progress("SDMX, RO-Crate")
    files |= {f"sdmx/{n}": b for n, b in render_sdmx(trees["zh"], trees["en"]).items()}
    files["definitions.json"] = _json(
        [
            {
                "id": m.id,
                "version": m.version,
                "digest": definition_digest(m),
                "title": m.title,
                "definition": m.definition,
                "unit": m.unit,
                "source": m.source,
            }
            for m in catalogue().values()
        ]
    )
    files["ledger.json"] = _json(
        {
            "as_of": show_moment(moment),
            "imports": [m for m in manifests(ledger) if m["recorded_at"] <= moment],
        }
    )
    files["ro-crate-metadata.json"] = render_crate(
        trees["zh"], trees["en"], inputs, {n: (len(b), _digest(b)) for n, b in files.items()}
    )
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return {n: _digest(b) for n, b in files.items()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    return _digest(path.read_bytes())


def seal_of(found: Build) -> str:
    """What a sign-off is of: every file of the build and every input kept in it."""
    return _digest(json.dumps(found.digests, sort_keys=True).encode())


def keep(folder: Path, record: dict[str, Any]) -> Build:
    """build.json as a whole or not at all."""
    draft = folder / ".build.json"
    draft.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    draft.rename(folder / "build.json")
    return Build(folder, record)
