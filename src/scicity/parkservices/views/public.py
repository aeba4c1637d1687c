"""Services as everybody sees them, their versions, and what the city office and supervisors do with
them.
"""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from scicity.platform.clock import today
from scicity.platform.editions import Line, Shown
from scicity.platform.errors import Invalid, Refused
from scicity.platform.permissions import allowed
from scicity.platform.phrases import chinese, phrase
from scicity.platform.views.page import act, page, the_day
from scicity.workflow import BadProcess
from scicity.workflow.diagram import drawn
from scicity.workflow.layout import laid_out

from .. import mining
from ..models import Batch, Service, Version, whole_city
from ..replaying import replayed
from ..services import batches, offices, setup
from .shown import shown


@page("service.public")
def index(request: HttpRequest) -> HttpResponse:
    rows = [(s, s.in_force(today())) for s in Service.objects.annotate(n=Count("cases"))]
    groups: dict[str, list[Any]] = {}
    for s, v in rows:
        groups.setdefault(s.group, []).append((s, v))
    return shown(
        request,
        "services",
        groups=groups,
        batches=Batch.objects.exclude(published_at=None).select_related("service")[:10],
    )


@page("service.public", of=Service)
def detail(request: HttpRequest, service: Service) -> HttpResponse:
    """What a service asks and decides: the process as drawn, the tables row by row, the
    versions.
    """
    manages = allowed(request.user, "service.manage")
    versions = [
        v for v in service.versions.select_related("approval", "made_by") if manages or v.approved
    ]
    number = request.GET.get("version", "")
    held = (
        next((v for v in versions if str(v.number) == number), None)
        or service.in_force(today())
        or (versions[0] if versions else None)
    )
    if held is None:
        raise Http404
    return shown(
        request,
        "service",
        service=service,
        versions=versions,
        held=held,
        process=held.process,
        current=service.in_force(today()),
    )


def _seen(request: HttpRequest, version: Version) -> None:
    """A version that nobody put in force yet is the office's alone."""
    if version.approved is None and not allowed(request.user, "service.manage"):
        raise Http404


@page("service.public", of=Version)
def diagram(request: HttpRequest, version: Version) -> HttpResponse:
    _seen(request, version)
    try:
        source = laid_out(version.bpmn.encode())
    except BadProcess:  # kept before drawings were asked for
        source = version.bpmn.encode()
    svg = drawn(source, "zh" if chinese() else "en", "dark" in request.GET)
    return HttpResponse(
        svg, content_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"}
    )


@page("service.public", of=Version)
def files(request: HttpRequest, version: Version) -> HttpResponse:
    """The process and its tables, for a modeller."""
    _seen(request, version)
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{version.service.code}.bpmn", version.bpmn)
        for n, t in enumerate(version.tables, 1):
            archive.writestr(f"table-{n}.dmn", t)
    return HttpResponse(
        into.getvalue(),
        content_type="application/zip",
        headers={
            "Content-Disposition": (
                f'attachment; filename="{version.service.code}-{version.number}.zip"'
            )
        },
    )


def _uploaded(request: HttpRequest) -> tuple[bytes, list[bytes]]:
    sent = request.FILES.get("bpmn")
    if sent is None:
        raise Invalid(
            phrase("parkservices-public-choose-a-process-file"), {"bpmn": phrase("common-needed-2")}
        )
    tables = request.FILES.getlist("tables")
    if len(tables) > 40:
        raise Invalid(
            phrase("parkservices-public-too-many-tables"),
            {"tables": phrase("parkservices-public-40-at-most")},
        )
    return sent.read(2 * 2**20 + 1), [t.read(2 * 2**20 + 1) for t in tables]


@page("service.manage", methods=("GET", "POST"))
def create(request: HttpRequest) -> HttpResponse:
    """A new service from a drawn process. What is wrong is named, and what was typed stays."""
    fault: Refused | None = None
    if request.method == "POST":
        try:
            bpmn, tables = _uploaded(request)
            day = the_day(request, "valid_from")
            made = setup.offer(
                request.user,
                code=request.POST.get("code", ""),
                group=request.POST.get("group", ""),
                name_zh=request.POST.get("name_zh", ""),
                name_en=request.POST.get("name_en", ""),
                park=request.POST.get("park", "") or whole_city(),
                bpmn=bpmn,
                tables=tables,
                valid_from=day,
            )
            return HttpResponse(
                status=302, headers={"Location": reverse("service", args=[made.pk])}
            )
        except Refused as refused:
            fault = refused
    return shown(
        request,
        "service_new",
        place=whole_city(),
        status=422 if fault else 200,
        fault=fault,
        given=request.POST,
    )


