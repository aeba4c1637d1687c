"""Grants, outputs, yearly returns, history."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scicity.connectors.workbook import write_template
from scicity.platform import history, roles
from scicity.platform.clock import today
from scicity.platform.errors import Invalid
from scicity.platform.files import MOST_BYTES
from scicity.platform.models import Event
from scicity.platform.phrases import Both, Phrase, phrase
from scicity.platform.views.page import act, chosen, day_in, number, page, show

from .. import edited
from ..models import (
    Facility,
    Grant,
    Journals,
    Output,
    OutputLink,
    Proposal,
    ProposalMember,
    YearlyReturn,
)
from ..models.outputs import KINDS
from ..services import grants, outputs, publications, returns
from ..states import OUTPUT


@page("grant.list")
def grant_list(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    rows = Grant.objects.select_related("unit__facility", "part__proposal")
    if (roles.AUDITOR, None) not in person.grants:
        rows = rows.filter(unit__facility__in=person.facilities_as(*roles.STAFF)) | rows.filter(
            part__proposal__members__person=person
        )
    return show(
        request,
        "access/grants",
        burns=[grants.burn(g) for g in rows.distinct().order_by("-id")[:200]],
    )


@page("grant.view", of=Grant, related=("unit__facility", "part__proposal__call"))
def grant(request: HttpRequest, grant: Grant) -> HttpResponse:
    return show(
        request,
        "access/grant",
        grant=grant,
        burn=grants.burn(grant),
        uses=grant.uses.all()[:200],
        kinds={"samples": ("used", "destroyed", "returned"), "cases": ("enrolled",)}.get(
            grant.unit.access.stream, ("used",)
        ),
    )


@act("grant.draw", of=Grant)
def grant_draw(request: HttpRequest, grant: Grant) -> Any:
    amount = number(request, "amount")
    assert amount is not None
    grants.draw(
        request.user,
        grant,
        amount,
        request.POST.get("kind", "used"),
        request.POST.get("note", ""),
        request.POST.get("key", ""),
    )
    return phrase("common-noted")


@act("grant.draw", of=Grant)
def grant_jobs(request: HttpRequest, grant: Grant) -> Any:
    total = grants.take_in_jobs(request.user, grant)
    return phrase("access-others-the-ledgers-jobs-amount-to-core").fill(n=f"{total:.4f}")


def visible_claims(person: Any) -> Any:
    """The claims of outputs that somebody may see: of their proposals and their facilities, and
    their own.
    """
    if (roles.AUDITOR, None) in person.grants:
        return OutputLink.objects.all()
    mine = Q(proposal__in=ProposalMember.objects.filter(person=person).values("proposal")) | Q(
        by=person
    )
    return OutputLink.objects.filter(
        mine | Q(facility__in=person.facilities_as(roles.USER_OFFICE, roles.DIRECTOR))
    )


def _claimable(person: Any) -> tuple[list[Facility], list[Proposal]]:
    """For which facilities and proposals somebody may claim outputs."""
    staff = person.facilities_as(*roles.STAFF)
    proposals_ = (
        Proposal.objects.filter(
            Q(members__person=person)
            | Q(parts__sessions__visits__person=person, parts__sessions__visits__state="approved"),
            state__in=("decided", "appealed", "closed"),
        )
        .distinct()
        .order_by("-id")[:100]
    )
    found = list(proposals_)
    places = Facility.objects.filter(
        Q(pk__in=staff) | Q(units__parts__proposal__in=[x.pk for x in found])
    ).distinct()
    return list(places), found


@page("output.list")
def output_list(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    links = (
        visible_claims(person)
        .select_related("output", "facility", "proposal", "by", "judged_by")
        .prefetch_related("output__corrections__by", "output__links")
    )
    lists = [(j, outputs.in_list(j).count()) for j in Journals.objects.all()[:20]]
    facilities, proposals = _claimable(person)
    return show(
        request,
        "access/outputs",
        links=links.order_by("state", "-output__published")[:300],
        lists=lists,
        OUTPUT=OUTPUT,
        KINDS=KINDS,
        facilities=facilities,
        proposals=proposals,
    )


@act("output.enter")
def output_doi(request: HttpRequest) -> Any:
    facility, proposal = _place(request)
    said = outputs.of_register(publications.ask_crossref(request.POST.get("doi", "")), "crossref")
    return _claimed(outputs.claim(request.user, facility, proposal, said))


@act("output.enter")
def output_manual(request: HttpRequest) -> Any:
    try:
        published = date.fromisoformat(request.POST.get("published", ""))
    except ValueError as error:
        raise Invalid(
            phrase("access-others-give-the-date-of-publication"),
            {"published": phrase("common-like-2026-03-01")},
        ) from error
    facility, proposal = _place(request)
    return _claimed(
        outputs.claim(
            request.user,
            facility,
            proposal,
            outputs.Said(
                request.POST.get("kind", ""),
                request.POST.get("identifier", ""),
                request.POST.get("title", ""),
                published,
                request.POST.get("journal", ""),
            ),
        )
    )


def _place(request: HttpRequest) -> tuple[Facility, Proposal | None]:
    return chosen(request, "facility", Facility), chosen(
        request, "proposal", Proposal
    ) if request.POST.get("proposal") else None


def _claimed(link: OutputLink) -> Phrase:
    title = str((link.said or {}).get("title", ""))
    return phrase("access-others-claimed-the-facility-will-look-at").fill(t=title)


@act("output.judge", of=OutputLink)
def output_judge(request: HttpRequest, link: OutputLink) -> Any:
    confirm = request.POST.get("say") == "confirm"
    outputs.judge(request.user, link, confirm, request.POST.get("reason", ""))
    return phrase("access-others-confirmed") if confirm else phrase("access-others-rejected")


@act("output.correct", of=Output, edits=edited.OUTPUT)
def output_correct(request: HttpRequest, output: Output) -> Any:
    given = {
        n: request.POST[n] for n in ("kind", "title", "journal") if request.POST.get(n, "").strip()
    }
    published = day_in(request, "published", needed=False)
    outputs.correct(
        request.user,
        output,
        {**given, **({"published": published} if published else {})},
        request.POST.get("reason", ""),
    )
    return phrase("common-corrected")


@page("return.view", of=Facility)
def return_list(request: HttpRequest, facility: Facility) -> HttpResponse:
    return show(
        request,
        "access/returns",
        facility=facility,
        returns=facility.returns.select_related("sent_by", "signed_by"),
    )


@act("return.send", of=Facility)
def return_send(request: HttpRequest, facility: Facility) -> Any:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(
            phrase("access-others-choose-a-workbook"), {"file": phrase("common-needed-2")}
        )
    return reverse(
        "return",
        args=[
            returns.receive(
                request.user, facility, upload.name or "return.xlsx", upload.read(MOST_BYTES + 1)
            ).pk
        ],
    )


@page("return.view", of=Facility)
def return_template(request: HttpRequest, facility: Facility) -> HttpResponse:
    year = request.GET.get("year", "")
    chosen_year = int(year) if year.isdigit() and 1990 < int(year) < 2200 else today().year
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        write_template(
            path, facility.path, chosen_year, returns.units_of(facility), returns.offered()
        )
        answer = HttpResponse(
            path.read_bytes(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    answer["Content-Disposition"] = (
        f'attachment; filename="return-{facility.path}-{chosen_year}.xlsx"'
    )
    return answer


@page("return.view", of=YearlyReturn, related=("facility", "sent_by", "signed_by"))
def return_detail(request: HttpRequest, kept: YearlyReturn) -> HttpResponse:
    return show(request, "access/return", kept=kept, causes=CAUSES)


@act("return.sign", of=YearlyReturn)
def return_sign(request: HttpRequest, kept: YearlyReturn) -> Any:
    returns.sign(request.user, kept, request.POST.getlist("lines"))
    return phrase("access-others-signed-and-declared")


CAUSES = {
    "": Both("", ""),
    "no-records": phrase("access-others-the-ledger-has-no-such-records"),
    "partly-covered": phrase("access-others-the-records-cover-a-part-only"),
    "more-in-ledger": phrase("access-others-the-ledger-holds-more-than-is"),
    "more-declared": phrase("access-others-more-is-declared-than-the-ledger"),
}


@page("history.view")
def history_list(request: HttpRequest) -> HttpResponse:
    rows = Event.objects.order_by("-number")
    model, pk = request.GET.get("model", ""), request.GET.get("pk", "")
    if model:
        rows = rows.filter(model=model)
    if pk:
        rows = rows.filter(object_id=pk)
    before = whole_get(request, "before")
    if before:
        rows = rows.filter(number__lt=before)
    return show(
        request,
        "access/history",
        events=list(rows.prefetch_related("details")[:100]),
        model=model,
        pk=pk,
    )


def whole_get(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 19 else 0


@act("history.view")
def history_verify(request: HttpRequest) -> Any:
    checked = history.verify()
    if checked.broken_at:
        raise Invalid(
            phrase(
                "access-others-the-chain-is-broken-at-link",
                broken_at=checked.broken_at,
                fault=checked.fault,
            ),
        )
    return phrase("access-others-links-checked-the-history-is-whole").fill(n=checked.links)
