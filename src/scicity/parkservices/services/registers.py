"""The registers that processes read and change: enterprises, credit, permits, parcels.

`world` is how a running case reaches them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q, Sum

from scicity.ledger import OPEN_END as UNTIL_FURTHER_NOTICE
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.outbox import owe
from scicity.platform.phrases import Both, name_of, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import here
from scicity.registry.types import Name
from scicity.workflow import Stuck, now_in

from ..models import (
    Case,
    Contest,
    CreditNote,
    Draw,
    Enterprise,
    Parcel,
    Permit,
    Qualification,
    Tenancy,
)
from .offices import officers_of

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST = 18  # characters that are kept of an enterprise's number
OPEN_END = datetime.fromtimestamp(UNTIL_FURTHER_NOTICE, UTC)


# --- what a process asks --------------------------------------------------------------------------


def world(case: Case, now: datetime) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """The registers as a case reaches them, within the transaction of the step.

    Stuck: something that it names is not there.
    """
    topics: dict[str, Callable[..., dict[str, Any]]] = {
        "enterprise.facts": _enterprise,
        "permit.issue": _issue,
        "permit.facts": _permit,
        "permit.draw": _draw,
        "credit.note": _note,
        "parcel.facts": _parcel,
        "parcel.change": _change,
        "qualification.award": _award,
        "case.count": _count,
        "objections.facts": _objections,
    }

    def ask(topic: str, values: dict[str, Any]) -> dict[str, Any]:
        return topics[topic](case, now, **values)

    return ask


def _found(model: Any, name: str, key: Any) -> Any:
    row = model.objects.select_for_update().filter(**{name: key}).first()
    if row is None:
        raise Stuck(f"{model.__name__} {key!r} is not in the register.")
    return row


def credit(enterprise: Enterprise, day: date) -> str:
    """A to D by the points lost in the two years before: none, under 20, under 50, more."""
    lost = -(
        standing_notes(enterprise)
        .filter(at__date__gt=day - timedelta(days=730))
        .aggregate(total=Sum("points"))["total"]
        or 0
    )
    return "A" if lost <= 0 else "B" if lost < 20 else "C" if lost < 50 else "D"


def standing_notes(enterprise: Enterprise) -> Any:
    """The notes on an enterprise's credit but for those that were struck after it contested
    them.
    """
    return enterprise.notes.exclude(
        pk__in=Contest.objects.filter(note__enterprise=enterprise, upheld=True).values("note")
    )


def tier(enterprise: Enterprise, day: date) -> str:
    held = set(_standing(enterprise, day).values_list("kind", flat=True))
    return next((t for t in reversed(Qualification.TIERS) if t in held), "none")


def _standing(enterprise: Enterprise, day: date) -> Any:
    return enterprise.qualifications.filter(valid_from__lte=day).exclude(valid_until__lt=day)


def _enterprise(_case: Case, now: datetime, enterprise: str) -> dict[str, Any]:
    e, day = _found(Enterprise, "code", enterprise), now.astimezone(here().tz).date()
    return {
        "credit": credit(e, day),
        "listed": e.listed,
        "breaches": standing_notes(e).filter(points__lt=0).count(),
        "years_registered": (day - e.registered_on).days // 365,
        "tier": tier(e, day),
    }


def _amount(quantity: Any) -> Decimal:
    """A quantity as permits keep it.

    Stuck: it is finer, and would be rounded behind somebody's back.
    """
    told = Decimal(str(quantity))
    kept = told.quantize(Decimal("0.001"))
    if kept != told:
        raise Stuck(f"{told} is finer than the thousandths that permits are kept in.")
    return kept


def _issue(
    case: Case, now: datetime, enterprise: str, goods: str, quantity: Any, unit: str, months: int
) -> dict[str, Any]:
    amount, day = _amount(quantity), now.astimezone(here().tz).date()
    permit = Permit(
        number=f"P-{case.code}",
        case=case,
        enterprise=_found(Enterprise, "code", enterprise),
        goods=goods,
        quantity=amount,
        left=amount,
        unit=unit,
        valid_from=day,
        valid_until=later(day, int(months)),
    )
    permit.save()
    return {"permit": permit.number}


def _permit(case: Case, now: datetime, permit: str) -> dict[str, Any]:
    p = Permit.objects.filter(number=permit).select_related("enterprise").first()
    day = now.astimezone(here().tz).date()
    if p is None or p.enterprise_id != case.enterprise_id:  # another's permit is none
        return {"permit_valid": False, "permit_left": 0, "permit_goods": "", "credit": "D"}
    return {
        "permit_valid": p.valid_from <= day <= p.valid_until,
        "permit_left": p.left,
        "permit_goods": p.goods,
        "credit": credit(p.enterprise, day),
    }


def _draw(case: Case, now: datetime, permit: str, kind: str, quantity: Any) -> dict[str, Any]:
    """What is declared lessens what is left; what is used or destroyed later is only noted."""
    p, amount = _found(Permit, "number", permit), _amount(quantity)
    Draw(permit=p, case=case, kind=kind, quantity=amount, at=now).save()
    if kind == "declared":
        if amount > p.left:
            raise Stuck(f"{amount} is more than the {p.left} that the permit {permit} has left.")
        p.left -= amount
        p.save()
    return {"permit_left": p.left}


def _note(case: Case, now: datetime, enterprise: str, points: float, why: str) -> dict[str, Any]:
    CreditNote(
        enterprise=_found(Enterprise, "code", enterprise),
        points=int(points),
        why=str(why)[:200],
        case=case,
        at=now,
    ).save()
    return {}


def _parcel(_case: Case, _now: datetime, parcel: str) -> dict[str, Any]:
    p = _found(Parcel, "code", parcel)
    return {
        "far_low": p.far_low,
        "far_high": p.far_high,
        "height_high": p.height_high,
        "industry_low": p.industry_low,
        "support_high": p.support_high,
        "park_industry": balance(p.park)["industry"],
        "parcel_area": p.area,
        "flexible": p.flexible,
    }


def _change(
    case: Case,
    _now: datetime,
    parcel: str,
    industry: Any,
    research: Any,
    support: Any,
    far: Any,
    height: Any,
) -> dict[str, Any]:
    """The parcel is changed for the enterprise that applied, which holds it from then on.

    Stuck: another one does.
    """
    p = _found(Parcel, "code", parcel)
    if case.enterprise is None:
        raise Stuck(f"Parcel {parcel!r} is granted to an enterprise, and the case names none.")
    if p.holder_id not in (None, case.enterprise_id):
        raise Stuck(
            f"Parcel {parcel!r} is held by {p.holder}: it cannot be granted to {case.enterprise} as"
            " well."
        )
    p.holder = case.enterprise
    p.industry, p.research, p.support, p.far, p.height = industry, research, support, far, height
    p.save()
    return {}


def _award(case: Case, now: datetime, enterprise: str, kind: str, years: float) -> dict[str, Any]:
    e, day = _found(Enterprise, "code", enterprise), now.astimezone(here().tz).date()
    if kind in Qualification.TIERS:  # one tier at a time: the one before ends the day before
        for held in _standing(e, day).filter(kind__in=Qualification.TIERS):
            held.valid_until = max(held.valid_from, day - timedelta(days=1))
            _keep(held)
    _keep(
        Qualification(
            enterprise=e,
            kind=kind,
            valid_from=day,
            valid_until=later(day, int(years) * 12),
            document=str(case.code),
        )
    )
    return {}


def _count(case: Case, _now: datetime, what: str, amount: float) -> dict[str, Any]:
    case.count_what, case.count_amount = str(what)[:40], int(amount)
    return {}


def later(day: date, months: int) -> date:
    """The last day of so many months that begin on `day`."""
    at = day.month - 1 + months
    year, month = day.year + at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) - timedelta(days=1)


# --- what officers keep ---------------------------------------------------------------------------


def _keep(q: Qualification) -> None:
    q.save()
    start = datetime.combine(q.valid_from, datetime.min.time(), here().tz)
    end = (
        datetime.combine(q.valid_until + timedelta(days=1), datetime.min.time(), here().tz)
        if q.valid_until
        else OPEN_END
    )
    owe(
        "qualifications",
        q.enterprise.park,
        start,
        end,
        qualification=f"q{q.pk}",
        organisation=q.enterprise.credit_code,
        kind=q.kind,
    )


def _coded(code: str) -> None:
    if not CODE.fullmatch(code):
        raise Invalid(
            phrase("parkservices-registers-a-code-takes-lower-case-letters"),
            {"code": phrase("parkservices-registers-like-acme-bio")},
        )


@verb
def enrol(
    actor: Person,
    *,
    code: str,
    credit_code: str,
    name_zh: str,
    name_en: str,
    park: str,
    registered_on: date,
    listed: bool = False,
) -> Enterprise:
    """An enterprise enters the register.

    Its number is checked as the city says that numbers are made.
    """
    _coded(code)
    if not checks_out(credit_code):
        held = here().identifier
        name = held.name if held else Name("企业编号", "enterprise number")
        raise Invalid(
            phrase("common-that-is-no-a-character-is", name=Both(name.zh, name.en)),
            {"credit_code": phrase("common-check-it")},
        )
    if not name_zh.strip() or not name_en.strip():
        raise Invalid(
            phrase("common-give-the-name-in-both-languages"),
            {"name_zh": phrase("common-needed")},
        )
    if (
        Enterprise.objects.filter(code=code).exists()
        or Enterprise.objects.filter(credit_code=credit_code).exists()
    ):
        raise Invalid(
            phrase("parkservices-registers-the-enterprise-is-registered-already"),
            {"code": phrase("common-taken")},
        )
    made = Enterprise(
        code=code,
        credit_code=credit_code,
        name_zh=name_zh.strip()[:200],
        name_en=name_en.strip()[:200],
        park=park,
        registered_on=registered_on,
        listed=listed,
    )
    made.save()
    return made


def checks_out(code: str) -> bool:
    """Whether an enterprise's number is one, by the rule of the city; any but an empty one where it
    states none.
    """
    held = here().identifier
    return held.holds(code) if held else bool(CODE.fullmatch(code.lower())) and len(code) <= LONGEST


@verb
def act_for(actor: Person, enterprise: Enterprise, person: Person) -> None:
    """Somebody may apply in the enterprise's name."""
    enterprise.members.add(person)


