"""The pages of the city. Each number on them is a figure or a statement, and opens its evidence."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from scicity.access.calls.services import open_calls
from scicity.access.models import Facility, Session
from scicity.construction.models import Project
from scicity.construction.states import PROJECT
from scicity.ledger import OPEN_END
from scicity.metrics import (
    LEAST,
    Figure,
    Statement,
    address,
    catalogue,
    compare,
    coverage_words,
    definition_digest,
    metric,
    status_word,
)
from scicity.metrics.calendar import parse_period
from scicity.observatory import compare_parks, outlook, policies_of, readings_of, targets_of
from scicity.platform import clock
from scicity.platform.phrases import Both, Phrase, chinese, phrase
from scicity.platform.views.page import page, show
from scicity.portal import account, agenda, downloads, ledgers, pictures
from scicity.registry import STAGES, Entry
from scicity.reports import number, quantity, zones_of
from scicity.reports.wording import period as period_words

STAGE_WORDS = {
    "proposed": phrase("portal-views-proposed"),
    "approved": phrase("portal-views-approved"),
    "building": phrase("portal-views-under-construction"),
    "commissioning": phrase("portal-views-commissioning"),
    "trial": phrase("portal-views-trial-operation"),
    "operation": phrase("portal-views-in-operation"),
    "retired": phrase("portal-views-retired"),
}
STATES = {
    "reached": phrase("portal-views-reached"),
    "on course": phrase("portal-views-on-course"),
    "uncertain": phrase("portal-views-uncertain"),
    "behind": phrase("portal-views-behind"),
    "missed": phrase("portal-views-missed"),
    "no readings": phrase("portal-views-no-record-yet"),
    "no date": phrase("portal-views-no-date-that-can-be-understood"),
    "in words": phrase("portal-views-said-in-words-no-record-can"),
}
KINDS = {
    "phase": phrase("portal-views-phase"),
    "unit": phrase("common-unit"),
    "facility": phrase("common-facility"),
    "park": phrase("common-park"),
    "site": phrase("portal-views-site"),
    "cluster": phrase("portal-views-cluster"),
    "city": phrase("portal-views-city"),
    "industry": phrase("portal-views-industry"),
    "programme": phrase("access-balance-programme"),
    "policy": phrase("portal-views-policy"),
    "scheme": phrase("portal-views-scheme"),
    "event": phrase("portal-views-event"),
}
MODES = {
    "user": phrase("portal-views-user-operation"),
    "reserve": phrase("portal-views-reserve"),
    "machine-development": phrase("portal-views-machine-development"),
    "commissioning": phrase("portal-views-commissioning-2"),
    "maintenance": phrase("portal-views-maintenance"),
    "shutdown": phrase("portal-views-shutdown"),
    None: phrase("portal-views-unknown"),
}
TIMES = ("start", "end", "submit", "planned", "at")
GRAIN_WORDS = {
    "": phrase("portal-views-whole"),
    "year": phrase("portal-views-year"),
    "quarter": phrase("portal-views-quarter"),
    "month": phrase("portal-views-month"),
    "day": phrase("portal-views-day"),
}


def language() -> Any:
    return "zh" if chinese() else "en"


def told(f: Figure) -> str:
    """A figure's value in words of the page's language, with its unit."""
    if f.withheld:
        return str(phrase("portal-views-withheld-under-people-or-to-be").fill(n=LEAST))
    if f.status == "not covered":
        return str(phrase("portal-views-not-covered"))
    if f.value is None:
        return str(phrase("portal-views-undefined"))
    return f"{number(f.value, language(), f.metric.decimals)} {f.metric.unit[language()]}"


def basis_of(f: Figure) -> Phrase:
    """How far records bear a figure.

    Milestones come from documents too: a count of them is not all measured.
    """
    if f.status in ("partly covered", "not covered"):
        return Both(status_word(f, "zh"), status_word(f, "en"))
    return (
        phrase("portal-views-from-records-declared-ones-among-them")
        if "milestones" in f.metric.streams
        else phrase("portal-views-measured")
    )


def place_name(path: str) -> str:
    """The name of a registered place in the page's language; a path that the registry does not
    know, as it is.
    """
    if path == "all":
        return str(phrase("portal-explore-the-whole-city"))
    entry = account.place(path)
    return getattr(entry.name, language()) if entry else path


def uncovered(found: Iterable[Figure]) -> list[str]:
    """What is not covered of figures, and who is missing, in words; each once."""
    return list(dict.fromkeys(w for f in found if (w := coverage_words(f, language(), place_name))))


def zoned(f: Figure) -> tuple[str, ...]:
    """The zones of the places that a figure is about, where there are several: it is counted in one
    of them.
    """
    zones = zones_of(account.city(), f.scope)
    return zones if len(zones) > 1 else ()


def split_of(f: Figure) -> str:
    """The part of a split that a figure is, in words; nothing where it is undivided."""
    return ", ".join(
        f"{d} {(place_name(v) if d in ('facility', 'unit') else v) if v else '–'}" for d, v in f.by
    )


def when(moment: int) -> str:
    """A time of the ledger (microseconds) in the city's zone, to the minute."""
    at = datetime.fromtimestamp(moment / 1_000_000, ZoneInfo(account.city().zone))
    return f"{at:%Y-%m-%d %H:%M}"


