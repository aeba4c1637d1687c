"""The report studio: edit a template beside its figures, see what does not hold, build, compare,
sign, freeze, make again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse

from scicity.platform.errors import Refused
from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, page, show
from scicity.reports import FORMATS, ROLES, Build, Report, seal_of, sign_offs

from . import bench

STATES = {
    "waiting": phrase("studio-views-waiting"),
    "working": phrase("studio-views-working"),
    "done": phrase("studio-views-done"),
    "failed": phrase("studio-views-failed"),
}
JOBS = {
    "build": phrase("studio-build"),
    "rebuild": phrase("studio-views-make-again-and-compare-bytes"),
}
SIGNERS = {
    "editor": phrase("studio-views-editor"),
    "facility": phrase("common-facility"),
    "city-office": phrase("common-city-office"),
}

WORDS = {
    "proven": phrase("studio-views-proven-numbers-units-periods-and-subjects"),
    "quoted": phrase("studio-views-quoted-a-sources-own-words"),
    "vouched": phrase("studio-views-vouched-for-a-named-person-answers"),
}


@page("report.list")
def index(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "studio/index",
        reports=bench.reports(),
        builds=bench.all_builds(),
        corrected=bench.corrected(),
        jobs=bench.jobs(),
        STATES=STATES,
        JOBS=JOBS,
        SIGNERS=SIGNERS,
        ROLES_=ROLES,
        FORMATS=FORMATS,
        LANGUAGES=bench.LANGUAGES,
    )


@page("report.edit", methods=("GET", "POST"))
def edit(request: HttpRequest, report: str, language: str) -> HttpResponse:
    """The editor. What is typed is never lost: a refused save shows it again with the reason.

    The ledger is asked after the page stands, since that takes seconds; `?checked` has it done
    first, for a browser without scripts.
    """
    known, said = _known(report, language)
    text, seen, error, saved = known, bench.digest(known), "", False
    if request.method == "POST":
        text, seen = (
            request.POST.get("text", "").replace("\r\n", "\n"),
            request.POST.get("seen", ""),
        )
        try:
            seen, saved = bench.save(report, said, text, seen), True
        except Refused as refusal:
            error = str(refusal)
    found = bench.check(report, said, text) if "checked" in request.GET else None
    return show(
        request,
        "studio/edit",
        status=409 if error else 200,
        report=bench.definition(report),
        language=language,
        text=text,
        seen=seen,
        error=error,
        saved=saved,
        found=found,
        refs=_refs(found.report if found else None),
        vouched=_vouched(found.report if found else None),
        LANGUAGES=bench.LANGUAGES,
    )


def _known(report: str, language: str) -> tuple[str, Any]:
    try:
        return bench.definition(report).templates[language], language
    except (Refused, KeyError) as error:
        raise Http404 from error


def _refs(report: Report | None) -> list[dict[str, str]]:
    return (
        [
            {
                "title": r.title,
                "subject": r.subject_name,
                "shown": r.shown,
                "status": r.said,
                "address": r.address,
            }
            for r in report.refs
        ]
        if report
        else []
    )


def _vouched(report: Report | None) -> list[dict[str, str]]:
    """The words that the editor stands for, each with the numbers and words that no figure accounts
    for.
    """
    return (
        [
            {"where": s.where, "text": s.text, "loose": ", ".join((*s.numbers, *s.beyond))}
            for s in report.standing("vouched")
        ]
        if report
        else []
    )


@page("report.edit", methods=("POST",))
def check(request: HttpRequest, report: str, language: str) -> HttpResponse:
    """What does not hold in a text that is being typed."""
    _, said = _known(report, language)
    found = bench.check(report, said, request.POST.get("text", "").replace("\r\n", "\n"))
    return JsonResponse(
        {
            "faults": [
                {"where": f.where, "sentence": f.sentence, "rule": f.rule} for f in found.faults
            ],
            "refs": _refs(found.report),
            "vouched": _vouched(found.report),
        }
    )


@act("report.edit", back="/studio/")
def order_build(request: HttpRequest, report: str) -> Any:
    bench.order("build", report, request.user.name)
    return "/studio/"


@act("report.edit", back="/studio/")
def order_rebuild(request: HttpRequest, build: str) -> Any:
    bench.order("rebuild", build)
    return "/studio/"


@act("report.sign", back="/studio/")
def sign(request: HttpRequest, build: str) -> Any:
    bench.sign_off(build, request.POST.get("role", ""), request.user.email)
    return phrase("studio-views-signed")


@act("report.sign", back="/studio/")
def freeze(request: HttpRequest, build: str) -> Any:
    bench.freeze_build(build)
    return phrase("studio-views-frozen-it-does-not-change-any")


@page("report.list")
def built(request: HttpRequest, build: str) -> HttpResponse:
    """A build: what of it is proven, quoted and vouched for by name, in both languages, beside the
    sign-off.
    """
    try:
        found = bench.build_of(build)
    except Refused as error:
        raise Http404 from error
    lists = {language: bench.lists_of(found, language) for language in bench.LANGUAGES}
    return show(
        request,
        "studio/build",
        build=found,
        lists=lists,
        signed=_signed(found),
        seal=seal_of(found),
        looked=bench.corrected().get(found.id),
        STANDINGS=WORDS,
        SIGNERS=SIGNERS,
        ROLES_=ROLES,
        LANGUAGES=bench.LANGUAGES,
    )


def _signed(found: Build) -> list[dict[str, Any]]:
    return [
        {
            "role": s.role,
            "account": s.account,
            "at": datetime.fromisoformat(s.at),
            "seal": s.seal,
            "holds": s.holds,
        }
        for s in sign_offs(found)
    ]


@page("report.list")
def job(request: HttpRequest, job: str) -> HttpResponse:
    try:
        return JsonResponse(bench.job(job))
    except Refused as error:
        raise Http404 from error


@page("report.list")
def compare(request: HttpRequest) -> HttpResponse:
    first, second = request.GET.get("a", ""), request.GET.get("b", "")
    try:
        moves, error = bench.moved(first, second), ""
    except Refused as refusal:
        moves, error = [], str(refusal)
    return show(
        request,
        "studio/compare",
        status=422 if error else 200,
        moves=moves,
        error=error,
        first=first,
        second=second,
    )


@page("report.list")
def file(request: HttpRequest, build: str, name: str) -> HttpResponse:
    """A file of a build, to be kept. Only files that the build itself names."""
    try:
        found = bench.build_of(build)
    except Refused as error:
        raise Http404 from error
    if name not in found.record["files"]:
        raise Http404
    return FileResponse(
        open(found.folder / name, "rb"), as_attachment=True, filename=name.rpartition("/")[2]
    )
