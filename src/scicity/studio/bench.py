"""The report studio's work: drafts of templates, checks, builds, sign-offs.

Drafts lie in the site's state; the city's own files are not touched.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import uuid
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.tasks import task

from scicity.audit import account_of, audit
from scicity.claims import second_look
from scicity.platform.errors import Refused, Stale
from scicity.platform.phrases import phrase, verbatim
from scicity.portal import account
from scicity.reports import (
    Build,
    Definition,
    FalseReport,
    Fault,
    Report,
    ReportError,
    Source,
    build,
    builds,
    diff,
    freeze,
    gather,
    load_definition,
    rebuild,
    sign,
)
from scicity.reports.tree import Language

from . import corrections
from .corrections import Look

LANGUAGES: tuple[Language, ...] = ("zh", "en")
KINDS = ("build", "rebuild")
MOST = 200_000


def _root() -> Path:
    return Path(settings.STATE) / "studio"


def drafts() -> Path:
    """The drafts' folder: a copy of the city's files, made when it is first asked for."""
    folder = _root() / "city"
    if not folder.exists():
        _root().mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=_root()))
        shutil.copytree(settings.CITY, work / "city", ignore=shutil.ignore_patterns("declarations"))
        try:
            (work / "city").rename(folder)
        except OSError:
            pass  # another request was first: its copy stands
        shutil.rmtree(work, ignore_errors=True)
    return folder


def built() -> Path:
    return _root() / "builds"


def reports() -> list[Definition]:
    return [load_definition(p.parent) for p in sorted((drafts() / "reports").glob("*/report.yaml"))]


def definition(report: str) -> Definition:
    found = next((d for d in reports() if d.id == report), None)
    if found is None:
        raise Refused(phrase("studio-there-is-no-report", report=repr(report)))
    return found


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _source(moment: int) -> Source:
    ledger, city = account.ledger(), account.city()
    return Source(ledger, city, moment, audit(account_of(ledger, city, moment)))


@dataclass(frozen=True)
class Checked:
    """What is wrong with a text, and the report that it gives if nothing is."""

    faults: tuple[Fault, ...]
    report: Report | None


def check(report: str, language: Language, text: str) -> Checked:
    """Every sentence of a text held against the ledger as of now; nothing is kept."""
    if len(text) > MOST:
        return Checked((Fault(language, "", f"The text is longer than {MOST} characters."),), None)
    known = definition(report)
    try:
        return Checked(
            (),
            gather(
                _source(account.moment()),
                replace(known, templates={**known.templates, language: text}),
                language,
            ),
        )
    except FalseReport as false:
        return Checked(false.faults, None)
    except ReportError as error:
        return Checked((Fault(language, "", str(error)),), None)


def save(report: str, language: Language, text: str, seen: str) -> str:
    """Keep a draft, with its faults if it has any: only a build refuses them.

    Stale: somebody else saved since `seen`.
    """
    known = definition(report)
    if seen != digest(known.templates[language]):
        raise Stale
    if len(text) > MOST:
        raise Refused(phrase("studio-the-text-is-longer-than-characters", most=MOST))
    path = drafts() / "reports" / report / f"{language}.md"
    new = path.with_name(f".{uuid.uuid4().hex}")
    new.write_text(text, "utf-8")
    new.rename(path)
    return digest(text)


# --- builds ---------------------------------------------------------------------------------------


def all_builds() -> list[Build]:
    return list(reversed(builds(built())))


def look_for_corrections() -> int:
    """The worker's part: hold each frozen build against the city's ledger where that has grown."""
    return corrections.look(
        _root() / "corrected", all_builds(), Path(settings.CITY_LEDGER), account.city()
    )


def corrected() -> dict[str, Look]:
    """By frozen build, what the worker found the ledger to give otherwise."""
    return corrections.looks(_root() / "corrected", all_builds(), account.moment())


def build_of(name: str) -> Build:
    found = next((b for b in all_builds() if b.id == name), None)
    if found is None:
        raise Refused(phrase("studio-there-is-no-build", name=repr(name)))
    return found


def lists_of(found: Build, language: Language) -> dict[str, Any] | None:
    """The three lists of a build in a language; None where it was made before there were any."""
    kept: dict[str, Any] | None = found.record.get("sentences", {}).get(language)
    return kept


def sign_off(name: str, role: str, who: str) -> Build:
    try:
        return sign(build_of(name), role, who)
    except ReportError as error:
        raise Refused(verbatim(error)) from error


def freeze_build(name: str) -> Build:
    try:
        return freeze(build_of(name))
    except ReportError as error:
        raise Refused(verbatim(error)) from error


def moved(first: str, second: str) -> list[Any]:
    """Which numbers moved from one build to another, and why."""
    return list(diff(account.ledger(), account.city(), build_of(first), build_of(second)))


# --- what takes longer than a request: done by the worker, its progress kept in a small file ------


def _job(name: str) -> Path:
    return _root() / "jobs" / f"{name}.json"


def job(name: str) -> dict[str, Any]:
    if not name.isalnum() or not _job(name).exists():
        raise Refused(phrase("studio-there-is-no-such-task"))
    known: dict[str, Any] = json.loads(_job(name).read_text("utf-8"))
    return known


def jobs() -> list[dict[str, Any]]:
    """The newest ten."""
    found = (
        sorted((_root() / "jobs").glob("*.json"), key=lambda p: -p.stat().st_mtime)[:10]
        if (_root() / "jobs").exists()
        else []
    )
    return [json.loads(p.read_text("utf-8")) for p in found]


def _note(name: str, **now: Any) -> None:
    path = _job(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    new = path.with_suffix(".new")
    new.write_text(json.dumps(known | now, ensure_ascii=False), "utf-8")
    new.rename(path)


def order(kind: str, of: str, editor: str = "") -> str:
    """Have a report built, or a build made again and compared byte by byte. Gives the task's name.

    `editor` vouches for the words without figures where the report names nobody.
    """
    if kind == "build":
        definition(of)
    else:
        build_of(of)
    name = uuid.uuid4().hex
    _note(
        name, id=name, kind=kind, of=of, state="waiting", step="", told="", good=None, editor=editor
    )
    carry_out.enqueue(name)
    return name


@task
def carry_out(name: str) -> None:
    """Do what was ordered."""
    todo = job(name)
    _note(name, state="working")
    try:
        if todo["kind"] == "build":
            made = build(
                account.ledger(),
                drafts(),
                todo["of"],
                built(),
                progress=lambda step: _note(name, step=step),
                guard=second_look,
                editor=todo.get("editor", ""),
            )
            _note(name, state="done", good=True, told=made.id)
        else:
            found = build_of(todo["of"])
            with tempfile.TemporaryDirectory() as scratch:
                different = rebuild(account.ledger(), found, Path(scratch))
            _note(
                name,
                state="done",
                good=not different,
                told=", ".join(different) or f"{len(found.record['files'])} files",
            )
    except (ReportError, Refused) as error:
        _note(name, state="failed", good=False, told=str(error))
    except Exception:
        _note(
            name, state="failed", good=False, told="the task broke off; the worker's log says why"
        )
        raise