def cell(name: str, value: Any) -> str:
    """A field of a record for reading: times of the ledger's records are seconds."""
    if value is None:
        return ""
    if name in TIMES and isinstance(value, int):
        return (
            "…"
            if value >= OPEN_END
            else f"{datetime.fromtimestamp(value, ZoneInfo(account.city().zone)):%Y-%m-%d %H:%M:%S}"
        )
    return str(value)


def shown(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the city, with what all of them use."""
    lang = language()
    context |= {
        "which_ledger": ledgers.which() if ledgers.two() else "",
        "with_ledger": ledgers.with_ledger,
    }
    helpers = {
        "named": lambda e: getattr(e.name, lang),
        "said": lambda s: quantity(s, lang),
        "when_of": lambda s: period_words(s, lang),
        "value_of": told,
        "cell": cell,
        "address": address,
        "STAGE_WORDS": STAGE_WORDS,
        "KINDS": KINDS,
        "lang": lang,
        "entry_of": account.entry_of,
        "day": when,
        "basis_of": basis_of,
        "uncovered": uncovered,
        "zoned": zoned,
        "split_of": split_of,
        "place_name": place_name,
        "empty": not account.moment(),
    }
    return show(request, f"portal/{template}", status=status, **helpers, **context)


def milestones(found: tuple[Statement, ...]) -> list[Statement]:
    """What was reached, the newest first; what a document repeats is told once."""
    reached = [s for s in found if s.kind == "milestone" and not s.restates]
    return sorted(reached, key=lambda s: (s.as_of, s.line), reverse=True)


@page("public")
def home(request: HttpRequest) -> HttpResponse:
    city, found = account.city(), account.stated()
    # a city without an entry of its own is spoken of as a whole, by its name
    whole = next((e for e in city.entries.values() if e.kind == "city"), None)
    facilities = [e for e in city.entries.values() if e.kind == "facility" and not e.guest]
    by_stage = [(s, [e for e in facilities if e.stage == s]) for s in reversed(STAGES)]
    ours = [
        s
        for s in found
        if s.kind == "figure"
        and s.interval is not None
        and s.metric
        and account.entry_of(s.unit) in facilities
    ]
    first: dict[str, Statement] = {}
    for s in ours:
        first.setdefault(s.unit.split("/")[0], s)
    now = timezone.now()
    sessions = (
        Session.objects.filter(end__gt=now)
        .exclude(state="cancelled")
        .select_related("unit__facility")
        .order_by("start")[:8]
    )
    return shown(
        request,
        "home",
        city=city,
        whole=whole,
        by_stage=[(s, es) for s, es in by_stage if es],
        parks=[e for e in city.entries.values() if e.kind in ("park", "site")],
        wide=[
            s
            for s in found
            if whole and s.unit == whole.path and s.kind == "figure" and s.interval is not None
        ],
        headline=list(first.values()),
        lately=milestones(found)[:10],
        sessions=sessions,
        calls=list(open_calls()[:5]),
        marked=sorted({e.district for e in city.entries.values() if e.district}),
        placed=any(e.at and not e.guest for e in city.entries.values()),
        mapped=(settings.CITY / "districts.geojson").exists(),
    )


@page("public")
def map_picture(request: HttpRequest) -> HttpResponse:
    return _picture(
        _map(
            {
                e.path: (None, "")
                for e in account.city().entries.values()
                if e.kind in ("facility", "park", "site") and not e.guest
            },
            "dark" in request.GET,
        )
    )


def _map(values: dict[str, tuple[float | None, str]], dark: bool) -> str:
    """The city's districts with those places, by path, whose coordinates the registry gives: a
    value, and what is missing of it.
    """
    entries = account.city().entries
    shapes = settings.CITY / "districts.geojson"
    if not shapes.exists():
        raise Http404
    points = tuple(
        (getattr(e.name, language()) + (f" ({said})" if said else ""), *e.at, v, said)
        for p, (v, said) in values.items()
        if (e := entries.get(p)) and e.at
    )
    return pictures.districts(
        shapes.read_bytes(),
        frozenset(e.district for e in entries.values() if e.district),
        points,
        dark,
    )


def _picture(svg: str) -> HttpResponse:
    return HttpResponse(
        svg, content_type="image/svg+xml", headers={"Cache-Control": "public, max-age=300"}
    )


@page("public")
def place(request: HttpRequest, where: str) -> HttpResponse:
    entry = account.place(where)
    if entry is None:
        raise Http404
    city = account.city()
    inside = [e for e in city.entries.values() if e.path.startswith(entry.path + "/")]
    found = [
        s for s in account.stated() if s.unit == entry.path or s.unit.startswith(entry.path + "/")
    ]
    facility = Facility.objects.filter(path=entry.path).prefetch_related("units").first()
    measured = (
        [
            (account.asked(name, entry.path, covered)[0], covered)
            for name, covered in account.measured(entry.path)
        ]
        if entry.facility == entry.path
        else []
    )
    # where its sources know a figure it is shown, also when it is 0; what they do not know is named
    unknown = [f for f, _ in measured if f.status == "not covered"]
    measured = [(f, c) for f, c in measured if f.value is not None]
    now = timezone.now()
    return shown(
        request,
        "place",
        entry=entry,
        inside=inside,
        operator=city.organisations.get(entry.operator),
        measured=measured,
        unknown=unknown,
        silent=account.silent(entry.path),
        facility=facility,
        beams=account.beams_of(entry.path),
        MODES=MODES,
        figures=[s for s in found if s.kind == "figure"],
        lately=milestones(tuple(found)),
        others=[s for s in found if s.kind not in ("figure", "milestone")],
        calls=[c for c in open_calls() if facility and c.facility_id == facility.pk],
        sessions=(
            Session.objects.filter(unit__facility=facility, end__gt=now)
            .exclude(state="cancelled")
            .select_related("unit")
            .order_by("start")[:8]
            if facility
            else []
        ),
        linked=_linked_data(request, entry),
    )


def _linked_data(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    """The place for search engines: https://schema.org/Place and ResearchOrganization."""
    operator = account.city().organisations.get(entry.operator)
    kind = "ResearchOrganization" if entry.kind == "facility" else "Place"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": [
            {"@language": "zh", "@value": entry.name.zh},
            {"@language": "en", "@value": entry.name.en},
        ],
        "identifier": entry.path,
        "url": request.build_absolute_uri(request.path),
    }
    if operator:
        data["parentOrganization"] = {
            "@type": "Organization",
            "name": operator.name.en,
            **({"sameAs": f"https://ror.org/{operator.ror}"} if operator.ror else {}),
        }
    return data