@act("service.manage", of=Service)
def renew(request: HttpRequest, service: Service) -> Any:
    bpmn, tables = _uploaded(request)
    day = the_day(request, "valid_from")
    made = setup.renew(
        request.user,
        service,
        name_zh=request.POST.get("name_zh", ""),
        name_en=request.POST.get("name_en", ""),
        bpmn=bpmn,
        tables=tables,
        valid_from=day,
    )
    return phrase("parkservices-public-kept-as-version-once-a-second").fill(
        n=made.number, d=made.valid_from
    )


@act("service.manage", of=Version)
def put_in_force(request: HttpRequest, version: Version) -> Any:
    made = setup.put_in_force(request.user, version)
    return phrase("parkservices-public-in-force-from").fill(d=made.since)


@act("service.manage", of=Version)
def drop_version(request: HttpRequest, version: Version) -> Any:
    setup.drop_version(request.user, version)
    return (
        reverse("service", args=[version.service_id])
        if version.service.versions.exists()
        else reverse("services")
    )


APPEAL = Shown(
    lambda s, person: {
        "appeal_zh": Line(phrase("parkservices-public-how-to-appeal-chinese"), s.appeal_zh),
        "appeal_en": Line(phrase("parkservices-public-how-to-appeal-english"), s.appeal_en),
    }
)


@act("service.manage", of=Service, edits=APPEAL)
def explain_appeal(request: HttpRequest, service: Service) -> Any:
    setup.explain_appeal(
        request.user, service, request.POST.get("appeal_zh", ""), request.POST.get("appeal_en", "")
    )
    return phrase("common-saved")


@page("service.board", of=Service)
def board(request: HttpRequest, service: Service) -> HttpResponse:
    """Where cases wait and how long steps take, found in the event log of what was done."""
    since = today() - timedelta(days=365)
    return shown(
        request,
        "board",
        service=service,
        steps=offices.board(service),
        found=mining.mined(service, since),
        since=since,
    )


@page("service.board", of=Service)
def log(request: HttpRequest, service: Service) -> HttpResponse:
    """The event log, for any tool of process mining: case, activity, time, resource's authority."""
    return HttpResponse(
        mining.as_csv(service),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{service.code}-events.csv"'},
    )


@page("service.board", of=Service)
def replay(request: HttpRequest, service: Service) -> HttpResponse:
    """The cases of a period through another version: who would have been decided otherwise, and
    why.
    """
    versions = list(service.versions.all())
    given, result, fault = request.GET, None, ""
    if given.get("version"):
        held = next((v for v in versions if str(v.number) == given["version"]), None)
        if held is None:
            raise Http404
        result = replayed(service, held, given.get("first", ""), given.get("last", ""))
    return shown(
        request,
        "replay",
        service=service,
        versions=versions,
        result=result,
        given=given,
        fault=fault,
    )


# --- batches --------------------------------------------------------------------------------------


@page("batch.make", of=Service)
def to_batch(request: HttpRequest, service: Service) -> HttpResponse:
    return shown(
        request,
        "batches",
        service=service,
        waiting=batches.waiting_for_batch(service),
        rows=service.batches.annotate(n=Count("stages")),
    )


@act("batch.make", of=Service)
def gather(request: HttpRequest, service: Service) -> Any:
    wanted = set(request.POST.getlist("stages"))
    made = batches.gather(
        request.user,
        service,
        [s for s in batches.waiting_for_batch(service) if str(s.pk) in wanted],
    )
    return reverse("batch", args=[made.pk])


@page("batch.view", of=Batch, related=("service",))
def batch(request: HttpRequest, held: Batch) -> HttpResponse:
    """A batch as it is published: numbers of cases and employers, nobody's name."""
    rows = [
        (s.case, s.case.version.process)
        for s in held.stages.select_related("case__enterprise", "case__version")
    ]
    return shown(
        request,
        "batch",
        batch=held,
        rows=rows,
        open=held.until is not None and today() <= held.until,
    )


@act("batch.publish", of=Batch)
def publish(request: HttpRequest, held: Batch) -> Any:
    batches.publish(request.user, held)
    return phrase("parkservices-public-published")


@act("batch.object", of=Batch)
def object_to(request: HttpRequest, held: Batch) -> Any:
    batches.object_to(
        request.user, held, request.POST.get("code", ""), request.POST.get("text", "")
    )
    return phrase("parkservices-public-your-objection-was-noted")