@verb
def put_on_list(actor: Person, enterprise: Enterprise, listed: bool) -> None:
    enterprise = locked(Enterprise, enterprise.pk)
    enterprise.listed = listed
    enterprise.save()


@verb
def qualify(
    actor: Person,
    enterprise: Enterprise,
    kind: str,
    valid_from: date,
    valid_until: date | None,
    document: str,
) -> None:
    if kind not in Qualification.KINDS:
        raise Invalid(
            phrase("parkservices-registers-choose-a-qualification"),
            {"kind": phrase("common-needed-2")},
        )
    if valid_until is not None and valid_until < valid_from:
        raise Invalid(
            phrase("common-it-ends-before-it-begins"),
            {"valid_until": phrase("common-after-the-start-2")},
        )
    if not document.strip():
        raise Invalid(
            phrase("parkservices-registers-name-the-document-that-it-rests"),
            {"document": phrase("common-needed")},
        )
    _keep(
        Qualification(
            enterprise=enterprise,
            kind=kind,
            valid_from=valid_from,
            valid_until=valid_until,
            document=document.strip()[:200],
        )
    )


@verb
def settle_tenant(actor: Person, incubator: Enterprise, tenant: Enterprise, since: date) -> None:
    if tier(incubator, since) == "none":
        raise Refused(phrase("parkservices-registers-that-enterprise-was-no-incubator-then"))
    if incubator.pk == tenant.pk or Tenancy.objects.filter(tenant=tenant, until=None).exists():
        raise Refused(phrase("parkservices-registers-the-enterprise-is-in-an-incubator"))
    Tenancy(incubator=incubator, tenant=tenant, since=since).save()