# --- explore --------------------------------------------------------------------------------------


def _question(request: HttpRequest) -> dict[str, Any]:
    given = request.GET
    return {
        "name": given.get("metric", "").split(" ")[0],
        "scope": given.get("scope", "all"),
        "period": given.get("period", ""),
        "grain": given.get("grain", ""),
        "by": tuple(b for b in given.getlist("by") if b),
        "as_of": given.get("as_of", ""),
    }


def _answered(view: Any) -> Any:
    """A picture or a file of a question that cannot be answered: the reason as text."""

    @functools.wraps(view)
    def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, **kwargs)
        except account.Wrong as error:
            return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
        return response

    return run


@page("public")
def explore(request: HttpRequest) -> HttpResponse:
    asked, fault = _question(request), ""
    found: tuple[Figure, ...] = ()
    before: dict[Any, Figure] = {}
    if asked["name"] and not asked["period"]:
        covered = dict(account.measured(asked["scope"])) if account.place(asked["scope"]) else {}
        asked["period"] = covered.get(asked["name"], "2023")
    later = False
    if asked["name"]:
        try:
            found, later = account.soon(asked, None if "part" in request.GET else settings.PATIENCE)
            if against := request.GET.get("against", ""):
                before = {(f.period, f.by): f for f in account.asked(**{**asked, "as_of": against})}
        except account.Wrong as error:
            fault = str(error)
    places = [
        e
        for e in account.city().entries.values()
        if "/" not in e.path and e.kind in ("facility", "city")
    ]
    suggestions = (
        [
            (e, account.measured(e.path))
            for e in places
            if e.kind == "facility" and account.measured(e.path)
        ]
        if not asked["name"]
        else []
    )
    query = urlencode(
        [
            ("metric", asked["name"]),
            *((k, asked[k]) for k in ("scope", "period", "grain", "as_of") if asked[k]),
            *(("by", b) for b in asked["by"]),
        ]
    )
    return shown(
        request,
        "explore",
        status=422 if fault else 200,
        later=later,
        part="part" in request.GET,
        asked=asked,
        found=found,
        fault=fault,
        before=before,
        mapped=bool(_placed(found)),
        against=request.GET.get("against", ""),
        query=query,
        metrics=[
            (m, downloads.spelled(m.title["zh"], m.title["en"])) for m in catalogue().values()
        ],
        places=places,
        GRAINS=GRAIN_WORDS,
        DIMENSIONS=account.DIMENSIONS,
        suggestions=suggestions,
        metric=metric(asked["name"]) if found else None,
        code=downloads.code(asked, request.build_absolute_uri("/")) if found else {},
        forms=downloads.FORMS,
    )


