"""The applicant's side: one form, one status line, documents and messages."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from scicity.platform.clock import today
from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import MOST_BYTES
from scicity.platform.permissions import allowed
from scicity.platform.phrases import Both, phrase
from scicity.platform.views.page import act, page, show
from scicity.workflow import APPLICANT, Running, now_in, resume

from ..decision import as_pdf, decision_of
from ..models import Case, Document, Enterprise, Service, Stage
from ..services import moving, objections, offices, seals
from .shown import choices, shown


@page("case.file")
def index(request: HttpRequest) -> HttpResponse:
    """My cases: where each is, who has it, by when."""
    person: Any = request.user
    theirs = list(Enterprise.objects.filter(members=person).values_list("pk", flat=True))
    rows = (
        Case.objects.filter(Q(applicant=person) | (Q(enterprise__in=theirs) & ~Q(state="draft")))
        .select_related("service", "enterprise")
        .prefetch_related("stages")[:500]
    )
    return shown(
        request, "mine", rows=[(c, [s for s in c.stages.all() if s.done_at is None]) for c in rows]
    )


@act("case.file", of=Service)
def begin(request: HttpRequest, service: Service) -> Any:
    return reverse("case", args=[moving.draft(request.user, service).pk])


def _draft(case: Case, person: Any) -> Lines:
    """What stands in the form of a draft, by the names of its fields."""
    version = case.service.in_force(today())
    kept = moving.drafted(case)
    found: Lines = {}
    for f in version.process.start if version and case.state == "draft" else ():
        options = {code: Both(name.zh, name.en) for code, name in f.options}
        found[f.id] = Line(
            Both(f.name.zh, f.name.en),
            str(kept.get(f.id, "")),
            {"": "–", **options} if options else {},
        )
    return found


DRAFT = Shown(_draft, field="version")


@page(
    "case.view",
    of=Case,
    methods=("GET", "POST"),
    related=("service", "enterprise", "version"),
    edits=DRAFT,
)
def detail(request: HttpRequest, case: Case) -> HttpResponse:
    """A draft's form, or the case: what was asked and answered, as far as the reader's own part
    goes.
    """
    own = allowed(request.user, "case.own", case)
    if case.state == "draft":
        if not own:
            raise Http404
        return _form(request, case)
    if request.method == "POST":
        return HttpResponse(status=405)
    lanes = offices.lanes_of(request.user) if request.user.is_authenticated else set()
    stages, process = list(case.stages.select_related("done_by", "batch")), case.version.process
    seen = {s.pk for s in stages if (own and s.lane == APPLICANT) or s.lane in lanes}
    may_personal = allowed(request.user, "case.personal", case)
    running = _running(case)
    personal = seals.personal_values(case, request.user) if may_personal else {}
    told = decision_of(case, running) if own or lanes else None
    documents = [
        d for d in case.documents.select_related("by") if allowed(request.user, "case.view", d)
    ]
    messages = [m for m in case.messages.select_related("by") if own or m.lane in lanes]
    parties = sorted(
        {s.lane for s in stages if s.lane != APPLICANT}
        & (lanes if not own else {s.lane for s in stages})
    )
    published = objections.window(case)
    return shown(
        request,
        "case",
        made=told,
        published=published,
        may_object=published is not None and not own and allowed(request.user, "case.object", case),
        case=case,
        process=process,
        stages=stages,
        seen=seen,
        own=own,
        values=dict(running.answers)["start"],
        decided=running.decided if own or allowed(request.user, "history.view") else [],
        personal=personal,
        documents=documents,
        letters=messages,
        parties=parties,
        waiting=[s for s in stages if s.done_at is None],
        mine=[s for s in stages if s.done_at is None and s.lane == APPLICANT and own],
        choices=choices(request, tuple(f for s in process.steps.values() for f in s.fields))
        if own
        else {},
    )


def _running(case: Case) -> Running:
    return resume(case.version.process, case.state_kept, now_in())


def _form(request: HttpRequest, case: Case) -> HttpResponse:
    version = case.service.in_force(today())
    if version is None:
        return show(
            request,
            "platform/refused",
            status=409,
            why=phrase("common-no-version-of-this-service-is"),
        )
    fault: Refused | None = None
    given: dict[str, Any] = moving.drafted(case)
    if request.method == "POST":
        given = {
            k: v
            for k, v in request.POST.dict().items()
            if k not in ("csrfmiddlewaretoken", "version", "do", "next")
        }
        try:
            for name, sent in request.FILES.items():
                moving.attach(request.user, case, name, sent.name or "", sent.read(MOST_BYTES + 1))
            moving.save_draft(request.user, case, given)
            if request.POST.get("do") == "submit":
                moving.submit(request.user, case, given)
                return HttpResponse(
                    status=302, headers={"Location": reverse("case", args=[case.pk])}
                )
        except Refused as refused:
            fault = refused
    fields = version.process.start
    return shown(
        request,
        "form",
        status=422 if fault else 200,
        case=case,
        fields=fields,
        given=given,
        fault=fault,
        version=version,
        choices=choices(request, fields),
        documents={d.field: d for d in case.documents.all()},
    )


@act("case.own", of=Case, edits=DRAFT)
def save(request: HttpRequest, case: Case) -> Any:
    """What was typed so far, kept while one types."""
    moving.save_draft(
        request.user,
        case,
        {
            k: v
            for k, v in request.POST.dict().items()
            if k not in ("csrfmiddlewaretoken", "version", "do")
        },
    )
    return JsonResponse(
        {
            "version": DRAFT.edition(Case.objects.get(pk=case.pk)),
            "said": str(phrase("common-saved")),
        }
    )


@act("case.own", of=Case)
def drop(request: HttpRequest, case: Case) -> Any:
    moving.drop_draft(request.user, case)
    return reverse("cases")


@act("case.own", of=Case)
def withdraw(request: HttpRequest, case: Case) -> Any:
    moving.withdraw(request.user, case)
    return phrase("common-withdrawn")


@act("case.write", of=Case)
def write(request: HttpRequest, case: Case) -> Any:
    lane, own = request.POST.get("lane", ""), allowed(request.user, "case.own", case)
    if not own and lane not in offices.lanes_of(request.user):
        raise Invalid(
            phrase("parkservices-cases-you-write-for-your-own-authority"),
            {"lane": phrase("parkservices-cases-your-own")},
        )
    moving.write(request.user, case, lane, request.POST.get("text", ""))
    return phrase("parkservices-cases-sent")


@page("case.view", of=Case, related=("service", "enterprise", "version"))
def decision(request: HttpRequest, case: Case) -> HttpResponse:
    """The decision as a document, for the applicant and the authorities of the case."""
    if case.state != "ended" or not case.code:
        return show(
            request,
            "platform/refused",
            status=409,
            why=phrase("parkservices-cases-the-case-is-not-decided-yet"),
        )
    running = _running(case)
    told = decision_of(case, running)
    assert told is not None
    return HttpResponse(
        as_pdf(told, running),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{case.code}.pdf"'},
    )


@page("case.personal", of=Document, related=("case",))
def document(request: HttpRequest, kept: Document) -> HttpResponse:
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)


@act("stage.answer", of=Stage)
def answer(request: HttpRequest, stage: Stage) -> Any:
    """Do a step: an officer's decision, or what the applicant was asked for."""
    for name, sent in request.FILES.items():
        moving.attach(request.user, stage.case, name, sent.name or "", sent.read(MOST_BYTES + 1))
    done = moving.answer(request.user, stage, request.POST.dict(), request.POST.get("why", ""))
    if done.proposal is not None:
        return phrase("parkservices-cases-a-second-person-of-the-authority")
    return reverse("case", args=[stage.case_id])