@verb
def serve_tenant(actor: Person, tenancy: Tenancy, day: date, what: str) -> None:
    if not what.strip():
        raise Invalid(
            phrase("parkservices-registers-say-what-was-done"), {"what": phrase("common-needed")}
        )
    tenancy = locked(Tenancy, tenancy.pk)
    tenancy.services = [*tenancy.services, [day.isoformat(), what.strip()[:200]]]
    tenancy.save()


def _objections(case: Case, _now: datetime) -> dict[str, Any]:
    """What was objected to the case in its windows, as it stands in the register."""
    decided = list(case.objections.values_list("upheld", flat=True))
    return {
        "objections_raised": len(decided),
        "objections_upheld": decided.count(True),
        "objections_open": decided.count(None),
    }


@verb
def set_holder(actor: Person, parcel: Parcel, holder: Enterprise | None, document: str) -> None:
    """Who holds a parcel, by a document that says so; nobody where it was given back."""
    parcel = locked(Parcel, parcel.pk)
    if not document.strip():
        raise Invalid(
            phrase("parkservices-registers-name-the-document-that-it-rests"),
            {"document": phrase("common-needed")},
        )
    parcel.holder, parcel.document = holder, document.strip()[:200]
    parcel.save()


CONTEST_DAYS = 20  # working days


