"""One's own account: profile, tokens, training, data."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from scicity.platform import people as service
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import ApiToken, Organisation, Person
from scicity.platform.phrases import Phrase, phrase
from scicity.platform.views.page import act, chosen, page, person_by_email, show, whole

from . import edited


@page("signed-in", methods=("GET", "POST"), edits=edited.PROFILE)
def me(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    faults: dict[str, Phrase] = {}
    error = ""
    if request.method == "POST":
        try:
            if not request.POST.get("name", "").strip():
                raise Invalid(phrase("access-me-give-your-name"), {"name": phrase("common-needed")})
            organisation = (
                chosen(
                    request,
                    "organisation",
                    Organisation,
                    Organisation.objects.filter(Q(retired_at=None) | Q(pk=person.organisation_id)),
                )
                if request.POST.get("organisation")
                else None
            )
            language, mail = request.POST.get("language", "zh"), request.POST.get("mail", "each")
            if language not in ("zh", "en") or mail not in ("each", "digest", "none"):
                raise Invalid(phrase("access-me-choose-from-the-lists"))
            service.update_profile(
                person,
                name=request.POST["name"],
                name_zh=request.POST.get("name_zh", ""),
                orcid=request.POST.get("orcid", ""),
                organisation=organisation,
                language=language,
                mail=mail,
            )
            messages.success(request, str(phrase("common-saved")))
            return redirect("me")
        except Refused as refusal:
            faults, error = refusal.fields, str(refusal)
    return show(
        request,
        "access/me",
        status=422 if error else 200,
        person=person,
        organisations=Organisation.objects.filter(
            Q(retired_at=None) | Q(pk=person.organisation_id)
        )[:500],
        faults=faults,
        error=error,
        given=request.POST,
        tokens=person.tokens.filter(revoked_at=None),
        SCOPES=service.SCOPES,
        clearances=person.clearances.select_related("course__facility"),
        grants=person.role_grants.filter(until=None).select_related("facility"),
    )


@act("signed-in")
def token_make(request: HttpRequest) -> Any:
    _, secret = service.make_token(
        request.user,
        request.POST.get("name", "")[:80],
        request.POST.getlist("scopes"),
        whole(request, "days", 90),
    )
    return phrase("access-me-your-token-shown-once").fill(s=secret)


@act("visit.own", of=ApiToken)
def token_revoke(request: HttpRequest, token: ApiToken) -> Any:
    service.revoke_token(request.user, token)
    return phrase("access-me-revoked")


@act("signed-in")
def organisation_add(request: HttpRequest) -> Any:
    zh, en = request.POST.get("name_zh", "").strip(), request.POST.get("name_en", "").strip()
    if not zh or not en:
        raise Invalid(phrase("access-me-give-the-name-in-both-languages"))
    service.add_organisation(
        request.user,
        name_zh=zh[:200],
        name_en=en[:200],
        ror=request.POST.get("ror", ""),
        credit_code=request.POST.get("credit_code", ""),
    )
    return phrase("access-me-organisation-added-choose-it-in-your")


@page("signed-in")
def export(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(
        json.dumps(service.own_data(request.user), ensure_ascii=False, indent=1),
        content_type="application/json",
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@act("signed-in")
def erase_own(request: HttpRequest) -> Any:
    if request.POST.get("sure") != "yes":
        raise Invalid(phrase("access-me-tick-the-box-first"))
    person = request.user
    service.erase(person, person)
    logout(request)
    return "/"


@act("person.erase")
def erase(request: HttpRequest) -> Any:
    person: Person = person_by_email(request)
    service.erase(request.user, person)
    return phrase("access-me-personal-data-erased")