@page("public")
@_answered
def chart(request: HttpRequest) -> HttpResponse:
    found = account.asked(**_question(request))
    if not found:
        return HttpResponse(status=204)
    return _picture(pictures.chart(found, language(), "dark" in request.GET, place_name))


def _placed(found: tuple[Figure, ...]) -> dict[str, tuple[float | None, str]]:
    """Figures by the place that they are of, where they are split by places alone, of one period,
    and the registry says where one lies.
    """
    if len({f.period for f in found}) != 1 or any(
        len(f.by) != 1 or f.by[0][0] not in ("facility", "unit") for f in found
    ):
        return {}
    values = {
        str(f.by[0][1]): (
            None if f.value is None else float(f.value),
            "" if f.status == "measured" else status_word(f, language()),
        )
        for f in found
    }
    return values if any((e := account.place(p)) and e.at for p in values) else {}


@page("public")
@_answered
def explore_map(request: HttpRequest) -> HttpResponse:
    """The figures on the map, one point a place."""
    values = _placed(account.asked(**_question(request)))
    return _picture(_map(values, "dark" in request.GET)) if values else HttpResponse(status=204)


@page("public")
@_answered
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The figures as a file; its form is one of `downloads.FORMS`."""
    if form not in downloads.FORMS:
        raise Http404
    asked = _question(request)
    body, kind = downloads.written(account.asked(**asked), form)
    return HttpResponse(
        body,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{asked["name"]}.{form}"'},
    )


@page("public")
@_answered
def trend(request: HttpRequest) -> HttpResponse:
    """A figure by month, or by day where the records cover a few weeks, as a small line: the number
    beside it has unit and source.
    """
    asked = _question(request)
    first, last, _ = parse_period(asked["period"])
    found = account.asked(
        **{**asked, "grain": "month" if (last - first).days > 100 else "day", "by": ()}
    )
    return _picture(pictures.trend(found, "dark" in request.GET))


@page("public")
def pidinst(request: HttpRequest, where: str) -> HttpResponse:
    """A unit as an instrument of the RDA's PIDINST schema 1.0 (doi 10.15497/RDA00070).

    What is not known says so, as DataCite has it.
    """
    entry = account.place(where)
    if entry is None or entry.kind not in ("unit", "phase", "facility"):
        raise Http404
    above = account.entry_of(entry.facility)
    operator = account.city().organisations.get(entry.operator or (above.operator if above else ""))
    owner: dict[str, Any] = {"ownerName": operator.name.en if operator else "(:unav)"}
    if operator and operator.ror:
        owner["ownerIdentifier"] = {
            "ownerIdentifier": f"https://ror.org/{operator.ror}",
            "ownerIdentifierType": "URL",
        }
    return JsonResponse(
        {
            "identifier": {
                "identifier": request.build_absolute_uri(reverse("place", args=[entry.path])),
                "identifierType": "URL",
            },
            "schemaVersion": "1.0",
            "landingPage": request.build_absolute_uri(reverse("place", args=[entry.path])),
            "name": entry.name.en,
            "owners": [owner],
            "manufacturers": [{"manufacturerName": "(:unav)"}],
            "alternateIdentifiers": [
                {
                    "alternateIdentifier": entry.path,
                    "alternateIdentifierType": "Other",
                    "alternateIdentifierName": "scicity",
                }
            ],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


# --- evidence -------------------------------------------------------------------------------------


@page("public")
def figure(request: HttpRequest) -> HttpResponse:
    """Definition, value, records, sources, and what the figure was before.

    `seal`: whether it still verifies.
    """
    name = request.GET.get("f", "")
    try:
        made = account.found(name)
        most = 50 * max(1, min(20, int(request.GET.get("pages", "1") or 1)))
        proof = account.proof(name)
        seal = request.GET.get("seal", "")
        verified = account.verified(name, seal) if seal else None
        rows = account.records(name, most)
        history = account.history(name)
    except account.Wrong as error:
        return shown(request, "wrong", status=422, why=str(error))
    beside = [
        (s, c)
        for s in account.stated()
        if s.metric == made.metric.id and s.unit == made.scope.label and (c := compare(made, s))
    ]
    return shown(
        request,
        "figure",
        f=made,
        name=name,
        proof=proof,
        rows=rows,
        history=history,
        seal=seal,
        verified=verified,
        most=most,
        beside=beside,
        digest=definition_digest(made.metric),
        part="part" in request.GET,
    )


@page("public")
def statement(request: HttpRequest) -> HttpResponse:
    """What a document states: where it says so, for what period, what is counted, and the records
    beside it.
    """
    found = next((s for s in account.stated() if s.address == request.GET.get("s", "")), None)
    if found is None:
        return shown(
            request,
            "wrong",
            status=404 if "s" in request.GET else 422,
            why=str(phrase("portal-views-there-is-no-such-statement")),
        )
    beside = None
    if found.metric in catalogue() and found.interval is not None:
        try:
            made = account.asked(found.metric, found.unit, found.as_of[:4] or found.period)[0]
            beside = (
                compare(made, found) if sum(account.proof(address(made)).records.values()) else None
            )
        except account.Wrong:
            beside = None
    return shown(request, "statement", s=found, beside=beside, part="part" in request.GET)


# --- targets, policies, projects ------------------------------------------------------------------


@page("public")
def targets(request: HttpRequest) -> HttpResponse:
    found = account.stated()
    now = clock.today()
    rows = [(t, outlook(t, readings_of(t, found), now)) for t in targets_of(found)]
    order = list(STATES)
    counted = [(STATES[k], sum(o.state == k for _, o in rows)) for k in order]
    return shown(
        request,
        "targets",
        rows=sorted(rows, key=lambda r: (order.index(r[1].state), r[0].due or date.max)),
        counted=[c for c in counted if c[1]],
        STATES=STATES,
        policies=policies_of(found),
        operators=account.city().organisations,
    )


@page("public")
def projects(request: HttpRequest) -> HttpResponse:
    """What is proposed or being built, with what was reached of it."""
    entries = [
        e
        for e in account.city().entries.values()
        if e.stage in ("proposed", "approved", "building", "commissioning", "trial") and not e.guest
    ]
    found = account.stated()
    inside = {p.place: p for p in Project.objects.prefetch_related("milestones")}
    rows = [
        (
            e,
            inside.pop(e.path, None),
            milestones(
                tuple(s for s in found if s.unit == e.path or s.unit.startswith(e.path + "/"))
            ),
        )
        for e in entries
    ]
    by_stage = [(s, [r for r in rows if r[0].stage == s]) for s in reversed(STAGES)]
    return shown(
        request,
        "projects",
        by_stage=[(s, rs) for s, rs in by_stage if rs],
        ours=list(inside.values()),
        PROJECT=PROJECT,
    )


@page("public")
def parks(request: HttpRequest) -> HttpResponse:
    """Parks beside each other, indicator by indicator, for each km² and each person where both are
    stated.
    """
    found, city = account.stated(), account.city()
    places, indicators = (
        [e.path for e in city.entries.values() if e.kind in ("park", "site")],
        account.indicators(),
    )
    years = sorted(
        {
            (s.as_of or s.period)[:4]
            for s in found
            if s.kind == "figure" and s.unit in places and s.measure in indicators and s.interval
        },
        reverse=True,
    )
    year = (
        request.GET.get("year", "")
        if request.GET.get("year", "") in years
        else (years[0] if years else "")
    )
    return shown(
        request,
        "parks",
        compared=compare_parks(found, places, year, indicators),
        years=years,
        year=year,
        INDICATORS=indicators,
        parks=[city.entries[p] for p in places],
    )


@page("public")
def events(request: HttpRequest) -> HttpResponse:
    """What was, by day, and what is due: from documents, calls and projects."""
    return shown(
        request,
        "events",
        KINDS_OF=agenda.KINDS,
        past=agenda.past(account.stated())[:120],
        coming=agenda.coming(account.stated(), timezone.now()),
    )


@page("public")
def events_feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        agenda.feed(agenda.coming(account.stated(), timezone.now()), language()),
        content_type="text/calendar; charset=utf-8",
    )
