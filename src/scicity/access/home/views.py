"""The landing page: what awaits the person who looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from scicity.ledger import LedgerError, open_ledger
from scicity.platform import roles
from scicity.platform.heartbeat import pulse
from scicity.platform.models import Person
from scicity.platform.models.history import ChainHead
from scicity.platform.notices import mark_read
from scicity.platform.outbox import refused
from scicity.platform.people import choose_language
from scicity.platform.permissions import PERMISSIONS, allowed
from scicity.platform.phrases import Both, Phrase, phrase
from scicity.platform.verbs import outcome
from scicity.platform.views.page import act, back_of, page, show
from scicity.registry import here

from ..calls.services import open_calls
from ..models import (
    Assignment,
    Booking,
    CallUnit,
    Conflict,
    OutputLink,
    Proposal,
    ProposalPart,
    SafetyDeclaration,
    Session,
    Visit,
)
from ..privacy import HELD
from ..proposals.members import pending

# What other rooms add to the desk: lines to do, and lists. A list is a heading, its address, and
# for each line a text, an address and what stands beside it.
QUEUES: list[Callable[[Person], list[tuple[Phrase, int, str]]]] = []
LISTS: list[Callable[[Person], tuple[Phrase, str, list[tuple[Phrase, str, Phrase]]] | None]] = []


def queue(person: Person) -> list[tuple[Phrase, int, str]]:
    """What a person has to do: a line, how many, and where.

    One query a kind, only for the roles that are held.
    """
    now = timezone.now()
    found: list[tuple[Phrase, int, str]] = []

    def add(what: Phrase, number: int, address: str) -> None:
        if number:
            found.append((what, number, address))

    mine = Q(members__person=person) & ~Q(members__role=roles.DATA_ONLY)
    counts = Proposal.objects.filter(mine).aggregate(
        drafts=Count("pk", Q(state="draft", call__closes_at__gt=now))
    )
    add(phrase("access-home-drafts-to-submit"), counts["drafts"], "/proposals/?state=draft")
    add(phrase("access-home-invitations-to-answer"), len(pending(person)), "/invitations/")
    visits = Visit.objects.filter(person=person, session__end__gt=now).aggregate(
        n=Count("pk", Q(state__in=("invited", "changes")))
    )
    add(phrase("access-home-visits-to-register"), visits["n"], "/sessions/")
    add(
        phrase("access-home-reviews-to-write"),
        Assignment.objects.filter(
            reviewer=person,
            submitted_at=None,
            ended_at=None,
            item__panel__opens_at__lte=now,
            item__panel__closes_at__gt=now,
        ).count(),
        "/panels/",
    )
    if here := person.facilities_as(roles.INSTRUMENT_SCIENTIST):
        add(
            phrase("access-home-technical-reviews"),
            ProposalPart.objects.filter(
                unit__facility__in=here,
                proposal__state__in=("technical", "review"),
                feasibility="open",
            ).count(),
            "/technical/",
        )
    if here := person.facilities_as(roles.INSTRUMENT_SCIENTIST, roles.SAFETY):
        wanted = ("submitted", "checked") if person.facilities_as(roles.SAFETY) else ("submitted",)
        add(
            phrase("access-home-safety-declarations"),
            SafetyDeclaration.objects.filter(
                session__unit__facility__in=here, state__in=wanted
            ).count(),
            "/sessions/?queue=safety",
        )
    if here := person.facilities_as(roles.USER_OFFICE):
        add(
            phrase("access-home-visits-to-approve"),
            Visit.objects.filter(session__unit__facility__in=here, state="registered").count(),
            "/sessions/?queue=visits",
        )
        add(
            phrase("access-home-proposals-without-a-panel"),
            Proposal.objects.filter(
                call__facility__in=here, state="technical", call__workflow="standard"
            ).count(),
            "/panels/",
        )
        add(
            phrase("access-home-outputs-to-confirm"),
            OutputLink.objects.filter(facility__in=here, state="found").exclude(by=person).count(),
            "/outputs/",
        )
        asked = CallUnit.objects.filter(unit__facility__in=here).exclude(
            call__facility=F("unit__facility")
        )
        add(
            phrase("access-home-units-asked-for-by-others-calls"),
            asked.filter(Q(state="asked") | Q(wanted__isnull=False, answered_at=None)).count(),
            "/offers/",
        )
    if here := person.facilities_as(roles.DIRECTOR):
        undecided = ProposalPart.objects.filter(unit__facility__in=here).exclude(
            decisions__current=True, decisions__round=1
        )
        open_ = Q(state="appealed") | Q(state="recommended", pk__in=undecided.values("proposal"))
        to_decide = Proposal.objects.filter(
            open_, pk__in=ProposalPart.objects.filter(unit__facility__in=here).values("proposal")
        )
        add(phrase("access-home-proposals-to-decide"), to_decide.count(), "/decisions/")
    if here := person.facilities_as(roles.DIRECTOR, roles.USER_OFFICE):
        waivers = Conflict.objects.filter(
            waived_at=None, waiver_by__isnull=False, proposal__panel_item__panel__facility__in=here
        ).exclude(waiver_by=person)
        first = waivers.values_list("proposal__panel_item__panel", flat=True).first()
        add(
            phrase("access-home-waivers-of-conflicts-to-confirm"),
            waivers.count(),
            f"/panels/{first}/conflicts/",
        )
    return found + [line for more in QUEUES for line in more(person)]


@page("public")
def home(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    return show(
        request,
        "access/home",
        **(_desk(person) if person.is_authenticated else {"calls": list(open_calls()[:6])}),
    )


def _desk(person: Person) -> dict[str, Any]:
    """What the desk shows. It is kept until anything changes anywhere: every change adds a link to
    the chain, so that the chain's last number tells. Within a minute the clock alone moves nothing
    on it. Each person has one desk kept: the state it is of lies in it and not in its name, or each
    change would leave another behind.
    """
    head = ChainHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    now = timezone.now()
    state = f"{head} {now:%Y%m%d%H%M}"
    of, desk = caches["own"].get(f"desk-{person.pk}") or ("", {})
    if of != state:
        mine = (
            Session.objects.filter(visits__person=person, end__gt=now)
            .exclude(state="cancelled")
            .select_related("unit__facility", "part__proposal")
        )
        booked = Booking.objects.filter(
            person=person, end__gt=now, state__in=("booked", "running")
        ).select_related("unit__facility")
        links = [
            name
            for name, may in (
                ("panels", "panel.list"),
                ("decisions", "decision.list"),
                ("offers", "offer.list"),
                ("history", "history.view"),
                ("refused", "outbox.view"),
                ("mails", "mail.view"),
                ("studio", "report.list"),
            )
            if allowed(person, may)
        ]
        desk = {
            "queue": queue(person),
            "calls": list(open_calls()[:6]),
            "sessions": list(mine[:5]),
            "bookings": list(booked[:5]),
            "links": links + (["technical"] if person.is_staff else []),
            "home": person.organisation,
            "lists": [found for more in LISTS if (found := more(person)) is not None],
        }
        caches["own"].set(f"desk-{person.pk}", (state, desk), 60)
    return desk  # type: ignore[no-any-return]


@page("public", methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    response = redirect(back_of(request, "/"))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 86400,
            samesite="Lax",
            secure=settings.SECURE,
            httponly=True,
        )
        person: Any = request.user
        written = chosen[:2]  # letters are written in the city's own languages
        if person.is_authenticated and person.language != written and written in here().languages:
            choose_language(person, written)
    return response


@page("signed-in")
def notices(request: HttpRequest) -> HttpResponse:
    return show(request, "access/notices", notices=request.user.notifications.all()[:200])


@act("signed-in")
def notices_read(request: HttpRequest) -> Any:
    mark_read(request.user)
    return phrase("access-home-all-marked-as-read")


@page("public")
def permissions(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "access/permissions",
        permissions=[(n, str(getattr(p, "name", p))) for n, p in PERMISSIONS.items()],
    )


@page("public")
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "access/privacy", held=HELD, contact=settings.PRIVACY_CONTACT)


@page("public")
def health(request: HttpRequest) -> HttpResponse:
    Person.objects.exists()
    return JsonResponse({"status": "ok"})


@page("public")
def ready(request: HttpRequest) -> HttpResponse:
    """Whether the site can do its work: its database answers, is up to date, and its ledger can be
    read. 503 where not.
    """
    checks = {"database": False, "migrations": False, "ledger": False}
    try:
        Person.objects.exists()
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        open_ledger(settings.LEDGER)
        checks["ledger"] = True
    except (DatabaseError, LedgerError, OSError):
        pass
    told = _told_of_the_worker() if all(checks.values()) else {}
    return JsonResponse(
        {"ready": all(checks.values()), **checks, **told},
        status=200 if all(checks.values()) else 503,
    )


def _told_of_the_worker() -> dict[str, Any]:
    """What `/ready/` says beside: a site whose worker is away still answers, so that it is no
    reason to take it out of service.
    """
    last = pulse()
    worker = {
        "alive": last is not None and not last.late,
        "at": last.at.isoformat() if last else None,
        "failing": bool(last and last.told),
    }
    return {"worker": worker, "refused_records": refused().count()}


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(
        request,
        "platform/refused",
        status=404,
        why=phrase("access-home-there-is-no-such-page-or"),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "platform/refused", status=403)


_AFTER = {
    "kept": phrase("access-home-your-change-was-saved-only-the"),
    "undone": phrase("access-home-your-change-was-not-saved-try"),
    "unsure": phrase("access-home-look-in-a-moment-whether-your"),
    "": phrase("access-home-try-again-in-a-moment-if"),
}


def broken(request: HttpRequest) -> HttpResponse:
    """What could not be answered: 503 while the database is away, else 500.

    Asks nothing of the database.
    """
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    kept = outcome.get()
    what = (
        phrase("access-home-the-database-is-away-for-a")
        if away
        else phrase("access-home-something-went-wrong-it-is-in")
    )
    then = _AFTER[
        "unsure" if away and kept == "undone" else kept
    ]  # whose commit was not answered cannot know
    both = Both(what.zh + then.zh, f"{what.en} {then.en}")
    status, headers = (503, {"Retry-After": "5"}) if away else (500, {})
    if request.path.startswith("/api/"):
        return JsonResponse({"error": str(both), "fields": {}}, status=status, headers=headers)
    return HttpResponse(
        "<!doctype html><meta charset=utf-8><meta name=viewport"
        f" content='width=device-width'><title>scicity</title><p>{both.zh}<p lang=en>{both.en}",
        status=status,
        headers=headers,
    )
