"""Papers and data: claimed, confirmed by somebody else, corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from scicity.platform import roles
from scicity.platform.errors import Invalid
from scicity.platform.phrases import Phrase, phrase
from scicity.platform.views.page import act, chosen, day_in, page, show

from ..models import (
    Facility,
    Journals,
    Output,
    OutputLink,
    Proposal,
    ProposalMember,
)
from ..states import OUTPUT
from . import edited, publications
from . import services as outputs
from .models import KINDS


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
