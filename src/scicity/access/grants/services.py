"""Amounts granted and drawn: core-hours from imported jobs, tubes, cases.

Never more than was granted.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from scicity.ledger import live_sql, open_ledger, read, session
from scicity.platform.errors import Invalid, Taken
from scicity.platform.models import Person
from scicity.platform.outbox import owe
from scicity.platform.phrases import phrase
from scicity.platform.verbs import locked, verb

from ..instruments.billing import settle
from ..models import Grant, GrantUse
from ..people.whose import who


@verb
def draw(
    actor: Person,
    grant: Grant,
    amount: Decimal,
    kind: str = "used",
    note: str = "",
    key: str = "",
    at: datetime | None = None,
) -> GrantUse:
    """Draw on a grant. The same `key` is taken once, so that a repeated request draws once."""
    if not amount.is_finite() or amount <= 0 or amount >= Decimal(10) ** 12:
        raise Invalid(
            phrase("access-grants-the-amount-must-be-more-than"),
            {"amount": phrase("common-more-than-0")},
        )
    kinds = {"samples": ("used", "destroyed", "returned"), "cases": ("enrolled",)}.get(
        grant.unit.access.stream, ("used",)
    )
    if kind not in kinds:
        raise Invalid(
            phrase("access-grants-use-one-of", value=", ".join(kinds)),
            {"kind": phrase("common-choose-one")},
        )
    if grant.unit.access.stream in ("samples", "cases") and amount != amount.to_integral_value():
        raise Invalid(
            phrase("access-grants-this-is-counted-in-whole-numbers"),
            {"amount": phrase("access-grants-whole-number")},
        )
    at = at or timezone.now()
    if not grant.valid_from <= at <= grant.valid_until:
        raise Invalid(phrase("access-grants-the-grant-is-not-valid-at"))
    grant = locked(Grant, grant.pk)
    signed = -amount if kind == "returned" else amount
    if not 0 <= grant.used + signed <= grant.amount:
        raise Taken(
            phrase(
                "access-grants-only-is-left",
                normalize=f"{(grant.amount - grant.used).normalize():f}",
            ),
        )
    use = GrantUse(
        grant=grant, key=key or uuid.uuid4().hex, kind=kind, amount=signed, at=at, note=note[:200]
    )
    use.save()
    grant.used = grant.used + signed
    grant.save()
    _record(grant, use)
    settle(use)
    return use


def _record(grant: Grant, use: GrantUse) -> None:
    proposal, path = grant.part.proposal, grant.unit.path
    if grant.unit.access.stream == "samples":
        kind = {"used": "used", "destroyed": "destroyed", "returned": "received"}[use.kind]
        owe(
            "samples",
            path,
            use.at,
            use.at,
            movement=f"g{use.pk}",
            kind=kind,
            tubes=int(abs(use.amount)),
            project=proposal.code,
        )
    elif grant.unit.access.stream == "cases":
        for n in range(int(use.amount)):
            owe("cases", path, use.at, use.at, project=proposal.code, case=f"c{use.pk}-{n + 1}")
    first = grant.uses.order_by("at").first()
    begin = first.at if first else use.at
    owe("projects", path, begin, max(use.at, begin), kind="grant", **who(None, proposal))


@dataclass(frozen=True)
class Burn:
    """How a grant stands: drawn so far, and at this rate, when it is used up."""

    grant: Grant
    share: float
    runs_out: datetime | None


def burn(grant: Grant) -> Burn:
    now = timezone.now()
    passed = (min(now, grant.valid_until) - grant.valid_from).total_seconds()
    share = float(grant.used / grant.amount) if grant.amount else 0.0
    runs_out = (
        grant.valid_from + (now - grant.valid_from) / share if share > 0 and passed > 0 else None
    )
    return Burn(grant, share, runs_out if runs_out and runs_out <= grant.valid_until else None)


@verb
def take_in_jobs(actor: Person | None, grant: Grant) -> Decimal:
    """Set what a computing grant has used to what the ledger's jobs of its account say, in
    core-hours.

    More than was granted is drawn up to the grant; the rest is told. Jobs come by the Slurm import;
    project = account.
    """
    reading = read(open_ledger(settings.LEDGER), "compute_jobs")
    total = Decimal(0)
    if reading.files:
        rows = (
            session()
            .execute(
                'select coalesce(sum(cores * ("end" - start - coalesce(suspended, 0))), 0) from'
                f' ({live_sql(reading)}) where project = ? and unit = ? and "end" >= ? and'
                ' "end" < ?',
                [
                    grant.account,
                    grant.unit.path,
                    int(grant.valid_from.timestamp()),
                    int(grant.valid_until.timestamp()),
                ],
            )
            .fetchall()
        )
        total = Decimal(int(rows[0][0])) / 3600
    grant = locked(Grant, grant.pk)
    drawn = min(total, grant.amount).quantize(Decimal("0.0001"))
    if drawn != grant.used:
        use = GrantUse(
            grant=grant,
            key=f"jobs-{timezone.now():%Y%m%dT%H%M%S%f}",
            kind="jobs",
            amount=drawn - grant.used,
        )
        use.save()
        settle(use)
        grant.used = drawn
        grant.save()
        owe(
            "projects",
            grant.unit.path,
            grant.valid_from,
            min(grant.valid_until, timezone.now()),
            kind="grant",
            **who(None, grant.part.proposal),
        )
    return total