def contested_until(note: CreditNote) -> date:
    """The last day on which a note may be contested, in the city's working days."""
    return here().workdays.after(note.at.astimezone(here().tz).date(), CONTEST_DAYS)


@verb
def contest(actor: Person, note: CreditNote, text: str) -> Contest:
    """An enterprise says that a note on its credit is wrong, in time."""
    note = locked(CreditNote, note.pk)
    until = contested_until(note)
    if now_in().astimezone(here().tz).date() > until:
        raise Refused(
            phrase("parkservices-registers-the-time-to-contest-is-over").fill(day=until.isoformat())
        )
    if not text.strip():
        raise Invalid(phrase("common-say-why"), {"text": phrase("common-needed")})
    if note.contests.exists():
        raise Refused(phrase("parkservices-registers-the-note-was-contested-already"))
    made = Contest(note=note, by=actor, text=text.strip()[:5000])
    made.save()
    tell(
        officers_of("park"),
        phrase("parkservices-registers-contests-a-note-on-its-credit").fill(
            e=name_of(note.enterprise)
        ),
        f"/registers/enterprises/{note.enterprise_id}/",
    )
    return made


@verb
def decide_contest(actor: Person, held: Contest, upheld: bool, reply: str) -> Contest:
    """Whether a note that was contested is struck.

    Whoever acts for the enterprise, or did the step that made the note, does not decide.
    """
    held = locked(Contest, held.pk)
    if held.upheld is not None:
        raise Refused(phrase("parkservices-registers-it-was-decided-already"))
    if held.by_id == actor.pk or held.note.enterprise.members.filter(pk=actor.pk).exists():
        raise Refused(phrase("parkservices-registers-somebody-who-has-no-part-in"))
    if (
        held.note.case is not None
        and held.note.case.stages.filter(Q(done_by=actor) | Q(second=actor)).exists()
    ):
        raise Refused(
            phrase("parkservices-registers-you-worked-on-the-case-that"),
        )
    if not reply.strip():
        raise Invalid(phrase("common-say-why"), {"reply": phrase("common-needed")})
    held.upheld, held.reply, held.decided_by, held.decided_at = (
        upheld,
        reply.strip()[:5000],
        actor,
        now_in(),
    )
    held.save()
    tell(
        [held.by],
        (
            phrase("parkservices-registers-the-note-on-the-credit-was")
            if upheld
            else phrase("parkservices-registers-the-note-on-the-credit-stands")
        ),
        f"/registers/enterprises/{held.note.enterprise_id}/",
    )
    return held


