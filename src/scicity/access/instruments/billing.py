"""What use costs: a line for each booking, session and draw, a credit for time lost, a correction
when more is known later.

What a use costs is worked out anew each time that something about it changes, and only the
difference is charged: nothing is charged twice and nothing is lost, in whatever order things come
to be known. A line belongs to the month in which the use ended, in the facility's zone; once that
month's bill was issued, to the first month after it that has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.phrases import phrase
from scicity.platform.verbs import locked, verb

from ..facilities.operators import lost_at
from ..models import (
    Bill,
    Booking,
    Charge,
    Facility,
    GrantUse,
    Proposal,
    RateCard,
    Session,
    Unit,
    standing,
)
from ..people.whose import leader_of

Line = tuple[str, int, Decimal | None, int, int]
Months = tuple[date, date]  # the first days of the first month, and of the month after the last


def rate_of(unit: Unit, person: Person, at: datetime) -> int:
    """Minor units of the currency an hour, or a piece where the unit is given in pieces.

    By the kind of the person's organisation; 0 where no rate card says otherwise.
    """
    category = person.organisation.kind if person.organisation else "academic"
    card = (
        RateCard.objects.filter(
            Q(retired_at=None) | Q(retired_at__gt=at), unit=unit, category=category, since__lte=at
        )
        .order_by("-since")
        .first()
    )
    return card.fen_an_hour if card else 0


@dataclass(frozen=True)
class Cost:
    """What a use comes to.

    `seconds` and `lost` are seconds, `pieces` shots, tubes, cases or core-hours (None: charged by
    time).
    """

    unit: Unit
    person: Person
    proposal: Proposal | None
    ended: datetime
    seconds: int
    lost: int = 0
    pieces: Decimal | None = None

    def lines(self) -> list[Line]:
        """(kind, seconds, pieces, rate, amount in minor units) of each line."""
        rate = rate_of(self.unit, self.person, self.ended)
        if self.pieces is not None:
            return [
                (
                    "use",
                    self.seconds,
                    self.pieces,
                    rate,
                    int((self.pieces * rate).to_integral_value()),
                )
            ]
        found: list[Line] = [("use", self.seconds, None, rate, _by_hour(self.seconds, rate))]
        if self.lost:  # what the facility could not give is credited
            found.append(
                (
                    "lost",
                    -self.lost,
                    None,
                    rate,
                    _by_hour(self.seconds - self.lost, rate) - _by_hour(self.seconds, rate),
                )
            )
        return found


def _by_hour(seconds: int, rate: int) -> int:
    return int((Decimal(seconds) * rate / 3600).to_integral_value())


def _of_booking(booking: Booking) -> Cost | None:
    if booking.state == "finished":
        assert booking.started_at is not None
        assert booking.stopped_at is not None
        seconds = int((booking.stopped_at - booking.started_at).total_seconds())
        return Cost(
            booking.unit,
            booking.person,
            booking.proposal,
            booking.stopped_at,
            seconds,
            lost_at(booking.unit, booking.started_at, booking.stopped_at),
        )
    if booking.state == "missed" or (booking.state == "cancelled" and booking.charges.exists()):
        seconds = int((booking.end - booking.start).total_seconds())
        return Cost(
            booking.unit,
            booking.person,
            booking.proposal,
            booking.start,
            seconds,
            lost_at(booking.unit, booking.start, booking.end),
        )
    return None


def _of_session(session: Session) -> Cost | None:
    leader = leader_of(session.part.proposal)
    if session.started_at is None or session.stopped_at is None or leader is None:
        return None
    seconds = int((session.stopped_at - session.started_at).total_seconds())
    shots = (
        Decimal(standing(session).filter(kind="shot").count())
        if session.unit.access.stream == "shots"
        else None
    )
    return Cost(
        session.unit,
        leader,
        session.part.proposal,
        session.stopped_at,
        seconds,
        lost_at(session.unit, session.started_at, session.stopped_at, session),
        shots,
    )


def settle(use: Booking | Session | GrantUse, kind: str = "use") -> None:
    """Charge a use that ended, or the difference to what was charged for it before, if any.

    Call it inside of a verb.

    `kind` names the line of what was not used: a late cancellation, a booking that was missed.
    """
    match use:
        case Booking():
            cost, of = _of_booking(use), {"booking": use}
        case Session():
            cost, of = _of_session(use), {"session": use}
        case GrantUse():
            proposal = use.grant.part.proposal
            leader = leader_of(proposal)
            cost, of = (
                (
                    Cost(use.grant.unit, leader, proposal, use.at, 0, pieces=use.amount)
                    if leader
                    else None
                ),
                {"draw": use},
            )
    if cost is not None:
        _post(cost, of, kind)


def charge_unused(booking: Booking, kind: str) -> None:
    """Charge a slot that was kept from others and not used."""
    seconds = int((booking.end - booking.start).total_seconds())
    _post(
        Cost(
            booking.unit,
            booking.person,
            booking.proposal,
            booking.start,
            seconds,
            lost_at(booking.unit, booking.start, booking.end),
        ),
        {"booking": booking},
        kind,
    )


def _post(cost: Cost, of: dict[str, Any], kind: str) -> None:
    at = _billed(cost.unit.facility_id, cost.ended)
    more = {
        "unit": cost.unit,
        "person": cost.person,
        "proposal": cost.proposal,
        "used_at": cost.ended,
        **of,
    }
    before = Charge.objects.filter(**of).aggregate(
        n=Count("pk"), seconds=Sum("seconds"), fen=Sum("fen"), pieces=Sum("pieces")
    )
    lines = cost.lines()
    if not before["n"]:
        for name, seconds, pieces, rate, fen in lines:
            Charge(
                kind=kind if name == "use" else name,
                at=at,
                seconds=seconds,
                pieces=pieces,
                fen_an_hour=rate,
                fen=fen,
                **more,
            ).save()
        return
    seconds = sum(x[1] for x in lines) - (before["seconds"] or 0)
    fen = sum(x[4] for x in lines) - (before["fen"] or 0)
    change = sum((x[2] or Decimal(0) for x in lines), Decimal(0)) - (before["pieces"] or Decimal(0))
    if seconds or fen or change:
        Charge(
            kind="correction",
            at=at,
            seconds=seconds,
            pieces=change if cost.pieces is not None else None,
            fen_an_hour=lines[0][3],
            fen=fen,
            **more,
        ).save()


# --- bills ----------------------------------------------------------------------------------------


def month_of(at: datetime, zone: str) -> str:
    """The month of an instant at a facility, like 2026-03."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m}"