NUMBERS = (
    "industry",
    "research",
    "support",
    "far",
    "height",
    "far_low",
    "far_high",
    "height_high",
    "industry_low",
    "support_high",
)


@verb
def draw_parcels(actor: Person, collection: Any) -> int:
    """Parcels of a GeoJSON collection enter the register, or change there.

    All of them, or none with every fault named.
    """
    faults: list[str] = []
    rows = []
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise Invalid(phrase("parkservices-registers-a-geojson-collection-with-parcels-is"))
    for n, f in enumerate(features, 1):
        try:
            rows.append(_parcel_in(f))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            faults.append(f"feature {n}: {error}")
    if faults:
        raise Invalid(
            phrase("parkservices-registers-nothing-was-saved", value="; ".join(faults[:8]))
        )
    for code, values in rows:
        parcel = Parcel.objects.filter(code=code).first() or Parcel(code=code)
        for k, v in values.items():
            setattr(parcel, k, v)
        parcel.save()
    return len(rows)


def _parcel_in(feature: Any) -> tuple[str, dict[str, Any]]:
    from shapely.geometry import shape
    from shapely.validation import explain_validity

    told = feature["properties"]
    code = str(told["code"])
    if not CODE.fullmatch(code):
        raise ValueError(f"code {code!r} takes lower-case letters, digits and hyphens")
    outline = shape(feature["geometry"])
    if outline.geom_type != "Polygon" or not outline.is_valid:
        raise ValueError(
            f"{code}: the outline must be one sound polygon ({explain_validity(outline)})"
        )
    west, south, east, north = outline.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(f"{code}: coordinates are longitude and latitude in degrees")
    numbers = {k: _decimal(code, k, told[k]) for k in NUMBERS}
    whole = numbers["industry"] + numbers["research"] + numbers["support"]
    if whole != 100:
        raise ValueError(
            f"{code}: shares of industry, research and support must add up to 100; they add up to"
            f" {whole.normalize():f}"
        )
    if any(v < 0 for v in numbers.values()) or numbers["far_low"] > numbers["far_high"]:
        raise ValueError(f"{code}: a number is negative, or a range is empty")
    holder = {}
    if "holder" in told:
        held = (
            Enterprise.objects.filter(code=str(told["holder"])).first() if told["holder"] else None
        )
        if told["holder"] and held is None:
            raise ValueError(
                f"{code}: its holder {told['holder']!r} is no enterprise of the register"
            )
        holder = {"holder": held}
    return code, {
        **holder,
        "park": str(told["park"]),
        "shape": feature["geometry"],
        "area": area(outline),
        "flexible": bool(told.get("flexible", True)),
        **numbers,
    }


def _decimal(code: str, name: str, told: Any) -> Decimal:
    try:
        value = Decimal(str(told))
    except InvalidOperation:
        value = Decimal("NaN")
    if isinstance(told, bool) or not value.is_finite() or abs(value) >= 10**7:
        raise ValueError(f"{code}: {name} {told!r} is no number")
    if value != round(value, 6):
        raise ValueError(f"{code}: {name} {told} has more than 6 digits after the point")
    return value


def area(outline: Any) -> Decimal:
    """m² on the WGS 84 ellipsoid (Karney 2013, doi 10.1007/s00190-012-0578-z)."""
    from pyproj import Geod

    earth = Geod(ellps="WGS84")
    return Decimal(str(round(abs(earth.geometry_area_perimeter(outline)[0]), 2)))


def balance(park: str) -> dict[str, Decimal]:
    """How a park's floor area is shared out, in per cent, and the whole of it in m².

    Floor area is land area by floor-area ratio.
    """
    whole, uses = Decimal(0), dict.fromkeys(("industry", "research", "support"), Decimal(0))
    for land, ratio, *shares in Parcel.objects.filter(park=park).values_list("area", "far", *uses):
        floor = land * ratio
        whole += floor
        for use, share in zip(uses, shares, strict=True):
            uses[use] += floor * share
    return {
        "floor": whole,
        **{use: round(total / whole, 6) if whole else Decimal(0) for use, total in uses.items()},
    }