def first_of(month: str, zone: str) -> datetime:
    """The instant at which a month begins at a facility. Invalid: that is no month."""
    try:
        first = datetime.strptime(month, "%Y-%m").replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        first = datetime.min.replace(tzinfo=ZoneInfo(zone))
    if not 1990 <= first.year < 2200:
        raise Invalid(
            phrase("access-billing-is-not-a-month-like-2026", month=repr(month)),
            {"month": phrase("access-billing-like-2026-03")},
        )
    return first


def following(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _billed(facility_id: int, at: datetime) -> datetime:
    """The time under which something is charged: its own, or the beginning of the first month after
    it without a bill.
    """
    facility = locked(Facility, facility_id)  # nobody issues a bill while a line is written
    month = month_of(at, facility.zone)
    issued = set(
        Bill.objects.filter(facility=facility, month__gte=month).values_list("month", flat=True)
    )
    if month not in issued:
        return at
    while month in issued:
        month = following(month)
    return first_of(month, facility.zone)


@verb
def issue(actor: Person, facility: Facility, month: str) -> Bill:
    """Close a month's bill: its lines stay as they are.

    Invalid: no month. Refused: it is not over there, or was issued.
    """
    facility = locked(Facility, facility.pk)
    if (
        first_of(following(month_of(first_of(month, facility.zone), facility.zone)), facility.zone)
        > timezone.now()
    ):
        raise Refused(phrase("access-billing-that-month-is-not-over-yet"))
    if Bill.objects.filter(facility=facility, month=month).exists():
        raise Refused(phrase("access-billing-that-months-bill-was-issued-already"))
    bill = Bill(facility=facility, month=month, issued_by=actor)
    bill.save()
    return bill


@verb
def adjust(
    actor: Person,
    *,
    unit: Unit,
    person: Person,
    proposal: Proposal | None,
    fen: int,
    reason: str,
    at: datetime,
) -> Charge:
    """Correct a bill by a line of its own, with its reason. Earlier lines stay."""
    if not reason.strip() or fen == 0 or abs(fen) > 10**12:
        raise Invalid(
            phrase("access-billing-an-adjustment-needs-an-amount-and"),
            {"reason": phrase("access-setup-required")},
        )
    charge = Charge(
        unit=unit,
        person=person,
        proposal=proposal,
        kind="adjustment",
        at=_billed(unit.facility_id, at),
        used_at=at,
        fen=fen,
        reason=reason.strip()[:200],
    )
    charge.save()
    return charge


@dataclass(frozen=True)
class BillLine:
    """`uses` counts uses, not lines; `pieces` is None where nothing is given in pieces."""

    proposal: str
    unit_zh: str
    unit_en: str
    uses: int
    seconds: int
    fen: int
    pieces: Decimal | None = None


def charged(months: Months, facilities: Iterable[int] | None = None) -> Q:
    """Charges of months, each facility's in its own zone."""
    places = (
        Facility.objects.all()
        if facilities is None
        else Facility.objects.filter(pk__in=list(facilities))
    )
    zones = set(places.order_by().values_list("zone", flat=True).distinct())
    found = Q(pk__in=[])
    for zone in zones:
        begin, end = (datetime(d.year, d.month, d.day, tzinfo=ZoneInfo(zone)) for d in months)
        found |= Q(
            at__gte=begin, at__lt=end, **({} if len(zones) == 1 else {"unit__facility__zone": zone})
        )
    return found if facilities is None else found & Q(unit__facility__in=list(facilities))


def bill(
    months: Months, facilities: Iterable[int] | None = None, whose: Q | None = None
) -> list[BillLine]:
    """Charges of months, summed by project and unit, in one query.

    `facilities` None: all; `whose` narrows further.
    """
    charges = Charge.objects.filter(charged(months, facilities))
    rows = (
        (charges if whose is None else charges.filter(whose))
        .values_list("proposal__code", "unit__name_zh", "unit__name_en")
        .annotate(
            n=Count("id", filter=Q(kind="use")), s=Sum("seconds"), f=Sum("fen"), p=Sum("pieces")
        )
        .order_by(F("proposal__code").asc(nulls_last=True), "unit__name_en")
    )
    return [BillLine(p or "–", zh, en, n, s or 0, f or 0, q) for p, zh, en, n, s, f, q in rows]


def own(person: Person) -> Q:
    """Charges that are somebody's: of their proposals, and those of no proposal that they made."""
    return Q(proposal__in=Proposal.objects.filter(members__person=person).values("pk")) | Q(
        proposal=None, person=person
    )
